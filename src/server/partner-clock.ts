// When partners are asked what is new: on a schedule, and at the start. What came is looked for by an analysis at once, as
// a partner's finding is of use while the campaign runs.
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { NewMatches } from '../share/received/match/match-newer.js'
import type { AuditLog } from './access/audit-log.js'
import type { AnalysisClock } from './analysis-clock.js'
import type { Engine } from './engine/engine.js'
import type { LiftedTold } from './engine/fallen-ground.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'

export interface PartnerClockOptions {
  readonly engine: Engine
  readonly clock: AnalysisClock
  readonly metrics: Metrics
  readonly log: Log
  /** To be called with new accounts that match well. */
  readonly onMatched: (matched: NewMatches) => void
  /** To be called when something waits to be sent. */
  readonly onQueued: () => void
  /** 0: never. */
  readonly everyMs: number
  readonly audit: AuditLog
  /** File of partners' key cards, and of keys of which it was told that they count no more. */
  readonly cards: string
  readonly distrusted: string
}

/** How often the key cards are looked at, and the engine is asked what of partners’ it saw. */
const CARDS_MS = 2000

export class PartnerClock {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private isStopped = false
  private cardsTimer: NodeJS.Timeout | undefined
  private cardsSeen = ''
  private checking: Promise<void> | undefined
  private isGroundChecked = false

  constructor(private readonly options: PartnerClockOptions) {}

  start(): void {
    const { everyMs } = this.options
    this.cardsTimer = setInterval(() => {
      this.lookAtCards()
      void this.lookAtNewer()
    }, CARDS_MS)
    this.cardsTimer.unref()
    this.lookAtCards()
    if (everyMs === 0) return
    this.timer = setInterval(() => this.ask(), everyMs)
    this.ask()
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    clearInterval(this.cardsTimer)
    await this.running
    await this.checking
  }

  /** Decisions that an analysis lifted, as what partners told of their campaign counts no more. */
  async noteLifted(lifted: readonly LiftedTold[]): Promise<void> {
    const { audit, log } = this.options
    for (const { campaign, name, told, decisions } of lifted) {
      const details = { campaign, name, told, decisions, because: 'what partners told of it counts no more' }
      log.warn(details, 'decisions were lifted')
      await audit.add({ actor: 'service', action: 'decisions.lifted', details })
    }
  }

  /** The engine looks when it is due, and tells what it found when it is asked next. */
  private async lookAtNewer(): Promise<void> {
    try {
      const matched = await this.options.engine.request('newer', {})
      if (matched && !this.isStopped) this.options.onMatched(matched)
    } catch {
      // The engine is gone: it looks when it is back.
    }
  }

  /** When cards changed: what keys signed that were revoked counts no more, and is judged anew without it. */
  private lookAtCards(): void {
    const { mtimeMs, size } = statSync(this.options.cards, { throwIfNoEntry: false }) ?? {}
    const seen = `${mtimeMs} ${size}`
    if (this.checking || this.isStopped || seen === this.cardsSeen) return
    this.checking = this.checkKeys()
      .then(() => {
        this.cardsSeen = seen
      })
      .catch((error: unknown) =>
        this.options.log.debug({ error: String(error) }, 'keys can’t be checked yet'),
      )
      .finally(() => {
        this.checking = undefined
      })
  }

  /** At the start: a service that ended between a revocation, or a retraction, and the analysis without it does it now. */
  private async checkGround(): Promise<void> {
    const { engine, log, clock } = this.options
    const decisions = await engine.request('unborne', {})
    this.isGroundChecked = true
    if (decisions === 0 || this.isStopped) return
    log.warn(
      { decisions },
      'decisions rest on what partners don’t tell any more: the log is analysed without it',
    )
    clock.ask('keys')
  }

  private async checkKeys(): Promise<void> {
    const { engine, audit, log, clock, cards, distrusted: path } = this.options
    if (!this.isGroundChecked) await this.checkGround()
    if (!mayDoubt(cards)) return
    const known = new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [])
    const fallen = await engine.request('distrusted', {})
    const fresh = fallen.filter(({ provider, kid }) => !known.has(`${provider} ${kid}`))
    if (fresh.length === 0) return
    for (const { provider: partner, kid, why, objects, campaigns } of fresh) {
      const details = { partner, kid, why, objects, campaigns }
      log.warn(details, 'what a partner’s key signed counts no more')
      await audit.add({ actor: 'service', action: 'received.distrusted', details })
    }
    if (!this.isStopped) clock.ask('keys')
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    appendFileSync(path, fresh.map(({ provider, kid }) => `${provider} ${kid}\n`).join(''), { mode: 0o600 })
  }

  /** Asks now, unless that is under way. */
  ask(): void {
    if (this.isStopped) return
    this.running ??= this.pull().finally(() => {
      this.running = undefined
    })
  }

  private async pull(): Promise<void> {
    const { engine, clock, metrics, log } = this.options
    try {
      const pulled = await engine.request('pull', {})
      for (const { partner, taken, aside, unsigned, oddities, failure, sightings } of pulled) {
        metrics.add('stillwatch_received_total', { partner, kind: 'taken' }, taken)
        metrics.add('stillwatch_received_total', { partner, kind: 'aside' }, aside)
        metrics.add('stillwatch_pulls_total', { partner, state: failure === '' ? 'done' : 'failed' })
        const what = { partner, taken, aside, unsigned, sightings, oddities }
        if (failure !== '') log.warn({ ...what, failure }, 'a partner could not be read whole')
        else if (taken + aside > 0) log.info(what, 'a partner shared something')
      }
      if (!this.isStopped && pulled.some(({ sightings }) => sightings > 0)) this.options.onQueued()
      if (!this.isStopped && pulled.some(({ taken }) => taken > 0)) clock.ask('partners')
    } catch (error) {
      if (this.isStopped) return
      metrics.add('stillwatch_pulls_total', { partner: '', state: 'failed' })
      log.error({ error: error instanceof Error ? error.message : String(error) }, 'partners can’t be asked')
    }
  }
}

/** Whether a key was ever revoked or replaced, or a partner removed: else all that they told is as good as when it came. */
function mayDoubt(cards: string): boolean {
  const lines = existsSync(cards) ? readFileSync(cards, 'utf8').split('\n') : []
  return lines.some(
    (line) => line !== '' && (!line.includes('"card"') || /revoked_at|valid_until/.test(line)),
  )
}
