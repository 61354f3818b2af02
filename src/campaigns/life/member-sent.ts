// Keeps what each account sent of its campaigns, and reads it back with what is known of the accounts: by columns, as a
// campaign may have tens of thousands of them.
import { CAPABILITIES } from '../../fingerprint/lexicon.js'
import type { Store } from '../../store/store.js'
import type { Growth } from '../increments/grow.js'
import { countCapabilities, namedModels } from '../told-figures.js'
import { namedGroups } from './keep-evidence.js'

/** Values that come again, by their places in `values`. */
export interface Coded {
  readonly values: readonly string[]
  readonly codes: Uint32Array
}

/** What is told of a group's accounts; times are seconds since 1970, 0 where not known. */
export interface MemberColumns {
  readonly campaign: string
  readonly accounts: readonly string[]
  readonly exchanges: Float64Array
  readonly inputTokens: Float64Array
  readonly outputTokens: Float64Array
  /** Of the campaign's exchanges. */
  readonly first: Uint32Array
  readonly last: Uint32Array
  /** What most of them ask for, empty where nothing is known, and its share in percent. */
  readonly capability: Coded
  readonly capabilityPercent: Uint8Array
  /** Names with commas. */
  readonly models: Coded
  readonly signedUp: Uint32Array
  readonly suspended: Uint32Array
  readonly tier: Coded
  readonly program: Coded
}

/**
 * Keeps what accounts of groups sent, read from the workspace before that goes, if the store itself is kept.
 * @param campaigns id by group
 */
export async function keepSent(
  store: Store,
  analysis: string,
  campaigns: ReadonlyMap<number, string>,
): Promise<void> {
  if (!store.isKept || campaigns.size === 0) return
  const { groups, idOf } = namedGroups(campaigns)
  await store.command(`INSERT INTO member_sent (analysis, campaign, account, first, last, exchanges, input_tokens, output_tokens, capabilities, models)
SELECT '${analysis}', ${idOf('s.cand')}, a.account, s.first, s.last, s.exchanges, s.input_tokens, s.output_tokens, s.capabilities, s.models
FROM (
  SELECT cand, aid, min(ts) AS first, max(ts) AS last, count() AS exchanges, sum(work_sub.input_tokens) AS input_tokens, sum(work_sub.output_tokens) AS output_tokens, ${countCapabilities('capability')} AS capabilities, ${namedModels('model')} AS models
  FROM work_sub
  WHERE cand IN (${groups})
  GROUP BY cand, aid
) AS s
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = s.aid`)
}

/** Keeps what came of it since the whole analysis, under the id of an increment. */
export async function keepGrowth(store: Store, analysis: string, growth: readonly Growth[]): Promise<void> {
  const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)
  await store.insert(
    'member_sent',
    growth.map(({ first, last, ...row }) => ({
      analysis,
      ...row,
      first: seconds(first),
      last: seconds(last),
    })),
  )
}

interface Row {
  readonly campaign: string
  readonly accounts: string[]
  readonly exchanges: number[]
  readonly inputTokens: number[]
  readonly outputTokens: number[]
  readonly first: number[]
  readonly last: number[]
  readonly capability: number[]
  readonly capabilityPercent: number[]
  readonly models: string[]
  readonly signedUp: number[]
  readonly suspended: number[]
  readonly tier: string[]
  readonly program: string[]
}

/**
 * What each account of a group sent, and what is known of it.
 * @param whole id of the whole analysis
 * @param newest the same, or an increment to it
 */
export async function readMembers(store: Store, whole: string, newest: string): Promise<MemberColumns[]> {
  const rows = await store.query<Row>(READ, { parameters: { analyses: [...new Set([whole, newest])] } })
  return rows.map((row) => ({
    campaign: row.campaign,
    accounts: row.accounts,
    exchanges: Float64Array.from(row.exchanges),
    inputTokens: Float64Array.from(row.inputTokens),
    outputTokens: Float64Array.from(row.outputTokens),
    first: Uint32Array.from(row.first),
    last: Uint32Array.from(row.last),
    capability: codedOf(row.capability.map((place) => CAPABILITIES[place] ?? '')),
    capabilityPercent: Uint8Array.from(row.capabilityPercent),
    models: codedOf(row.models),
    signedUp: Uint32Array.from(row.signedUp),
    suspended: Uint32Array.from(row.suspended),
    tier: codedOf(row.tier),
    program: codedOf(row.program),
  }))
}

const seconds = (column: string) =>
  `if(${column} <= toDateTime64(0, 3, 'UTC'), 0, toUnixTimestamp(${column}))`

/** Columns of each campaign as arrays, in the order of its accounts. */
const READ = `SELECT
  campaign,
  groupArray(s.account) AS accounts,
  groupArray(s.sent) AS exchanges,
  groupArray(s.read) AS inputTokens,
  groupArray(s.written) AS outputTokens,
  groupArray(s.since) AS first,
  groupArray(s.until) AS last,
  groupArray(toInt32(indexOf(s.counts, arrayMax(s.counts))) - 1) AS capability,
  groupArray(toUInt8(round(100 * arrayMax(s.counts) / greatest(arraySum(s.counts), 1)))) AS capabilityPercent,
  groupArray(arrayStringConcat(arraySort(s.names), ', ')) AS models,
  groupArray(toUInt32(${seconds('a.created_at')})) AS signedUp,
  groupArray(toUInt32(${seconds('a.suspended_at')})) AS suspended,
  groupArray(toString(a.tier)) AS tier,
  groupArray(toString(a.program)) AS program
FROM (
  SELECT campaign, account, toUInt32(min(first)) AS since, toUInt32(max(last)) AS until, sum(exchanges) AS sent,
    sum(input_tokens) AS read, sum(output_tokens) AS written, sumForEach(capabilities) AS counts, groupUniqArrayArray(models) AS names
  FROM member_sent
  WHERE analysis IN {analyses: Array(String)}
  GROUP BY campaign, account
  ORDER BY campaign, account
) AS s
LEFT JOIN (
  SELECT account, argMax(created_at, version) AS created_at, argMax(suspended_at, version) AS suspended_at, argMax(tier, version) AS tier, argMax(program, version) AS program
  FROM account
  WHERE account IN (SELECT account FROM member_sent WHERE analysis IN {analyses: Array(String)})
  GROUP BY account
) AS a ON a.account = s.account
GROUP BY campaign`

function codedOf(texts: readonly string[]): Coded {
  const places = new Map<string, number>()
  const codes = Uint32Array.from(texts, (text) => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, places.size)
    return places.size - 1
  })
  return { values: [...places.keys()], codes }
}
