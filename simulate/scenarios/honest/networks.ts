// Honest customers of networks that campaigns hire too: residential exits, a VPN, a proxy in racks, a carrier.
import { HOUR } from '../../clock.js'
import { gather } from '../../groups/crowd.js'
import type { NetworkPlan } from '../../groups/plans.js'
import { hosts, residential, vpn } from '../../groups/plans.js'
import { drawApiStyle } from '../../people/style.js'
import { conversation } from '../../people/writers.js'
import { chance, fork } from '../../random.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import type { World } from '../../world.js'
import { addSharedExit, ordinary } from '../crowd-look-alikes.js'

/** Strangers who send through a seller's network for reasons of their own, and opened their accounts through it. */
function addPool(world: World, factor: number, name: string, network: NetworkPlan, size: number): void {
  const addressOf = network(world, fork(world.random, `pool ${name}`), size)
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (member, own) => {
      const address = addressOf(member, own)
      return chance(own, 0.4)
        ? {
            address,
            clients: { 'python-sdk': 50, 'node-sdk': 30, 'coding-agent': 20 },
            tiers: { 'tier-1': 70, 'tier-2': 30 },
            pathway: 'api',
            programmer: true,
          }
        : { address }
    },
    write: (person, own) =>
      person.actor.pathway === 'api'
        ? conversation(person.voice, drawApiStyle(world, own), world.texts)
        : ordinary(world, person, own),
  })
}

export const NETWORKS: readonly Scenario[] = [
  defineScenario({
    id: 'honest-pools',
    description: 'Swap control: networks that campaigns hire, with honest customers only, few exits and many',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addPool(world, factor, 'honest-pools-few', hosts('cloud', 3), 18)
      addPool(world, factor, 'honest-pools-vpn', vpn(8), 70)
      addPool(
        world,
        factor,
        'honest-pools-racks',
        hosts('cloud', 24, { together: false, stickyMs: 6 * HOUR }),
        120,
      )
      addPool(world, factor, 'honest-pools-residential', residential({ stickyMs: HOUR, exits: 400 }), 160)
      addSharedExit(world, factor, 'honest-pools-carrier', 'mobile', 300, 16)
    },
  }),
]
