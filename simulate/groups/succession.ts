// Bans and heirs: some accounts of a group are suspended over the period, and accounts from its stock take their place.
import { DAY, MINUTE } from '../clock.js'
import { exponential, type Random, shuffle, uniform } from '../random.js'
import type { Actor } from '../records.js'
import type { World } from '../world.js'

export interface Succession {
  /** Share of the accounts in use at first that are banned over the period. */
  readonly banned: number
  /** Mean time until a banned account's heir takes over. */
  readonly delayMs: number
  /** Share of the heirs that are opened only when they are needed. */
  readonly fresh: number
}

/** When each account of the group is in use, in epoch milliseconds; never, from infinity on. */
export interface Terms {
  readonly from: Float64Array
  readonly to: Float64Array
  /** Members in use at a time, told by quarter hours. */
  readonly live: (ts: number) => readonly number[]
}

/** Bans accounts among the first `heads`, half of them in one wave, and sets the times of all; the rest is stock. */
export function succeed(
  world: World,
  bans: Random,
  actors: readonly Actor[],
  heads: number,
  { banned, delayMs, fresh }: Succession,
): Terms {
  const { period } = world
  const from = new Float64Array(actors.length).fill(Number.POSITIVE_INFINITY)
  const to = new Float64Array(actors.length).fill(period.end)
  from.fill(period.start, 0, heads)
  const wave = period.start + uniform(bans, 4, 6) * DAY
  let stock = heads
  for (const member of shuffle(
    bans,
    Array.from({ length: heads }, (_, index) => index),
  ).slice(0, Math.round(heads * banned))) {
    const actor = actors[member]
    const heir = actors[stock]
    if (actor === undefined) continue
    const at =
      bans.next() < 0.5
        ? wave + exponential(bans, 20 * MINUTE)
        : uniform(bans, period.start + DAY, period.end - DAY)
    actor.account.status = 'suspended'
    actor.account.suspended_at = new Date(at).toISOString()
    to[member] = at
    if (heir === undefined) continue
    from[stock] = at + exponential(bans, delayMs)
    if (bans.next() < fresh)
      heir.account.created_at = new Date(at + uniform(bans, 0, 4) * MINUTE).toISOString()
    if ((from[stock] as number) < period.end)
      world.joined.push({ record: heir.account, follows: actor.account })
    stock++
  }
  return { from, to, live: liveIndex(from, to, period.start, period.end) }
}

/** Who is in use at a time, looked up by quarter hours. */
export function liveIndex(
  from: Float64Array,
  to: Float64Array,
  start: number,
  end: number,
): (ts: number) => readonly number[] {
  const step = 15 * MINUTE
  const slots: number[][] = Array.from({ length: Math.ceil((end - start) / step) }, () => [])
  slots.forEach((slot, index) => {
    const ts = start + index * step
    for (let member = 0; member < from.length; member++) {
      if ((from[member] as number) <= ts && ts < (to[member] as number)) slot.push(member)
    }
  })
  return (ts) => slots[Math.floor((ts - start) / step)] ?? []
}
