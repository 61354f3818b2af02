// Reading a corpus' gzip files: JSON lines and comma-separated tables, whole, since none is large.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Problem } from '../../src/model/problem.js'

async function readText(directory: string, name: string): Promise<string> {
  try {
    return gunzipSync(await readFile(join(directory, name))).toString('utf8')
  } catch (error) {
    throw new Problem(
      'corpus-file',
      `the corpus ${directory} has no readable ${name}`,
      'Give --corpus the directory with the folders text, traces and net, or leave it out.',
      { cause: error },
    )
  }
}

/** Objects of a file of JSON lines. */
export async function readRecords(
  directory: string,
  name: string,
): Promise<Readonly<Record<string, unknown>>[]> {
  const text = await readText(directory, name)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
}

/** Cells of a table without its head; only the last column may be quoted. */
export async function readRows(directory: string, name: string, hasHead: boolean): Promise<string[][]> {
  const lines = (await readText(directory, name)).split('\n')
  return lines
    .slice(hasHead ? 1 : 0)
    .filter((line) => line !== '')
    .map((line) => line.split(','))
}

/** Lines of a list; what follows a `#` is a remark. */
export async function readList(directory: string, name: string): Promise<string[]> {
  return (await readText(directory, name))
    .split('\n')
    .map((line) => (line.split('#')[0] ?? '').trim())
    .filter((line) => line !== '')
}
