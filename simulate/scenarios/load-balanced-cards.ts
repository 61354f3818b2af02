// Attack: one queue of work dealt over accounts that share a few payment cards, so that no account stands out. The
// practice form grades answers round the clock from racks; the validation form rewrites replies in Chinese by a sticky
// hash over cloud pathways on prepaid cards.

import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { disguised, hosts, ownClients, sameClient, sharedCards } from '../groups/plans.js'
import { fork } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { dailyTimes, flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'

export const LOAD_BALANCED_CARDS: readonly Scenario[] = [
  defineScenario({
    id: 'load-balanced-cards',
    description:
      'Rubric grading dealt round-robin over accounts that share a few cards, flat round the clock from racks',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:load-balanced-cards',
          size: 70,
          accounts: sharedCards({ accountsPerCard: 8 }),
          network: hosts('cloud', 36),
          clients: sameClient('aiohttp'),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 15,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['rubric-grading'],
        languages: ['en'],
        bank: 'practice',
        temperature: 0,
        max_tokens: 2048,
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'round-robin' }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'load-balanced-prepaid',
    description:
      'Chinese reply rewriting dealt by a sticky hash over accounts on prepaid cards and several pathways',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:load-balanced-prepaid',
          size: 110,
          accounts: sharedCards({ accountsPerCard: 5, withinDays: 90, batch: 3, mail: 'catch-all' }),
          network: hosts('cloud', 60, { together: false, stickyMs: 6 * 3_600_000 }),
          clients: ownClients({ 'python-sdk': 60, go: 40 }),
          pathways: { api: 50, bedrock: 25, aggregator: 25 },
        },
        factor,
      )
      const { random, actors } = group
      const times = dailyTimes(fork(random, 'times'), world.period, actors.length * 14 * 9, 8, 0.45)
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['censorship-safe-rewriting'],
        languages: ['zh'],
        bank: 'validation',
        templates: 2,
        max_tokens: 1500,
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'sticky', dailyCap: 24 }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'load-balanced-daytime',
    description:
      'Instruction synthesis dealt to the least used of accounts on shared cards, in disguised browsers',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:load-balanced-daytime',
          size: 60,
          accounts: sharedCards({ accountsPerCard: 12, withinDays: 20, mail: 'disposable' }),
          network: hosts('vpn', 30, { stickyMs: 3_600_000 }),
          clients: disguised('node-sdk'),
        },
        factor,
      )
      const { random, actors } = group
      const times = dailyTimes(fork(random, 'times'), world.period, actors.length * 14 * 14, 1, 0.8)
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['instruction-synthesis'],
        languages: ['en'],
        bank: 'validation',
        temperature: 1,
        top_p: 0.95,
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'least-used' }),
        () => write,
      )
    },
  }),
]
