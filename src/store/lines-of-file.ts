import { readFileSync } from 'node:fs'

/** The lines of a file that is written a line at a time, blank ones left out; none when there is no file. */
export function linesOfFile(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
