// When the store is analysed: on a schedule, if something came since the last time, and when somebody asks. One analysis
// at a time; those who ask while one waits get that one.
import { randomUUID } from 'node:crypto'
import { Problem } from '../model/problem.js'
import type { Sentence } from '../model/sentence.js'
import type { Engine } from './engine/engine.js'
import type { Requests } from './engine/messages.js'
import type { Log } from './log.js'

/** An analysis that was asked for, and how far it is. */
export interface Run {
  readonly id: string
  /** `schedule`, or `key:ID`. */
  readonly asked_by: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** RFC 3339. */
  readonly asked_at: string
  readonly started_at?: string
  readonly ended_at?: string
  /** What it is doing, while it runs. */
  readonly step?: string
  /** Id of the analysis in the store, when it is done. */
  readonly analysis?: string
  /** Whether the whole log was analysed, or what came was added to the last such analysis. */
  readonly kind?: 'whole' | 'increment'
  readonly campaigns?: number
  /** What was not known. */
  readonly caveats?: readonly Sentence[]
  /** Why it failed. */
  readonly failure?: string
}

export interface ClockOptions {
  readonly engine: Engine
  readonly log: Log
  /** 0: on demand only. */
  readonly everyMs: number
  /** Records that were refused since the service started. */
  readonly rejected: () => number
  readonly onDone: (kept: Requests['analyze']['got'], ms: number) => Promise<void>
  readonly onFailed: () => void
}

const MOST_RUNS = 200
/** Who asks when the clock does. */
const SCHEDULE = 'schedule'

export class AnalysisClock {
  private readonly runs = new Map<string, Run>()
  private waiting: Run | undefined
  private running: Promise<void> | undefined
  private timer: NodeJS.Timeout | undefined
  private isStopped = false
  private hasNews = true
  private isWholeAsked = false
  /** When the newest analysis ended, milliseconds since 1970. */
  lastAt: number | undefined
  lastMs: number | undefined

  constructor(private readonly options: ClockOptions) {}

  start(): void {
    const { everyMs } = this.options
    if (everyMs === 0) return
    this.timer = setInterval(() => {
      if (this.hasNews) this.ask(SCHEDULE)
    }, everyMs)
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    await this.running
  }

  /** To be called when something came that no analysis has seen. */
  tellNews(): void {
    this.hasNews = true
  }

  get isRunning(): boolean {
    return this.running !== undefined
  }

  /**
   * Asks for an analysis of all that is in the store when it begins. Who asks gets the whole log analysed; the clock may add
   * what came to the last whole analysis.
   */
  ask(by: string): Run {
    if (this.isStopped)
      throw new Problem('service-stopping', 'the service is stopping', 'Ask again when it is back.')
    if (by !== SCHEDULE) this.isWholeAsked = true
    if (this.waiting) return this.waiting
    const run: Run = { id: randomUUID(), asked_by: by, state: 'waiting', asked_at: now() }
    this.waiting = this.note(run)
    this.running ??= this.work()
    return run
  }

  find(id: string): Run | undefined {
    return this.runs.get(id)
  }

  /** Newest first. */
  list(): readonly Run[] {
    return [...this.runs.values()].reverse()
  }

  private async work(): Promise<void> {
    // What was asked for in the same moment is one analysis.
    await Promise.resolve()
    for (let run = this.waiting; run !== undefined && !this.isStopped; run = this.waiting) {
      this.waiting = undefined
      await this.analyse(run)
    }
    this.running = undefined
  }

  private async analyse(asked: Run): Promise<void> {
    const { engine, log, onDone, onFailed } = this.options
    const started = performance.now()
    const run = this.note({ ...asked, state: 'running', started_at: now() })
    this.hasNews = false
    const isWhole = this.isWholeAsked
    this.isWholeAsked = false
    try {
      const kept = await engine.request('analyze', { rejected: this.options.rejected(), isWhole }, (step) =>
        this.note({ ...run, step: step.replace(/^analysing: /, '') }),
      )
      const ms = performance.now() - started
      this.lastAt = Date.now()
      this.lastMs = ms
      await onDone(kept, ms)
      const campaigns = kept.analysis.campaigns.filter(({ verdict }) => verdict !== 'explained').length
      const { id: analysis, caveats } = kept
      const kind = kept.analysis.increment ? 'increment' : 'whole'
      this.note({ ...run, state: 'done', ended_at: now(), analysis, kind, campaigns, caveats })
      log.info({ analysis, kind, campaigns, ms: Math.round(ms), askedBy: run.asked_by }, 'analysed')
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error)
      this.hasNews = true
      this.isWholeAsked ||= isWhole
      this.note({ ...run, state: 'failed', ended_at: now(), failure })
      onFailed()
      log.error({ failure, askedBy: run.asked_by }, 'an analysis failed')
    }
  }

  private note(run: Run): Run {
    this.runs.set(run.id, run)
    for (const id of this.runs.keys()) {
      if (this.runs.size <= MOST_RUNS) break
      this.runs.delete(id)
    }
    return run
  }
}

const now = () => new Date().toISOString()
