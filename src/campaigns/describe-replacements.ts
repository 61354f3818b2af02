// Reads who of a campaign was suspended, who came after, and what only few of the campaign hold; and has pairs made of it.
import { groupByCandidate } from '../detectors/by-candidate.js'
import type { CampaignReplacements } from '../model/analysis.js'
import { findReplacements, type Newcomer, REPLACEMENT, type Suspended } from './replacements.js'
import { TRAITS } from './traits.js'

/** A value is told of two accounts when so many of the campaign hold it at most, and so large a share of them. */
const MOST_HOLDERS = 30
const MOST_SHARE = 0.25
/** Of the bits of a value, in case that it came by chance from a stock that both were taken from. */
const LESS = 1

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
  const groups = groupByCandidate(rows)
  if (groups.size === 0) return new Map()
  const values = groupByCandidate(await readValues(query, [...groups.keys()]))
  return new Map(
    [...groups].map(([cand, accounts]) => [cand, replacementsOf(accounts, values.get(cand) ?? [], end)]),
  )
}

const LINKING = TRAITS.filter(({ says }) => says !== 'habit')
const KINDS = new Map(LINKING.map(({ code, kind }) => [code, kind]))

async function readValues(query: Query, groups: readonly number[]): Promise<ValueRow[]> {
  const members = `SELECT cand, aid FROM work_member WHERE cand IN (${groups.join(', ')})`
  return query<ValueRow>(`SELECT m.cand AS cand, t.kind AS kind, groupArray(t.aid) AS aids
FROM work_trait AS t
INNER JOIN (${members}) AS m ON m.aid = t.aid
INNER JOIN (SELECT cand, count() AS size FROM (${members}) GROUP BY cand) AS z ON z.cand = m.cand
WHERE t.kind IN (${LINKING.map(({ code }) => code).join(', ')})
GROUP BY cand, kind, t.value
HAVING count() >= 2 AND count() <= least(${MOST_HOLDERS}, ${MOST_SHARE} * any(z.size))`)
}

function replacementsOf(
  accounts: readonly AccountRow[],
  values: readonly ValueRow[],
  end: number,
): CampaignReplacements {
  const suspended = accounts
    .filter((one) => one.suspended !== 0 && one.suspended >= one.first && one.suspended <= end)
    .map(({ aid, suspended: at }): Suspended => ({ account: aid, at }))
  const since = Math.min(...suspended.map(({ at }) => at))
  const newcomers = accounts
    .filter(({ first }) => first > since)
    .map(({ aid, first }): Newcomer => ({ account: aid, at: first }))
  const counts = { suspended: suspended.length, newcomers: newcomers.length }
  if (suspended.length > REPLACEMENT.mostAccounts || newcomers.length > REPLACEMENT.mostAccounts)
    return { ...counts, pairs: [], isTooMany: true }
  const of = new Map(accounts.map((one) => [one.aid, one]))
  const held = sharedOf(values, accounts.length)
  const shared = (gone: number, successor: number): readonly SharedValue[] => {
    const bits = signUpBits(of.get(gone)?.suspended ?? 0, of.get(successor)?.created ?? 0)
    return [...(bits > 0 ? [{ kind: 'sign-up', bits }] : []), ...held(gone, successor)]
  }
  const { pairs, replaced, meanDelay } = findReplacements(
    suspended,
    newcomers,
    (one, other) => shared(one, other).reduce((sum, { bits }) => sum + bits, 0),
    end,
  )
  const time = (seconds: number | undefined) =>
    new Date((seconds ?? 0) * 1000).toISOString().replace('.000', '')
  return {
    ...counts,
    replaced: Number(replaced.toFixed(1)),
    ...(meanDelay !== undefined && { meanDelaySeconds: Math.round(meanDelay) }),
    pairs: pairs.map(({ suspended: gone, successor, probability }) => ({
      suspended: of.get(gone)?.account ?? '',
      suspendedAt: time(of.get(gone)?.suspended),
      successor: of.get(successor)?.account ?? '',
      firstSeen: time(of.get(successor)?.first),
      probability: Number(probability.toFixed(3)),
      shares: shared(gone, successor).map(({ kind, bits }) => ({ kind, bits: Number(bits.toFixed(1)) })),
    })),
  }
}

/** Hours between a suspension and the sign-up of who was made to follow, on average; and the share that was in stock. */
const SIGN_UP_HOURS = 1
const IN_STOCK = 0.5

/** By how much likelier a sign-up so soon after is of a successor than of anybody who came within the time looked at. */
function signUpBits(suspended: number, created: number): number {
  if (created === 0 || created < suspended) return 0
  const hours = (created - suspended) / 3600
  const soon = (Math.exp(-hours / SIGN_UP_HOURS) / SIGN_UP_HOURS) * (REPLACEMENT.longest / 3600)
  return Math.max(0, Math.log2(IN_STOCK + (1 - IN_STOCK) * soon))
}

interface SharedValue {
  readonly kind: string
  readonly bits: number
}

/** Of two accounts, the rarest value of each kind that both hold, most bits first. */
function sharedOf(
  values: readonly ValueRow[],
  size: number,
): (one: number, other: number) => readonly SharedValue[] {
  const held = new Map<number, Map<number, SharedValue>>()
  values.forEach(({ kind, aids }, place) => {
    const bits = Math.log2(size / aids.length) - LESS
    if (bits <= 0) return
    for (const aid of aids) {
      const own = held.get(aid) ?? new Map<number, SharedValue>()
      held.set(aid, own.set(place, { kind: KINDS.get(kind) ?? 'trait', bits }))
    }
  })
  return (one, other) => {
    const [a, b] = [held.get(one), held.get(other)]
    if (!a || !b) return []
    const best = new Map<string, SharedValue>()
    for (const [place, value] of a)
      if (b.has(place) && value.bits > (best.get(value.kind)?.bits ?? 0)) best.set(value.kind, value)
    return [...best.values()].sort((x, y) => y.bits - x.bits)
  }
}
