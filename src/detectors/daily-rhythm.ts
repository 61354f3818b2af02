// Accounts that never sleep: an account’s hours, compared with the daily rhythm of everyone else.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { everyonesLoads, LEAST_RHYTHM, LOADS_AT_LARGE, LOADS_SHOWN, memberLoads } from './member-loads.js'
import { clamp, normalBits } from './statistics.js'

export const dailyRhythm: Detector = {
  id: 'daily-rhythm',
  group: 'timing',
  raises: 'accounts without a daily rhythm',
  nullModel:
    'Rhythm (mean resultant of the hours, bias removed; Mardia and Jupp 2000, ch. 3) of accounts at large, allowing for groups that differ; against none.',
  innocent: ['monitoring and batch services', 'users of many time zones behind one account'],
  needs: [],
  parameters: [
    {
      name: 'spread',
      value: 0.15,
      unit: 'rhythm',
      says: 'standard deviation of the mean rhythm between honest groups',
    },
  ],
  range: { least: -2, most: 3 },
  baseline: [LOADS_AT_LARGE],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const everyone = await everyonesLoads(context)
    const there = everyone?.rhythm ?? 0.3
    const spread = this.parameters[0]?.value ?? 0.15
    const result = new Map<number, Measured>()
    for (const row of await memberLoads(context)) {
      if (row.rhythmic < 4) continue
      const se = Math.max(row.rhythm_sd, 0.05) / Math.sqrt(row.rhythmic)
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
        summary: say`strength of the daily rhythm is ${row.rhythm.toFixed(2)} (0 none, 1 always the same hour); ${there.toFixed(2)} for accounts at large`,
        facts: {
          accounts: row.rhythmic,
          rhythm: Number(row.rhythm.toFixed(3)),
          population_rhythm: Number(there.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? say`services run round the clock: look for a common owner`
            : say`members keep hours as people do`,
        ],
      })
    }
    return result
  },
  shows: `SELECT countIf(mine) AS accounts, avgIf(rhythm_of_one, mine) AS rhythm, avgIf(rhythm_of_one, NOT mine) AS population_rhythm
FROM (
  SELECT mine, (x * x + y * y - n) / (n * (n - 1)) AS rhythm_of_one
  FROM (${LOADS_SHOWN})
  WHERE n >= ${LEAST_RHYTHM}
)`,
}
