// Attack on the defence itself: a small set of accounts tries one bypass after another on the same few tasks.

import { DAY } from '../clock.js'
import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { hosts, oneOffCards, ownClients, sharedCards, vpn } from '../groups/plans.js'
import { fork } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'

export const EVASION_PROBING: readonly Scenario[] = [
  defineScenario({
    id: 'evasion-probing',
    description: 'Forty accounts test one bypass technique after another on the same sixty tasks',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:evasion-probing',
          size: 40,
          accounts: sharedCards({ accountsPerCard: 10, withinDays: 15 }),
          network: hosts('cloud', 10),
          clients: ownClients({ requests: 60, curl: 40 }),
        },
        factor,
      )
      const { random, actors } = group
      const from = world.period.start + 6 * DAY
      const times = flatTimes(fork(random, 'times'), from, from + 5 * DAY, actors.length * 90)
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['filter-evasion'],
        languages: ['en'],
        bank: 'practice',
        templates: 30,
        items: 60,
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
    id: 'evasion-probing-quiet',
    description: 'Sixty accounts behind a VPN re-ask the same canary tasks in two languages for two weeks',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:evasion-probing-quiet',
          size: 60,
          accounts: oneOffCards({ withinDays: 30, tiers: { free: 60, 'tier-1': 40 } }),
          network: vpn(24, DAY),
          clients: ownClients({ 'python-sdk': 50, 'node-sdk': 50 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 4,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['filter-evasion', 'reasoning-extraction'],
        languages: ['en', 'ja'],
        bank: 'validation',
        templates: 12,
        items: 24,
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
        () => write,
      )
    },
  }),
]
