// Attack: one seller's pool of accounts and exits serves three buyers who know nothing of each other, while honest
// people with accounts of their own leave through the same exits. Sign-ups, cards, mail domains and the relay's program
// are the seller's; purpose, wording, languages and hours are the buyers'.
import { drawClient } from '../clients.js'
import { DAY, HOUR } from '../clock.js'
import { type CampaignText, extraction } from '../groups/campaign-text.js'
import { gather } from '../groups/crowd.js'
import { enlist, type Group, work } from '../groups/group.js'
import { customers } from '../groups/mixing.js'
import type { AccountPlan, ClientPlan, NetworkPlan } from '../groups/plans.js'
import { sharedCards } from '../groups/plans.js'
import { drawAddress, fromPool } from '../network/addresses.js'
import { drawApiStyle } from '../people/style.js'
import { conversation } from '../people/writers.js'
import { chance, fork, lognormal, mix, type Random, uniform } from '../random.js'
import type { Client, Writer } from '../records.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { crewTimes, flatTimes, nightTimes } from '../timing/arrivals.js'
import { type Dealing, deal } from '../timing/queue.js'
import type { World } from '../world.js'
import { ordinary } from './crowd-look-alikes.js'

interface Variant {
  /** Buyers have exits of their own, or all use all. */
  readonly exits: 'disjoint' | 'overlapping'
  /** Each account works for one buyer, or for another one every few days. */
  readonly accounts: 'exclusive' | 'in-turn'
  /** Honest people come with programs of their own, or the relay sends for them as for everybody. */
  readonly honestClients: 'own' | 'relay'
}

interface Buyer {
  /** Accounts at scale 1. */
  readonly size: number
  readonly text: CampaignText
  readonly dealing: Dealing
  readonly times: (world: World, random: Random, members: number) => readonly number[]
}

const BUYERS: readonly Buyer[] = [
  {
    size: 60,
    text: { purposes: ['reasoning-extraction'], languages: ['en', 'zh'], bank: 'practice' },
    dealing: 'random',
    times: ({ period }, random, members) =>
      flatTimes(random, period.start, period.end, members * period.days * 8),
  },
  {
    size: 45,
    text: {
      purposes: ['rubric-grading'],
      languages: ['en'],
      bank: 'practice',
      templates: 2,
      temperature: 0,
      max_tokens: 1024,
    },
    dealing: 'round-robin',
    times: ({ period }, random, members) =>
      crewTimes(random, period, members * period.days * 7, { offsetHours: 8, from: 9, to: 21 }),
  },
  {
    size: 30,
    text: { purposes: ['instruction-synthesis'], languages: ['ja', 'ko'], bank: 'practice', temperature: 1 },
    dealing: 'sticky',
    times: ({ period }, random, members) =>
      nightTimes(random, period, members * period.days * 9, { offsetHours: 9, from: 22, hours: 7 }),
  },
]

/** Share of an account's requests that come from the seller's small customers, at most. */
const SMALL_CUSTOMERS = 0.25
const EXITS_A_BUYER = 40
const HONEST = 90
/** How long an account that serves in turn stays with one buyer. */
const TURN = 3 * DAY
/** Share of the turns that such an account spends with its main buyer. */
const MAIN = 0.6

/** What the seller owns: exits by buyer, the relay's program, and how its accounts are opened. */
interface Pool {
  readonly exits: readonly (readonly string[])[]
  readonly relay: Client
  readonly opened: ReturnType<AccountPlan>
}

function openPool(world: World, factor: number, { exits }: Variant): Pool {
  const random = fork(world.random, 'pool')
  const all = BUYERS.map((_, buyer) =>
    Array.from({ length: EXITS_A_BUYER }, (_, exit) =>
      drawAddress(world.book, fork(random, `exit ${buyer} ${exit}`), 'access'),
    ),
  )
  const largest = Math.max(...BUYERS.map(({ size }) => size))
  // Drawn once: the buyers' accounts come from the same cards, mail domains and sign-up batches.
  const opened = sharedCards({ accountsPerCard: 6, batch: 10, mail: 'mixed' })(
    world,
    fork(random, 'accounts'),
    Math.max(12, Math.round(BUYERS.length * largest * factor * world.scale)),
  )
  return {
    exits: exits === 'disjoint' ? all : BUYERS.map(() => all.flat()),
    relay: drawClient(fork(random, 'relay'), 'go'),
    opened,
  }
}

function through(exits: readonly string[]): NetworkPlan {
  return () => (_member, own) => fromPool(exits, own, 2 * HOUR)
}

/** The accounts of each buyer, dealt like cards: neighbours in a batch of sign-ups go to different buyers. */
function enlistBuyers(world: World, factor: number, pool: Pool): readonly Group[] {
  const relay: ClientPlan = () => () => () => pool.relay
  return BUYERS.map(({ size }, buyer) =>
    enlist(
      world,
      {
        label: `attack:pool-buyer-${buyer + 1}`,
        size,
        accounts: () => (member, own) => pool.opened(member * BUYERS.length + buyer, own),
        network: through(pool.exits[buyer] ?? []),
        clients: relay,
      },
      factor,
    ),
  )
}

/** Whom an account serves at a time: its own buyer for most turns, one of the others else. */
function buyerAt(ts: number, home: number, member: number): number {
  const draw = mix(Math.floor(ts / TURN), mix(home, member)) / 4294967296
  return draw < MAIN ? home : (home + (draw < MAIN + (1 - MAIN) / 2 ? 1 : 2)) % BUYERS.length
}

/** Deals each buyer's work over the accounts that serve it at the time. */
function serve(world: World, groups: readonly Group[], variant: Variant): void {
  const everybody = groups.flatMap(({ actors }, home) =>
    actors.map((actor, member) => ({ actor, home, member })),
  )
  BUYERS.forEach((buyer, index) => {
    const random = fork(fork(world.random, 'pool'), `buyer ${index}`)
    const members = groups[index]?.actors.length ?? 0
    const write: Writer = extraction(world, fork(random, 'text'), buyer.text)
    const times = buyer.times(world, fork(random, 'times'), members)
    const own = everybody.flatMap(({ home }, position) => (home === index ? [position] : []))
    const live = (ts: number): readonly number[] =>
      variant.accounts === 'exclusive'
        ? own
        : everybody.flatMap(({ home, member }, position) =>
            buyerAt(ts, home, member) === index ? [position] : [],
          )
    const deals = deal(fork(random, 'deal'), times, {
      members: everybody.length,
      dealing: buyer.dealing,
      live,
    })
    work(world, { actors: everybody.map(({ actor }) => actor), random }, deals, () => write)
  })
}

/** Small customers of the seller, who share the pool's accounts for the odd question. */
function addSmallCustomers(world: World, groups: readonly Group[]): void {
  const random = fork(fork(world.random, 'pool'), 'small customers')
  groups
    .flatMap(({ actors }) => actors)
    .forEach((actor, member) => {
      const own = fork(random, member)
      const count = uniform(own, 0, SMALL_CUSTOMERS) * 7 * world.period.days
      customers(world, own, actor, Math.max(1, count), world.period.start, world.period.end)
    })
}

/** Honest people with accounts of their own who leave through the seller's exits. */
function addHonest(world: World, factor: number, pool: Pool, { honestClients }: Variant): void {
  const exits = [...new Set(pool.exits.flat())]
  gather(world, factor, {
    label: 'benign:pool-honest',
    size: HONEST,
    person: (_member, own) => {
      const isProgrammer = chance(own, 0.45)
      return {
        address: fromPool(exits, own, 2 * HOUR),
        ...(honestClients === 'relay' ? { client: pool.relay } : {}),
        ...(isProgrammer || honestClients === 'relay'
          ? {
              clients: { 'python-sdk': 50, 'node-sdk': 30, 'coding-agent': 20 },
              tiers: { 'tier-1': 70, 'tier-2': 30 },
              pathway: 'api',
              programmer: isProgrammer,
            }
          : {}),
        rate: Math.min(4, lognormal(fork(own, 'rate'), 0.6, 0.8)),
      }
    },
    write: (person, own) =>
      person.actor.pathway === 'api'
        ? conversation(person.voice, drawApiStyle(world, own), world.texts)
        : ordinary(world, person, own),
  })
}

/** A pool, its three buyers, its small customers, and the honest people behind its exits. */
function addPool(world: World, factor: number, variant: Variant): void {
  const pool = openPool(world, factor, variant)
  const groups = enlistBuyers(world, factor, pool)
  serve(world, groups, variant)
  addSmallCustomers(world, groups)
  addHonest(world, factor, pool, variant)
}

function variant(id: string, description: string, options: Variant): Scenario {
  return defineScenario({
    id,
    description,
    set: 'practice',
    kind: 'attack',
    add: (world, factor) => addPool(world, factor, options),
  })
}

export const POOLS: readonly Scenario[] = [
  variant(
    'pool-three-buyers',
    'One pool sells accounts and exits of their own to three buyers; honest people leave through the same exits',
    { exits: 'disjoint', accounts: 'exclusive', honestClients: 'own' },
  ),
  variant('pool-three-buyers-overlapping', 'The same pool, whose buyers and honest users share all exits', {
    exits: 'overlapping',
    accounts: 'exclusive',
    honestClients: 'own',
  }),
  variant(
    'pool-three-buyers-in-turn',
    'The same pool, whose accounts work for another buyer every few days',
    {
      exits: 'overlapping',
      accounts: 'in-turn',
      honestClients: 'own',
    },
  ),
  variant(
    'pool-three-buyers-relay',
    'The same pool, whose relay also sends for honest people who bring accounts of their own',
    { exits: 'overlapping', accounts: 'exclusive', honestClients: 'relay' },
  ),
]
