// Reads who of a campaign was suspended, who came after, and what of the means they may have handed on; and has pairs made
// of it.

import { groupByCandidate } from '../detectors/by-candidate.js'
import type { CampaignReplacements } from '../model/analysis.js'
import { toldSeconds } from '../store/times.js'
import type { Known } from './replacement-likeness.js'
import { type Fit, findReplacements, REPLACEMENT } from './replacements.js'
import { TRAITS } from './traits.js'

/** Suspended accounts and newcomers of one campaign, each; of more, not even values are read. */
const MOST_ACCOUNTS = 2000
/** What one account can hand on to the next. What is asked, and how, is the campaign's. */
const MEANS = TRAITS.filter(({ kind }) =>
  ['payment', 'registration', 'address', 'client', 'session'].includes(kind),
)
const KINDS = new Map(MEANS.map(({ code, kind }) => [code, kind]))
/** A kind is told of a pair from so many bits on. */
const LEAST_BITS = 0.5

type Query = <Row>(sql: string) => Promise<Row[]>

interface AccountRow {
  readonly cand: number
  readonly aid: number
  readonly account: string
  readonly first: number
  readonly suspended: number
  /** Sign-up, seconds since 1970; 0 where not known. */
  readonly created: number
}

interface ValueRow {
  readonly cand: number
  readonly kind: number
  readonly aids: readonly number[]
}

/** Accounts of a campaign that came or went while it ran, with the names of all by their numbers. */
export interface Movement {
  readonly suspended: readonly Known[]
  readonly newcomers: readonly Known[]
  readonly accounts: ReadonlyMap<number, AccountRow>
}

/**
 * Replacements of groups in which anybody was suspended while it ran.
 * @param scope a condition on `cand`
 * @param end of the log, seconds since 1970
 */
export async function describeReplacements(
  query: Query,
  scope: string,
  end: number,
): Promise<ReadonlyMap<number, CampaignReplacements>> {
  const movements = await readMovements(query, scope, end)
  const fits = await fitMovements(query, movements, end)
  return new Map([...movements].map(([cand, movement]) => [cand, describe(movement, fits.get(cand))]))
}

function describe({ suspended, newcomers, accounts }: Movement, fit: Fit | undefined): CampaignReplacements {
  const counts = { suspended: suspended.length, newcomers: newcomers.length }
  if (fit === undefined) return { ...counts, pairs: [], isTooMany: true }
  return {
    ...counts,
    replaced: Number(fit.replaced.toFixed(1)),
    ...(fit.meanDelay !== undefined && { meanDelaySeconds: Math.round(fit.meanDelay) }),
    pairs: fit.pairs
      .filter(({ probability }) => probability >= REPLACEMENT.leastProbability)
      .sort((a, b) => b.probability - a.probability || a.successor - b.successor)
      .map(({ suspended: gone, successor, probability, shares }) => ({
        suspended: accounts.get(gone)?.account ?? '',
        suspendedAt: toldSeconds(accounts.get(gone)?.suspended ?? 0),
        successor: accounts.get(successor)?.account ?? '',
        firstSeen: toldSeconds(accounts.get(successor)?.first ?? 0),
        probability: Number(probability.toFixed(3)),
        shares: shares
          .filter(({ bits }) => bits >= LEAST_BITS)
          .map(({ kind, bits }) => ({ kind, bits: Number(bits.toFixed(1)) })),
      })),
  }
}

/** Who was suspended while each group ran, and who came after the first of them; groups in which nobody was are left out. */
export async function readMovements(
  query: Query,
  scope: string,
  end: number,
): Promise<ReadonlyMap<number, Movement>> {
  const rows =
    await query<AccountRow>(`SELECT l.cand AS cand, l.aid AS aid, a.account AS account, toUInt32(toUnixTimestamp(l.first)) AS first, toUInt32(if(s.suspended_at <= toDateTime64(0, 3, 'UTC'), 0, toUnixTimestamp(s.suspended_at))) AS suspended, toUInt32(if(s.created_at <= toDateTime64(0, 3, 'UTC'), 0, toUnixTimestamp(s.created_at))) AS created
FROM (SELECT cand, aid, first FROM work_load WHERE ${scope}) AS l
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = l.aid
LEFT JOIN (SELECT account, argMax(suspended_at, version) AS suspended_at, argMax(created_at, version) AS created_at FROM account GROUP BY account) AS s ON s.account = a.account
WHERE l.cand IN (
  SELECT l.cand
  FROM (SELECT cand, aid, first FROM work_load WHERE ${scope}) AS l
  INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = l.aid
  INNER JOIN (SELECT account, argMax(suspended_at, version) AS suspended_at FROM account GROUP BY account HAVING suspended_at > toDateTime64(0, 3, 'UTC')) AS s ON s.account = a.account
  WHERE s.suspended_at >= l.first
)
ORDER BY cand, first, account`)
  return new Map([...groupByCandidate(rows)].map(([cand, accounts]) => [cand, movementOf(accounts, end)]))
}

function movementOf(accounts: readonly AccountRow[], end: number): Movement {
  const suspended = accounts
    .filter((one) => one.suspended !== 0 && one.suspended >= one.first && one.suspended <= end)
    .map(({ aid, suspended: at }): Known => ({ account: aid, at }))
  const since = Math.min(...suspended.map(({ at }) => at))
  const newcomers = accounts
    .filter(({ first }) => first > since)
    .map(
      ({ aid, first, created }): Known => ({
        account: aid,
        at: first,
        ...(created !== 0 && { opened: created }),
      }),
    )
  return { suspended, newcomers, accounts: new Map(accounts.map((one) => [one.aid, one])) }
}

/** What is found of each group; nothing of those that are too large for it. */
export async function fitMovements(
  query: Query,
  movements: ReadonlyMap<number, Movement>,
  end: number,
): Promise<ReadonlyMap<number, Fit>> {
  const small = new Map(
    [...movements].filter(
      ([, { suspended, newcomers }]) =>
        suspended.length <= MOST_ACCOUNTS && newcomers.length <= MOST_ACCOUNTS,
    ),
  )
  if (small.size === 0) return new Map()
  const values = groupByCandidate(await readValues(query, [...small.keys()]))
  return new Map(
    [...small].flatMap(([cand, { suspended, newcomers, accounts }]) => {
      const held = (values.get(cand) ?? []).map(({ kind, aids }) => ({
        kind: KINDS.get(kind) ?? 'trait',
        accounts: aids,
      }))
      const fit = findReplacements({ suspended, newcomers, values: held, size: accounts.size, end })
      return fit === undefined ? [] : [[cand, fit] as const]
    }),
  )
}

/** Values of the means that two accounts of a group have in common, or more. */
async function readValues(query: Query, groups: readonly number[]): Promise<ValueRow[]> {
  return query<ValueRow>(`SELECT m.cand AS cand, t.kind AS kind, groupArray(t.aid) AS aids
FROM (SELECT kind, value, aid FROM work_trait WHERE kind IN (${MEANS.map(({ code }) => code).join(', ')})) AS t
INNER JOIN (SELECT cand, aid FROM work_member WHERE cand IN (${groups.join(', ')})) AS m ON m.aid = t.aid
GROUP BY cand, kind, t.value
HAVING count() >= 2`)
}
