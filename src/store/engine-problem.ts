// Turns the engine's errors into problems a tired operator can act on.
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'

interface Rule {
  readonly pattern: RegExp
  readonly code: string
  readonly says: (location: string, message: string) => string
  readonly next: string
}

const DISK_FULL = /No space left|ENOSPC|NOT_ENOUGH_SPACE|Cannot reserve/i

const RULES: readonly Rule[] = [
  {
    pattern: /\block(ed)?\b|Cannot lock file|another (process|server instance)|Failed to create connection/i,
    code: 'store-in-use',
    says: (location) => `${location} is open in another process`,
    next: 'Stop that process, or name another directory with --store.',
  },
  {
    pattern: DISK_FULL,
    code: 'disk-full',
    says: (location) => `the disk that holds ${location} is full`,
    next: 'Free some space or name a directory on another disk with --store, then run the same command: rows already loaded are not loaded twice.',
  },
  {
    pattern: /MEMORY_LIMIT_EXCEEDED|memory limit|bad_alloc/i,
    code: 'out-of-memory',
    says: () => 'the engine ran out of memory',
    next: 'Run it on a machine with more memory, analyse a shorter period, or use --store with a server.',
  },
  {
    pattern: /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|ECONNRESET|socket hang up/i,
    code: 'store-unreachable',
    says: (location, message) => `no ClickHouse server answers at ${location} (${message})`,
    next: 'Start the server or correct the address given with --store.',
  },
  {
    pattern: /AUTHENTICATION_FAILED|Authentication failed/i,
    code: 'store-denied',
    says: (location) => `the ClickHouse server at ${location} refused the user or password`,
    next: 'Put them in the address: http://user:password@host:8123.',
  },
  {
    pattern: /READONLY|Permission denied|EACCES|ACCESS_DENIED/i,
    code: 'store-unwritable',
    says: (location, message) => `cannot write to ${location} (${message})`,
    next: 'Use a directory or user with write permission.',
  },
]

/** The problem that an error of the engine means; a Problem is handed through. */
export function engineProblem(error: unknown, location: string, isTemporary = false): Problem {
  if (error instanceof Problem) return error
  const message = firstLine(error)
  if (isTemporary && DISK_FULL.test(message))
    return new Problem(
      'disk-full',
      say`the disk that holds the temporary directory ${location} is full`,
      'Set TMPDIR to a directory on a disk with more space, or keep fingerprints on one with --store, then run the same command.',
      { cause: error },
    )
  for (const rule of RULES) {
    if (rule.pattern.test(message))
      return new Problem(rule.code, rule.says(location, message), rule.next, { cause: error })
  }
  return new Problem('engine', message, 'If this repeats, report it with this message.', { cause: error })
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n')[0]?.slice(0, 600) ?? text
}
