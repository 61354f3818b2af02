// Counts throttled requests against their rate, in memory: one number a rate (the generic cell rate algorithm, ITU-T
// I.371, Annex A). A rate is this process's own: several that share the traffic allow it each.
import type { Decision } from './decision.js'

/** Milliseconds of requests that may come at once: short bursts of people pass. */
const BURST_MS = 10_000
const MINUTE_MS = 60_000

export class RateLimits {
  /** Time at which the next request is due, in milliseconds since 1970. */
  private readonly due = new Map<string, number>()

  /** Takes a request out of the decision's rate; milliseconds to wait when there is none left, which counts nothing. */
  take(decision: Decision, now: number): number {
    const { requestsPerMinute, per } = decision.parameters
    if (requestsPerMinute === undefined) return 0
    const step = MINUTE_MS / requestsPerMinute
    const whose = per === 'campaign' ? '' : JSON.stringify([decision.account, decision.key, decision.address])
    const name = `${decision.campaign} ${decision.rule} ${whose}`
    const due = Math.max(this.due.get(name) ?? 0, now)
    const wait = due - now - Math.max(BURST_MS - step, 0)
    if (wait > 0) return wait
    this.due.set(name, due + step)
    return 0
  }

  /** Drops what has run full again. */
  forget(now: number): void {
    for (const [name, due] of this.due) if (due <= now) this.due.delete(name)
  }
}
