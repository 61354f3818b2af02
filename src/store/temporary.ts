// Where directories of one run are made: as the system says, or the variable TMPDIR.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../model/problem.js'

/**
 * A new directory that is the caller's to remove.
 * @throws Problem `temporary-unwritable`
 */
export function temporaryDirectory(prefix: string): string {
  try {
    return mkdtempSync(join(tmpdir(), prefix))
  } catch (error) {
    throw new Problem(
      'temporary-unwritable',
      `cannot make a temporary directory in ${tmpdir()}: ${error instanceof Error ? error.message : String(error)}`,
      'Set TMPDIR to a directory that you may write to; fingerprints alone can be kept elsewhere with --store.',
      { cause: error },
    )
  }
}
