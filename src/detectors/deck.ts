// How alike an account's exchanges are beside any two of its group's: an intraclass correlation for each feature of an
// exchange, of the population and of each group. Near zero, the exchanges were dealt at random.
import { say, word } from '../model/sentence.js'
import { groupByCandidate } from './by-candidate.js'
import type { Context, Measured } from './detector.js'

/** What is compared of an exchange, and what it tells of: when it was sent, what it says, how it was made. */
export const FEATURES = [
  ['time of day', 'time', 'cos(2 * pi() * (toHour(ts) + toMinute(ts) / 60) / 24)'],
  ['time of day (quarter turn)', 'time', 'sin(2 * pi() * (toHour(ts) + toMinute(ts) / 60) / 24)'],
  ['prompt length', 'content', 'log2(1 + if(words > 0, words, input_tokens))'],
  ['answer length', 'content', 'log2(1 + output_tokens)'],
  ['capability', 'content', 'toFloat64(cityHash64(capability) % 1000003)'],
  [
    'language',
    'content',
    'toFloat64(language = 0) * 3 + toFloat64(language IN (2, 9)) + toFloat64(language > 9)',
  ],
  ['model', 'setup', 'toFloat64(cityHash64(model) % 1000003)'],
  ['parameters', 'setup', 'toFloat64(params % 1000003)'],
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
 * the variance within accounts; medians keep a few odd accounts from speaking for the group. The accounts of a group
 * stand side by side in arrays, so that what is known of the whole can be held against each.
 */
function distancesSql(relation: string): string {
  const features = FEATURES.map(([, , sql]) => `toFloat64(${sql})`).join(', ')
  return `SELECT cand, feature, length(means) AS groups, count, days,
  arrayMap(
    ratio -> arrayReduce('quantileExact(0.5)', arrayMap((m, n) -> n * pow(m - middle, 2) / within / (1 + n * ratio), means, sizes)),
    [${RATIOS.join(', ')}]
  ) AS medians
FROM (
  SELECT cand, feature, groupArray(m) AS means, groupArray(n) AS sizes, sum(n) AS count, avg(active) AS days,
    sumIf(greatest(squares - n * m * m, 0), n > 1) / sumIf(n - 1, n > 1) AS within, quantileExact(0.5)(m) AS middle
  FROM (
    SELECT cand, aid, toFloat64(count()) AS n, arrayUniq(groupArray(day)) AS active, avgForEach(xs) AS mean, sumForEach(arrayMap(x -> x * x, xs)) AS squared
    FROM (SELECT cand, aid, toDate(ts) AS day, [${features}] AS xs FROM ${relation})
    GROUP BY cand, aid
  )
  ARRAY JOIN mean AS m, squared AS squares, arrayEnumerate(mean) AS feature
  GROUP BY cand, feature
  HAVING countIf(n > 1) >= 3 AND within > 1e-9
)`
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

/** One feature of a group: its correlation with its error, and that of the population. */
export interface Alike {
  readonly name: string
  readonly aspect: 'time' | 'content' | 'setup'
  readonly icc: number
  readonly se: number
  readonly there: number
}

export interface Deck {
  /** Features on which people at large differ and the group varies: the others tell nothing. */
  readonly told: readonly Alike[]
  /** Exchanges of an account that were compared, and days on which it was active, on average. */
  readonly each: number
  readonly days: number
}

/** Correlation at large below which people hardly differ in a feature. */
const LEAST_AT_LARGE = 0.1

export const DECKS_AT_LARGE = distancesSql(
  '(SELECT toUInt32(0) AS cand, * FROM work_exchange WHERE aid IN (SELECT aid FROM work_account WHERE exchanges >= 2 AND aid % 3 = 0))',
)
/** Hash up to which an account's exchanges are compared: found first, only what is compared need be put in order. */
const lastComparedSql = (sent: string) =>
  `SELECT cand, aid, arrayElement(groupArraySorted(${SAMPLED})(cityHash64(ts)), -1) AS last FROM ${sent} GROUP BY cand, aid`
const groupsSql = ({ sent }: Context) =>
  distancesSql(
    `(SELECT s.* FROM ${sent} AS s INNER JOIN (${lastComparedSql(sent)}) AS l ON l.cand = s.cand AND l.aid = s.aid WHERE cityHash64(s.ts) <= l.last ORDER BY cand, aid, cityHash64(ts) LIMIT ${SAMPLED} BY cand, aid)`,
  )

/** Correlations of each candidate's substream. */
export async function readDecks(context: Context): Promise<Map<number, Deck>> {
  const population = new Map<number, number>()
  for (const row of await context.query<Row>(DECKS_AT_LARGE)) {
    const result = correlate(row)
    if (result) population.set(row.feature, result.icc)
  }
  return new Map(
    [...groupByCandidate(await context.query<Row>(groupsSql(context)))].map(([cand, rows]) => [
      cand,
      {
        told: rows.flatMap((row) => {
          const here = correlate(row)
          const there = population.get(row.feature)
          const [name, aspect] = FEATURES[row.feature - 1] ?? []
          return here && there !== undefined && there > LEAST_AT_LARGE && name && aspect
            ? [{ name, aspect, ...here, there }]
            : []
        }),
        each: (rows[0]?.count ?? 0) / Math.max(rows[0]?.groups ?? 1, 1),
        days: rows[0]?.days ?? 1,
      },
    ]),
  )
}

/** Means of some features' correlations. */
export function meanOf(told: readonly Alike[]): Omit<Alike, 'name' | 'aspect'> {
  const mean = (of: (feature: Alike) => number) =>
    told.reduce((sum, feature) => sum + of(feature), 0) / Math.max(told.length, 1)
  return {
    icc: mean(({ icc }) => icc),
    se: Math.sqrt(told.reduce((sum, { se }) => sum + se ** 2, 0)) / Math.max(told.length, 1),
    there: mean(({ there }) => there),
  }
}

/** What is told of features, none of which a query gives. */
export const DECK_FACTS = ['correlation', 'standard_error', 'population_correlation', 'features'] as const

/** What is told of some features and their means. */
export function factsOf(told: readonly Alike[]): Measured['facts'] {
  const { icc, se, there } = meanOf(told)
  return {
    correlation: Number(icc.toFixed(3)),
    standard_error: Number(se.toFixed(3)),
    population_correlation: Number(there.toFixed(3)),
    features: told.map(
      (feature) =>
        say`${word(feature.name)}: ${feature.icc.toFixed(2)} (at large ${feature.there.toFixed(2)})`,
    ),
  }
}
