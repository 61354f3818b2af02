// Synchrony: members are active in the same minutes more than accounts that keep the same days and hours would be.
import type { Context, Detector, Measured } from './detector.js'
import { clamp } from './statistics.js'

/** Jitter windows: bin length in minutes, bins of a window, and windows in the eight hours that one mask holds. */
const SCALES = [
  { minutes: 10, bins: 12, parts: [0, 1, 2, 3] },
  { minutes: 60, bins: 8, parts: [4] },
] as const
const MASK_SECONDS = 8 * 3600

interface Row {
  readonly cand: number
  readonly minutes: number
  readonly windows: number
  readonly observed: number
  readonly expected: number
  readonly squares: number
}

/** Ten-minute bins in which an account was active within each eight hours, as a mask of 48 bits. */
const masksSql = (key: string, relation: string) =>
  `SELECT ${key}, intDiv(toUInt32(ts), ${MASK_SECONDS}) AS win, groupBitOr(bitShiftLeft(toUInt64(1), intDiv(toUInt32(ts), 600) % 48)) AS mask FROM ${relation} GROUP BY ${key}, win`

/** The bins of each jitter window: four of two hours by ten minutes, and one of eight hours by the hour. */
const BITS =
  'if(part < 4, arrayMap(i -> toUInt8(bitTest(mask, 12 * part + i)), range(12)), arrayMap(i -> toUInt8(bitAnd(bitShiftRight(mask, 6 * i), 63) != 0), range(8)))'
const partsSql = (key: string, relation: string) =>
  `SELECT ${key}, win, part, ${BITS} AS bits, toFloat64(arraySum(bits)) AS k FROM (${relation}) ARRAY JOIN range(5) AS part WHERE k > 0`

/**
 * Pairs of members active in one bin, and as many as expected when each account’s active bins fall anywhere in their
 * window, weighted by when everybody else was active in it: ((Σk)² - Σk²) / 2, times Σ(share of others)².
 */
const PAIRS = `SELECT cand, if(part < 4, 10, 60) AS minutes, count() AS windows, sum(o) AS observed, sum(e) AS expected, sum((o - e) * (o - e)) AS squares
FROM (
  SELECT g.cand AS cand, g.part AS part, arraySum(c -> c * (c - 1.) / 2, g.counts) AS o,
    arrayMap((every, own) -> greatest(toFloat64(every) - own, 0), p.counts, g.counts) AS others,
    arraySum(others) AS n,
    greatest(if(n > 1, (arraySum(x -> x * x, others) - n) / (n * (n - 1)), 0), 1 / length(others)) AS together,
    (g.total * g.total - g.total_squares) / 2 * together AS e
  FROM (
    SELECT cand, win, part, sumForEach(bits) AS counts, sum(k) AS total, sum(k * k) AS total_squares
    FROM (${partsSql('cand', masksSql('cand, aid', 'work_sub'))})
    GROUP BY cand, win, part
    HAVING count() >= 2
  ) AS g
  INNER JOIN (
    SELECT win, part, sumForEach(bits) AS counts
    FROM (${partsSql('account', masksSql('account', 'exchange'))})
    GROUP BY win, part
  ) AS p ON p.win = g.win AND p.part = g.part
)
GROUP BY cand, minutes`

/** Pairs expected when each account’s days are shifted and its clock times kept: a timetable is no coordination. */
const timetableSql = (
  cands: readonly number[],
) => `SELECT cand, minutes, sum(arraySum(arrayMap((c, cc) -> (toFloat64(c) * c - cc) / 2, counts, squares))) / any(days) AS expected
FROM (
  SELECT cand, if(part < 4, 10, 60) AS minutes, part, hour, sumForEach(times) AS counts, sumForEach(arrayMap(c -> c * c, times)) AS squares
  FROM (
    SELECT cand, aid, part, win % 3 AS hour, sumForEach(arrayMap(b -> toUInt64(b), bits)) AS times
    FROM (${partsSql('cand, aid', masksSql('cand, aid', `(SELECT * FROM work_sub WHERE cand IN (${cands.join(', ')}))`))})
    GROUP BY cand, aid, part, hour
  )
  GROUP BY cand, part, hour
) AS t
INNER JOIN (SELECT cand, uniqExact(toDate(ts)) AS days FROM work_sub GROUP BY cand) AS d ON d.cand = t.cand
GROUP BY cand, minutes`

export const synchrony: Detector = {
  id: 'synchrony',
  group: 'timing',
  raises:
    'members that are active in the same ten minutes or the same hour more than their rates and hours explain',
  nullModel:
    'Interval jitter (Amarasingham and others 2012): every account keeps its activity in each window of two (eight) hours, but not when within it, so common days, evenings, classes and launches are in the null; so are retry storms that everybody has, as bins weigh by the activity of all others, and timetables, as accounts shifted by whole days bound it from below. The error is taken from the windows themselves, so a single coincidence is no evidence, and groups are allowed to differ.',
  innocent: [
    'jobs scheduled at the full hour',
    'a lecture that starts on time',
    'retries after an outage of one client',
  ],
  needs: [],
  parameters: [
    { name: 'spread', value: 0.12, says: 'standard deviation of the log ratio between honest groups' },
    { name: 'least', value: 20, says: 'expected pairs below which nothing is said' },
  ],
  range: { least: 0, most: 5 },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const spread = this.parameters[0]?.value ?? 0.12
    const least = this.parameters[1]?.value ?? 20
    const result = new Map<number, Measured>()
    const excess = (row: Row, expected: number) => {
      const error = Math.sqrt(Math.max(row.squares, row.expected)) / expected
      const ratio = row.observed / expected
      const z = ratio > 1 ? Math.log(ratio) / Math.hypot(spread, error / ratio) : 0
      return clamp((z * z) / 2 / Math.LN2 - Math.log2(SCALES.length), this.range.least, this.range.most)
    }
    const rows = (await context.query<Row>(PAIRS)).filter((row) => row.expected >= least && row.windows >= 4)
    const suspects = [...new Set(rows.filter((row) => excess(row, row.expected) > 0).map((row) => row.cand))]
    const timetable = new Map<string, number>()
    if (suspects.length > 0)
      for (const row of await context.query<Pick<Row, 'cand' | 'minutes' | 'expected'>>(
        timetableSql(suspects),
      ))
        timetable.set(`${row.cand}:${row.minutes}`, row.expected)
    for (const row of rows.sort((a, b) => a.minutes - b.minutes)) {
      const expected = Math.max(row.expected, timetable.get(`${row.cand}:${row.minutes}`) ?? 0)
      const bits = excess(row, expected)
      if (bits <= (result.get(row.cand)?.bits ?? -1)) continue
      result.set(row.cand, {
        bits,
        summary: `pairs of members are active in the same ${row.minutes} minutes ${(row.observed / expected).toFixed(2)} times as often as their rates, hours and timetables explain`,
        facts: {
          bin_minutes: row.minutes,
          windows: row.windows,
          pairs: Math.round(row.observed),
          expected_pairs: Number(row.expected.toFixed(1)),
          expected_by_timetable: Number(expected.toFixed(1)),
        },
        innocent: [
          bits > 0
            ? 'an outage of one client makes its users retry together: look at failures in those minutes'
            : 'members come together no more than their hours and timetables explain',
        ],
      })
    }
    return result
  },
  shows: `SELECT toStartOfInterval(ts, INTERVAL 10 MINUTE) AS ten_minutes, uniqExact(account) AS accounts, count() AS exchanges
FROM exchange
WHERE account IN {members}
GROUP BY ten_minutes
ORDER BY accounts DESC, ten_minutes
LIMIT 100`,
}
