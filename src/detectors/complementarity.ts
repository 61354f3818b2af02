// Complementary timing (load balancing): the pooled stream of independent accounts is as irregular as a Poisson
// process or more; a dispatcher that paces its requests over accounts leaves a stream that is more regular.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { memberLoads } from './member-loads.js'
import { clamp } from './statistics.js'

interface Row {
  readonly cand: number
  /** Exchanges that were looked at. */
  readonly exchanges: number
  readonly terms: number
  readonly lv: number
  readonly repeats: number
}

/**
 * A group's exchanges in order of time, each as one number, which sorts faster than a pair: time in milliseconds, then
 * four bits that shuffle what comes at once, then 18 of its account.
 */
const streamsSql = ({ hours }: Context) => `SELECT cand, arraySort(groupArray(
  bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(ts)), 22), bitOr(bitShiftLeft(toUInt64(exchange % 16), 18), aid % 262144)))) AS stream
FROM work_sub
WHERE ${hours}
GROUP BY cand`

/** Terms of the local variation from pairs of neighbouring gaps, and how often an account follows itself. */
const turnsSql = (
  context: Context,
) => `SELECT cand, exchanges, length(variation) AS terms, arrayAvg(variation) AS lv, repeats
FROM (
  SELECT cand, length(stream) AS exchanges,
    arrayPopFront(arrayDifference(arrayMap(e -> toFloat64(bitShiftRight(e, 22)), stream))) AS gaps,
    arrayFilter(v -> v >= 0, arrayMap((i, j) -> if(i > 0 AND j > 0, 3 * pow((i - j) / (i + j), 2), -1), gaps, arrayResize(arrayPushFront(gaps, 0), length(gaps)))) AS variation,
    countEqual(arrayPopFront(arrayDifference(arrayMap(e -> toInt32(e % 262144), stream))), 0) AS repeats
  FROM (${streamsSql(context)})
)`

export const complementarity: Detector = {
  id: 'complementarity',
  group: 'timing',
  raises:
    'accounts that take turns: their pooled requests are paced more regularly than independent accounts’ can be',
  nullModel:
    'The superposition of many independent accounts tends to a Poisson process (Palm–Khintchine), whose local variation is 1 whatever its rate (Shinomoto, Shima and Tanji 2003); sittings only raise it. It counts where no account follows itself more often than in a random deal, as even batches do. Turn-taking: the same account twice in a row at least as often as a random deal of the stream.',
  innocent: ['a gateway that shards keys of one owner', 'jobs on one schedule'],
  needs: [],
  parameters: [],
  range: { least: 0, most: 6 },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const dealt = new Map((await memberLoads(context)).map(({ cand, repeats }) => [cand, repeats]))
    const sent = new Map(context.candidates.map(({ id, exchanges }) => [id, exchanges]))
    const result = new Map<number, Measured>()
    for (const row of await context.query<Row>(turnsSql(context))) {
      if (row.terms < 40) continue
      const expected = ((dealt.get(row.cand) ?? 0) * row.exchanges) / (sent.get(row.cand) ?? row.exchanges)
      const z = (1 - row.lv) / Math.sqrt(1.2 / row.terms)
      // Two batches that each run evenly, beside each other, are paced too: they go on by themselves.
      const pacing = z > 2 && row.lv < 0.92 && row.repeats <= expected ? (z * z) / 2 / Math.LN2 : 0
      const missing =
        expected > 12 && row.repeats < expected
          ? (expected - row.repeats - row.repeats * Math.log(expected / Math.max(row.repeats, 0.5))) /
            Math.LN2
          : 0
      const bits = clamp(Math.max(pacing, missing) - 3, this.range.least, this.range.most)
      result.set(row.cand, {
        bits,
        summary: say`pooled requests have a local variation of ${row.lv.toFixed(2)} (1 for independent accounts, less when paced); the same account comes twice in a row ${row.repeats} times, ${expected.toFixed(0)} in a random deal`,
        facts: {
          intervals: row.terms,
          local_variation: Number(row.lv.toFixed(3)),
          same_account_in_a_row: row.repeats,
          expected_in_a_row: Number(expected.toFixed(1)),
        },
        innocent: [
          bits > 0
            ? say`one owner’s gateway takes turns too: look at who owns the accounts`
            : say`the stream is as irregular as independent accounts’`,
        ],
      })
    }
    return result
  },
  shows: `SELECT countIf(i > 0 AND j > 0) AS intervals, avgIf(3 * pow((i - j) / (i + j), 2), i > 0 AND j > 0) AS local_variation,
  countIf(account = before) AS same_account_in_a_row,
  (SELECT sum(n * n) / sum(n) FROM (SELECT toFloat64(count()) AS n FROM {exchanges} GROUP BY account)) AS expected_in_a_row
FROM (
  SELECT account, lagInFrame(account, 1, '') OVER w AS before,
    toFloat64(at - lagInFrame(at, 1, at) OVER w) AS i, toFloat64(lagInFrame(at, 1, at) OVER w - lagInFrame(at, 2, at) OVER w) AS j
  FROM (SELECT account, toUnixTimestamp64Milli(ts) AS at, cityHash64(id) % 16 AS shuffled FROM {exchanges})
  WINDOW w AS (ORDER BY at, shuffled, account ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
)`,
}
