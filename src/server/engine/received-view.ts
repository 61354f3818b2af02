// What partners shared, as the console tells it: how each was read last, what is in force with what is left of it, own
// accounts that show it, and what was kept aside. Bounded, whatever partners send.
import { Problem } from '../../model/problem.js'
import { type Said, saidOf } from '../../model/sentence.js'
import { receivedOf } from '../../share/received/exchange-with.js'
import { type MatchedAccount, matchReceived } from '../../share/received/match/match-received.js'
import { readTrusted } from '../../share/received/match/suggest.js'
import { type PartnerFeed, readPartnerFile } from '../../share/received/partner-file.js'
import type { Asked } from '../../share/received/pattern-values.js'
import type { SaidOfPull } from '../../share/received/pull.js'
import type { ReceivedCampaign } from '../../share/received/received-campaigns.js'
import { SIGHTINGS } from '../../share/received/sightings.js'
import { type Aside, readAside } from '../../share/received/take.js'
import type { ToldObjects } from '../../share/received/told-objects.js'
import { producerId } from '../../share/stix/signed-object.js'
import type { Store } from '../../store/store.js'
import { toldSql } from '../../store/times.js'

export interface LastPull {
  /** RFC 3339. */
  readonly at: string
  readonly taken: number
  readonly repeated: number
  readonly aside: number
  readonly unsigned: number
  readonly oddities: readonly string[]
  /** Why it ended before the end; empty when it didn't. */
  readonly failure: string
  /** What the sentences were made of; undefined of pulls by older versions. */
  readonly said: SaidOfPull | undefined
}

export interface PartnerTold {
  readonly name: string
  readonly url: string
  readonly collection: string
  readonly tlp: string
  readonly signatures: 'required' | 'noted'
  readonly sightings: 'share' | 'keep'
  /** Id of the community key held in common; empty for none. */
  readonly keyId: string
  /** Undefined before the first pull. */
  readonly last: LastPull | undefined
  readonly objects: number
  readonly aside: number
}

export interface MatchTold {
  readonly account: string
  readonly bits: number
  readonly by: readonly string[]
  readonly exchanges: number
  /** RFC 3339. */
  readonly last: string
}

export interface ReceivedTold {
  readonly id: string
  readonly partner: string
  readonly producer: string
  readonly name: string
  readonly verdict: string
  readonly tlp: string
  readonly isSigned: boolean
  readonly accountsThere: number
  readonly indicators: number
  /** Most that is left of an indicator, 0 to 1. */
  readonly confidence: number
  /** When the last indicator ends; empty when they say no end. */
  readonly until: string
  readonly matches: number
  /** The best ones. */
  readonly matched: readonly MatchTold[]
  /** Accounts that a sighting counts; 0 where it isn't told. */
  readonly sighted: number
}

export interface IndicatorTold {
  readonly id: string
  readonly partner: string
  readonly campaign: string
  readonly kind: string
  readonly asks: string
  readonly tlp: string
  readonly confidence: number
  readonly until: string
}

export interface ReceivedView {
  /** Why the file of partners can't be used; empty when it can. */
  readonly failure: string
  readonly failureSaid: Said | undefined
  readonly partners: readonly PartnerTold[]
  /** All that are in force, also those beyond what `campaigns` and `indicators` list. */
  readonly counts: { campaigns: number; indicators: number; notAsked: number; over: number; revoked: number }
  /** Those with matches first. */
  readonly campaigns: readonly ReceivedTold[]
  /** Strongest first. */
  readonly indicators: readonly IndicatorTold[]
  readonly aside: readonly Aside[]
}

/** What is told at most. */
const MOST = { campaigns: 2000, indicators: 10_000, accounts: 50, words: 120 } as const

/** Of the settings of a service, what a view needs. */
export interface ViewedPartners {
  /** File of partners, and of their key cards. */
  readonly file: string
  readonly cards: string
  readonly producer: string | undefined
}

/** @param objects what was read of partners' objects before */
export async function readReceivedView(
  store: Store,
  { file, producer, cards }: ViewedPartners,
  objects: ToldObjects,
): Promise<ReceivedView> {
  const { feeds, failure, failureSaid } = readFeeds(file)
  const { keys, ...trusted } = receivedOf(feeds, producer, cards)
  const state = await readTrusted(store, { ...trusted, objects })
  const names = await producersOf(store)
  const found = await matchReceived(store, state.campaigns, keys, false, { hits: 'work_view_hit' })
  const matches = new Map(found.map(({ campaign, accounts }) => [campaign, accounts]))
  const campaigns = state.campaigns
    .map((campaign) => toldCampaign(campaign, names, matches.get(campaign) ?? []))
    .sort((a, b) => b.matches - a.matches || b.confidence - a.confidence || (a.name < b.name ? -1 : 1))
  const indicators = state.campaigns.flatMap(toldIndicators).sort((a, b) => b.confidence - a.confidence)
  const { notAsked, over, revoked } = state
  return {
    failure,
    failureSaid,
    partners: await partnersOf(store, feeds),
    counts: { campaigns: campaigns.length, indicators: indicators.length, notAsked, over, revoked },
    campaigns: campaigns.slice(0, MOST.campaigns),
    indicators: indicators.slice(0, MOST.indicators),
    aside: await readAside(store),
  }
}

function readFeeds(
  file: string,
): Pick<ReceivedView, 'failure' | 'failureSaid'> & { readonly feeds: readonly PartnerFeed[] } {
  try {
    return { feeds: readPartnerFile(file), failure: '', failureSaid: undefined }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { feeds: [], failure: error.message, failureSaid: saidOf(error.says.message) }
  }
}

async function partnersOf(store: Store, feeds: readonly PartnerFeed[]): Promise<PartnerTold[]> {
  const pulls = await store.query<
    Omit<LastPull, 'said'> & { readonly partner: string; readonly said: string }
  >(
    `SELECT partner, ${toldSql('p.at')} AS at, taken, repeated, aside, unsigned, oddities, failure, said
FROM (SELECT * FROM received_pull ORDER BY at DESC LIMIT 1 BY partner) AS p`,
  )
  const held = await store.query<{ partner: string; objects: number; aside: number }>(
    "SELECT partner, countIf(refused = '') AS objects, countIf(refused != '') AS aside FROM received_object GROUP BY partner",
  )
  return feeds.map((feed): PartnerTold => {
    const last = pulls.find(({ partner }) => partner === feed.name)
    const kept = held.find(({ partner }) => partner === feed.name)
    return {
      name: feed.name,
      url: feed.url,
      collection: feed.collection,
      tlp: feed.tlp,
      signatures: feed.isSignatureNeeded ? 'required' : 'noted',
      sightings: feed.sharesSightings ? 'share' : 'keep',
      keyId: feed.key?.id ?? '',
      last: last && lastPullOf(last),
      objects: kept?.objects ?? 0,
      aside: kept?.aside ?? 0,
    }
  })
}

function lastPullOf({
  partner: _,
  said,
  ...last
}: Omit<LastPull, 'said'> & { readonly partner: string; readonly said: string }): LastPull {
  return { ...last, said: said === '' ? undefined : (JSON.parse(said) as SaidOfPull) }
}

/** Names of the identities that partners sent, by id. Whose name an id stands for says the name itself, or nobody else can. */
async function producersOf(store: Store): Promise<ReadonlyMap<string, string>> {
  const rows = await store.query<{ id: string; name: string }>(
    `SELECT id, substring(JSONExtractString(text, 'name'), 1, ${MOST.words}) AS name
FROM received_object
WHERE refused = '' AND type = 'identity'
ORDER BY signed_by = '', version DESC
LIMIT 10 BY id
LIMIT 10000`,
  )
  const names = new Map<string, string>()
  for (const { id, name } of rows) if (!names.has(id) || producerId(name) === id) names.set(id, name)
  return names
}

function toldCampaign(
  { indicators, accounts, ...campaign }: ReceivedCampaign,
  names: ReadonlyMap<string, string>,
  matched: readonly MatchedAccount[],
): ReceivedTold {
  const counted = matched.filter(({ bits }) => bits >= SIGHTINGS.accountBits).length
  return {
    id: campaign.id,
    partner: campaign.partner,
    producer: names.get(campaign.producer) || campaign.producer,
    name: campaign.name,
    verdict: campaign.verdict,
    tlp: campaign.tlp,
    isSigned: campaign.signedBy !== '',
    accountsThere: accounts,
    indicators: indicators.length,
    confidence: indicators.reduce((most, { confidence }) => Math.max(most, confidence), 0),
    until:
      indicators
        .map(({ validUntil }) => validUntil)
        .sort()
        .at(-1) ?? '',
    matches: matched.length,
    matched: matched.slice(0, MOST.accounts).map(({ account, bits, shows, exchanges, last }) => ({
      account,
      bits,
      by: [...new Set(shows.map(({ kind }) => kind))],
      exchanges,
      last: new Date(last).toISOString(),
    })),
    sighted: counted >= SIGHTINGS.leastAccounts ? counted : 0,
  }
}

function toldIndicators({ id: campaign, partner, indicators }: ReceivedCampaign): IndicatorTold[] {
  return indicators.map(({ id, kind, asks, tlp, confidence, validUntil }) => ({
    id,
    partner,
    campaign,
    kind,
    asks: asks.slice(0, 3).map(toldAsked).join(', ').slice(0, MOST.words),
    tlp,
    confidence,
    until: validUntil,
  }))
}

function toldAsked(asked: Asked): string {
  if (asked.form === 'address') return asked.range
  if (asked.form === 'client') return `${asked.ja4} ${asked.userAgent}`.trim()
  return asked.form === 'pseudonym' ? asked.value : asked.sketch
}
