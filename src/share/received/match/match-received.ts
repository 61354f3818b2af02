// Who shows what partners' indicators ask for, and how much that says: each value counts by how rare it is among all own
// accounts, matched ones among them, so that a block which many use says little.
import type { Store } from '../../../store/store.js'
import type { CommunityKey } from '../../community-key.js'
import type { ReceivedCampaign } from '../received-campaigns.js'
import { AskedValues } from './asked-values.js'
import { findHits, type Hit } from './find-hits.js'
import { type Family, OWN_KINDS, type Source } from './own-values.js'
import { type AlikeTemplate, findAlikeTemplates } from './templates.js'

/** What is tuned. */
export const MATCHING = {
  /** Bits from which on an account is a match: one in 32 shows it, or fewer. */
  accountBits: 5,
  /** Share of own accounts above which a value says nothing. */
  mostShare: 0.25,
  /** Most rows of accounts and values that are read. */
  rows: 2_000_000,
} as const

/** A value that an account shows and an indicator asks for. */
export interface ShownValue {
  readonly kind: string
  /** What it is here. */
  readonly value: string
  readonly indicator: number
  readonly bits: number
  /** Own accounts that show it. */
  readonly holders: number
}

export interface MatchedAccount {
  readonly account: string
  /** Of the best value of each family: values of one family come together. */
  readonly bits: number
  /** Families of which it shows a value: who pays, where from, what with. */
  readonly families: number
  readonly shows: readonly ShownValue[]
  readonly exchanges: number
  /** Milliseconds since 1970. */
  readonly first: number
  readonly last: number
}

export interface CampaignMatch {
  readonly campaign: ReceivedCampaign
  /** Most telling first. */
  readonly accounts: readonly MatchedAccount[]
}

interface Holder {
  readonly account: string
  readonly value: string
  readonly holders: number
  readonly exchanges: number
  readonly first: number
  readonly last: number
}

export interface MatchingOptions {
  /** Where own values are looked for; how rare they are is counted in all of the store. */
  readonly from?: Source
  /** What the campaigns ask for, where it was laid out before. */
  readonly asked?: AskedValues
  /** Table that hits are in meanwhile: no two that look at the same time have the same. */
  readonly hits?: string
}

/**
 * Matches of each campaign, those without any left out.
 * @param keys community keys, by partner
 * @param templates that are alike; `true` where `work_family_anchor` holds those of the store to be compared
 */
export async function matchReceived(
  store: Store,
  campaigns: readonly ReceivedCampaign[],
  keys: ReadonlyMap<string, CommunityKey>,
  templates: boolean | readonly AlikeTemplate[],
  {
    from = 'exchange',
    asked = new AskedValues(campaigns, keys),
    hits: table = 'work_hit',
  }: MatchingOptions = {},
): Promise<CampaignMatch[]> {
  const [row] = await store.query<{ accounts: number }>('SELECT uniqExact(account) AS accounts FROM exchange')
  const accounts = row?.accounts ?? 0
  if (campaigns.length === 0 || accounts < 2) return []
  const scores = new Scores(campaigns, accounts)
  const hits = await findHits(store, campaigns, asked, from)
  await holdersOf(store, hits, accounts, scores, table)
  const alike =
    templates === true
      ? await findAlikeTemplates(store, campaigns, keys)
      : templates === false
        ? []
        : templates
  for (const { hits: same, holders } of alike)
    for (const holder of holders)
      for (const hit of same) scores.add({ ...hit, kind: 'template' }, 'work', holder)
  const matches = scores.matches()
  return from === 'exchange' ? matches : ofSenders(store, matches, from)
}

/** What is left of matches when only accounts in a table count. */
async function ofSenders(
  store: Store,
  matches: readonly CampaignMatch[],
  from: Source,
): Promise<CampaignMatch[]> {
  const rows = await store.query<{ account: string }>(
    `SELECT DISTINCT account FROM ${from} WHERE account IN {accounts: Array(String)}`,
    { parameters: { accounts: matches.flatMap(({ accounts }) => accounts.map(({ account }) => account)) } },
  )
  const senders = new Set(rows.map(({ account }) => account))
  return matches.map((match) => ({
    ...match,
    accounts: match.accounts.filter(({ account }) => senders.has(account)),
  }))
}

async function holdersOf(
  store: Store,
  hits: readonly Hit[],
  accounts: number,
  scores: Scores,
  table: string,
): Promise<void> {
  if (hits.length === 0) return
  await store.command(`DROP TABLE IF EXISTS ${table}`)
  try {
    await store.command(`CREATE TABLE ${table} (kind String, value String) ENGINE = Memory`)
    const distinct = new Map(hits.map(({ kind, value }) => [`${kind} ${value}`, { kind, value }]))
    await store.insert(table, [...distinct.values()])
    for (const kind of new Set(hits.map((hit) => hit.kind))) {
      const { family, holdersSql } = OWN_KINDS[kind]
      const byValue = new Map<string, Hit[]>()
      for (const hit of hits)
        if (hit.kind === kind) byValue.set(hit.value, [...(byValue.get(hit.value) ?? []), hit])
      const rows = await store.query<Holder>(
        `SELECT account, value, holders, exchanges, first, last
FROM (SELECT *, count() OVER (PARTITION BY value) AS holders FROM (${holdersSql(table)}))
WHERE holders <= ${MATCHING.mostShare * accounts}
ORDER BY holders, account
LIMIT ${MATCHING.rows}`,
      )
      for (const holder of rows)
        for (const hit of byValue.get(holder.value) ?? []) scores.add(hit, family, holder)
    }
  } finally {
    await store.command(`DROP TABLE IF EXISTS ${table}`)
  }
}

interface Matching {
  readonly best: Map<Family, ShownValue>
  readonly shows: ShownValue[]
  exchanges: number
  first: number
  last: number
}

/** What each account shows of each campaign. */
class Scores {
  private readonly byCampaign: Map<string, Matching>[]

  constructor(
    private readonly campaigns: readonly ReceivedCampaign[],
    private readonly accounts: number,
  ) {
    this.byCampaign = campaigns.map(() => new Map())
  }

  add(
    hit: Pick<Hit, 'campaign' | 'indicator'> & { readonly kind: string },
    family: Family,
    { account, value, holders, exchanges, first, last }: Holder,
  ): void {
    const indicator = this.campaigns[hit.campaign]?.indicators[hit.indicator]
    const known = this.byCampaign[hit.campaign]
    if (!indicator || !known) return
    const bits = bitsOfValue(indicator.share, indicator.confidence, holders, this.accounts)
    if (bits <= 0) return
    const shown: ShownValue = { kind: hit.kind, value, indicator: hit.indicator, bits, holders }
    const matching: Matching = known.get(account) ?? {
      best: new Map(),
      shows: [],
      exchanges: 0,
      first,
      last,
    }
    known.set(account, matching)
    matching.shows.push(shown)
    if (bits > (matching.best.get(family)?.bits ?? 0)) matching.best.set(family, shown)
    matching.exchanges = Math.max(matching.exchanges, exchanges)
    matching.first = Math.min(matching.first, first)
    matching.last = Math.max(matching.last, last)
  }

  matches(): CampaignMatch[] {
    return this.campaigns.flatMap((campaign, index): CampaignMatch[] => {
      const accounts = [...(this.byCampaign[index] ?? [])]
        .map(
          ([account, { best, shows, exchanges, first, last }]): MatchedAccount => ({
            account,
            bits: [...best.values()].reduce((sum, { bits }) => sum + bits, 0),
            families: best.size,
            shows: shows.sort((a, b) => b.bits - a.bits),
            exchanges,
            first,
            last,
          }),
        )
        .filter(({ bits }) => bits >= MATCHING.accountBits)
        .sort((a, b) => b.bits - a.bits || (a.account < b.account ? -1 : 1))
      return accounts.length === 0 ? [] : [{ campaign, accounts }]
    })
  }
}

/**
 * Bits that showing a value is worth: log2 of how much likelier an account of the partner's campaign shows it than an own
 * account does, were the indicator still true with its confidence and say nothing otherwise. Half an account is added to
 * those that show it (Krichevsky and Trofimov 1981); an indicator can't be worth more than its own share of the campaign
 * tells.
 * @param share of the campaign's accounts that show it
 */
export function bitsOfValue(share: number, confidence: number, holders: number, accounts: number): number {
  const usual = (holders + 0.5) / (accounts + 1)
  return Math.log2((confidence * share) / usual + 1 - confidence)
}
