// How far a request of dealt work lies from the moment that it was dealt: from not at all to days.
import { exponential, normal, type Random } from '../random.js'
import type { Deal } from './queue.js'

/**
 * Spread around the deal, as a share of an account's mean gap between requests: none, a tenth of it (normal), all of
 * it (exponential, as a queue's wait), or Pareto with shape 1.2, whose variance has no bound.
 */
export const JITTERS = ['none', 'tenth', 'gap', 'heavy-tailed'] as const
export type Jitter = (typeof JITTERS)[number]

/** As many times as there are, in order, evened out among their neighbours: the rhythm stays, chance goes. */
export function evenly(times: readonly number[]): number[] {
  const sorted = Float64Array.from(times).sort()
  const reach = 30
  return Array.from(sorted, (_, index) => {
    const low = Math.max(0, index - reach)
    const high = Math.min(sorted.length - 1, index + reach)
    if (high === low) return sorted[index] as number
    const first = sorted[low] as number
    const last = sorted[high] as number
    return first + ((last - first) * (index - low)) / (high - low)
  })
}

/** Moves each dealt request away from its deal; what leaves the period is lost when it is planned. */
export function displace(random: Random, deals: readonly Deal[], jitter: Jitter, gapMs: number): Deal[] {
  return deals.map((one) => ({ ...one, ts: one.ts + gapMs * spread(random, jitter) }))
}

function spread(random: Random, jitter: Jitter): number {
  switch (jitter) {
    case 'none':
      return 0
    case 'tenth':
      return 0.1 * normal(random)
    case 'gap':
      return exponential(random, 1)
    case 'heavy-tailed':
      return 0.3 * (1 - random.next()) ** (-1 / 1.2)
  }
}
