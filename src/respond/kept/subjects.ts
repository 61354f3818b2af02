// Accounts of the accused campaigns of a kept analysis, with all that rules ask of them.
import type { Analysis, Campaign } from '../../model/analysis.js'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import type { Store } from '../../store/store.js'
import { toldSql } from '../../store/times.js'
import type { OwnAddress } from '../policy/evaluate.js'
import { type Subject, toldOfCampaign } from '../policy/match.js'

/** An analysis as a store keeps it. */
export interface KeptAnalysis {
  readonly id: string
  /** RFC 3339, UTC. */
  readonly madeAt: string
  readonly analysis: Analysis
}

/** Analyses of a store, newest first, `most` of them. */
export async function readAnalyses(store: Store, most: number): Promise<KeptAnalysis[]> {
  const rows = await store.query<{ id: string; madeAt: string; result: string }>(
    `SELECT id, ${toldSql('made_at')} AS madeAt, result FROM analysis ORDER BY made_at DESC, id LIMIT ${most}`,
  )
  return rows.map(({ id, madeAt, result }) => ({ id, madeAt, analysis: JSON.parse(result) as Analysis }))
}

/**
 * The newest analysis of a store.
 * @throws Problem `no-analysis` when none was kept
 */
export async function readNewestAnalysis(store: Store): Promise<KeptAnalysis> {
  const [newest] = await readAnalyses(store, 1)
  if (!newest)
    throw new Problem(
      'no-analysis',
      say`${store.location} holds no analysis`,
      'Run `stillwatch analyze INPUT… --store` with it first.',
    )
  return newest
}

interface FactRow {
  readonly account: string
  readonly exchanges: number
  readonly tokens: number
  readonly pathways: readonly string[]
  readonly keys: readonly string[]
  readonly org: string
  readonly tier: string
  readonly program: string
  readonly declared: string
}

/** Most keys of one account that decisions are made about: more are a gateway's, which turns them. */
export const MOST_KEYS = 200

/** Just behind the last exchange that an analysis saw, which is told to the second. */
const SEEN = 'fromUnixTimestamp64Milli({end: Int64})'
export const endOf = ({ input }: Analysis) => (input.to === '' ? 0 : Date.parse(input.to) + 1000)

const accused = ({ campaigns }: Analysis) => campaigns.filter(({ verdict }) => verdict !== 'explained')

/** As the analysis saw them: what came after it counts neither for nor against anybody. */
export async function readSubjects(store: Store, { id, analysis }: KeptAnalysis): Promise<Subject[]> {
  const campaigns = accused(analysis)
  if (campaigns.length === 0) return []
  const members = `SELECT account FROM campaign_member WHERE analysis = {analysis: String} AND campaign IN {campaigns: Array(String)}`
  const rows = await store.query<FactRow>(
    `SELECT e.account AS account, e.exchanges AS exchanges, e.tokens AS tokens, e.pathways AS pathways, e.keys AS keys,
  if(e.org != '', e.org, a.org) AS org, a.tier AS tier, a.program AS program, a.declared AS declared
FROM (
  SELECT
    account,
    count() AS exchanges,
    sum(input_tokens) + sum(output_tokens) AS tokens,
    arrayFilter(value -> value != '', groupUniqArray(toString(pathway))) AS pathways,
    arrayFilter(value -> value != '', groupUniqArray(${MOST_KEYS})(key)) AS keys,
    anyLastIf(org, org != '') AS org
  FROM exchange
  WHERE account IN (${members}) AND ts < ${SEEN}
  GROUP BY account
) AS e
LEFT JOIN (
  SELECT account, org, toString(tier) AS tier, toString(program) AS program, toString(declared) AS declared
  FROM account FINAL
  WHERE account IN (${members})
) AS a ON a.account = e.account`,
    {
      parameters: { analysis: id, campaigns: campaigns.map((campaign) => campaign.id), end: endOf(analysis) },
    },
  )
  const facts = new Map(rows.map((row) => [row.account, row]))
  return campaigns.flatMap((campaign) =>
    campaign.accounts.map((account) => subjectOf(campaign, account, facts.get(account.id))),
  )
}

export function subjectOf(
  campaign: Campaign,
  { id, probability, exchanges }: Campaign['accounts'][number],
  facts: FactRow | undefined,
): Subject {
  return {
    account: id,
    ...toldOfCampaign(campaign),
    membership: probability,
    exchanges,
    allExchanges: Math.max(facts?.exchanges ?? 0, exchanges),
    tokens: facts?.tokens ?? 0,
    pathways: facts?.pathways ?? [],
    keys: facts?.keys ?? [],
    org: facts?.org ?? '',
    tier: facts?.tier ?? '',
    program: facts?.program ?? '',
    declared: facts?.declared ?? '',
  }
}

/**
 * Addresses that accounts of one accused campaign used and nobody else in the whole log.
 * @param before only exchanges before that, in milliseconds since 1970, as a backtest has it
 */
export function readOwnAddresses(
  store: Store,
  { id, analysis }: KeptAnalysis,
  before = Date.UTC(2200, 0),
): Promise<OwnAddress[]> {
  const campaigns = accused(analysis).map((campaign) => campaign.id)
  return store.query<OwnAddress>(
    `SELECT any(m.one) AS campaign, e.ip AS ip, arraySort(groupUniqArray(e.account)) AS accounts
FROM (SELECT ip, account FROM exchange WHERE ip != '' AND ts < ${SEEN} GROUP BY ip, account) AS e
LEFT JOIN (
  SELECT account, min(campaign) AS one, uniqExact(campaign) AS campaigns
  FROM campaign_member
  WHERE analysis = {analysis: String} AND campaign IN {campaigns: Array(String)}
  GROUP BY account
) AS m ON m.account = e.account
GROUP BY e.ip
HAVING countIf(m.campaigns != 1) = 0 AND uniqExact(m.one) = 1
ORDER BY ip`,
    { parameters: { analysis: id, campaigns, end: before } },
  )
}
