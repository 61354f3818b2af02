// Work that a campaign, an enterprise or a gateway deals over several accounts: one stream of arrivals, one rule that
// says whose turn it is.
import { DAY } from '../clock.js'
import { createRandom, int, mix, type Random, sample } from '../random.js'

/** Whose turn it is: in order, at random, by a sticky hash that moves on, or always the least used today. */
export type Dealing = 'round-robin' | 'random' | 'sticky' | 'least-used'

export interface Deal {
  readonly ts: number
  readonly member: number
  readonly item: number
}

export interface DealOptions {
  readonly members: number
  readonly dealing: Dealing
  /** No member gets more than this a day; what is left over is dropped. */
  readonly dailyCap?: number
  /** How long the sticky rule keeps to one member. */
  readonly stickyMs?: number
  /** Members that can be used at a time; all by default. */
  readonly live?: (ts: number) => readonly number[]
}

/** Deals sorted or unsorted arrivals over the members; items are numbered in time order. */
export function deal(random: Random, times: readonly number[], options: DealOptions): Deal[] {
  const { members, dealing, dailyCap = Number.POSITIVE_INFINITY, stickyMs = 3_600_000 } = options
  const everybody = Array.from({ length: members }, (_, member) => member)
  const used = new Map<number, number>()
  let today = -1
  let next = int(random, Math.max(1, members))
  const deals: Deal[] = []
  const sorted = Float64Array.from(times).sort()
  let item = 0
  for (const ts of sorted) {
    const day = Math.floor(ts / DAY)
    if (day !== today) {
      today = day
      used.clear()
    }
    const live = options.live?.(ts) ?? everybody
    if (live.length === 0) continue
    let member = -1
    for (let attempt = 0; attempt < 8; attempt++) {
      const candidate = choose(live, attempt)
      if ((used.get(candidate) ?? 0) < dailyCap) {
        member = candidate
        break
      }
    }
    if (member < 0) continue
    used.set(member, (used.get(member) ?? 0) + 1)
    deals.push({ ts, member, item: item++ })

    function choose(among: readonly number[], attempt: number): number {
      if (dealing === 'round-robin') return among[next++ % among.length] as number
      if (dealing === 'sticky' && attempt === 0) {
        const slot = Math.floor(ts / stickyMs) * 31 + (item % 7)
        return among[mix(slot, random.seed) % among.length] as number
      }
      if (dealing === 'least-used') {
        const candidates = sample(createRandom(mix(random.seed, item * 8 + attempt)), among, 4)
        return candidates.reduce((best, one) => ((used.get(one) ?? 0) < (used.get(best) ?? 0) ? one : best))
      }
      return among[int(random, among.length)] as number
    }
  }
  return deals
}
