// Attack: slow and spread out. Every account has its own card and sends at most 26 requests a day over residential or
// mobile lines; only the text and the even pace are in common.
import { DAY, type Period } from '../clock.js'
import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { agedAccounts, disguised, oneOffCards, ownClients, phones, residential } from '../groups/plans.js'
import { between, fork, poisson, type Random, uniform } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import type { Deal } from '../timing/queue.js'

/** Each member a few requests a day, on most days, at any hour. */
function trickle(random: Random, period: Period, members: number, low: number, high: number): Deal[] {
  const deals: Deal[] = []
  for (let member = 0; member < members; member++) {
    const own = fork(random, member)
    const perDay = uniform(own, low, high)
    for (let day = 0; day < period.days; day++) {
      const count = Math.min(26, poisson(own, own.next() < 0.12 ? 0 : perDay))
      for (let i = 0; i < count; i++)
        deals.push({ ts: period.start + (day + own.next()) * DAY, member, item: 0 })
    }
  }
  deals.sort((a, b) => a.ts - b.ts)
  return deals.map((one, item) => ({ ...one, item }))
}

export const PATIENT_RESIDENTIAL: readonly Scenario[] = [
  defineScenario({
    id: 'patient-residential',
    description:
      'Japanese and English reasoning extraction at 1 to 26 requests a day over residential exits and one-off cards',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:patient-residential',
          size: 260,
          accounts: oneOffCards(),
          network: residential({ stickyMs: 40 * 60_000, exits: 40_000 }),
          clients: ownClients({ 'python-sdk': 50, requests: 30, 'node-sdk': 20 }),
        },
        factor,
      )
      const { random, actors } = group
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction'],
        languages: ['ja', 'en'],
        bank: 'practice',
        templates: 2,
      })
      work(world, group, trickle(fork(random, 'times'), world.period, actors.length, 1, 7), () => write)
    },
  }),
  defineScenario({
    id: 'patient-mobile',
    description:
      'English reasoning extraction from bought aged accounts over phone lines, one to five requests a day',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:patient-mobile',
          size: 300,
          accounts: agedAccounts(),
          network: phones(),
          clients: disguised('python-sdk'),
          pathways: { api: 70, aggregator: 30 },
        },
        factor,
      )
      const { random, actors } = group
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction'],
        languages: ['en'],
        bank: 'validation',
        templates: between(random, 2, 3),
      })
      work(world, group, trickle(fork(random, 'times'), world.period, actors.length, 1, 5), () => write)
    },
  }),
]
