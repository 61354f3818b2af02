// Complementary timing (load balancing): the pooled stream of independent accounts is as irregular as a Poisson
// process or more; a dispatcher that paces its requests over accounts leaves a stream that is more regular.
import type { Context, Detector, Measured } from './detector.js'
import { clamp } from './statistics.js'

interface Row {
  readonly cand: number
  readonly terms: number
  readonly lv: number
  readonly repeats: number
  readonly expected_repeats: number
}

export const complementarity: Detector = {
  id: 'complementarity',
  group: 'timing',
  raises:
    'accounts that take turns: their pooled requests are paced more regularly than independent accounts’ can be',
  nullModel:
    'The superposition of many independent accounts tends to a Poisson process (Palm–Khintchine), whose local variation is 1 whatever its rate (Shinomoto, Shima and Tanji 2003); sittings only raise it. Turn-taking: the same account twice in a row at least as often as a random deal of the stream.',
  innocent: ['a gateway that shards keys of one owner', 'jobs on one schedule'],
  needs: [],
  parameters: [],
  range: { least: 0, most: 6 },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const rows = await context.query<Row>(`SELECT cand,
  countIf(i > 0 AND j > 0) AS terms,
  avgIf(3 * pow((i - j) / (i + j), 2), i > 0 AND j > 0) AS lv,
  countIf(aid = before) AS repeats,
  any(expected) AS expected_repeats
FROM (
  SELECT s.cand AS cand, s.aid AS aid, e.expected AS expected,
    lagInFrame(s.aid, 1, 0) OVER w AS before,
    toFloat64(toUnixTimestamp64Milli(s.ts) - toUnixTimestamp64Milli(lagInFrame(s.ts, 1, s.ts) OVER w)) / 1000 AS i,
    toFloat64(toUnixTimestamp64Milli(lagInFrame(s.ts, 1, s.ts) OVER w) - toUnixTimestamp64Milli(lagInFrame(s.ts, 2, s.ts) OVER w)) / 1000 AS j
  FROM work_sub AS s
  INNER JOIN (
    SELECT cand, sum(n * n) / sum(n) AS expected
    FROM (SELECT cand, aid, toFloat64(count()) AS n FROM work_sub GROUP BY cand, aid)
    GROUP BY cand
  ) AS e ON e.cand = s.cand
  WINDOW w AS (PARTITION BY s.cand ORDER BY s.ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
)
GROUP BY cand`)
    const result = new Map<number, Measured>()
    for (const row of rows) {
      if (row.terms < 40) continue
      const z = (1 - row.lv) / Math.sqrt(1.2 / row.terms)
      const pacing = z > 2 && row.lv < 0.92 ? (z * z) / 2 / Math.LN2 : 0
      const missing =
        row.expected_repeats > 12 && row.repeats < row.expected_repeats
          ? (row.expected_repeats -
              row.repeats -
              row.repeats * Math.log(row.expected_repeats / Math.max(row.repeats, 0.5))) /
            Math.LN2
          : 0
      const bits = clamp(Math.max(pacing, missing) - 3, this.range.least, this.range.most)
      result.set(row.cand, {
        bits,
        summary: `pooled requests have a local variation of ${row.lv.toFixed(2)} (1 for independent accounts, less when paced); the same account comes twice in a row ${row.repeats} times, ${row.expected_repeats.toFixed(0)} in a random deal`,
        facts: {
          intervals: row.terms,
          local_variation: Number(row.lv.toFixed(3)),
          same_account_in_a_row: row.repeats,
          expected_in_a_row: Number(row.expected_repeats.toFixed(1)),
        },
        innocent: [
          bits > 0
            ? 'one owner’s gateway takes turns too: look at who owns the accounts'
            : 'the stream is as irregular as independent accounts’',
        ],
      })
    }
    return result
  },
  shows: `SELECT count() AS exchanges, countIf(account = before) AS same_account_in_a_row, avgIf(3 * pow((i - j) / (i + j), 2), i > 0 AND j > 0) AS local_variation
FROM (
  SELECT account, lagInFrame(account, 1, '') OVER w AS before,
    toFloat64(ts) - toFloat64(lagInFrame(ts, 1, ts) OVER w) AS i,
    toFloat64(lagInFrame(ts, 1, ts) OVER w) - toFloat64(lagInFrame(ts, 2, ts) OVER w) AS j
  FROM exchange
  WHERE account IN {members}
  WINDOW w AS (ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
)`,
}
