// A world in which exposure is measured: honest accounts, and campaigns of given sizes whose other levers are drawn.
import { DAY, HOUR } from '../../../simulate/clock.js'
import { describeLevers, drawLevers } from '../../../simulate/levers/drawn-levers.js'
import { type Levers, runLevers } from '../../../simulate/levers/levers.js'
import { fork, pick, type Random, uniform } from '../../../simulate/random.js'
import type { Label } from '../../../simulate/records.js'
import type { World } from '../../../simulate/world.js'
import type { Enlisted } from './follower.js'
import { createHonestWorld } from './world.js'

export interface ExposureWorld {
  readonly seed: number
  /** Honest accounts around the campaigns. */
  readonly honest: number
  /** Accounts of each campaign. */
  readonly sizes: readonly number[]
  /** Days of honest traffic before the first campaign begins. */
  readonly cleanDays: number
}

/** Days that a campaign works. */
export const FORTNIGHT = 14
/** Hours within which the campaigns of a world begin, so that they don't all begin at once. */
const SPREAD_HOURS = 6
/** Exchanges of an account a day: what disclosed campaigns that kept quiet sent (2 to 26). */
const RATE = [2, 26] as const
/** Exchanges of a campaign at most, so that the largest does not take all of the time. */
const MOST_EXCHANGES = 40_000

/** Levers drawn as in a drawn world, for a size that is given and a campaign that works a fortnight. */
export function leversOfSize(random: Random, accounts: number): Levers {
  const levers = drawLevers(fork(random, 'levers'), pick(random, ['practice', 'validation'] as const))
  const rate = Math.exp(uniform(random, Math.log(RATE[0]), Math.log(RATE[1])))
  return {
    ...levers,
    accounts,
    days: FORTNIGHT,
    perAccountDay: Math.min(rate, MOST_EXCHANGES / accounts / FORTNIGHT),
  }
}

function campaignLabel(random: Random, size: number): { readonly label: Label; readonly levers: Levers } {
  const levers = leversOfSize(random, size)
  return { label: `attack:life-${size}-${describeLevers(levers)}`, levers }
}

/** A world with the campaigns in it, each working a fortnight of its own. */
export function createExposureWorld({ seed, honest, sizes, cleanDays }: ExposureWorld) {
  const { world, begin } = createHonestWorld(seed, honest, cleanDays, FORTNIGHT + 1)
  const campaigns = sizes.map((size, index): Enlisted => {
    const random = fork(fork(world.random, 'life'), index)
    const { label, levers } = campaignLabel(random, size)
    const start = begin + uniform(random, 0, SPREAD_HOURS) * HOUR
    return enlistCampaign(world, label, levers, start)
  })
  return { world, begin, campaigns }
}

function enlistCampaign(world: World, label: Label, levers: Levers, start: number): Enlisted {
  const before = world.planned.length
  const known = world.accounts.length
  const period = { start, end: start + FORTNIGHT * DAY, days: FORTNIGHT }
  runLevers({ ...world, period }, label, levers)
  const senders = new Set<string>()
  for (let index = before; index < world.planned.length; index++)
    senders.add(world.planned[index]?.actor.account.account ?? '')
  // An account that never sends could not be known by anybody.
  const sending = world.accounts.splice(known).filter(({ record }) => senders.has(record.account))
  world.accounts.push(...sending)
  return { label, accounts: senders, exchanges: world.planned.length - before }
}
