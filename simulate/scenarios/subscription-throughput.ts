// Attack: consumer subscriptions used like enterprise contracts: at the limit from the first hour, day and night, up
// to the daily quota and no further.
import { DAY, HOUR } from '../clock.js'
import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { homes, ownClients, residential, sameClient, sharedCards, signupBurst } from '../groups/plans.js'
import { fork } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'

export const SUBSCRIPTION_THROUGHPUT: readonly Scenario[] = [
  defineScenario({
    id: 'subscription-throughput',
    description: 'Fresh subscriptions that harvest agent traces at their daily quota, round the clock',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:subscription-throughput',
          size: 34,
          accounts: signupBurst({ atMs: -2 * DAY, spreadMs: 4 * DAY, tiers: { max: 1 } }),
          network: residential({ stickyMs: 2 * HOUR, exits: 900 }),
          clients: sameClient('coding-agent'),
          pathways: { subscription: 1 },
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 44,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['agent-trace-harvesting'],
        languages: ['en'],
        bank: 'practice',
        tools: ['bash', 'view', 'edit', 'grep', 'submit'],
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'least-used', dailyCap: 40 }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'subscription-seats',
    description: 'Premium seats shared by a team that raises each seat’s daily budget from week to week',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:subscription-seats',
          size: 40,
          accounts: sharedCards({
            accountsPerCard: 10,
            withinDays: 25,
            tiers: { max: 80, plus: 20 },
            mail: 'catch-all',
          }),
          network: homes(0.3),
          clients: ownClients({ browser: 50, 'coding-agent': 50 }),
          pathways: { subscription: 1 },
        },
        factor,
      )
      const { random, actors } = group
      const { start, end } = world.period
      const middle = (start + end) / 2
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['agent-trace-harvesting', 'instruction-synthesis'],
        languages: ['en', 'zh'],
        bank: 'validation',
      })
      const budgets = [
        [start, middle, 12],
        [middle, end, 36],
      ] as const
      for (const [from, to, cap] of budgets) {
        const times = flatTimes(fork(random, cap), from, to, actors.length * 7 * (cap + 5))
        work(
          world,
          group,
          deal(fork(random, cap + 1), times, { members: actors.length, dealing: 'random', dailyCap: cap }),
          () => write,
        )
      }
    },
  }),
]
