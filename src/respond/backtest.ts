// What a policy would have done to the traffic of a store: each analysis that was kept decides at the end of the log that
// it saw, and its decisions meet what came after.
import type { Store } from '../store/store.js'
import { toStored } from '../store/times.js'
import type { Decision, Mode } from './decision.js'
import { endOf, type KeptAnalysis, readAnalyses, readOwnAddresses, readSubjects } from './kept/subjects.js'
import { ACTIONS, type Action, rankOf } from './ladder.js'
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

/** The hardest step that would have met what an account sent, an enforced one before one in shadow. */
export interface AccountMet {
  readonly action: Action
  readonly mode: Mode
  /** Exchanges that decisions of this mode would have met: of campaigns, and others. */
  readonly exchanges: number
  readonly otherExchanges: number
}

/** An account that two policies would have met differently. */
export interface AccountBacktest {
  readonly account: string
  /** Ids, ten at most. */
  readonly campaigns: readonly string[]
  /** Whether it is met by more than before: enforced and not in shadow, by a harder step, or in more exchanges. */
  readonly change: 'more' | 'less'
  /** By the policy in force, and by this one; nothing where it would have met nothing. */
  readonly before?: AccountMet
  readonly after?: AccountMet
}

export interface Backtest {
  readonly analyses: number
  readonly rules: readonly RuleBacktest[]
  readonly campaigns: readonly CampaignBacktest[]
  /** Accounts that either policy would have met, against the policy in force. */
  readonly accounts: { readonly more: number; readonly less: number; readonly same: number }
  /** Those that are met differently, the greatest change first; as many as were asked for. */
  readonly changed: readonly AccountBacktest[]
}

/** Which policy a decision would have been made by. */
type By = 'before' | 'after'

interface Interval {
  readonly by: By
  readonly decision: Decision
  readonly from: number
  readonly until: number
}

/**
 * @param policy evaluated as it is; shadow rules are told of as they would have been enforced
 * @param options.inForce the policy that accounts are compared with; nothing where none is in force
 * @param options.most accounts that are told one by one
 */
export async function backtestPolicy(
  store: Store,
  policy: Policy,
  { inForce, most }: { readonly inForce: Policy | undefined; readonly most: number },
): Promise<Backtest> {
  const analyses = (await readAnalyses(store, MOST_ANALYSES)).filter(
    ({ analysis }) => analysis.input.to !== '',
  )
  analyses.sort((a, b) => Date.parse(a.analysis.input.to) - Date.parse(b.analysis.input.to))
  const intervals = await replay(store, policy, analyses, 'after')
  const before = inForce ? await replay(store, inForce, analyses, 'before') : []
  const { rules, met, accounts } = await meet(store, [...intervals, ...before])
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
      unmet: exchanges - (met.get(id) ?? 0),
    }
  })
  return { analyses: analyses.length, rules, campaigns, ...compare(accounts, most) }
}

/** Decisions with the time in the log in which each would have been in force. */
async function replay(
  store: Store,
  policy: Policy,
  analyses: readonly KeptAnalysis[],
  by: By,
): Promise<Interval[]> {
  const closed = (decision: Decision, end: number): Interval => ({
    by,
    decision,
    from: Date.parse(decision.from),
    until: Math.min(Date.parse(decision.until), end),
  })
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

interface MetRow {
  readonly rule: string
  readonly mode: Mode
  readonly accounts: number
  readonly exchanges: number
  readonly other: number
  readonly tokens: number
}

interface AccountRow {
  readonly by: By
  readonly account: string
  readonly campaigns: readonly string[]
  /** Place on the ladder of the hardest step from 1 on, 0 for none. */
  readonly enforced: number
  readonly enforced_own: number
  readonly enforced_other: number
  readonly shadow: number
  readonly shadow_own: number
  readonly shadow_other: number
}

interface Met {
  readonly rules: RuleBacktest[]
  /** A campaign's own exchanges that any decision about it met, by its id. */
  readonly met: ReadonlyMap<string, number>
  readonly accounts: readonly AccountRow[]
}

/** Exchanges that decisions met: by rule and by campaign those of the policy, by account those of both. */
async function meet(store: Store, intervals: readonly Interval[]): Promise<Met> {
  await store.command('DROP TABLE IF EXISTS work_backtest')
  await store.command(`CREATE TABLE work_backtest (
  policy String, account String, key String, address String, campaign String, rule String, mode String, rank UInt8, begins DateTime64(3, 'UTC'), ends DateTime64(3, 'UTC')
) ENGINE = Memory`)
  try {
    await store.insert(
      'work_backtest',
      intervals.map(({ by, decision, from, until }) => ({
        policy: by,
        account: decision.account,
        key: decision.key ?? '',
        address: decision.address ?? '',
        campaign: decision.campaign,
        rule: decision.rule,
        mode: decision.mode,
        rank: rankOf(decision.action) + 1,
        begins: toStored(from),
        ends: toStored(until),
      })),
    )
    const joined = ['account', 'key', 'ip']
      .map(
        (
          by,
        ) => `SELECT e.id AS id, e.account AS account, e.tokens AS tokens, d.policy AS policy, d.campaign AS campaign, d.rule AS rule, d.mode AS mode, d.rank AS rank
  FROM (SELECT id, ts, account, ${by} AS by, input_tokens + output_tokens AS tokens FROM exchange WHERE ${by} != '') AS e
  INNER JOIN (SELECT ${by === 'ip' ? 'address' : by} AS by, policy, campaign, rule, mode, rank, begins, ends FROM work_backtest WHERE by != '') AS d ON d.by = e.by
  WHERE e.ts >= d.begins AND e.ts < d.ends`,
      )
      .join('\n  UNION ALL\n  ')
    const met = `SELECT j.id AS id, j.account AS account, j.tokens AS tokens, j.policy AS policy, j.campaign AS campaign, j.rule AS rule, j.mode AS mode, j.rank AS rank, c.exchange != 0 AS own
FROM (SELECT DISTINCT * FROM (${joined})) AS j
LEFT JOIN (SELECT DISTINCT campaign, exchange FROM campaign_exchange) AS c ON c.campaign = j.campaign AND c.exchange = cityHash64(j.id)`
    const rows =
      await store.query<MetRow>(`SELECT rule, mode, uniqExact(account) AS accounts, countIf(own) AS exchanges, countIf(NOT own) AS other, sum(tokens) AS tokens
FROM (${met})
WHERE policy = 'after'
GROUP BY rule, mode
ORDER BY rule, mode`)
    const campaigns = await store.query<{ campaign: string; n: number }>(
      `SELECT campaign, uniqExactIf(id, own) AS n FROM (${met}) WHERE policy = 'after' GROUP BY campaign`,
    )
    // An exchange that is one campaign's own and met for another counts as its own.
    const accounts =
      await store.query<AccountRow>(`SELECT policy AS by, account, arraySort(groupUniqArrayArray(${MOST_NAMED})(campaigns)) AS campaigns,
  max(enforce) AS enforced, countIf(enforce > 0 AND own) AS enforced_own, countIf(enforce > 0 AND NOT own) AS enforced_other,
  max(shade) AS shadow, countIf(shade > 0 AND own) AS shadow_own, countIf(shade > 0 AND NOT own) AS shadow_other
FROM (
  SELECT policy, account, id, max(own) AS own, groupUniqArray(${MOST_NAMED})(campaign) AS campaigns, maxIf(rank, mode = 'enforce') AS enforce, maxIf(rank, mode = 'shadow') AS shade
  FROM (${met})
  GROUP BY policy, account, id
)
GROUP BY policy, account`)
    return {
      rules: rows.map(({ other, ...row }) => ({ ...row, otherExchanges: other })),
      met: new Map(campaigns.map(({ campaign, n }) => [campaign, n])),
      accounts,
    }
  } finally {
    await store.command('DROP TABLE IF EXISTS work_backtest')
  }
}

/** Campaigns of an account that are named. */
const MOST_NAMED = 10

function metOf(row: AccountRow | undefined): AccountMet | undefined {
  if (!row) return undefined
  const [mode, rank, exchanges, otherExchanges] =
    row.enforced > 0
      ? (['enforce', row.enforced, row.enforced_own, row.enforced_other] as const)
      : (['shadow', row.shadow, row.shadow_own, row.shadow_other] as const)
  return { mode, action: ACTIONS[rank - 1] ?? 'observe', exchanges, otherExchanges }
}

/** By mode, then by step, then by exchanges: numbers that are compared in this order. */
const weightOf = (met: AccountMet | undefined): readonly number[] =>
  met === undefined
    ? [0, 0, 0]
    : [met.mode === 'enforce' ? 2 : 1, rankOf(met.action), met.exchanges + met.otherExchanges]

function compare(rows: readonly AccountRow[], most: number): Pick<Backtest, 'accounts' | 'changed'> {
  const pairs = new Map<string, { before?: AccountRow; after?: AccountRow }>()
  for (const row of rows) pairs.set(row.account, { ...pairs.get(row.account), [row.by]: row })
  const counts = { more: 0, less: 0, same: 0 }
  const changed: { readonly told: AccountBacktest; readonly by: readonly number[] }[] = []
  for (const [account, pair] of pairs) {
    const [before, after] = [metOf(pair.before), metOf(pair.after)]
    const [was, is] = [weightOf(before), weightOf(after)]
    const by = is.map((weight, place) => weight - (was[place] ?? 0))
    const first = by.find((difference) => difference !== 0) ?? 0
    counts[first > 0 ? 'more' : first < 0 ? 'less' : 'same']++
    if (first === 0) continue
    const told: AccountBacktest = {
      account,
      campaigns: [...new Set([...(pair.after?.campaigns ?? []), ...(pair.before?.campaigns ?? [])])].slice(
        0,
        MOST_NAMED,
      ),
      change: first > 0 ? 'more' : 'less',
      ...(before && { before }),
      ...(after && { after }),
    }
    changed.push({ told, by: by.map(Math.abs) })
  }
  const order = (a: readonly number[], b: readonly number[]) =>
    a.map((size, place) => (b[place] ?? 0) - size).find((difference) => difference !== 0) ?? 0
  changed.sort((a, b) => order(a.by, b.by) || (a.told.account < b.told.account ? -1 : 1))
  return { accounts: counts, changed: changed.slice(0, most).map(({ told }) => told) }
}
