// Synchrony: members are active in the same minutes more than accounts that keep the same days and hours would be.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp } from './statistics.js'

/** Jitter windows: length of a bin in minutes, and bins of a window. */
interface Scale {
  readonly minutes: number
  readonly bins: number
}
const SCALES: readonly Scale[] = [
  { minutes: 10, bins: 12 },
  { minutes: 60, bins: 8 },
]
const DAY_MINUTES = 24 * 60

interface Row {
  readonly cand: number
  readonly windows: number
  readonly observed: number
  readonly expected: number
  readonly squares: number
}

type Timetable = Pick<Row, 'cand' | 'expected'>

/** For each bin of each scale, the accounts that were active in it, and their sum and sum of squares in its window. */
export const crowdSql = SCALES.map(
  ({
    minutes,
    bins,
  }) => `SELECT toUInt16(${minutes}) AS minutes, bin, toFloat64(count()) AS accounts, sum(accounts) OVER w AS total, sum(accounts * accounts) OVER w AS squares
FROM (SELECT arrayJoin(arrayDistinct(arrayMap(m -> toUInt32(intDiv(m, ${minutes * 60_000})), moments))) AS bin FROM work_moment)
GROUP BY bin
WINDOW w AS (PARTITION BY intDiv(bin, ${bins}))`,
).join('\nUNION ALL\n')

/**
 * Members active in each bin, and the squares of k, a member's active bins that fall together: its nth of them adds
 * 2n - 1, which makes k².
 */
const activeSql = (minutes: number, relation: string, bin: string, together: string) =>
  `SELECT cand, ${bin} AS bin, toFloat64(count()) AS active, toFloat64(sum(2 * place - 1)) AS squares
FROM (
  SELECT cand, arrayDistinct(groupArray(intDiv(toUInt32(ts), ${60 * minutes}))) AS times, arrayEnumerateUniq(arrayMap(time -> ${together}, times)) AS places
  FROM ${relation}
  GROUP BY cand, aid
)
ARRAY JOIN times AS time, places AS place
GROUP BY cand, bin`

/**
 * Pairs of members active in one bin, and as many as expected when each account’s active bins fall anywhere in their
 * window, weighted by when everybody else was active in it: ((Σk)² - Σk²) / 2, times Σ(share of others)².
 */
const pairsSql = ({ minutes, bins }: Scale, sent: string) =>
  `SELECT cand, countIf(e > 0) AS windows, sum(o) AS observed, sum(e) AS expected, sum((o - e) * (o - e)) AS squares
FROM (
  SELECT g.cand AS cand, intDiv(g.bin, ${bins}) AS win, sum(g.active * (g.active - 1)) / 2 AS o, sum(g.active) AS k,
    any(c.total) - k AS others,
    any(c.squares) - sum(g.active * (2 * c.accounts - g.active)) AS others_squares,
    greatest(if(others > 1, (others_squares - others) / (others * (others - 1)), 0), 1 / ${bins}) AS together,
    (k * k - sum(g.squares)) / 2 * together AS e
  FROM (${activeSql(minutes, sent, 'time', `intDiv(time, ${bins})`)}) AS g
  INNER JOIN (SELECT bin, accounts, total, squares FROM work_crowd WHERE minutes = ${minutes}) AS c ON c.bin = g.bin
  GROUP BY g.cand, win
)
GROUP BY cand`

/** Pairs expected when each account’s days are shifted and its clock times kept: a timetable is no coordination. */
const timetableSql = ({ minutes }: Scale, sent: string, cands: readonly number[]) => {
  const relation = `(SELECT cand, aid, ts FROM ${sent} WHERE cand IN (${cands.join(', ')}))`
  const clock = `time % ${DAY_MINUTES / minutes}`
  return `SELECT cand, sum(active * active - squares) / 2 / any(days) AS expected
FROM (${activeSql(minutes, relation, clock, clock)}) AS t
INNER JOIN (SELECT cand, uniqExact(toDate(ts)) AS days FROM ${relation} GROUP BY cand) AS d ON d.cand = t.cand
GROUP BY cand`
}

/** Bins of a window of the scale that was told. */
const BINS_SHOWN = `transform({bin_minutes}, [${SCALES.map(({ minutes }) => minutes).join(', ')}], [${SCALES.map(({ bins }) => bins).join(', ')}])`

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
    {
      name: 'spread',
      value: 0.12,
      unit: 'ln',
      says: 'standard deviation of the log ratio between honest groups',
    },
    { name: 'least', value: 20, unit: 'count', says: 'expected pairs below which nothing is said' },
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
    for (const scale of SCALES) {
      const rows = (await context.query<Row>(pairsSql(scale, context.sent))).filter(
        (row) => row.expected >= least && row.windows >= 4,
      )
      const suspects = rows.filter((row) => excess(row, row.expected) > 0).map((row) => row.cand)
      const timetable = new Map<number, number>()
      if (suspects.length > 0)
        for (const row of await context.query<Timetable>(timetableSql(scale, context.sent, suspects)))
          timetable.set(row.cand, row.expected)
      for (const row of rows) {
        const expected = Math.max(row.expected, timetable.get(row.cand) ?? 0)
        const bits = excess(row, expected)
        if (bits <= (result.get(row.cand)?.bits ?? -1)) continue
        result.set(row.cand, {
          bits,
          summary: say`pairs of members are active in the same ${scale.minutes} minutes ${(row.observed / expected).toFixed(2)} times as often as their rates, hours and timetables explain`,
          facts: {
            bin_minutes: scale.minutes,
            windows: row.windows,
            pairs: Math.round(row.observed),
            expected_pairs: Number(row.expected.toFixed(1)),
            expected_by_timetable: Number(expected.toFixed(1)),
          },
          innocent: [
            bits > 0
              ? say`an outage of one client makes its users retry together: look at failures in those minutes`
              : say`members come together no more than their hours and timetables explain`,
          ],
        })
      }
    }
    return result
  },
  shows: `SELECT {bin_minutes} AS bin_minutes, countIf(members > 1) AS windows, sum(met) AS pairs
FROM (
  SELECT intDiv(bin, ${BINS_SHOWN}) AS win, sum(length(active) * (length(active) - 1)) / 2 AS met, length(arrayDistinct(groupArrayArray(active))) AS members
  FROM (SELECT intDiv(toUInt32(ts), 60 * {bin_minutes}) AS bin, groupUniqArray(account) AS active FROM {exchanges} GROUP BY bin)
  GROUP BY win
)`,
  computed: ['expected_pairs', 'expected_by_timetable'],
}
