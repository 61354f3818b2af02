// Held-out attacks between honest requests: pools with customers, relays, replay, imitation of people.
import { DAY, HOUR } from '../../clock.js'
import { extraction } from '../../groups/campaign-text.js'
import { placed, placedHomes, workspaces } from '../../groups/cells.js'
import { enlist, work } from '../../groups/group.js'
import { imitate } from '../../groups/imitation.js'
import { personalLife } from '../../groups/mixing.js'
import {
  agedAccounts,
  countriesNamed,
  hosts,
  mixedNetwork,
  oneOffCards,
  ownClients,
  residential,
  sharedCards,
} from '../../groups/plans.js'
import { COUNTRIES } from '../../network/countries.js'
import { drawAppStyle } from '../../people/style.js'
import { blobOf, codingAgent } from '../../people/writers.js'
import { fork, int, lognormal, pick } from '../../random.js'
import type { Writer } from '../../records.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { LATHE } from '../../text/agents.js'
import { INJECTED } from '../../text/held-out/prompts.js'
import { crewTimes } from '../../timing/arrivals.js'
import { deal } from '../../timing/queue.js'
import { relayUsers } from '../injected-constant.js'
import { addHydra } from '../proxy-hydra.js'

/** Three of ten members bring blobs forth; the others present them. */
function mints(member: number): boolean {
  return member % 10 < 3
}

export const MIXED_ATTACKS: readonly Scenario[] = [
  defineScenario({
    id: 'proxy-hydra-workspaces',
    description:
      'A pool of workspace seats, 5 to 60 % of whose requests are customers’; heirs of banned seats start hours later',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      addHydra(world, factor, {
        group: {
          label: 'attack:proxy-hydra-workspaces',
          size: 175,
          accounts: workspaces({ seats: 5, withinDays: 95, tier: 'team' }),
          network: mixedNetwork([
            [55, residential({ stickyMs: 6 * HOUR, exits: 4500 })],
            [45, hosts('vpn', 60, { stickyMs: 3 * HOUR })],
          ]),
          clients: ownClients({ browser: 35, 'coding-agent': 35, 'python-sdk': 30 }),
          pathways: { subscription: 50, api: 50 },
        },
        inUse: 0.72,
        banned: 0.35,
        honest: [0.05, 0.6],
        workPerAccountDay: 7,
        heirDelayMs: 5 * HOUR,
        text: {
          purposes: ['reasoning-extraction'],
          languages: ['en', 'ko', 'zh'],
          bank: 'held-out',
          templates: 2,
        },
      })
    },
  }),
  defineScenario({
    id: 'injected-reminder',
    description:
      'A relay on own cards that appends a protocol to its users’ messages and words it anew in the second week',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:injected-reminder',
          size: 120,
          accounts: oneOffCards({ withinDays: 130, tiers: { plus: 50, 'tier-1': 50 } }),
          network: residential({ stickyMs: 12 * HOUR, exits: 7000 }),
          clients: ownClients({ 'coding-agent': 40, 'node-sdk': 35, browser: 25 }),
          pathways: { subscription: 45, api: 55 },
        },
        factor,
      )
      const changes = world.period.start + 6.5 * DAY
      const constant = (ts: number): string => (ts < changes ? INJECTED.reminder : INJECTED.reminderLater)
      relayUsers(world, group, constant, 'after', 'en')
    },
  }),
  defineScenario({
    id: 'injected-korean',
    description: 'Operating rules in Korean added to the system prompts of a relay on a few shared cards',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:injected-korean',
          size: 85,
          accounts: sharedCards({
            accountsPerCard: 9,
            withinDays: 45,
            batch: 3,
            countries: countriesNamed('KR', 'JP', 'SG'),
          }),
          network: hosts('cloud', 18, { together: false, stickyMs: 5 * DAY }),
          clients: ownClients({ go: 60, 'node-sdk': 40 }),
          pathways: { api: 70, aggregator: 30 },
        },
        factor,
      )
      relayUsers(world, group, INJECTED.korean, 'system', 'ko')
    },
  }),
  defineScenario({
    id: 'opaque-replay-readers',
    description:
      'Coding sessions on some accounts bring forth reasoning blobs, which a day crew on others has read out',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:opaque-replay-readers',
          size: 105,
          accounts: oneOffCards({ withinDays: 120, tiers: { 'tier-1': 55, plus: 25, max: 20 } }),
          network: residential({ stickyMs: DAY, exits: 6000 }),
          clients: (inWorld, draw) => {
            const agents = ownClients({ 'coding-agent': 1 })(inWorld, draw)
            const scripts = ownClients({ 'python-sdk': 60, requests: 40 })(inWorld, draw)
            return (member, own) => (mints(member) ? agents : scripts)(member, own)
          },
        },
        factor,
      )
      const { random, actors } = group
      const before = world.planned.length
      actors.forEach((actor, member) => {
        if (!mints(member)) return
        const own = fork(fork(random, 'minters'), member)
        const style = { ...drawAppStyle(world, own), reasons: true }
        const offset = pick(own, COUNTRIES).offsetHours
        personalLife(
          world,
          fork(own, 'life'),
          actor,
          offset,
          Math.min(5, lognormal(own, 1.8, 0.4)),
          codingAgent(LATHE, style),
        )
      })
      const minted = world.planned
        .slice(before)
        .map(({ ts, session, turn }) => ({ ts, blob: blobOf(session, turn) }))
        .sort((a, b) => a.ts - b.ts)
      const readers = actors.map((_, member) => member).filter((member) => !mints(member))
      const times = crewTimes(fork(random, 'times'), world.period, readers.length * 14 * 7, {
        offsetHours: 8,
        from: 10,
        to: 23,
      })
      const deals = deal(fork(random, 'deal'), times, {
        members: actors.length,
        dealing: 'random',
        live: () => readers,
      })
      const demands = extraction(world, fork(random, 'text'), {
        purposes: ['filter-evasion', 'reasoning-extraction'],
        languages: ['en'],
        bank: 'held-out',
        templates: 2,
      })
      const write: Writer = (occasion, draw) => {
        const known = minted.findLastIndex(({ ts }) => ts < occasion.ts)
        const blob = known < 0 ? undefined : minted[int(draw, known + 1)]?.blob
        const draft = demands(occasion, draw)
        return blob === undefined ? draft : { ...draft, opaque_refs: [blob] }
      }
      work(world, group, deals, () => write)
    },
  }),
  defineScenario({
    id: 'human-imitation-crew',
    description:
      'Hired hands at home who paste a campaign’s prompts in office hours, between matters of their own',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const places = countriesNamed('PH', 'IN', 'NG', 'EG')
      imitate(
        world,
        factor,
        {
          label: 'attack:human-imitation-crew',
          size: 95,
          accounts: placed(oneOffCards({ withinDays: 70, tiers: { plus: 70, free: 30 } }), places),
          network: placedHomes(0.3, places),
          clients: ownClients({ browser: 80, 'phone-app': 20 }),
          pathways: { subscription: 1 },
        },
        {
          purposes: ['instruction-synthesis', 'rubric-grading'],
          languages: ['en'],
          bank: 'held-out',
          templates: 2,
          pasted: true,
        },
        [0.15, 0.45],
        1.7,
      )
    },
  }),
  defineScenario({
    id: 'human-imitation-sidelines',
    description: 'Bought accounts with homes and hours, up to two thirds of whose conversations are honest',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const places = countriesNamed('US', 'CA', 'GB', 'FR', 'NL', 'BR', 'JP')
      imitate(
        world,
        factor,
        {
          label: 'attack:human-imitation-sidelines',
          size: 110,
          accounts: placed(agedAccounts({ tiers: { 'tier-1': 40, plus: 45, max: 15 } }), places),
          network: placedHomes(0.15, places),
          clients: ownClients({ browser: 45, 'python-sdk': 30, 'coding-agent': 25 }),
          pathways: { subscription: 60, api: 40 },
        },
        {
          purposes: ['reasoning-extraction', 'agent-trace-harvesting'],
          languages: ['en', 'fr'],
          bank: 'held-out',
        },
        [0.35, 0.66],
        1.8,
      )
    },
  }),
]
