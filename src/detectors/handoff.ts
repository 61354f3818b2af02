// Hand-off: after a member is suspended, other members light up or come out of idleness sooner than the same
// suspensions at other times would have it.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, describes, excessBits, poissonExcessBits } from './statistics.js'

/** Length of a time bin, windows that are tried after a suspension and idleness that a start ends, in seconds. */
const BIN = 600
const WINDOWS = [3600, 6 * 3600, 24 * 3600]
const IDLE = 36 * 3600
/** Times by which the suspensions are shifted together, spread evenly over the period. */
const SHIFTS = 240
/** Suspensions, and starts after them, below which nothing is said. */
const LEAST = 3
/** Most bits from members being suspended more often than others. */
const ENRICHMENT = 1.5

interface Stopped {
  readonly accounts: number
  readonly aids: readonly number[]
  readonly times: readonly number[]
}
interface Members {
  readonly cand: number
  readonly aids: readonly number[]
}
interface Starts {
  readonly cand: number
  readonly starts: readonly number[]
}

/** Who was stopped when: by record, or by 401 and 403 that nothing good follows. */
const STOPPED = `SELECT count() AS accounts, groupArrayIf(aid, stop > 0) AS aids, groupArrayIf(stop, stop > 0) AS times
FROM (
  SELECT a.aid AS aid, if(a.suspended_at > toDateTime64(86400, 3), toUInt32(a.suspended_at), r.refused) AS stop
  FROM (SELECT aid, account, suspended_at FROM work_account) AS a
  LEFT JOIN (
    SELECT account, maxIf(toUInt32(ts), failed = 0) AS last_good,
      arrayFilter(t -> t > last_good, groupArrayIf(toUInt32(ts), status IN ('401', '403'))) AS refusals, arrayMin(refusals) AS refused
    FROM exchange
    WHERE account IN (SELECT account FROM exchange WHERE status IN ('401', '403') GROUP BY account HAVING count() >= 2)
    GROUP BY account
    HAVING length(refusals) >= 2
  ) AS r ON r.account = a.account
)`

const MEMBERS = 'SELECT cand, groupArray(aid) AS aids FROM work_member GROUP BY cand ORDER BY cand'

/**
 * When accounts, as (cand, aid, moments), began or resumed. The first day is left out: what went before it is not
 * known.
 */
const startsSql = (accounts: string, from: number) => `SELECT cand, groupArrayArray(starts) AS starts
FROM (
  SELECT cand, arrayMap(m -> intDiv(m, ${1000 * BIN}), moments) AS bins,
    arrayFilter((bin, gap, place) -> place = 1 OR gap * ${BIN} >= ${IDLE}, bins, arrayDifference(bins), arrayEnumerate(bins)) AS began,
    arrayFilter(t -> t >= ${from}, arrayMap(bin -> bin * ${BIN}, began)) AS starts
  FROM (${accounts})
)
GROUP BY cand`

/** A quarter of everyone. */
const EVERYONE = 'SELECT toUInt32(0) AS cand, moments FROM work_moment WHERE aid % 4 = 0'
const membersOf = (cands: readonly number[]) => `SELECT m.cand AS cand, a.moments AS moments
FROM (SELECT cand, aid FROM work_member WHERE cand IN (${cands.join(', ')})) AS m
INNER JOIN work_moment AS a ON a.aid = m.aid`

/** Bins that lie within `window` seconds after a stop. */
function binsAfter(stops: readonly number[], from: number, bins: number, window: number): Uint8Array {
  const mask = new Uint8Array(bins)
  for (const stop of stops) {
    const first = Math.floor((stop - from) / BIN) + 1
    for (let bin = Math.max(first, 0); bin < Math.min(first + window / BIN, bins); bin++) mask[bin] = 1
  }
  return mask
}

/** Starts within the mask, shifted around the period. */
function followed(starts: readonly number[], mask: Uint8Array, shift = 0): number {
  let count = 0
  for (const bin of starts) {
    const at = bin + shift
    count += mask[at < mask.length ? at : at - mask.length] ?? 0
  }
  return count
}

export const handoff: Detector = {
  id: 'handoff',
  group: 'timing',
  raises: 'members that light up, or resume after days, within hours of other members’ suspensions',
  nullModel:
    'The same suspensions at other times: all are shifted together around the period, which keeps how they and the starts cluster; the starts of everybody else in the same hours bound it from below. Poisson likelihood ratio over the dispersion of the shifts, less the windows tried.',
  innocent: [
    'an honest person’s second account after a suspension',
    'a wave of suspensions amid a wave of sign-ups',
  ],
  needs: ['suspensions'],
  parameters: [
    {
      name: 'least',
      value: LEAST,
      unit: 'count',
      says: 'suspensions, and starts after them, below which nothing is said',
    },
    {
      name: 'homegrown',
      value: 2,
      unit: 'times',
      says: 'times everyone’s rate of suspension that an honest group may have',
    },
  ],
  range: { least: 0, most: 7 },
  baseline: [STOPPED],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const { from: first, to } = context.population
    const from = first + Math.min(86400, (to - first) / 10)
    const bins = Math.floor((to - from) / BIN) + 1
    const least = this.parameters[0]?.value ?? 3
    const homegrown = this.parameters[1]?.value ?? 2
    const result = new Map<number, Measured>()
    const [everyone] = await context.query<Stopped>(STOPPED)
    if (!everyone || !(bins > 36)) return result
    const stopOf = new Map(everyone.aids.map((aid, i) => [aid, everyone.times[i] as number]))
    const told = (await context.query<Members>(MEMBERS))
      .map(({ cand, aids }) => ({
        cand,
        accounts: aids.length,
        stops: aids.map((aid) => stopOf.get(aid) ?? 0).filter((time) => time > 0),
      }))
      .filter(({ stops }) => stops.length >= least)
    if (told.length === 0) return result
    const startsIn = async (accounts: string) =>
      new Map(
        (await context.query<Starts>(startsSql(accounts, Math.ceil(from)))).map(({ cand, starts }) => [
          cand,
          starts.map((time) => Math.floor((time - from) / BIN)).filter((bin) => bin >= 0 && bin < bins),
        ]),
      )
    const everyStart = (await startsIn(EVERYONE)).get(0) ?? []
    const startsOf = await startsIn(membersOf(told.map(({ cand }) => cand)))
    for (const row of told) {
      const others = Math.max(everyone.accounts - row.accounts, 1)
      const rate = clamp((everyone.times.length - row.stops.length + 1) / others, 0, 0.4)
      const enriched = clamp(excessBits(row.stops.length, row.accounts, rate * homegrown) - 2, 0, ENRICHMENT)
      const starts = startsOf.get(row.cand) ?? []
      const startBins = new Set(starts)
      const stops = row.stops.filter((time) => time >= from && time <= to)
      let best = { bits: 0, hours: WINDOWS[0] as number, seen: 0, expected: 0, answered: 0 }
      for (const window of WINDOWS) {
        const mask = binsAfter(stops, from, bins, window)
        const seen = followed(starts, mask)
        if (stops.length < least || seen < least) continue
        const shifted = Array.from({ length: SHIFTS }, (_, i) =>
          followed(starts, mask, Math.floor((i * bins) / SHIFTS)),
        )
        const mean = shifted.reduce((sum, count) => sum + count, 0) / SHIFTS
        const variance = shifted.reduce((sum, count) => sum + (count - mean) ** 2, 0) / SHIFTS
        const elsewhere = followed(everyStart, mask) / Math.max(everyStart.length, 20)
        const expected = Math.max(mean, elsewhere * starts.length, 0.1)
        const answered = stops.filter((stop) => {
          const bin = Math.floor((stop - from) / BIN) + 1
          for (let i = 0; i < window / BIN; i++) if (startBins.has(bin + i)) return true
          return false
        }).length
        const bits =
          (poissonExcessBits(seen, expected) / Math.max(variance / Math.max(mean, 0.1), 1) -
            Math.log2(WINDOWS.length)) *
          describes(answered / stops.length)
        if (bits > best.bits || best.seen === 0) best = { bits, hours: window, seen, expected, answered }
      }
      result.set(row.cand, {
        bits: clamp(Math.max(best.bits, 0) + enriched, this.range.least, this.range.most),
        summary: say`${best.seen} members began or resumed within ${best.hours / 3600} h of a member’s suspension; ${best.expected.toFixed(1)} would be expected at other times (${row.stops.length} of ${row.accounts} members suspended, ${(100 * rate).toFixed(1)} % of others)`,
        facts: {
          suspended: row.stops.length,
          suspended_elsewhere_share: Number(rate.toFixed(4)),
          window_hours: best.hours / 3600,
          starts_after: best.seen,
          expected_after: Number(best.expected.toFixed(2)),
          suspensions_answered: best.answered,
        },
        innocent: [
          best.bits > 0
            ? say`a person’s second account: ${best.answered} suspensions were answered, not one`
            : say`people who come back under another account leave about this`,
        ],
      })
    }
    return result
  },
  shows: `WITH
  (SELECT (toUnixTimestamp(min(ts)), toUnixTimestamp(max(ts))) FROM exchange) AS period,
  period.1 + least(86400, (period.2 - period.1) / 10) AS start,
  (
    SELECT groupArrayIf(if(known > 0, known, refused), known > 0 OR refused > 0)
    FROM (
      SELECT e.account AS account, if(a.suspended_at > toDateTime64(86400, 3), toUInt32(a.suspended_at), 0) AS known,
        if(length(e.refusals) >= 2, arrayMin(e.refusals), 0) AS refused
      FROM (
        SELECT account, maxIf(toUInt32(ts), failed = 0) AS last_good,
          arrayFilter(t -> t > last_good, groupArrayIf(toUInt32(ts), status IN ('401', '403'))) AS refusals
        FROM exchange
        WHERE account IN {members}
        GROUP BY account
      ) AS e
      LEFT JOIN (SELECT account, suspended_at FROM account FINAL) AS a ON a.account = e.account
    )
  ) AS stops,
  (
    SELECT groupArrayArray(arrayMap(bin -> bin * ${BIN}, arrayFilter((bin, gap, place) -> place = 1 OR gap * ${BIN} >= ${IDLE}, bins, arrayDifference(bins), arrayEnumerate(bins))))
    FROM (
      SELECT account, arraySort(groupArray(intDiv(toUnixTimestamp64Milli(ts), ${1000 * BIN}))) AS bins
      FROM exchange
      WHERE account IN {members}
      GROUP BY account
    )
  ) AS began,
  arrayMap(at -> floor((at - start) / ${BIN}), arrayFilter(at -> at BETWEEN start AND period.2, stops)) AS stopped,
  arrayMap(at -> floor((at - start) / ${BIN}), arrayFilter(at -> at >= start, began)) AS started,
  arrayCount(bin -> arrayExists(stop -> bin - stop BETWEEN 1 AND {window_hours} * 3600 / ${BIN}, stopped), started) AS after
SELECT length(stops) AS suspended, {window_hours} AS window_hours, if(after >= ${LEAST}, after, 0) AS starts_after,
  if(after >= ${LEAST}, arrayCount(stop -> arrayExists(bin -> bin - stop BETWEEN 1 AND {window_hours} * 3600 / ${BIN}, started), stopped), 0) AS suspensions_answered`,
  computed: ['suspended_elsewhere_share', 'expected_after'],
}
