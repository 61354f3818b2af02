// Attack: a seller of access pools accounts and runs distillation work between the requests of real customers. Banned
// accounts are replaced within minutes from stock or by fresh sign-ups.
import { MINUTE } from '../clock.js'
import { type CampaignText, extraction } from '../groups/campaign-text.js'
import { enlist, type GroupPlan, work } from '../groups/group.js'
import { customers } from '../groups/mixing.js'
import { agedAccounts, hosts, mixedNetwork, ownClients, residential, sharedCards } from '../groups/plans.js'
import { succeed } from '../groups/succession.js'
import { exponential, fork, uniform } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'
import type { World } from '../world.js'

export interface Hydra {
  readonly group: GroupPlan
  /** Share of the accounts that are in use at first; the rest is stock. */
  readonly inUse: number
  /** Share of those in use that are banned over the period. */
  readonly banned: number
  /** Least and greatest share of honest requests of an account. */
  readonly honest: readonly [number, number]
  readonly workPerAccountDay: number
  /** Mean time until a banned account's heir takes over; minutes when left out. */
  readonly heirDelayMs?: number
  readonly text: CampaignText
}

/** A pool of accounts in use and in stock, with bans and heirs, between the requests of its customers. */
export function addHydra(world: World, factor: number, hydra: Hydra): void {
  const { period } = world
  const group = enlist(world, hydra.group, factor)
  const { actors, random } = group
  const heads = Math.max(2, Math.round(actors.length * hydra.inUse))
  const { from, to, live } = succeed(world, fork(random, 'bans'), actors, heads, {
    banned: hydra.banned,
    delayMs: hydra.heirDelayMs ?? 12 * MINUTE,
    fresh: 0.5,
  })
  const total = heads * period.days * hydra.workPerAccountDay
  const times = flatTimes(fork(random, 'times'), period.start, period.end, total)
  const deals = deal(fork(random, 'deal'), times, {
    members: actors.length,
    dealing: 'sticky',
    stickyMs: 60 * MINUTE,
    live,
  })
  const write = extraction(world, fork(random, 'text'), hydra.text)
  work(world, group, deals, () => write)
  const done = new Float64Array(actors.length)
  for (const { member } of deals) done[member] = (done[member] ?? 0) + 1
  actors.forEach((actor, member) => {
    const own = fork(fork(random, 'customers'), member)
    const honest = uniform(own, ...hydra.honest)
    const start = from[member] ?? Number.POSITIVE_INFINITY
    const end = to[member] ?? period.end
    // What is left in stock has been rented out to customers only now and then.
    if (start >= end) customers(world, own, actor, 1 + exponential(own, 4), period.start, period.end)
    else customers(world, own, actor, Math.max(1, ((done[member] ?? 0) * honest) / (1 - honest)), start, end)
  })
}

export const PROXY_HYDRA: readonly Scenario[] = [
  defineScenario({
    id: 'proxy-hydra',
    description:
      'A proxy pool that mixes 5 to 70 % honest customers with reasoning extraction and replaces banned accounts',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      addHydra(world, factor, {
        group: {
          label: 'attack:proxy-hydra',
          size: 220,
          accounts: sharedCards({ accountsPerCard: 3, withinDays: 70 }),
          network: mixedNetwork([
            [70, residential({ stickyMs: 60 * MINUTE, exits: 6000 })],
            [30, hosts('cloud', 24)],
          ]),
          clients: ownClients({ 'coding-agent': 40, 'node-sdk': 30, browser: 30 }),
          pathways: { subscription: 60, api: 40 },
        },
        inUse: 0.67,
        banned: 0.5,
        honest: [0.05, 0.7],
        workPerAccountDay: 7,
        text: { purposes: ['reasoning-extraction'], languages: ['en', 'zh'], bank: 'practice' },
      })
    },
  }),
  defineScenario({
    id: 'proxy-hydra-thin',
    description:
      'A proxy pool of bought accounts where 40 to 70 % of every account is honest and bans are rare',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      addHydra(world, factor, {
        group: {
          label: 'attack:proxy-hydra-thin',
          size: 180,
          accounts: agedAccounts({ tiers: { plus: 50, max: 50 } }),
          network: residential({ stickyMs: 4 * 60 * MINUTE, exits: 3000 }),
          clients: ownClients({ browser: 60, 'phone-app': 40 }),
          pathways: { subscription: 1 },
        },
        inUse: 0.85,
        banned: 0.15,
        honest: [0.4, 0.7],
        workPerAccountDay: 5,
        text: {
          purposes: ['instruction-synthesis', 'rubric-grading'],
          languages: ['en'],
          bank: 'validation',
        },
      })
    },
  }),
]
