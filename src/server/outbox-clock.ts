// Sends what waits for collections of others whenever it is due: what a command or a look left, and what an earlier process
// did not bring to its end.
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'
import { Outbox, type Waiting } from '../share/publish/outbox.js'
import { Publications } from '../share/publish/publications.js'
import { sendRound } from '../share/publish/send.js'
import { openAddress, tellAddress } from '../share/publish/sending.js'
import { tellSent } from '../share/publish/tell.js'
import type { AuditLog } from './access/audit-log.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'
import type { statePaths } from './state-folder.js'

const LOOK_MS = 5000
/** How long what is pending is asked about before others have their turn. */
const PATIENCE_MS = 30_000
/** The same while somebody waits for the answer. */
const PERSON_MS = 3000

export interface OutboxClockOptions {
  readonly paths: Pick<ReturnType<typeof statePaths>, 'outbox' | 'publications'>
  readonly audit: AuditLog
  readonly metrics: Metrics
  readonly log: Log
}

export class OutboxClock {
  private readonly outbox: Outbox
  private readonly publications: Publications
  private readonly stopping = new AbortController()
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  constructor(private readonly options: OutboxClockOptions) {
    this.outbox = new Outbox(options.paths.outbox)
    this.publications = new Publications(options.paths.publications)
    options.metrics.onRead(() => options.metrics.set('stillwatch_outbox_waiting', this.count()))
  }

  start(): void {
    this.timer = setInterval(() => this.ask(), LOOK_MS)
    this.ask()
  }

  /** What is under way ends with the answer that it waits for, or without one: it goes on with the next process. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.stopping.abort()
    await this.running
  }

  /** What waits, oldest first. @throws Problem `outbox-unusable` */
  list(): readonly Waiting[] {
    return this.outbox.list()
  }

  /**
   * Sends one now, whether it is due or not.
   * @throws Problem `outbox-unknown`, `outbox-busy`, `outbox-unusable`
   */
  sendNow(id: string): Promise<Waiting> {
    return this.claim(id, (waiting) => this.send(waiting, PERSON_MS))
  }

  /**
   * Gives one up; what was accepted stays where it is.
   * @throws Problem `outbox-unknown`, `outbox-busy`, `outbox-unusable`
   */
  giveUp(id: string): Promise<Waiting> {
    return this.claim(id, async () => this.outbox.remove(id))
  }

  private async claim(id: string, work: (waiting: Waiting) => Promise<void>): Promise<Waiting> {
    if (!this.outbox.list().some(({ sending }) => sending.id === id))
      throw new Problem(
        'outbox-unknown',
        say`nothing of that id waits: ${id.slice(0, 60)}`,
        'It may have been sent meanwhile: load the list again.',
      )
    const claimed = await this.outbox.claim(id, async (waiting) => {
      await work(waiting)
      return waiting
    })
    if (claimed) return claimed
    throw new Problem('outbox-busy', say`${id} is being sent at the moment`, 'Try again in a minute.')
  }

  /** Sends now what is due, unless that is under way. */
  ask(): void {
    if (this.stopping.signal.aborted) return
    this.running ??= this.work().finally(() => {
      this.running = undefined
    })
  }

  private async work(): Promise<void> {
    for (const { sending, journal } of this.waiting()) {
      if (this.stopping.signal.aborted) return
      const isDue = (journal.stopped?.retryAt ?? 0) <= Date.now()
      if (!isDue || (journal.isSettled && journal.refused.length > 0)) continue
      try {
        await this.outbox.claim(sending.id, (waiting) => this.send(waiting))
      } catch (error) {
        if (this.stopping.signal.aborted) return
        this.options.log.error({ error: String(error), sending: sending.id }, 'the outbox can’t be worked on')
      }
    }
  }

  private async send(waiting: Waiting, patienceMs = PATIENCE_MS): Promise<void> {
    const { audit, log, metrics } = this.options
    const { sending } = waiting
    const { signal } = this.stopping
    const why = await sendRound(waiting, {
      open: () => openAddress(sending.to, { signal }),
      publications: this.publications,
      patienceMs,
      signal,
    })
    const { accepted, refused, waiting: left } = tellSent(waiting)
    const what = { sending: sending.id, kind: sending.kind, to: tellAddress(sending.to), accepted }
    if (why) log.warn({ ...what, left, why: why.message }, 'something waits for a collection of others')
    if (!waiting.journal.isSettled) return
    metrics.add('stillwatch_sent_total', { kind: sending.kind, state: 'accepted' }, accepted)
    metrics.add('stillwatch_sent_total', { kind: sending.kind, state: 'refused' }, refused)
    log.info({ ...what, refused }, 'sent')
    await audit.add({
      actor: 'service',
      action: sending.kind === 'sightings' ? 'sightings.sent' : `share.${sending.kind}`,
      details: {
        sending: sending.id,
        about: sending.about.id,
        to: what.to,
        objects: sending.objects.length,
        accepted,
        refused,
      },
    })
    // What was refused stays until somebody has seen it.
    if (refused === 0) this.outbox.remove(sending.id)
  }

  private count(): number {
    try {
      return this.outbox.count
    } catch {
      return Number.NaN
    }
  }

  private waiting(): readonly Waiting[] {
    try {
      return this.outbox.list()
    } catch (error) {
      this.options.log.error({ error: String(error) }, 'the outbox can’t be read')
      return []
    }
  }
}
