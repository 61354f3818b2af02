// Everything that goes to collections of others goes through here. It is on disk before anything is sent, and stays there
// until the server has said of each object what became of it: after a crash, a restart, and however long a server is gone.
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import { holdFileLock } from '../../store/file-lock.js'
import { Journal } from './journal.js'
import { SENDING, type Sending } from './sending.js'

/** Sendings that wait at most: a partner that is gone for good must not fill the disk. */
const MOST_WAITING = 1000

export interface Waiting {
  readonly sending: Sending
  readonly journal: Journal
}

export class Outbox {
  constructor(private readonly folder: string) {}

  /**
   * Takes objects that are to go; they are on disk when this returns.
   * @throws Problem `outbox-full`, `outbox-unusable`
   */
  add(given: Omit<Sending, 'id' | 'at'>, now = Date.now()): Sending {
    const id = `${String(now).padStart(13, '0')}-${randomBytes(4).toString('hex')}`
    const sending: Sending = { id, at: new Date(now).toISOString(), ...given }
    return this.usable(() => {
      if (this.ids().length >= MOST_WAITING)
        throw new Problem(
          'outbox-full',
          say`${MOST_WAITING} sendings wait already`,
          'See `stillwatch share outbox`, and drop those whose partner is gone.',
        )
      mkdirSync(this.folder, { recursive: true, mode: 0o700 })
      const whole = this.pathOf(id, 'json')
      const file = openSync(`${whole}.part`, 'wx', 0o600)
      try {
        writeSync(file, JSON.stringify(sending))
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(`${whole}.part`, whole)
      syncFolder(this.folder)
      return sending
    })
  }

  /** What waits, oldest first. @throws Problem `outbox-unusable` */
  list(): readonly Waiting[] {
    return this.usable(() => this.ids().flatMap((id) => this.read(id) ?? []))
  }

  /** Whether anything waits. @throws Problem `outbox-unusable` */
  get count(): number {
    return this.usable(() => this.ids().length)
  }

  /**
   * Does something with a sending that nobody else works on meanwhile.
   * @returns undefined when somebody does, or when it is gone
   * @throws Problem `outbox-unusable`, and what the work throws
   */
  async claim<Result>(id: string, work: (waiting: Waiting) => Promise<Result>): Promise<Result | undefined> {
    const release = await holdFileLock(this.pathOf(id, 'json'))
    if (!release) return undefined
    try {
      const waiting = this.usable(() => this.read(id))
      return waiting && (await work(waiting))
    } finally {
      release()
    }
  }

  /** Removes a sending: it is settled, or given up. */
  remove(id: string): void {
    this.usable(() => {
      rmSync(this.pathOf(id, 'json'), { force: true })
      rmSync(this.pathOf(id, 'log'), { force: true })
    })
  }

  private read(id: string): Waiting | undefined {
    const path = this.pathOf(id, 'json')
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
    const sending = SENDING.parse(JSON.parse(text)) as Sending
    return { sending, journal: Journal.read(this.pathOf(id, 'log'), sending.objects.length) }
  }

  private ids(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length))
        .sort()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    }
  }

  private pathOf(id: string, kind: 'json' | 'log'): string {
    return join(this.folder, `${id}.${kind}`)
  }

  private usable<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      if (error instanceof Problem) throw error
      throw new Problem(
        'outbox-unusable',
        say`what waits to be sent can’t be read or written in ${this.folder}: ${error instanceof Error ? error.message : String(error)}`,
        'Run as the user of the service, make room on the disk, or put the file that is damaged back from a copy.',
        { cause: error },
      )
    }
  }
}

/** A file that was renamed is there after a power cut only when its folder is on disk too. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
