// Attack: very many accounts, a handful of requests each, within days. No account has a history worth looking at.
import { DAY, HOUR } from '../clock.js'
import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { oneOffCards, ownClients, residential, sameClient, signupBurst, vpn } from '../groups/plans.js'
import { between, fork, uniform, weibull } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import type { Deal } from '../timing/queue.js'

export const SPARSE_BURST: readonly Scenario[] = [
  defineScenario({
    id: 'sparse-burst',
    description:
      'Protected reasoning drawn out with four requests an account from a thousand accounts within two days',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:sparse-burst',
          size: 1000,
          accounts: signupBurst({ atMs: 5 * DAY, spreadMs: DAY, tiers: { free: 70, plus: 30 } }),
          network: residential({ stickyMs: DAY, exits: 5000 }),
          clients: sameClient('node-sdk'),
          pathways: { api: 60, subscription: 40 },
        },
        factor,
      )
      const { random, actors } = group
      const from = world.period.start + 8 * DAY
      const deals: Deal[] = actors.flatMap((_, member) => {
        const own = fork(random, member)
        let ts = from + uniform(own, 0, 1.9 * DAY)
        return Array.from({ length: 4 }, (_, index) => {
          ts += weibull(own, 0.8, 40_000)
          return { ts, member, item: member * 4 + index }
        })
      })
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['filter-evasion', 'reasoning-extraction'],
        languages: ['en'],
        bank: 'practice',
      })
      work(world, group, deals, () => write)
    },
  }),
  defineScenario({
    id: 'sparse-drizzle',
    description:
      'Two to six filter-evasion requests an account from six hundred older accounts over four days',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:sparse-drizzle',
          size: 600,
          accounts: oneOffCards({ withinDays: 260, tiers: { free: 60, 'tier-1': 40 } }),
          network: vpn(240, HOUR),
          clients: ownClients({ requests: 40, curl: 20, 'python-sdk': 40 }),
        },
        factor,
      )
      const { random, actors } = group
      const from = world.period.start + 3.5 * DAY
      const deals: Deal[] = actors.flatMap((_, member) => {
        const own = fork(random, member)
        return Array.from({ length: between(own, 2, 6) }, (_, index) => ({
          ts: from + uniform(own, 0, 4 * DAY),
          member,
          item: member * 7 + index,
        }))
      })
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['filter-evasion'],
        languages: ['en', 'zh'],
        bank: 'validation',
      })
      work(world, group, deals, () => write)
    },
  }),
]
