// What partners shared, kept in memory as it was told last: the engine looks it up between analyses, and while it has no
// time what is known is told, as of when it was.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from './engine/engine.js'
import type { ReceivedView } from './engine/received-view.js'

/** How long a view counts before the engine is asked again, and how long a request waits for a newer and for the first one. */
const FRESH_MS = 10_000
const PATIENCE_MS = { newer: 250, first: 750 }

export interface KnownView {
  /** RFC 3339. */
  readonly asOf: string
  readonly view: ReceivedView
}

export class SharingDesk {
  private known: KnownView | undefined
  private running: Promise<void> | undefined

  constructor(private readonly engine: Engine) {}

  /** Undefined where no partners were named, and as long as the engine has had no time. */
  async look(): Promise<KnownView | undefined> {
    const isFresh = this.known !== undefined && Date.now() - Date.parse(this.known.asOf) < FRESH_MS
    if (!isFresh) {
      this.running ??= this.ask().finally(() => {
        this.running = undefined
      })
      const patience = this.known === undefined ? PATIENCE_MS.first : PATIENCE_MS.newer
      await Promise.race([this.running.catch(() => {}), sleep(patience, undefined, { ref: false })])
    }
    return this.known
  }

  private async ask(): Promise<void> {
    const asOf = new Date().toISOString()
    const view = await this.engine.request('received', {})
    this.known = view && { asOf, view }
  }
}
