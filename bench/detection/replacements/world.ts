// A world with campaigns that lose accounts and get others, among honest accounts.
import { extraction } from '../../../simulate/groups/campaign-text.js'
import { enlist, work } from '../../../simulate/groups/group.js'
import { staffSize, turnOver } from '../../../simulate/groups/turnover.js'
import { fork } from '../../../simulate/random.js'
import { type SimulationSummary, writeWorld } from '../../../simulate/simulate.js'
import { flatTimes } from '../../../simulate/timing/arrivals.js'
import { deal } from '../../../simulate/timing/queue.js'
import type { World } from '../../../simulate/world.js'
import { createHonestWorld } from '../life/world.js'
import { STYLES, type Style } from './styles.js'

export interface TurnoverWorld {
  readonly seed: number
  /** Place in `STYLES`. */
  readonly world: number
  readonly honest: number
  /** Accounts of each campaign that are in use at a time, but for growth. */
  readonly heads: number
}

const DAYS = 14
/** Campaign exchanges of an account a day. */
const RATE = 20

/** Writes the world to a directory. */
export async function writeTurnoverWorld(
  { seed, world: place, honest, heads }: TurnoverWorld,
  out: string,
): Promise<SimulationSummary> {
  const { world } = createHonestWorld(seed, honest, 0, DAYS)
  for (const style of STYLES[place] ?? []) addCampaign(world, style, heads)
  return writeWorld(world, { scenario: 'replacements', seed, out })
}

export function labelOf({ id }: Pick<Style, 'id'>): `attack:${string}` {
  return `attack:replaced-${id}`
}

export function addCampaign(world: World, style: Style, heads: number): void {
  const { turnover, text } = style
  const group = enlist(world, { ...style.group, label: labelOf(style), size: staffSize(heads, turnover) })
  const { random } = group
  const staff = turnOver(world, fork(random, 'turnover'), group.actors, heads, turnover)
  const { start, end } = world.period
  const deals = deal(
    fork(random, 'deal'),
    flatTimes(fork(random, 'times'), start, end, heads * RATE * DAYS),
    {
      members: staff.actors.length,
      dealing: 'random',
      live: staff.live,
    },
  )
  const write = extraction(world, fork(random, 'text'), { ...text, templates: 1 })
  work(world, { actors: staff.actors, random }, deals, () => write)
}
