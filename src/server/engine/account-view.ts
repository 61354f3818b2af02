// What an account sent over time, of its campaigns and otherwise, and what was decided about it: read when its page is
// opened, and only where the engine has time.
import type { Store } from '../../store/store.js'
import { toldSql } from '../../store/times.js'

export interface AccountSeries {
  /** RFC 3339; empty when it sent nothing. */
  readonly start: string
  readonly stepSeconds: number
  readonly campaign: readonly number[]
  readonly other: readonly number[]
  /** Exchanges by model and by capability's number, of its campaigns and otherwise; most first. */
  readonly mixes: readonly {
    readonly kind: 'model' | 'capability'
    readonly name: string
    readonly campaign: number
    readonly other: number
  }[]
  readonly decisions: readonly AccountDecision[]
  /** When the first analysis that had it in a group ended, RFC 3339, group by group. */
  readonly joined: readonly { readonly campaign: string; readonly at: string }[]
}

export interface AccountDecision {
  readonly id: string
  readonly made_at: string
  readonly campaign: string
  readonly action: string
  readonly mode: string
  readonly reason: string
  readonly rule: string
  readonly begins: string
  readonly ends: string
  readonly lifted: number
  readonly why: string
}

/** Steps of the series, at most, and what one may be, seconds. */
const MOST_STEPS = 168
const STEPS = [600, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 604_800]
const MOST_NAMES = 12
const MOST_DECISIONS = 200

/**
 * @param analysis the whole analysis whose campaigns these are
 * @param campaigns ids of groups that the account is in
 */
export async function readAccountSeries(
  store: Store,
  account: string,
  analysis: string,
  campaigns: readonly string[],
): Promise<AccountSeries> {
  const parameters = { account, analysis, campaigns }
  const isCampaign =
    'cityHash64(id) IN (SELECT exchange FROM campaign_exchange WHERE analysis = {analysis: String} AND campaign IN {campaigns: Array(String)})'
  const [extent] = await store.query<{ first: number; last: number }>(
    'SELECT toUnixTimestamp(min(ts)) AS first, toUnixTimestamp(max(ts)) AS last FROM exchange WHERE account = {account: String}',
    { parameters },
  )
  const { first = 0, last = 0 } = extent ?? {}
  const stepSeconds = STEPS.find((step) => (last - first) / step < MOST_STEPS - 1) ?? 604_800
  const origin = Math.floor(first / stepSeconds) * stepSeconds
  const steps = first === 0 ? 0 : Math.floor((last - origin) / stepSeconds) + 1
  const [rows, mixes, decisions, joined] = await Promise.all([
    store.query<{ step: number; campaign: number; n: number }>(
      `SELECT toUInt32(intDiv(toUnixTimestamp(ts) - ${origin}, ${stepSeconds})) AS step, countIf(${isCampaign}) AS campaign, count() AS n
FROM exchange
WHERE account = {account: String}
GROUP BY step`,
      { parameters },
    ),
    store.query<AccountSeries['mixes'][number]>(
      `SELECT kind, name, countIf(is_campaign) AS campaign, countIf(NOT is_campaign) AS other
FROM (
  SELECT ${isCampaign} AS is_campaign, [('model', toString(model)), ('capability', toString(capability))] AS pairs
  FROM exchange
  WHERE account = {account: String}
)
ARRAY JOIN pairs.1 AS kind, pairs.2 AS name
GROUP BY kind, name
ORDER BY count() DESC, name
LIMIT ${MOST_NAMES} BY kind`,
      { parameters },
    ),
    store.query<AccountDecision>(
      `SELECT id, ${toldSql('d.made_at')} AS made_at, campaign, action, mode, reason, rule, ${toldSql('d.begins')} AS begins, ${toldSql('d.ends')} AS ends, lifted, why
FROM (SELECT * FROM decision WHERE account = {account: String} ORDER BY made_at DESC LIMIT ${MOST_DECISIONS}) AS d
ORDER BY d.made_at DESC, id`,
      { parameters },
    ),
    store.query<{ campaign: string; at: string }>(
      `SELECT m.campaign AS campaign, ${toldSql('min(a.made_at)')} AS at
FROM (SELECT campaign, analysis FROM campaign_member WHERE account = {account: String}) AS m
INNER JOIN (SELECT id, made_at FROM analysis) AS a ON a.id = m.analysis
GROUP BY campaign
ORDER BY at, campaign`,
      { parameters },
    ),
  ])
  const campaign = new Array<number>(steps).fill(0)
  const other = new Array<number>(steps).fill(0)
  for (const row of rows) {
    campaign[row.step] = row.campaign
    other[row.step] = row.n - row.campaign
  }
  const start = steps === 0 ? '' : new Date(origin * 1000).toISOString()
  return { start, stepSeconds, campaign, other, mixes, decisions, joined }
}
