// Campaigns with the joint timing of bought stars and real texts, and the honest owners who send the same texts.
import { DAY, HOUR, MINUTE } from '../../../simulate/clock.js'
import { enlist } from '../../../simulate/groups/group.js'
import {
  type AccountPlan,
  agedAccounts,
  homes,
  hosts,
  type NetworkPlan,
  oneOwner,
  ownClients,
  residential,
  vpn,
} from '../../../simulate/groups/plans.js'
import { drawOrganisation } from '../../../simulate/people/account-records.js'
import { drawCountry, seedOf } from '../../../simulate/people/person.js'
import { fork, pick, pickWeighted, type Random, shuffle, uniform } from '../../../simulate/random.js'
import type { Actor, Writer } from '../../../simulate/records.js'
import { batchTimes } from '../../../simulate/timing/arrivals.js'
import { plan, type World } from '../../../simulate/world.js'
import type { RealText } from './real-texts.js'
import { type Burst, medianGap } from './star-bursts.js'

/** Requests that an account of a campaign sends, about. */
const REQUESTS = 24
/** Requests of an honest account with the same texts, and of each account of an honest owner of a few. */
const ALONE = 400
const OWNED = { accounts: 4, requests: 120 } as const
/** Number of the first text of an honest account: another part of the collection than the campaign's. */
const OTHER_TEXTS = 100_003
/** Requests of one honest sitting. */
const SITTING = 12

const TIERS = { free: 60, 'tier-1': 40 } as const

/** Where the accounts connect from; none is part of the star data. */
const NETWORKS: Readonly<Record<string, NetworkPlan>> = {
  'residential exits': residential({ stickyMs: 2 * HOUR, exits: 2000 }),
  'VPN exits': vpn(30),
  'cloud hosts': hosts('cloud', 24),
  'own homes': homes(),
}

export const ACCOUNT_PLANS = ['fresh', 'aged'] as const
/** Signed up minutes before their stars, or bought after years as anybody's accounts. */
export type AccountPlanName = (typeof ACCOUNT_PLANS)[number]

export interface PlannedCampaign {
  readonly text: string
  readonly accountPlan: AccountPlanName
  readonly network: string
  readonly accounts: number
  /** Span of the burst, and middle gap between two of its accounts, in seconds. */
  readonly span: number
  readonly gap: number
}

/** Someone's turn to work: when, and which account. */
interface Turn {
  readonly ts: number
  readonly member: number
}

/** Adds one campaign. Accounts are taken up as the stars were given, again and again while the period lasts. */
export function addCampaign(
  world: World,
  text: RealText,
  burst: Burst,
  accountPlan: AccountPlanName,
): PlannedCampaign {
  const random = fork(world.random, `campaign ${text.id}`)
  const start = world.period.start + uniform(fork(random, 'start'), 0.5, 2) * DAY
  const network = pick(fork(random, 'network'), Object.keys(NETWORKS))
  const { actors } = enlist(
    world,
    {
      label: `attack:${text.id}`,
      size: burst.times.length,
      accounts: accountPlan === 'aged' ? agedAccounts({ tiers: TIERS }) : signedUpWith(burst, start),
      network: NETWORKS[network] as NetworkPlan,
      clients: ownClients({ 'python-sdk': 60, requests: 40 }),
    },
    1 / world.scale,
  )
  const rounds = replay(fork(random, 'rounds'), burst, start, world.period.end)
  const perTurn = Math.max(1, Math.round(REQUESTS / rounds.length))
  const write = text.write(fork(random, 'text'), 0)
  sendTurns(world, actors, rounds.flat(), perTurn, write, fork(random, 'requests'))
  return {
    text: text.id,
    accountPlan,
    network,
    accounts: actors.length,
    span: burst.times.at(-1) ?? 0,
    gap: medianGap(burst),
  }
}

function signedUpWith(burst: Burst, start: number): AccountPlan {
  return () => (member, own) => ({
    country: drawCountry(own),
    createdAt: start + (burst.times[member] ?? 0) * 1000 - uniform(own, 2, 30) * MINUTE,
    tier: pickWeighted(own, TIERS),
  })
}

/**
 * Rounds of turns: the first in the order of the stars, later ones in an order of their own but at the same times from
 * the round's start; a round follows the last by a day, or by the span of the burst where that is longer.
 */
export function replay(random: Random, { times }: Burst, start: number, end: number): Turn[][] {
  const every = Math.max(DAY, (times.at(-1) ?? 0) * 1000 + 2 * HOUR)
  const members = times.map((_, member) => member)
  const count = Math.max(1, Math.floor((end - start) / every))
  return Array.from({ length: count }, (_, round) => {
    const order = round === 0 ? members : shuffle(random, members)
    return times.map((time, index) => ({
      ts: start + round * every + time * 1000,
      member: order[index] as number,
    }))
  })
}

/** Every turn is `perTurn` requests with the pauses of real people between them. */
function sendTurns(
  world: World,
  actors: readonly Actor[],
  turns: readonly Turn[],
  perTurn: number,
  write: Writer,
  random: Random,
): void {
  let item = 0
  for (const { ts, member } of turns) {
    const actor = actors[member]
    let at = ts
    for (let turn = 0; turn < perTurn; turn++, item++) {
      if (actor !== undefined) plan(world, actor, write, seedOf(random), { ts: at, item, turn })
      at += (world.arrivals.pause?.(random) ?? 60) * 1000
    }
  }
}

/** The same texts from one honest account, and from one honest owner's few: batch jobs of somebody's own. */
export function addOwners(world: World, text: RealText): void {
  addOwner(world, text, `alone-${text.id}`, 1, ALONE)
  addOwner(world, text, `owner-${text.id}`, OWNED.accounts, OWNED.accounts * OWNED.requests)
}

function addOwner(world: World, text: RealText, name: string, accounts: number, requests: number): void {
  const random = fork(world.random, name)
  const organisation = drawOrganisation(world, random, drawCountry(random))
  const { actors } = enlist(
    world,
    {
      label: `benign:${name}`,
      size: accounts,
      accounts: oneOwner(organisation, { tier: 'tier-4' }),
      network: hosts('cloud', 2),
      clients: ownClients({ 'python-sdk': 60, requests: 40 }),
    },
    1 / world.scale,
  )
  // What the campaign's program writes is drawn from the same stream: the same template word for word.
  const write = text.write(fork(fork(world.random, `campaign ${text.id}`), 'text'), OTHER_TEXTS)
  const seeds = fork(random, 'requests')
  batchTimes(fork(random, 'times'), world.period, requests, 4).forEach((ts, index) => {
    const member = index % accounts
    const actor = actors[member]
    const own = Math.floor(index / accounts)
    if (actor === undefined) return
    plan(world, actor, write, seedOf(seeds), { ts, item: member * requests + own, turn: own % SITTING })
  })
}
