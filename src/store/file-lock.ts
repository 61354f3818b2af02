// One process at a time at a file: a lock beside it, which a killed process leaves behind for a few seconds at most.
import { rmSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Age of a lock whose holder must have been killed. */
const STALE_MS = 10_000
const LOCK_WAIT_MS = 20

/** Does some short work while no other process does work on the same file. */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.lock`
  const held = await acquire(lock)
  try {
    return await work()
  } finally {
    await held.close()
    rmSync(lock, { force: true })
  }
}

async function acquire(lock: string): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(lock, 'wx', 0o600)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
      if (Date.now() - since > STALE_MS) rmSync(lock, { force: true })
      else await sleep(LOCK_WAIT_MS)
    }
  }
}
