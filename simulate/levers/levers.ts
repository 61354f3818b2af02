// What an attacker can choose, one lever each, and a campaign that follows from the choices. Scenarios fix the levers
// that they are about; a drawn campaign fixes none.
import { DAY, HOUR } from '../clock.js'
import { type CampaignText, extraction } from '../groups/campaign-text.js'
import { enlist, type GroupPlan, work } from '../groups/group.js'
import { imitate } from '../groups/imitation.js'
import { customers } from '../groups/mixing.js'
import {
  type AccountPlan,
  agedAccounts,
  type ClientPlan,
  disguised,
  homes,
  hosts,
  type NetworkPlan,
  oneOffCards,
  ownClients,
  phones,
  residential,
  sameClient,
  sharedCards,
} from '../groups/plans.js'
import type { LanguageCode } from '../network/countries.js'
import { drawOrganisation } from '../people/account-records.js'
import { drawCountry } from '../people/person.js'
import { between, chance, fork, pick, pickWeighted, type Random, uniform } from '../random.js'
import type { Label } from '../records.js'
import { PURPOSES, type Purpose } from '../text/purposes/purpose.js'
import type { BankName } from '../text/purposes/template.js'
import { crewTimes, dailyTimes, flatTimes } from '../timing/arrivals.js'
import { type Dealing, deal } from '../timing/queue.js'
import type { World } from '../world.js'

export const NETWORKS = ['rack', 'scattered', 'vpn', 'residential', 'homes', 'phones'] as const
export const RHYTHMS = ['flat', 'daily', 'crew', 'human'] as const
export const CLIENTS = ['same', 'own', 'disguised'] as const

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
  readonly pathway: 'api' | 'subscription'
  /** Whether every request has the same sampling parameters. */
  readonly fixedParameters: boolean
}

/** Work of one campaign at most, so that a large one does not fill the world. */
const MOST_EXCHANGES = 24_000

/** Levers of a campaign as an operator might choose them, independent of each other but for what he can't combine. */
export function drawLevers(random: Random, bank: BankName): Levers {
  const accounts = Math.round(Math.exp(uniform(random, Math.log(16), Math.log(260))))
  const days = chance(random, 0.7) ? 14 : between(random, 2, 10)
  const most = MOST_EXCHANGES / accounts / days
  const perAccountDay = Math.min(Math.exp(uniform(random, Math.log(0.8), Math.log(45))), most)
  const rhythm = pickWeighted(random, { flat: 45, daily: 20, crew: 15, human: 20 })
  const mixes = rhythm === 'human' || chance(random, 0.35)
  const least = uniform(random, 0.05, 0.4)
  const all: readonly LanguageCode[] = ['en', 'zh', 'ja', 'es', 'de', 'fr', 'ko', 'pt', 'ru']
  const first = pickWeighted(random, { en: 60, zh: 25, ja: 15 })
  const more = chance(random, 0.3) ? between(random, 1, 7) : 0
  return {
    accounts,
    accountsPerCard: chance(random, 0.45) ? between(random, 2, 15) : 1,
    openedWithinDays: chance(random, 0.3) ? 0 : pick(random, [5, 20, 60, 150]),
    network: pickWeighted(random, {
      rack: 20,
      scattered: 15,
      vpn: 15,
      residential: 25,
      homes: 15,
      phones: 10,
    }),
    exits: Math.round(Math.exp(uniform(random, Math.log(12), Math.log(3000)))),
    clients: pickWeighted(random, { same: 40, own: 40, disguised: 20 }),
    rhythm,
    dealing: pickWeighted(random, { 'round-robin': 30, random: 30, sticky: 20, 'least-used': 20 }),
    perAccountDay,
    days,
    honest: mixes ? [least, least + uniform(random, 0.05, 0.3)] : [0, 0],
    purposes: chance(random, 0.7)
      ? [pick(random, PURPOSES)]
      : [pick(random, PURPOSES), pick(random, PURPOSES)],
    languages: [first, ...all.filter((code) => code !== first).slice(0, more)],
    templates: pickWeighted(random, { '0': 15, '1': 50, '3': 35 }) === '0' ? 0 : chance(random, 0.6) ? 1 : 3,
    bank,
    pathway: chance(random, 0.3) ? 'subscription' : 'api',
    fixedParameters: chance(random, 0.5),
    accountsPerOrganisation: chance(random, 0.2) ? between(random, 3, 18) : 1,
  }
}

/** The levers in a few words, for a label: kebab-case. */
export function describeLevers(levers: Levers): string {
  const { accountsPerCard, accountsPerOrganisation, network, clients, rhythm, templates } = levers
  return [
    accountsPerOrganisation > 1 ? `seats-${accountsPerOrganisation}` : `cards-${accountsPerCard}`,
    network,
    `${clients}-client`,
    rhythm,
    `${Math.max(1, Math.round(levers.perAccountDay))}-a-day`,
    `honest-${Math.round(50 * (levers.honest[0] + levers.honest[1]))}`,
    templates === 0 ? 'paraphrased' : `templates-${templates}`,
    `languages-${levers.languages.length}`,
  ].join('-')
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

function accountPlan(levers: Levers): AccountPlan {
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

function networkPlan({ network, exits, rhythm }: Levers): NetworkPlan {
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

function clientPlan({ clients, pathway }: Levers): ClientPlan {
  const isApp = pathway === 'subscription'
  if (clients === 'same') return sameClient(isApp ? 'browser' : 'aiohttp')
  if (clients === 'disguised') return disguised('go')
  return ownClients(
    isApp ? { browser: 70, 'phone-app': 30 } : { 'python-sdk': 60, 'node-sdk': 25, aiohttp: 15 },
  )
}

/** Adds the campaign that the levers make. */
export function runLevers(world: World, label: Label, levers: Levers, factor = 1): void {
  const plan: GroupPlan = {
    label,
    size: levers.accounts,
    accounts: accountPlan(levers),
    network: networkPlan(levers),
    clients: clientPlan(levers),
    pathways: { [levers.pathway]: 1 },
  }
  const text: CampaignText = {
    purposes: levers.purposes,
    languages: levers.languages,
    templates: levers.templates,
    bank: levers.bank,
    pasted: levers.pathway === 'subscription',
    ...(levers.fixedParameters && levers.pathway === 'api' ? { temperature: 0.7, max_tokens: 4096 } : {}),
  }
  if (levers.rhythm === 'human') {
    imitate(world, factor, plan, text, levers.honest, Math.min(levers.perAccountDay, 5))
    return
  }
  const group = enlist(world, plan, factor)
  const { random, actors } = group
  const { start } = world.period
  const end = start + levers.days * DAY
  const count = actors.length * levers.perAccountDay * levers.days
  const within = { ...world.period, end, days: levers.days }
  const stream = fork(random, 'times')
  const times =
    levers.rhythm === 'flat'
      ? flatTimes(stream, start, end, count)
      : levers.rhythm === 'daily'
        ? dailyTimes(stream, within, count, pick(stream, [-7, 1, 8, 9]), 0.8)
        : crewTimes(stream, within, count, { offsetHours: pick(stream, [2, 5, 7, 8]), from: 8, to: 20 })
  const deals = deal(fork(random, 'deal'), times, { members: actors.length, dealing: levers.dealing })
  const write = extraction(world, fork(random, 'text'), text)
  work(world, group, deals, () => write)
  const done = new Float64Array(actors.length)
  for (const { member } of deals) done[member] = (done[member] ?? 0) + 1
  actors.forEach((actor, member) => {
    const own = fork(fork(random, 'customers'), member)
    const honest = uniform(own, ...levers.honest)
    if (honest > 0) customers(world, own, actor, ((done[member] ?? 0) * honest) / (1 - honest), start, end)
  })
}
