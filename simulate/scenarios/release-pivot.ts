// Attack: a running campaign turns to the new model within a day of its release, all accounts at once, while the
// population takes days.
import { HOUR } from '../clock.js'
import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { hosts, mixedNetwork, oneOffCards, ownClients, residential, sharedCards } from '../groups/plans.js'
import type { ModelHabit } from '../people/style.js'
import { chance, fork } from '../random.js'
import { defineScenario, releaseModel, type Scenario } from '../scenario.js'
import { flatTimes, renewalTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'
import { MODELS, type World } from '../world.js'

/** From `delayMs` after the release on, `share` of the requests go to the new model. */
function pivot(world: World, delayMs: number, share: number): ModelHabit {
  const { release } = world
  return (ts, random) =>
    release !== undefined && ts >= release.at + delayMs && chance(random, share)
      ? release.model
      : MODELS.large
}

export const RELEASE_PIVOT: readonly Scenario[] = [
  defineScenario({
    id: 'release-pivot',
    description: 'Agent traces from accounts that all move to the new model within hours of its release',
    set: 'practice',
    kind: 'attack',
    prepare: releaseModel,
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:release-pivot',
          size: 90,
          accounts: oneOffCards({ withinDays: 80 }),
          network: mixedNetwork([
            [60, hosts('cloud', 40, { together: false })],
            [40, residential({ stickyMs: HOUR, exits: 9000 })],
          ]),
          clients: ownClients({ 'python-sdk': 100 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 10,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['agent-trace-harvesting'],
        languages: ['en'],
        bank: 'practice',
        templates: 2,
        model: pivot(world, 5 * HOUR, 0.9),
        tools: ['bash', 'edit', 'browse', 'submit'],
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'release-half-pivot',
    description: 'Half of a campaign on shared cards moves to the new model a day after its release',
    set: 'validation',
    kind: 'attack',
    prepare: releaseModel,
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:release-half-pivot',
          size: 75,
          accounts: sharedCards({ accountsPerCard: 6, withinDays: 120, mail: 'catch-all' }),
          network: residential({ stickyMs: 3 * HOUR, exits: 2500 }),
          clients: ownClients({ 'node-sdk': 50, java: 50 }),
          pathways: { api: 60, vertex: 40 },
        },
        factor,
      )
      const { random, actors } = group
      const times = renewalTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 11,
        0.5,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['agent-trace-harvesting', 'reasoning-extraction'],
        languages: ['en', 'ja'],
        bank: 'validation',
        model: pivot(world, 20 * HOUR, 0.5),
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'sticky', stickyMs: 2 * HOUR }),
        () => write,
      )
    },
  }),
]
