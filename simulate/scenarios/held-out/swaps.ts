// Held-out swap controls: an attack and an innocent group with the same text, or behind the same addresses.

import { HOUR } from '../../clock.js'
import { runCampaign } from '../../groups/campaign.js'
import { gather } from '../../groups/crowd.js'
import { type NetworkPlan, oneOffCards, ownClients } from '../../groups/plans.js'
import { fixedPool, fromPool } from '../../network/addresses.js'
import { fork } from '../../random.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { dailyTimes } from '../../timing/arrivals.js'
import { ordinary } from '../crowd-look-alikes.js'
import { swapText } from '../swaps.js'

export const HELD_OUT_SWAPS: readonly Scenario[] = [
  defineScenario({
    id: 'swap-text-exercises',
    description: 'Swap control: a template for exercises, once honest and once across forty accounts',
    set: 'held-out',
    kind: 'attack',
    add: (world, factor) =>
      swapText(world, factor, 'swap-text-exercises', 'held-out', ['instruction-synthesis']),
  }),
  defineScenario({
    id: 'swap-carrier',
    description: 'Swap control: a campaign on phones and honest strangers behind the same carrier addresses',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const pool = fixedPool(world.book, fork(world.random, 'swap-carrier'), 'mobile', 12, { together: true })
      const carrier: NetworkPlan = () => (_member, own) => fromPool(pool, own, HOUR)
      runCampaign(world, factor, {
        group: {
          label: 'attack:swap-carrier',
          size: 45,
          accounts: oneOffCards({ withinDays: 80 }),
          network: carrier,
          clients: ownClients({ 'node-sdk': 50, requests: 50 }),
        },
        times: (random, size) => dailyTimes(random, world.period, size * 14 * 8, 8, 0.6),
        deal: { dealing: 'random' },
        text: { purposes: ['agent-trace-harvesting'], languages: ['en', 'zh'], bank: 'held-out' },
      })
      gather(world, factor, {
        label: 'benign:swap-carrier-crowd',
        size: 140,
        person: (_member, own) => ({ address: fromPool(pool, own, HOUR) }),
        write: (person, own) => ordinary(world, person, own),
      })
    },
  }),
]
