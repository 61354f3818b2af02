// Equal shares: one hand that balances load gives accounts about the same amount of work; people’s volumes differ
// by orders of magnitude.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { everyonesLoads, LOADS_AT_LARGE, LOADS_SHOWN, memberLoads } from './member-loads.js'
import { clamp, normalBits } from './statistics.js'

export const equalLoad: Detector = {
  id: 'equal-load',
  group: 'load',
  raises: 'accounts that carry nearly equal shares of the group’s exchanges',
  nullModel:
    'Volumes of people are spread like everybody’s: the standard deviation of log volume in the population, allowing for groups at one task to be narrower; counting noise of equal shares is added to the alternative.',
  innocent: [
    'a class with one assignment',
    'a monitoring job at a fixed rate',
    'a quota that everyone exhausts',
  ],
  needs: [],
  parameters: [
    {
      name: 'narrowing',
      value: 0.7,
      unit: 'times',
      says: 'spread of an honest group at one task, as a share of the population’s',
    },
  ],
  range: { least: -4, most: 5 },
  baseline: [LOADS_AT_LARGE],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const everyone = await everyonesLoads(context)
    const result = new Map<number, Measured>()
    const narrowing = this.parameters[0]?.value ?? 0.7
    const there = Math.max(everyone?.spread ?? 1.5, 1)
    for (const row of await memberLoads(context)) {
      if (row.accounts < 8) continue
      // Poisson noise of equal shares on the log scale, in doublings.
      const noise = Math.LOG2E / Math.sqrt(Math.max(row.mean, 1))
      const se = Math.max(row.spread, 0.3) / Math.sqrt(row.accounts / 1.5)
      const bits = clamp(
        normalBits(
          row.spread,
          { mean: Math.hypot(0.5, noise), sd: Math.hypot(0.3, se) },
          { mean: there * narrowing, sd: Math.hypot(0.4, se) },
        ),
        this.range.least,
        this.range.most,
      )
      result.set(row.cand, {
        bits,
        summary: say`the middle half of the members’ volumes spreads by a factor of ${(2 ** (row.spread * 1.349)).toFixed(1)}; everyone’s by ${(2 ** (there * 1.349)).toFixed(1)}`,
        facts: {
          accounts: row.accounts,
          mean_exchanges: Number(row.mean.toFixed(1)),
          spread_doublings: Number(row.spread.toFixed(2)),
          population_spread_doublings: Number(there.toFixed(2)),
        },
        innocent: [
          bits > 0
            ? say`an assignment or a quota makes equal volumes too`
            : say`volumes are spread as people’s are`,
        ],
      })
    }
    return result
  },
  shows: `SELECT countIf(mine) AS accounts, avgIf(n, mine) AS mean_exchanges,
  (quantileExactIf(0.75)(log2(n), mine) - quantileExactIf(0.25)(log2(n), mine)) / 1.349 AS spread_doublings,
  greatest((quantileExactIf(0.75)(log2(n), NOT mine) - quantileExactIf(0.25)(log2(n), NOT mine)) / 1.349, 1) AS population_spread_doublings
FROM (${LOADS_SHOWN})`,
}
