// The service's side of the engine: starts its process, asks it, and starts it again when it ends. While it is gone
// everything else goes on, and whoever asks is told so at once.
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../model/problem.js'
import type { Log } from '../log.js'
import type { Failed } from './failure.js'
import type { EngineOptions, ReplyMessage, RequestName, Requests } from './messages.js'

type Got<Name extends RequestName> = Requests[Name]['got']

interface Pending {
  readonly resolve: (got: never) => void
  readonly reject: (error: Problem) => void
  readonly onStep: ((step: string) => void) | undefined
}

/** How long the engine of a service that was just killed may hold the store. */
const TAKEOVER_MS = 60_000
/** Waits before the engine is started again: the first, and the longest. */
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** How long an engine is given to end in order. */
const CLOSE_MS = 10_000

export class Engine {
  private child: ChildProcess | undefined
  private pending = new Map<number, Pending>()
  private next = 1
  private isClosing = false
  private isReady = false
  private opened: Got<'open'> | undefined
  private readonly onReady: (() => void)[] = []
  /** Times that it was started again. */
  restarts = 0

  constructor(
    private readonly options: EngineOptions,
    private readonly log: Log,
  ) {}

  /**
   * Starts the engine and opens the store.
   * @throws Problem of the store
   */
  async start(): Promise<void> {
    const until = Date.now() + TAKEOVER_MS
    for (;;) {
      try {
        await this.launch()
        return
      } catch (error) {
        const isTaken = error instanceof Problem && error.code === 'store-in-use' && Date.now() < until
        if (!isTaken) throw error
        this.log.warn({}, 'the store is still open in another process; waiting for it')
        await sleep(1000)
      }
    }
  }

  /** The same in the background, again and again until the store opens. */
  startPatiently(): void {
    void this.persist(0)
  }

  get ready(): boolean {
    return this.isReady
  }

  /** The engine's version and the newest analysis at the time that it was opened. */
  get opening(): Got<'open'> | undefined {
    return this.opened
  }

  /**
   * Asks the engine for something.
   * @throws Problem `engine-gone` when it isn't there, or ends before it has answered; else what it fails with
   */
  request<Name extends RequestName>(
    name: Name,
    sent: Requests[Name]['sent'],
    onStep?: (step: string) => void,
  ): Promise<Got<Name>> {
    const { child } = this
    if (!child?.connected || (!this.isReady && name !== 'open')) return Promise.reject(gone())
    const id = this.next++
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject, onStep })
      child.send({ id, name, sent }, (error) => {
        if (error && this.pending.delete(id)) reject(gone())
      })
    })
  }

  /** Resolves when the engine answers, or when it never will again. */
  async untilReady(): Promise<void> {
    if (this.isReady || this.isClosing) return
    await new Promise<void>((resolve) => this.onReady.push(resolve))
  }

  /** Ends the engine after what it is doing, or in the middle of it when that takes long. */
  async close(): Promise<void> {
    this.isClosing = true
    this.tellReady()
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const closed = this.request('close', {}).catch(() => undefined)
    await Promise.race([closed, exited, sleep(CLOSE_MS, undefined, { ref: false })])
    // What was acknowledged is on disk, and what it did not finish is done again: it needn't end by itself.
    child.kill('SIGKILL')
    await exited
  }

  private async launch(): Promise<void> {
    const child = fork(new URL('./engine-process.js', import.meta.url), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.child = child
    child.on('message', (message) => this.hear(message as ReplyMessage))
    child.on('error', (error) => this.log.error({ error: error.message }, 'the engine could not be started'))
    child.on('exit', (code, signal) => this.ended(child, signal ?? `code ${code}`))
    try {
      this.opened = await this.request('open', this.options)
    } catch (error) {
      this.child = undefined
      child.kill('SIGKILL')
      throw error
    }
    this.isReady = true
    this.log.info({ engine: this.opened.engine, pid: child.pid }, 'the engine is ready')
    this.tellReady()
  }

  private hear(message: ReplyMessage): void {
    const pending = this.pending.get(message.id)
    if (!pending) return
    if ('step' in message) {
      pending.onStep?.(message.step)
      return
    }
    this.pending.delete(message.id)
    if ('failed' in message) {
      pending.reject(revived(message.failed))
    } else pending.resolve(message.got as never)
  }

  private ended(child: ChildProcess, how: string): void {
    const isCurrent = this.child === child
    if (!isCurrent) return
    const wasReady = this.isReady
    this.isReady = false
    this.child = undefined
    for (const { reject } of this.pending.values()) reject(gone())
    this.pending.clear()
    if (this.isClosing || !wasReady) return
    this.log.error({ how }, 'the engine ended by itself; starting it again')
    void this.persist(FIRST_WAIT_MS).then(() => this.restarts++)
  }

  private async persist(firstWaitMs: number): Promise<void> {
    let wait = firstWaitMs
    while (!this.isClosing) {
      await sleep(wait)
      if (this.isClosing) return
      try {
        await this.launch()
        return
      } catch (error) {
        wait = Math.min(2 * Math.max(wait, FIRST_WAIT_MS), LONGEST_WAIT_MS)
        const message = error instanceof Error ? error.message : String(error)
        this.log.error({ error: message, nextTryMs: wait }, 'the engine could not be started')
      }
    }
  }

  private tellReady(): void {
    for (const tell of this.onReady.splice(0)) tell()
  }
}

/** A problem that was told by the other process: its code was listed where it arose. */
function revived({ code, message, next, mistakes = [] }: Failed): Problem {
  return new Problem(code, message, next, { mistakes })
}

function gone(): Problem {
  return new Problem(
    'engine-gone',
    'the engine is not there at the moment',
    'It is started again by itself; try again in some seconds.',
  )
}
