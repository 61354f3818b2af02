// Accounts that come and go while a group works: bans at any time or in waves, heirs that take places over and keep more
// or less of who was there before, and accounts that join because the group grows.
import { DAY, HOUR, MINUTE } from '../clock.js'
import { chance, exponential, fork, type Random, uniform } from '../random.js'
import type { Actor } from '../records.js'
import type { World } from '../world.js'
import { liveIndex, type Terms } from './succession.js'

export interface Turnover {
  /** Bans over the period, as a share of the accounts in use at first; heirs and newcomers may be banned too. */
  readonly banned: number
  /** How many waves of bans there are, each within an hour; 0 for bans at any time. */
  readonly waves: number
  /** Share of the bans that are answered with an heir. */
  readonly replaced: number
  /** Epoch milliseconds at which an heir of somebody who was banned at `at` may be used. */
  readonly ready: (at: number, random: Random) => number
  /** Share of the accounts that join, heirs and others, that are opened when they are needed; the rest is stock. */
  readonly fresh: number
  /** Whether an heir is then opened as soon as somebody is banned, and not just before its use. */
  readonly atBan: boolean
  /** What an heir takes over from who was banned. */
  readonly keeps: readonly ('address' | 'card' | 'client')[]
  /** Accounts that join for nobody's sake, as a share of those in use at first. */
  readonly growth: number
  /** Accounts that join at a time as the group grows; 1 for one by one. */
  readonly batch: number
}

export interface Staff extends Terms {
  readonly actors: readonly Actor[]
}

/** Accounts that a group of so many in use at first needs at most. */
export function staffSize(heads: number, { banned, growth }: Turnover): number {
  return heads + Math.round(heads * banned) + Math.round(heads * growth)
}

/** Bans, heirs and growth of a group of which the first `heads` are in use from the start on; the rest is stock. */
export function turnOver(
  world: World,
  random: Random,
  group: readonly Actor[],
  heads: number,
  turnover: Turnover,
): Staff {
  const { start, end } = world.period
  const actors = [...group]
  const from = new Float64Array(actors.length).fill(Number.POSITIVE_INFINITY)
  const to = new Float64Array(actors.length).fill(end)
  from.fill(start, 0, heads)
  let stock = heads
  const join = (at: number, since: number, follows?: number): void => {
    const heir = stock
    const actor = actors[heir]
    if (actor === undefined || at >= end) return
    stock++
    from[heir] = at
    if (chance(random, turnover.fresh)) {
      const wait = uniform(random, 1, 10) * MINUTE
      const opened = turnover.atBan && follows !== undefined ? Math.min(at, since + wait) : at - wait
      actor.account.created_at = new Date(Math.max(since, opened)).toISOString()
    }
    const before = follows === undefined ? undefined : actors[follows]
    if (before !== undefined) actors[heir] = takeOver(actor, before, turnover.keeps)
    world.joined.push({ record: actor.account, follows: before?.account })
  }
  for (const at of growthTimes(world, fork(random, 'growth'), Math.round(heads * turnover.growth), turnover))
    join(at, start)
  for (const at of banTimes(world, fork(random, 'bans'), Math.round(heads * turnover.banned), turnover)) {
    // Who has hardly begun has drawn no attention yet.
    const live = actors.flatMap((_, member) =>
      (from[member] as number) + 6 * HOUR <= at && at < (to[member] as number) ? [member] : [],
    )
    const member = live[Math.floor(random.next() * live.length)]
    const gone = member === undefined ? undefined : actors[member]?.account
    if (member === undefined || gone === undefined) continue
    gone.status = 'suspended'
    gone.suspended_at = new Date(at).toISOString()
    to[member] = at
    if (chance(random, turnover.replaced)) join(turnover.ready(at, random), at, member)
  }
  return { actors, from, to, live: liveIndex(from, to, start, end) }
}

function banTimes({ period }: World, random: Random, count: number, { waves }: Turnover): number[] {
  const [first, last] = [period.start + 2 * DAY, period.end - 2 * DAY]
  const times =
    waves === 0
      ? Array.from({ length: count }, () => uniform(random, first, last))
      : Array.from({ length: waves }, (_, wave) => {
          const at = first + ((wave + uniform(random, 0.2, 0.8)) / waves) * (last - first)
          const share = Math.floor(((wave + 1) * count) / waves) - Math.floor((wave * count) / waves)
          return Array.from({ length: share }, () => at + uniform(random, 0, HOUR))
        }).flat()
  return times.sort((a, b) => a - b)
}

function growthTimes({ period }: World, random: Random, count: number, { batch }: Turnover): number[] {
  const times: number[] = []
  while (times.length < count) {
    let at = uniform(random, period.start + DAY, period.end - DAY)
    for (let one = 0; one < batch && times.length < count; one++) {
      times.push(at)
      at += exponential(random, 10 * MINUTE)
    }
  }
  return times
}

/** The heir, with what it keeps of who was there before; its record is changed. */
function takeOver(heir: Actor, before: Actor, keeps: Turnover['keeps']): Actor {
  const { account } = heir
  if (keeps.includes('card') && before.account.payment !== undefined) account.payment = before.account.payment
  if (keeps.includes('address') && before.account.signup_ip !== undefined)
    account.signup_ip = before.account.signup_ip
  return {
    ...heir,
    ...(keeps.includes('address') && { address: before.address }),
    ...(keeps.includes('client') && { client: before.client }),
  }
}
