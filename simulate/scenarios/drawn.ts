// Worlds in which nothing was chosen by hand: campaigns whose levers are drawn at random, and honest owners with the
// same kinds of text. Every seed is another world, so what was tuned on some seeds is measured on others.
import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { homes, hosts, oneOwner, ownClients } from '../groups/plans.js'
import { describeLevers, drawLevers } from '../levers/drawn-levers.js'
import { type Levers, runLevers } from '../levers/levers.js'
import { between, chance, fork, pick, uniform } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { dailyTimes, flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'
import type { World } from '../world.js'
import { ownerOf } from './owner-look-alikes.js'

/** Campaigns and honest owners of a drawn world. */
const CAMPAIGNS = 12
const HONEST_OWNERS = 6

/** Adds drawn campaigns, and owners of texts of the same kinds, some of them of a campaign's own. */
function addDrawn(world: World, factor: number): void {
  const random = fork(world.random, 'drawn')
  const campaigns: Levers[] = []
  for (let number = 1; number <= CAMPAIGNS; number++) {
    const own = fork(random, `campaign ${number}`)
    const levers = drawLevers(own, pick(own, ['practice', 'validation'] as const))
    campaigns.push(levers)
    runLevers(world, `attack:drawn-${number}-${describeLevers(levers)}`, levers, factor)
  }
  for (let number = 1; number <= HONEST_OWNERS; number++)
    addOwner(world, number, pick(fork(random, `owner ${number}`), campaigns))
}

/** One owner in the open, with a few accounts, whose work reads like a campaign's. */
function addOwner(world: World, number: number, { purposes, languages, bank }: Levers): void {
  const random = fork(world.random, `drawn owner ${number}`)
  const owner = ownerOf(world, `drawn ${number}`)
  const group = enlist(world, {
    label: `benign:drawn-owner-${number}`,
    size: between(random, 1, 30),
    accounts: oneOwner(owner, { tier: pick(random, ['tier-2', 'tier-3', 'enterprise']) }),
    network: chance(random, 0.6) ? hosts('cloud', between(random, 1, 8)) : homes(0.1),
    clients: ownClients({ 'python-sdk': 70, 'node-sdk': 30 }),
  })
  const count = group.actors.length * uniform(random, 20, 300)
  const times = chance(random, 0.5)
    ? flatTimes(fork(random, 'times'), world.period.start, world.period.end, count)
    : dailyTimes(fork(random, 'times'), world.period, count, pick(random, [-5, 1, 8]), 0.7)
  const write = extraction(world, fork(random, 'text'), { purposes, languages, bank })
  work(
    world,
    group,
    deal(fork(random, 'deal'), times, {
      members: group.actors.length,
      dealing: pick(random, ['random', 'sticky'] as const),
    }),
    () => write,
  )
}

export const DRAWN: Scenario = defineScenario({
  id: 'drawn-campaigns',
  description: 'Campaigns whose levers are drawn at random, and honest owners of the same kinds of text',
  set: 'practice',
  kind: 'attack',
  add: addDrawn,
})
