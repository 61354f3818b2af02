// Brings rows that wait on disk into the store, again and again until they are there.
import type { Log } from './log.js'
import type { WaitingLog } from './waiting-log.js'

export interface BringingOptions<Row extends { readonly id: string }> {
  readonly waitingLog: WaitingLog<Row>
  readonly log: Log
  /** Has the store take rows; what it throws is tried again. */
  readonly take: (rows: readonly Row[]) => Promise<void>
}

const RETRY_MS = 5000

export class Bringing<Row extends { readonly id: string }> {
  private running: Promise<void> | undefined
  private timer: NodeJS.Timeout | undefined
  private isStopped = false

  constructor(private readonly options: BringingOptions<Row>) {}

  /** Begins, unless it is under way; resolves when nothing waits, or the store did not take it. */
  bring(): Promise<void> {
    clearTimeout(this.timer)
    this.running ??= this.run().finally(() => {
      this.running = undefined
    })
    return this.running
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    await this.running
  }

  private async run(): Promise<void> {
    const { waitingLog, take, log } = this.options
    for (let rows = waitingLog.waiting; rows.length > 0 && !this.isStopped; rows = waitingLog.waiting) {
      try {
        await take(rows)
        for (const row of rows) await waitingLog.settle(row)
      } catch (error) {
        const what = { rows: rows.length, of: waitingLog.word, error: String(error) }
        log.warn(what, 'rows are on disk and not in the store yet')
        if (this.isStopped) return
        this.timer = setTimeout(() => void this.bring(), RETRY_MS)
        this.timer.unref()
        return
      }
    }
  }
}
