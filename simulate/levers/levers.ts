// What an attacker can choose, one lever each, and a campaign that follows from the choices. Scenarios fix the levers
// that they are about; a drawn campaign fixes none.
import type { ClientFamily } from '../clients.js'
import { DAY, HOUR, type Period } from '../clock.js'
import { type CampaignText, extraction } from '../groups/campaign-text.js'
import { enlist, type GroupPlan, work } from '../groups/group.js'
import { imitate } from '../groups/imitation.js'
import { customers } from '../groups/mixing.js'
import {
  type AccountPlan,
  agedAccounts,
  anyClient,
  type ClientPlan,
  disguised,
  everywhere,
  homes,
  hosts,
  type NetworkPlan,
  oneOffCards,
  ownClients,
  paidTogether,
  phones,
  residential,
  sameClient,
  sharedCards,
} from '../groups/plans.js'
import { type Succession, succeed } from '../groups/succession.js'
import type { LanguageCode } from '../network/countries.js'
import { drawOrganisation } from '../people/account-records.js'
import { drawCountry } from '../people/person.js'
import { fork, pick, type Random, uniform } from '../random.js'
import type { Hidden, Label } from '../records.js'
import type { Purpose } from '../text/purposes/purpose.js'
import type { BankName } from '../text/purposes/template.js'
import { crewTimes, dailyTimes, flatTimes } from '../timing/arrivals.js'
import { displace, evenly, type Jitter } from '../timing/jitter.js'
import { type Dealing, deal } from '../timing/queue.js'
import type { World } from '../world.js'

export const NETWORKS = ['rack', 'scattered', 'vpn', 'residential', 'homes', 'phones'] as const
export const RHYTHMS = ['flat', 'daily', 'crew', 'human'] as const
export const CLIENTS = ['same', 'own', 'disguised'] as const
export const FORGED = ['address', 'client'] as const

export interface Levers {
  readonly accounts: number
  /** 1 gives each account a card of its own. */
  readonly accountsPerCard: number
  /** Accounts that are opened as those of one organisation, with its card and mail domain; 1 for none. */
  readonly accountsPerOrganisation: number
  /** Opened in batches within so many days; 0 for accounts bought from their owners. */
  readonly openedWithinDays: number
  readonly network: (typeof NETWORKS)[number]
  /** Exits that are shared; homes and phones have their own. */
  readonly exits: number
  readonly clients: (typeof CLIENTS)[number]
  /** `human` gives each account the hours and sittings of a person. */
  readonly rhythm: (typeof RHYTHMS)[number]
  readonly dealing: Dealing
  /** Campaign exchanges of an account a day. */
  readonly perAccountDay: number
  /** Days of the period in which it works. */
  readonly days: number
  /** Least and greatest share of an account's exchanges that are honest. */
  readonly honest: readonly [number, number]
  readonly purposes: readonly Purpose[]
  readonly languages: readonly LanguageCode[]
  /** Templates for each purpose and language; 0 words every request anew. */
  readonly templates: number
  readonly bank: BankName
  /** Campaigns of one world that have it in common write the same templates; each writes its own when left out. */
  readonly wording?: string
  readonly pathway: 'api' | 'subscription'
  /** Whether every request has the same sampling parameters. */
  readonly fixedParameters: boolean
  /** Accounts that one card pays for, however they were opened; their own payments when left out. */
  readonly cardFor?: number
  /** How far a request lies from its deal; work comes at random and is dealt at once when left out. */
  readonly jitter?: Jitter
  /** Share of the requests that are worded anew although there are templates. */
  readonly reworded?: number
  /** Conversations of an account a day where the rhythm is human; as many as `perAccountDay`, and 5, when left out. */
  readonly conversations?: number
  /** Bans over the period and how they are met: spare accounts are held for them. */
  readonly handOff?: Pick<Succession, 'banned' | 'delayMs'>
  /** What the log lacks about its accounts. */
  readonly dropped?: readonly (Hidden | 'text')[]
  /** What is another one with every request. */
  readonly forged?: readonly (typeof FORGED)[number][]
}

/** Organisations of a few accounts each, as they are made to look like customers with seats. */
function organisations(size: number, withinDays: number, tier: string): AccountPlan {
  return (world, random, members) => {
    const owners = Array.from({ length: Math.ceil(members / size) }, (_, number) => {
      const own = fork(random, `organisation ${number}`)
      const owner = drawOrganisation(world, own, drawCountry(own))
      const age = uniform(own, 1, Math.max(withinDays, 2)) * DAY
      return { owner, createdAt: world.period.start - age }
    })
    return (member, own) => {
      const { owner, createdAt } = owners[Math.floor(member / size)] as (typeof owners)[number]
      return {
        country: owner.country,
        organisation: owner,
        createdAt: createdAt + uniform(own, 0, 2) * HOUR,
        tier,
      }
    }
  }
}

function openedAs(levers: Levers): AccountPlan {
  const { accountsPerCard, accountsPerOrganisation, openedWithinDays, pathway } = levers
  if (accountsPerOrganisation > 1)
    return organisations(
      accountsPerOrganisation,
      openedWithinDays === 0 ? 600 : openedWithinDays,
      pathway === 'subscription' ? 'team' : 'tier-2',
    )
  const tiers = pathway === 'subscription' ? { plus: 70, max: 30 } : { 'tier-1': 60, 'tier-2': 40 }
  if (accountsPerCard > 1)
    return sharedCards({ accountsPerCard, withinDays: Math.max(openedWithinDays, 5), tiers })
  return openedWithinDays === 0
    ? agedAccounts({ tiers })
    : oneOffCards({ withinDays: openedWithinDays, tiers })
}

function accountPlan(levers: Levers): AccountPlan {
  const plan = openedAs(levers)
  return levers.cardFor === undefined || levers.cardFor === 1 ? plan : paidTogether(plan, levers.cardFor)
}

function networkPlan({ network, exits, rhythm, forged }: Levers): NetworkPlan {
  if (forged?.includes('address') === true) return everywhere()
  const stickyMs = rhythm === 'human' ? DAY : 2 * HOUR
  switch (network) {
    case 'rack':
      return hosts('cloud', Math.min(exits, 96), { stickyMs })
    case 'scattered':
      return hosts('cloud', Math.min(exits, 200), { together: false, stickyMs })
    case 'vpn':
      return hosts('vpn', Math.min(exits, 120), { together: false, stickyMs })
    case 'residential':
      return residential({ stickyMs, exits })
    case 'homes':
      return homes(0.2)
    case 'phones':
      return phones()
  }
}

function clientPlan({ clients, pathway, forged }: Levers): ClientPlan {
  const isApp = pathway === 'subscription'
  const own: Readonly<Partial<Record<ClientFamily, number>>> = isApp
    ? { browser: 70, 'phone-app': 30 }
    : { 'python-sdk': 60, 'node-sdk': 25, aiohttp: 15 }
  if (forged?.includes('client') === true) return anyClient(own)
  if (clients === 'same') return sameClient(isApp ? 'browser' : 'aiohttp')
  return clients === 'disguised' ? disguised('go') : ownClients(own)
}

function textOf(levers: Levers): CampaignText {
  const { purposes, languages, templates, bank, pathway, reworded } = levers
  return {
    purposes,
    languages,
    templates,
    bank,
    pasted: pathway === 'subscription',
    ...(reworded === undefined ? {} : { reworded }),
    ...(levers.fixedParameters && pathway === 'api' ? { temperature: 0.7, max_tokens: 4096 } : {}),
  }
}

/** Chance behind the templates and work items that go by a name, the same for whoever uses the name. */
function wordsOf(world: World, { wording }: Levers): Random | undefined {
  return wording === undefined ? undefined : fork(fork(world.random, 'wording'), wording)
}

/** When work comes, by the rhythm. */
function arrivals(
  random: Random,
  period: Period,
  rhythm: Levers['rhythm'],
  count: number,
): readonly number[] {
  if (rhythm === 'flat') return flatTimes(random, period.start, period.end, count)
  if (rhythm === 'daily') return dailyTimes(random, period, count, pick(random, [-7, 1, 8, 9]), 0.8)
  return crewTimes(random, period, count, { offsetHours: pick(random, [2, 5, 7, 8]), from: 8, to: 20 })
}

/** Adds the campaign that the levers make. */
export function runLevers(world: World, label: Label, levers: Levers, factor = 1): void {
  const { handOff, dropped = [] } = levers
  const plan: GroupPlan = {
    label,
    size: Math.round(levers.accounts * (1 + (handOff?.banned ?? 0))),
    accounts: accountPlan(levers),
    network: networkPlan(levers),
    clients: clientPlan(levers),
    pathways: { [levers.pathway]: 1 },
    private: dropped.includes('text'),
    hides: dropped.filter((one) => one !== 'text'),
  }
  const text = textOf(levers)
  if (levers.rhythm === 'human') {
    const rate = levers.conversations ?? Math.min(levers.perAccountDay, 5)
    imitate(world, factor, plan, text, levers.honest, rate, wordsOf(world, levers))
    return
  }
  const group = enlist(world, plan, factor)
  const { random, actors } = group
  const { start } = world.period
  const end = start + levers.days * DAY
  const heads = Math.max(1, Math.round(actors.length / (1 + (handOff?.banned ?? 0))))
  const terms =
    handOff === undefined
      ? undefined
      : succeed(world, fork(random, 'bans'), actors, heads, { ...handOff, fresh: 0 })
  const count = heads * levers.perAccountDay * levers.days
  const within = { ...world.period, end, days: levers.days }
  const come = arrivals(fork(random, 'times'), within, levers.rhythm, count)
  const { jitter } = levers
  const times = jitter === undefined ? come : evenly(come)
  const dealt = deal(fork(random, 'deal'), times, {
    members: actors.length,
    dealing: levers.dealing,
    ...(terms === undefined ? {} : { live: terms.live }),
  })
  const deals =
    jitter === undefined ? dealt : displace(fork(random, 'jitter'), dealt, jitter, DAY / levers.perAccountDay)
  const write = extraction(world, wordsOf(world, levers) ?? fork(random, 'text'), text)
  work(world, group, deals, () => write)
  const done = new Float64Array(actors.length)
  for (const { member } of deals) done[member] = (done[member] ?? 0) + 1
  actors.forEach((actor, member) => {
    const own = fork(fork(random, 'customers'), member)
    const honest = uniform(own, ...levers.honest)
    if (honest <= 0) return
    const from = terms?.from[member] ?? start
    const to = Math.min(end, terms?.to[member] ?? end)
    customers(world, own, actor, ((done[member] ?? 0) * honest) / (1 - honest), from, to)
  })
}
