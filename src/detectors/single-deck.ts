// Exchanges dealt from one deck: when one hand distributes work over accounts, an account's exchanges are no more
// alike than any two of the group's. Different people differ persistently, in hours, lengths, languages and models.
import { groupByCandidate } from './by-candidate.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, clears, normalBits } from './statistics.js'

const FEATURES = [
  ['time of day', 'cos(2 * pi() * (toHour(ts) + toMinute(ts) / 60) / 24)'],
  ['time of day (quarter turn)', 'sin(2 * pi() * (toHour(ts) + toMinute(ts) / 60) / 24)'],
  ['prompt length', 'log2(1 + if(words > 0, words, input_tokens))'],
  ['answer length', 'log2(1 + output_tokens)'],
  ['capability', 'toFloat64(cityHash64(capability) % 1000003)'],
  ['language', 'toFloat64(language = 0) * 3 + toFloat64(language IN (2, 9)) + toFloat64(language > 9)'],
  ['model', 'toFloat64(cityHash64(model) % 1000003)'],
  ['parameters', 'toFloat64(params % 1000003)'],
] as const

/** Exchanges of an account that are compared at most, so that a few busy accounts do not speak for a group. */
const SAMPLED = 24

/** Variance ratios between and within accounts at which the fit is tried; the estimate lies between two of them. */
const RATIOS = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8]
/** Median of a squared standard normal variable. */
const CHI_MEDIAN = 0.4549

interface Row {
  readonly cand: number
  readonly feature: number
  readonly groups: number
  readonly count: number
  /** Days on which an account was active, on average. */
  readonly days: number
  /** Median over accounts of the squared standardised distance from the group's middle, for each ratio. */
  readonly medians: readonly number[]
}

/**
 * One query for one relation of exchanges. Distances are of account means from the median account mean, in units of
 * the variance within accounts; medians keep a few odd accounts from speaking for the group.
 */
function distancesSql(relation: string): string {
  const features = FEATURES.map(([, sql]) => `toFloat64(${sql})`).join(', ')
  const medians = RATIOS.map(
    (ratio) => `quantileExact(0.5)(n * pow(m - middle, 2) / within / (1 + n * ${ratio}))`,
  ).join(', ')
  return `WITH
  account_sums AS (
    SELECT cand, aid, n, days, feature, m, greatest(squares - n * m * m, 0) AS rest
    FROM (
      SELECT cand, aid, toFloat64(count()) AS n, uniqExact(day) AS days, avgForEach(xs) AS means, sumForEach(arrayMap(x -> x * x, xs)) AS squared
      FROM (SELECT cand, aid, toDate(ts) AS day, [${features}] AS xs FROM ${relation})
      GROUP BY cand, aid
    )
    ARRAY JOIN means AS m, squared AS squares, arrayEnumerate(means) AS feature
  ),
  whole AS (
    SELECT cand, feature, sumIf(rest, n > 1) / sumIf(n - 1, n > 1) AS within, quantileExact(0.5)(m) AS middle, sum(n) AS count
    FROM account_sums
    GROUP BY cand, feature
    HAVING countIf(n > 1) >= 3
  )
SELECT a.cand AS cand, a.feature AS feature, count() AS groups, any(w.count) AS count, avg(a.days) AS days, [${medians}] AS medians
FROM account_sums AS a
INNER JOIN whole AS w ON w.cand = a.cand AND w.feature = a.feature
WHERE w.within > 1e-9
GROUP BY cand, feature`
}

/** Correlation within accounts that makes the median distance what chance gives, with its error near zero. */
function correlate(row: Row): { readonly icc: number; readonly se: number } | undefined {
  if (row.groups < 3) return undefined
  const at = row.medians.findIndex((median) => median <= CHI_MEDIAN)
  const size = row.count / row.groups
  const upper = RATIOS[at] ?? (RATIOS.at(-1) as number)
  const lower = RATIOS[Math.max(at - 1, 0)] ?? upper
  const above = row.medians[Math.max(at - 1, 0)] ?? CHI_MEDIAN
  const below = row.medians[at] ?? CHI_MEDIAN
  const ratio =
    at < 0
      ? upper
      : at === 0
        ? 0
        : lower + ((upper - lower) * (above - CHI_MEDIAN)) / Math.max(above - below, 1e-9)
  // The median of m squared normals has a relative error of about 1.6 / √m.
  return { icc: ratio / (1 + ratio), se: 1.6 / Math.sqrt(row.groups) / size }
}

export const singleDeck: Detector = {
  id: 'single-deck',
  group: 'timing',
  raises: 'accounts whose exchanges are interchangeable, as if dealt from one deck',
  nullModel:
    'Strangers differ persistently: the intraclass correlation of the whole population (variance between over within accounts, fitted by medians so that it is robust), allowing for groups that are more uniform; against zero correlation, with the sampling error of this group.',
  innocent: ['a service that spreads one owner’s work over its keys', 'people at one uniform task'],
  needs: [],
  parameters: [
    {
      name: 'uniformity',
      value: 0.6,
      says: 'share of the population’s correlation that an honest group at one task keeps',
    },
    { name: 'spread', value: 0.16, says: 'standard deviation of the correlation between honest groups' },
  ],
  range: { least: -5, most: 5 },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const population = new Map<number, number>()
    for (const row of await context.query<Row>(
      distancesSql(
        '(SELECT toUInt32(0) AS cand, a.aid AS aid, e.* FROM exchange AS e INNER JOIN work_account AS a ON a.account = e.account WHERE a.exchanges >= 2 AND a.aid % 3 = 0)',
      ),
    )) {
      const result = correlate(row)
      if (result) population.set(row.feature, result.icc)
    }
    const rows = await context.query<Row>(
      distancesSql(
        `(SELECT * FROM work_sub ORDER BY cand, aid, cityHash64(ts) LIMIT ${SAMPLED} BY cand, aid)`,
      ),
    )
    const uniformity = this.parameters[0]?.value ?? 0.6
    const spread = this.parameters[1]?.value ?? 0.16
    const result = new Map<number, Measured>()
    for (const [cand, list] of groupByCandidate(rows)) {
      // Features on which people at large hardly differ, or on which the group does not vary, tell nothing.
      const told = list.flatMap((row) => {
        const here = correlate(row)
        const there = population.get(row.feature)
        return here && there !== undefined && there > 0.1
          ? [{ name: FEATURES[row.feature - 1]?.[0] ?? '', ...here, there }]
          : []
      })
      if (told.length < 2) continue
      const icc = told.reduce((sum, feature) => sum + feature.icc, 0) / told.length
      const there = told.reduce((sum, feature) => sum + feature.there, 0) / told.length
      const se = Math.sqrt(told.reduce((sum, feature) => sum + feature.se ** 2, 0)) / told.length
      const bits = clears(
        clamp(
          normalBits(
            icc,
            { mean: 0.03, sd: Math.hypot(0.06, se) },
            { mean: there * uniformity, sd: Math.hypot(spread, se) },
          ),
          this.range.least,
          this.range.most,
        ),
        (list[0]?.count ?? 0) / Math.max(list[0]?.groups ?? 1, 1),
        list[0]?.days,
      )
      result.set(cand, {
        bits,
        summary:
          bits > 0
            ? `an account’s exchanges are hardly more alike than any two of the group’s: correlation ${icc.toFixed(2)}, against ${there.toFixed(2)} for people at large`
            : `accounts differ persistently from each other, as different people do: correlation ${icc.toFixed(2)}, ${there.toFixed(2)} for people at large`,
        facts: {
          correlation: Number(icc.toFixed(3)),
          standard_error: Number(se.toFixed(3)),
          population_correlation: Number(there.toFixed(3)),
          features: told.map(
            (feature) => `${feature.name}: ${feature.icc.toFixed(2)} (at large ${feature.there.toFixed(2)})`,
          ),
        },
        innocent: [
          bits > 0
            ? 'one owner’s gateway would look the same: look at who owns the accounts'
            : 'holds: members behave like different people',
        ],
      })
    }
    return result
  },
  shows: `SELECT account, count() AS exchanges, round(avg(toHour(ts)), 1) AS mean_hour, round(avg(log2(1 + words)), 2) AS prompt_length, round(avg(log2(1 + output_tokens)), 2) AS answer_length, topK(1)(language) AS language, topK(1)(model) AS model
FROM exchange
WHERE account IN {members}
GROUP BY account
ORDER BY exchanges DESC, account
LIMIT 100`,
}
