// One process at a time at a file: a lock beside it that names its holder, so that one which a killed process left behind
// is known at once, and that of a process on another machine after some seconds.
import { readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** Age of a lock whose holder must have been killed, where it can't be asked for. */
const STALE_MS = 10_000
const LOCK_WAIT_MS = 20

/** Locks of this process: another one with its number, as after a container's restart, holds none. */
const own = new Set<string>()

/** Does some short work while no other process does work on the same file. */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.lock`
  const held = await acquire(lock)
  own.add(lock)
  try {
    await held.writeFile(`${process.pid} ${hostname()}`)
    return await work()
  } finally {
    await held.close()
    own.delete(lock)
    rmSync(lock, { force: true })
  }
}

/** How often a lock that is held for long is shown to be held. */
const FRESHEN_MS = 2000

/**
 * Takes the lock of a file for work that may take long, if no other process has it.
 * @returns what gives it back; undefined when somebody else has it
 */
export async function holdFileLock(path: string): Promise<(() => void) | undefined> {
  const lock = `${path}.lock`
  const held = await tryOpen(lock)
  if (!held) return undefined
  own.add(lock)
  try {
    await held.writeFile(`${process.pid} ${hostname()}`)
  } finally {
    await held.close()
  }
  const timer = setInterval(() => freshen(lock), FRESHEN_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    own.delete(lock)
    rmSync(lock, { force: true })
  }
}

function freshen(lock: string): void {
  try {
    const now = new Date()
    utimesSync(lock, now, now)
  } catch {
    // Whoever took it away has it now, or the work is over.
  }
}

async function tryOpen(lock: string): Promise<FileHandle | undefined> {
  for (;;) {
    try {
      return await open(lock, 'wx', 0o600)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      // Without its folder there is nothing to be locked.
      if (code === 'ENOENT') return undefined
      if (code !== 'EEXIST') throw error
      if (!isLeft(lock)) return undefined
      rmSync(lock, { force: true })
    }
  }
}

async function acquire(lock: string): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(lock, 'wx', 0o600)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      if (isLeft(lock)) rmSync(lock, { force: true })
      else await sleep(LOCK_WAIT_MS)
    }
  }
}

/** Whether its holder is gone. */
function isLeft(lock: string): boolean {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  if (Date.now() - since > STALE_MS) return true
  const [pid = '', host] = contentOf(lock).split(' ')
  if (host !== hostname() || !/^\d+$/.test(pid)) return false
  return Number(pid) === process.pid ? !own.has(lock) : !isRunning(Number(pid))
}

function contentOf(lock: string): string {
  try {
    return readFileSync(lock, 'utf8')
  } catch {
    return ''
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
