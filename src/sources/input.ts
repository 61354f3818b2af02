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
  /** Removes temporary copies. Call it after the last query on the files. */
  close(): void
}

/** Files that a directory stands for; everything else in it is not looked at. */
const LOG_NAME = /\.(jsonl|ndjson|json|log|parquet)(\.(gz|gzip|zst|zstd|xz|bz2|lz4))?$|\.gz$/i

/**
 * Opens the inputs of a command. Close the result, also after a failure of a later step.
 * @throws Problem `input-missing`, `input-unreadable`, `input-no-match`, `input-directory-empty`, `input-archive`,
 *   `disk-full`
 */
export async function openInputs(args: readonly string[], store: Store): Promise<Inputs> {
  const spool = new Spool()
  try {
    const files: InputFile[] = []
    for (const arg of args) {
      for (const named of await resolveArgument(arg, spool))
        files.push(await openInputFile(named, store, spool))
    }
    return { files, close: () => spool.close() }
  } catch (error) {
    spool.close()
    throw error
  }
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
  return matches.flatMap((path) => {
    assertReadable(path)
    return [{ name: path, path, isFound: false }]
  })
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
