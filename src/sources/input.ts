// Resolves the INPUT arguments of a command to files that the engine can read: names, patterns, directories, standard
// input. What is wrong with a file is said here, before anything is loaded.
import { accessSync, constants, createReadStream, type Stats, statSync } from 'node:fs'
import { Problem } from '../model/problem.js'
import type { Store } from '../store/store.js'
import { expandGlob, isGlob, listFiles } from './glob.js'
import { type InputFile, type NamedFile, openInputFile, unreadable } from './input-file.js'
import { Spool } from './spool.js'

export type { Damage, InputFile, Layout } from './input-file.js'

export interface Inputs {
  readonly files: readonly InputFile[]
  /** Files that cannot be read, beside others that can. */
  readonly leftOut: readonly LeftOut[]
  /** Removes temporary copies. Call it after the last query on the files. */
  close(): void
}

/** A file that is not read, and why. */
export interface LeftOut {
  readonly name: string
  readonly problem: Problem
}

/** What became of a file that was left out, for people; and what to do, unless it is no log at all. */
export function describeLeftOut({ name, problem }: LeftOut): string {
  const next = problem.code === 'format-unknown' ? '' : ` ${problem.next}`
  return `left out ${name}: ${problem.message}.${next}`
}

/** Files that a directory stands for; everything else in it is not looked at. */
const LOG_NAME = /\.(jsonl|ndjson|json|log|parquet)(\.(gz|gzip|zst|zstd|xz|bz2|lz4))?$|\.gz$/i

/**
 * Opens the inputs of a command. Close the result, also after a failure of a later step. A file that is damaged beyond
 * reading is left out as long as there are others.
 * @throws Problem `input-missing`, `input-unreadable`, `input-no-match`, `input-directory-empty`, `input-archive`,
 *   `disk-full`
 */
export async function openInputs(args: readonly string[], store: Store): Promise<Inputs> {
  const spool = new Spool()
  try {
    const files: InputFile[] = []
    const leftOut: LeftOut[] = []
    for (const arg of args) {
      for (const named of await resolveArgument(arg, spool)) {
        const file = await openInputFile(named, store, spool).catch(damageOf)
        if (file instanceof Problem) leftOut.push({ name: named.name, problem: file })
        else files.push(file)
      }
    }
    const [first] = leftOut
    if (first && files.length === 0) throw first.problem
    return { files, leftOut, close: () => spool.close() }
  } catch (error) {
    spool.close()
    throw error
  }
}

/** The problem of a file that is damaged; what else went wrong is thrown again. */
function damageOf(error: unknown): Problem {
  if (error instanceof Problem && error.code === 'input-unreadable') return error
  throw error
}

async function resolveArgument(arg: string, spool: Spool): Promise<readonly NamedFile[]> {
  if (arg === '-')
    return [
      { name: 'standard input', path: await spool.copy(process.stdin, 'standard input'), isFound: false },
    ]
  const stats = statusOf(arg)
  if (stats?.isDirectory()) return filesOf(arg)
  if (stats) {
    assertReadable(arg)
    const path = stats.isFile() ? arg : await spool.copy(createReadStream(arg), arg)
    return [{ name: arg, path, isFound: false }]
  }
  if (!isGlob(arg))
    throw new Problem(
      'input-missing',
      `there is no file ${arg}`,
      'Check the path; use - to read standard input.',
    )
  const matches = expandGlob(arg)
  if (matches.length === 0)
    throw new Problem('input-no-match', `no file matches ${arg}`, 'Check the pattern and the directory.')
  return matches.map((path) => ({ name: path, path, isFound: false }))
}

function filesOf(directory: string): readonly NamedFile[] {
  assertReadable(directory)
  const files = listFiles(directory)
    .filter((path) => LOG_NAME.test(path))
    .sort()
  if (files.length === 0)
    throw new Problem(
      'input-directory-empty',
      `${directory} is a directory without log files (.jsonl, .ndjson, .json, .log, .parquet, also compressed)`,
      'Name the files, for instance with a pattern in quotes.',
    )
  return files.map((path) => ({ name: path, path, isFound: true }))
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return
    throw unreadable(path, error)
  }
}

function assertReadable(path: string): void {
  try {
    accessSync(path, constants.R_OK)
  } catch (error) {
    throw unreadable(path, error)
  }
}
