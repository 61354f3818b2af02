// Accounts that never sleep: an account’s hours, compared with the daily rhythm of everyone else.
import type { Context, Detector, Measured } from './detector.js'
import { clamp, normalBits } from './statistics.js'

interface Row {
  readonly cand: number
  readonly accounts: number
  readonly rhythm: number
  readonly sd: number
}

/** Squared length of the mean hour vector, less what n random hours would have, per account. */
const rhythmSql = (
  relation: string,
) => `SELECT cand, count() AS accounts, avg(r) AS rhythm, stddevSamp(r) AS sd
FROM (
  SELECT cand, aid, toFloat64(count()) AS n, (pow(sum(cos(h)), 2) + pow(sum(sin(h)), 2) - n) / (n * (n - 1)) AS r
  FROM (SELECT cand, aid, 2 * pi() * (toHour(ts) + toMinute(ts) / 60) / 24 AS h FROM ${relation})
  GROUP BY cand, aid
  HAVING n >= 8
)
GROUP BY cand`

export const dailyRhythm: Detector = {
  id: 'daily-rhythm',
  group: 'timing',
  raises: 'accounts without a daily rhythm',
  nullModel:
    'Rhythm (mean resultant of the hours, bias removed; Mardia and Jupp 2000, ch. 3) of accounts at large, allowing for groups that differ; against none.',
  innocent: ['monitoring and batch services', 'users of many time zones behind one account'],
  needs: [],
  parameters: [
    { name: 'spread', value: 0.15, says: 'standard deviation of the mean rhythm between honest groups' },
  ],
  range: { least: -2, most: 3 },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const [everyone] = await context.query<Row>(
      rhythmSql(
        '(SELECT toUInt32(0) AS cand, a.aid AS aid, e.ts AS ts FROM exchange AS e INNER JOIN work_account AS a ON a.account = e.account WHERE a.exchanges >= 8 AND a.aid % 3 = 0)',
      ),
    )
    const there = everyone?.rhythm ?? 0.3
    const spread = this.parameters[0]?.value ?? 0.15
    const result = new Map<number, Measured>()
    for (const row of await context.query<Row>(rhythmSql('work_sub'))) {
      if (row.accounts < 4) continue
      const se = Math.max(row.sd, 0.05) / Math.sqrt(row.accounts)
      const bits = clamp(
        normalBits(
          row.rhythm,
          { mean: 0.02, sd: Math.hypot(0.06, se) },
          { mean: Math.max(there, 0.1), sd: Math.hypot(spread, se) },
        ),
        this.range.least,
        this.range.most,
      )
      result.set(row.cand, {
        bits,
        summary: `strength of the daily rhythm is ${row.rhythm.toFixed(2)} (0 none, 1 always the same hour); ${there.toFixed(2)} for accounts at large`,
        facts: {
          accounts: row.accounts,
          rhythm: Number(row.rhythm.toFixed(3)),
          population_rhythm: Number(there.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? 'services run round the clock: look for a common owner'
            : 'members keep hours as people do',
        ],
      })
    }
    return result
  },
  shows: `SELECT toHour(ts) AS hour, countIf(account IN {members}) AS members, countIf(account NOT IN {members}) AS others
FROM exchange
GROUP BY hour
ORDER BY hour`,
}
