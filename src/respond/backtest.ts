// What a policy would have done to the traffic of a store: each analysis that was kept decides at the end of the log that
// it saw, and its decisions meet what came after.
import type { Store } from '../store/store.js'
import { toStored } from '../store/times.js'
import type { Decision, Mode } from './decision.js'
import { endOf, type KeptAnalysis, readAnalyses, readOwnAddresses, readSubjects } from './kept/subjects.js'
import { evaluate } from './policy/evaluate.js'
import type { Policy } from './policy/policy.js'

/** Analyses that are looked at, the newest. */
const MOST_ANALYSES = 200

export interface RuleBacktest {
  readonly rule: string
  readonly mode: Mode
  readonly accounts: number
  /** Exchanges that the rule's decisions would have met: the campaigns', and others of the same accounts. */
  readonly exchanges: number
  readonly otherExchanges: number
  readonly tokens: number
}

export interface CampaignBacktest {
  readonly campaign: string
  /** Seconds in the log from its first exchange to the first decision about it; nothing when none was made. */
  readonly secondsToDecision?: number
  /** Its exchanges by the newest analysis that tells of it, and those of them that no decision would have met. */
  readonly exchanges: number
  readonly unmet: number
}

export interface Backtest {
  readonly analyses: number
  readonly rules: readonly RuleBacktest[]
  readonly campaigns: readonly CampaignBacktest[]
}

interface Interval {
  readonly decision: Decision
  readonly from: number
  readonly until: number
}

/**
 * @param policy evaluated as it is; shadow rules are told of as they would have been enforced
 */
export async function backtestPolicy(store: Store, policy: Policy): Promise<Backtest> {
  const analyses = (await readAnalyses(store, MOST_ANALYSES)).filter(
    ({ analysis }) => analysis.input.to !== '',
  )
  analyses.sort((a, b) => Date.parse(a.analysis.input.to) - Date.parse(b.analysis.input.to))
  const intervals = await replay(store, policy, analyses)
  const [rules, unmet] = await meet(store, intervals)
  const newest = new Map(
    analyses.flatMap(({ analysis }) =>
      analysis.campaigns
        .filter(({ verdict }) => verdict !== 'explained')
        .map((campaign) => [campaign.id, campaign]),
    ),
  )
  const campaigns = [...newest.values()].map(({ id, first_seen, exchanges }): CampaignBacktest => {
    const own = intervals.filter(({ decision }) => decision.campaign === id).map(({ from }) => from)
    const first = own.length === 0 ? undefined : own.reduce((a, b) => Math.min(a, b))
    return {
      campaign: id,
      ...(first !== undefined && {
        secondsToDecision: Math.round((first - Date.parse(first_seen)) / 1000),
      }),
      exchanges,
      unmet: exchanges - (unmet.get(id) ?? 0),
    }
  })
  return { analyses: analyses.length, rules, campaigns }
}

/** Decisions with the time in the log in which each would have been in force. */
async function replay(store: Store, policy: Policy, analyses: readonly KeptAnalysis[]): Promise<Interval[]> {
  const done: Interval[] = []
  let open = new Map<string, Decision>()
  const asksAddresses = policy.rules.some(({ on }) => on === 'address')
  for (const kept of analyses) {
    const now = endOf(kept.analysis)
    const alive = [...open.values()].filter(({ until }) => Date.parse(until) > now)
    const decided = evaluate({
      policy,
      subjects: await readSubjects(store, kept),
      addresses: asksAddresses ? await readOwnAddresses(store, kept, now) : [],
      previous: alive,
      now,
    })
    const told = new Set(kept.analysis.campaigns.map(({ id }) => id))
    const next = new Map(
      [...alive.filter(({ campaign }) => !told.has(campaign)), ...decided].map((one) => [one.id, one]),
    )
    for (const [id, decision] of open) if (!next.has(id)) done.push(closed(decision, now))
    open = next
  }
  return [...done, ...[...open.values()].map((decision) => closed(decision, Infinity))]
}

function closed(decision: Decision, end: number): Interval {
  return { decision, from: Date.parse(decision.from), until: Math.min(Date.parse(decision.until), end) }
}

interface MetRow {
  readonly rule: string
  readonly mode: Mode
  readonly accounts: number
  readonly exchanges: number
  readonly other: number
  readonly tokens: number
}

/** Exchanges that decisions met, by rule, and a campaign's own that any of its decisions met. */
async function meet(
  store: Store,
  intervals: readonly Interval[],
): Promise<[RuleBacktest[], ReadonlyMap<string, number>]> {
  await store.command('DROP TABLE IF EXISTS work_backtest')
  await store.command(`CREATE TABLE work_backtest (
  account String, key String, address String, campaign String, rule String, mode String, begins DateTime64(3, 'UTC'), ends DateTime64(3, 'UTC')
) ENGINE = Memory`)
  try {
    await store.insert(
      'work_backtest',
      intervals.map(({ decision, from, until }) => ({
        account: decision.account,
        key: decision.key ?? '',
        address: decision.address ?? '',
        campaign: decision.campaign,
        rule: decision.rule,
        mode: decision.mode,
        begins: toStored(from),
        ends: toStored(until),
      })),
    )
    const joined = ['account', 'key', 'ip']
      .map(
        (
          by,
        ) => `SELECT e.id AS id, e.account AS account, e.tokens AS tokens, d.campaign AS campaign, d.rule AS rule, d.mode AS mode
  FROM (SELECT id, ts, account, ${by} AS by, input_tokens + output_tokens AS tokens FROM exchange WHERE ${by} != '') AS e
  INNER JOIN (SELECT ${by === 'ip' ? 'address' : by} AS by, campaign, rule, mode, begins, ends FROM work_backtest WHERE by != '') AS d ON d.by = e.by
  WHERE e.ts >= d.begins AND e.ts < d.ends`,
      )
      .join('\n  UNION ALL\n  ')
    const met = `SELECT j.id AS id, j.account AS account, j.tokens AS tokens, j.campaign AS campaign, j.rule AS rule, j.mode AS mode, c.exchange != 0 AS own
FROM (SELECT DISTINCT * FROM (${joined})) AS j
LEFT JOIN (SELECT DISTINCT campaign, exchange FROM campaign_exchange) AS c ON c.campaign = j.campaign AND c.exchange = cityHash64(j.id)`
    const rows =
      await store.query<MetRow>(`SELECT rule, mode, uniqExact(account) AS accounts, countIf(own) AS exchanges, countIf(NOT own) AS other, sum(tokens) AS tokens
FROM (${met})
GROUP BY rule, mode
ORDER BY rule, mode`)
    const campaigns = await store.query<{ campaign: string; n: number }>(
      `SELECT campaign, uniqExactIf(id, own) AS n FROM (${met}) GROUP BY campaign`,
    )
    return [
      rows.map(({ other, ...row }) => ({ ...row, otherExchanges: other })),
      new Map(campaigns.map(({ campaign, n }) => [campaign, n])),
    ]
  } finally {
    await store.command('DROP TABLE IF EXISTS work_backtest')
  }
}
