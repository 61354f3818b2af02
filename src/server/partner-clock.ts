// When partners are asked what is new: on a schedule, and at the start. What came is looked for by an analysis at once, as
// a partner's finding is of use while the campaign runs.
import type { AnalysisClock } from './analysis-clock.js'
import type { Engine } from './engine/engine.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'

export interface PartnerClockOptions {
  readonly engine: Engine
  readonly clock: AnalysisClock
  readonly metrics: Metrics
  readonly log: Log
  /** To be called when something waits to be sent. */
  readonly onQueued: () => void
  /** 0: never. */
  readonly everyMs: number
}

export class PartnerClock {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private isStopped = false

  constructor(private readonly options: PartnerClockOptions) {}

  start(): void {
    const { everyMs } = this.options
    if (everyMs === 0) return
    this.timer = setInterval(() => this.ask(), everyMs)
    this.ask()
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    await this.running
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
