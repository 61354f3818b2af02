// Swap controls: an attack and an innocent group that have one component in common, so that the component alone can
// decide nothing: the text, the network, the timing, or the way the accounts were opened.
import { DAY, HOUR, MINUTE } from '../clock.js'
import { extraction } from '../groups/campaign-text.js'
import { gather } from '../groups/crowd.js'
import { enlist, work } from '../groups/group.js'
import {
  hosts,
  type NetworkPlan,
  oneOffCards,
  ownClients,
  residential,
  sharedCards,
  signupBurst,
} from '../groups/plans.js'
import { fixedPool, fromPool, STICKY } from '../network/addresses.js'
import { fork } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { STARTER_KIT } from '../text/public-prompts.js'
import type { Purpose } from '../text/purposes/purpose.js'
import type { BankName } from '../text/purposes/template.js'
import { ask } from '../text/voice.js'
import { dailyTimes, flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'
import type { World } from '../world.js'
import { ordinary, pasted } from './crowd-look-alikes.js'
import { addEnterprise, addHonestOwner } from './owner-look-alikes.js'

/** A template across forty coordinated accounts, and word for word in one honest account. */
export function swapText(
  world: World,
  factor: number,
  name: string,
  bank: BankName,
  purposes: readonly Purpose[] = ['rubric-grading'],
): void {
  const group = enlist(
    world,
    {
      label: `attack:${name}`,
      size: 40,
      accounts: oneOffCards({ withinDays: 50 }),
      network: residential({ stickyMs: HOUR, exits: 3000 }),
      clients: ownClients({ 'python-sdk': 60, requests: 40 }),
    },
    factor,
  )
  const { random, actors } = group
  const times = flatTimes(fork(random, 'times'), world.period.start, world.period.end, actors.length * 14 * 8)
  const write = extraction(world, fork(random, 'text'), { purposes, languages: ['en'], bank })
  work(
    world,
    group,
    deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
    () => write,
  )
  addHonestOwner(world, factor, `${name}-owner`, {
    accounts: 1,
    purposes,
    languages: ['en'],
    bank,
    count: 1500,
    textOf: `attack:${name}`,
  })
}

export const SWAPS: readonly Scenario[] = [
  defineScenario({
    id: 'swap-text',
    description:
      'Swap control: the same grading template from one honest account and across forty coordinated ones',
    set: 'practice',
    kind: 'attack',
    add: (world, factor) => swapText(world, factor, 'swap-text', 'practice'),
  }),
  defineScenario({
    id: 'swap-text-second',
    description: 'Swap control: another grading template, once honest and once across forty accounts',
    set: 'validation',
    kind: 'attack',
    add: (world, factor) => swapText(world, factor, 'swap-text-second', 'validation'),
  }),
  defineScenario({
    id: 'swap-network',
    description: 'Swap control: a campaign and honest strangers behind the same VPN exits',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const pool = fixedPool(world.book, fork(world.random, 'swap-network'), 'vpn', 20, { together: true })
      const exits: NetworkPlan = () => (_member, own) => fromPool(pool, own, STICKY.session)
      const group = enlist(
        world,
        {
          label: 'attack:swap-network',
          size: 50,
          accounts: sharedCards({ accountsPerCard: 6 }),
          network: exits,
          clients: ownClients({ 'python-sdk': 60, 'node-sdk': 40 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 8,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['instruction-synthesis'],
        languages: ['en'],
        bank: 'practice',
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'sticky' }),
        () => write,
      )
      gather(world, factor, {
        label: 'benign:swap-network-crowd',
        size: 150,
        person: (_member, own) => ({ address: fromPool(pool, own, STICKY.session) }),
        write: (person, own) => ordinary(world, person, own),
      })
    },
  }),
  defineScenario({
    id: 'swap-timing',
    description:
      'Swap control: a campaign and an enterprise gateway that deal their work in the same way at the same hours',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:swap-timing',
          size: 40,
          accounts: oneOffCards({ withinDays: 90 }),
          network: hosts('cloud', 40, { together: false }),
          clients: ownClients({ 'python-sdk': 50, go: 50 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = dailyTimes(fork(random, 'times'), world.period, actors.length * 14 * 12, 2, 0.8)
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction'],
        languages: ['en'],
        bank: 'validation',
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'round-robin' }),
        () => write,
      )
      addEnterprise(
        world,
        factor,
        'swap-timing-enterprise',
        'Ticket desk of Brandvold Shipping. Sort each message into berth, cargo, crew or customs and give the reason in one line.',
        {
          size: 40,
          dealing: 'round-robin',
          perDay: 12,
          flat: false,
        },
      )
    },
  }),
  defineScenario({
    id: 'swap-accounts',
    description:
      'Swap control: a campaign and a hackathon whose accounts were opened in the same kind of burst',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:swap-accounts',
          size: 60,
          accounts: signupBurst({ atMs: 2 * DAY, spreadMs: 90 * MINUTE, tiers: { free: 60, 'tier-1': 40 } }),
          network: residential({ stickyMs: 2 * HOUR, exits: 2000 }),
          clients: ownClients({ 'python-sdk': 60, 'node-sdk': 40 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start + 2.2 * DAY,
        world.period.end,
        actors.length * 90,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['agent-trace-harvesting'],
        languages: ['en', 'zh'],
        bank: 'practice',
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
        () => write,
      )
      const opened = world.period.start + 5 * DAY
      gather(world, factor, {
        label: 'benign:swap-accounts-hackathon',
        size: 60,
        person: (_member, own) => ({
          tiers: { free: 60, 'tier-1': 40 },
          pathway: 'api',
          programmer: true,
          clients: { 'python-sdk': 60, 'node-sdk': 40 },
          record: { createdAt: opened + own.next() * 90 * MINUTE },
        }),
        write: (person, own) =>
          pasted(world, person, own, STARTER_KIT.practice, (scratch) => ask(person.voice, scratch), true),
        times: (_person, own) => flatTimes(own, opened + HOUR, opened + 2 * DAY, 30).map((ts) => ({ ts })),
      })
    },
  }),
]
