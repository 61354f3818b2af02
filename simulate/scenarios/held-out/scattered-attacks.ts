// Held-out attacks in which every account keeps a pace of its own: slow, sparse, at a release, at a quota.
import { DAY, HOUR, MINUTE, type Period } from '../../clock.js'
import { extraction } from '../../groups/campaign-text.js'
import { cellHomes, placed, placedHomes } from '../../groups/cells.js'
import { enlist, work } from '../../groups/group.js'
import {
  agedAccounts,
  countriesNamed,
  homes,
  hosts,
  mixedNetwork,
  oneOffCards,
  ownClients,
  phones,
  signupBurst,
} from '../../groups/plans.js'
import { COUNTRIES } from '../../network/countries.js'
import { between, chance, exponential, fork, lognormal, poisson, type Random, uniform } from '../../random.js'
import type { AccountRecord } from '../../records.js'
import { defineScenario, releaseModel, type Scenario } from '../../scenario.js'
import type { Deal } from '../../timing/queue.js'
import { MODELS } from '../../world.js'

interface Moment {
  readonly ts: number
  readonly member: number
}

/** Numbers work in time order, as a queue hands it out. */
function numbered(moments: readonly Moment[]): Deal[] {
  return moments.toSorted((a, b) => a.ts - b.ts).map((one, item) => ({ ...one, item }))
}

/** A run of requests with pauses around `pauseMs`. */
function sitting(random: Random, member: number, from: number, count: number, pauseMs: number): Moment[] {
  let ts = from
  return Array.from({ length: count }, () => {
    ts += lognormal(random, pauseMs, 0.7)
    return { ts, member }
  })
}

/** One sitting on about half the days, at an hour when people of the account's country are awake. */
function sittings(random: Random, period: Period, account: AccountRecord, member: number): Moment[] {
  const offset = COUNTRIES.find(({ code }) => code === account.country)?.offsetHours ?? 0
  const usual = uniform(random, 9, 22)
  return Array.from({ length: period.days }, (_, day) => {
    if (!chance(random, 0.55)) return []
    const hour = usual + uniform(random, -3, 3) - offset
    return sitting(random, member, period.start + day * DAY + hour * HOUR, between(random, 2, 8), 3 * MINUTE)
  }).flat()
}

/** Windows of five hours: a share of the window's quota is used up at once, then nothing until the next. */
function quotaWindows(random: Random, period: Period, member: number): Moment[] {
  const moments: Moment[] = []
  const phase = uniform(random, 0, 5) * HOUR
  for (let at = period.start + phase; at < period.end; at += 5 * HOUR) {
    if (chance(random, 0.15)) continue
    moments.push(...sitting(random, member, at + exponential(random, 6 * MINUTE), 11, 5 * MINUTE))
  }
  return moments
}

export const SCATTERED_ATTACKS: readonly Scenario[] = [
  defineScenario({
    id: 'patient-programmes',
    description:
      'Two to eight requests a sitting from home lines, by accounts of which a third is in a research programme',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const places = countriesNamed('IN', 'PH', 'EG', 'NG', 'VN', 'MX', 'AR')
      const opened = placed(oneOffCards({ withinDays: 220, tiers: { free: 55, 'tier-1': 45 } }), places)
      const group = enlist(
        world,
        {
          label: 'attack:patient-programmes',
          size: 220,
          accounts: (inWorld, random, size) => {
            const draw = opened(inWorld, random, size)
            return (member, own) => ({
              ...draw(member, own),
              ...(chance(own, 0.34) ? { program: chance(own, 0.6) ? 'research' : 'education' } : {}),
            })
          },
          network: placedHomes(0.25, places),
          clients: ownClients({ requests: 40, 'python-sdk': 40, 'node-sdk': 20 }),
        },
        factor,
      )
      const { random, actors } = group
      const moments = actors.flatMap(({ account }, member) =>
        sittings(fork(random, member), world.period, account, member),
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction', 'instruction-synthesis'],
        languages: ['en', 'es'],
        bank: 'held-out',
        templates: 2,
      })
      work(world, group, numbered(moments), () => write)
    },
  }),
  defineScenario({
    id: 'sparse-weekends',
    description:
      'A handful of requests an account on two weekends, from six hundred bought accounts on phones that share one list of items',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:sparse-weekends',
          size: 620,
          accounts: agedAccounts({ tiers: { free: 75, plus: 25 } }),
          network: phones(),
          clients: ownClients({ 'phone-app': 55, browser: 45 }),
          pathways: { subscription: 1 },
        },
        factor,
      )
      const { random, actors } = group
      const { start } = world.period
      const moments = actors.flatMap((_, member) => {
        const own = fork(random, member)
        const weekend = start + (member % 2 === 0 ? 4.7 : 11.7) * DAY
        const from = weekend + uniform(own, 0, 2.2) * DAY
        return sitting(own, member, from, 1 + Math.min(6, poisson(own, 2.4)), 4 * MINUTE)
      })
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction', 'filter-evasion'],
        languages: ['en', 'ja'],
        bank: 'held-out',
        pasted: true,
        items: Math.max(40, Math.round(actors.length / 2)),
      })
      work(world, group, numbered(moments), () => write)
    },
  }),
  defineScenario({
    id: 'release-scouts',
    description:
      'A few accounts try the new model within hours of its release, then the whole group triples its work on it',
    set: 'held-out',
    kind: 'attack',
    prepare: releaseModel,
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:release-scouts',
          size: 80,
          accounts: oneOffCards({ withinDays: 260, tiers: { 'tier-1': 40, 'tier-2': 60 } }),
          network: mixedNetwork([
            [55, hosts('cloud', 70, { together: false, stickyMs: 2 * DAY })],
            [45, homes(0.05)],
          ]),
          clients: ownClients({ 'python-sdk': 45, 'node-sdk': 35, 'chain-framework': 20 }),
        },
        factor,
      )
      const { random, actors } = group
      const { start, end } = world.period
      const released = world.release?.at ?? (start + end) / 2
      const scouts = Math.max(2, Math.round(actors.length / 8))
      const moments = actors.flatMap((_, member) => {
        const own = fork(random, member)
        const isScout = member < scouts
        const movesAt = released + (isScout ? uniform(own, 0.5, 4) : uniform(own, 12, 22)) * HOUR
        const spell = (from: number, to: number, perDay: number): Moment[] =>
          Array.from({ length: poisson(own, (Math.max(0, to - from) / DAY) * perDay) }, () => ({
            ts: uniform(own, from, to),
            member,
          }))
        return [
          ...spell(start, movesAt, 5),
          ...(isScout ? sitting(own, member, movesAt, 45, 4 * MINUTE) : []),
          ...spell(movesAt, Math.min(end, movesAt + 3.5 * DAY), 16),
          ...spell(movesAt + 3.5 * DAY, end, 6),
        ]
      })
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['agent-trace-harvesting'],
        languages: ['en', 'zh'],
        bank: 'held-out',
        templates: 2,
        model: (ts) => (ts >= released + 12 * HOUR ? MODELS.next : MODELS.large),
        tools: ['shell', 'open_file', 'patch', 'run_checks'],
      })
      const scouting: typeof write = (occasion, draw) => ({
        ...write(occasion, draw),
        model: occasion.ts >= released + 0.5 * HOUR ? MODELS.next : MODELS.large,
      })
      work(world, group, numbered(moments), (member) => (member < scouts ? scouting : write))
    },
  }),
  defineScenario({
    id: 'subscription-windows',
    description:
      'Premium seats in six homes that use up each five-hour window at once, day and night, and wait for the next',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:subscription-windows',
          size: 36,
          accounts: signupBurst({
            atMs: -16 * DAY,
            spreadMs: 14 * DAY,
            tiers: { max: 85, plus: 15 },
            countries: countriesNamed('SG', 'JP', 'HK'),
          }),
          network: cellHomes(6, countriesNamed('SG', 'JP', 'HK')),
          clients: ownClients({ 'coding-agent': 75, browser: 25 }),
          pathways: { subscription: 1 },
        },
        factor,
      )
      const { random, actors } = group
      const moments = actors.flatMap((_, member) => quotaWindows(fork(random, member), world.period, member))
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['agent-trace-harvesting', 'reasoning-extraction'],
        languages: ['en', 'ja'],
        bank: 'held-out',
      })
      work(world, group, numbered(moments), () => write)
    },
  }),
]
