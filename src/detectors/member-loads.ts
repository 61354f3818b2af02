// What each account sends, and at which hours, summed up per group: one statement for the detectors of load and rhythm.
import type { Context } from './detector.js'

/** Exchanges below which an account's rhythm says nothing. */
export const LEAST_RHYTHM = 8

export interface Loads {
  readonly cand: number
  readonly accounts: number
  readonly mean: number
  /** Standard deviation of log2 volume, by quartiles so that a few odd accounts do not hide it (IQR / 1.349). */
  readonly spread: number
  /** Accounts with exchanges enough, and the mean and standard deviation of their rhythms. */
  readonly rhythmic: number
  readonly rhythm: number
  readonly rhythm_sd: number
  /** How often the next exchange of a random deal of the group's would be the same account's. */
  readonly repeats: number
}

/**
 * Sums over accounts as (cand, n, x, y), with x and y the sums of the cosines and sines of the hours. Rhythm is the
 * squared length of the mean hour vector, less what n random hours would have.
 */
const loadsSql = (accounts: string) => `SELECT cand, count() AS accounts, avg(n) AS mean,
  (quantileExact(0.75)(log2(n)) - quantileExact(0.25)(log2(n))) / 1.349 AS spread,
  countIf(n >= ${LEAST_RHYTHM}) AS rhythmic, avgIf(r, n >= ${LEAST_RHYTHM}) AS rhythm, stddevSampIf(r, n >= ${LEAST_RHYTHM}) AS rhythm_sd,
  sum(n * n) / sum(n) AS repeats
FROM (SELECT cand, n, (x * x + y * y - n) / (n * (n - 1)) AS r FROM (${accounts}))
GROUP BY cand`

export const LOADS_AT_LARGE = loadsSql(
  'SELECT toUInt32(0) AS cand, toFloat64(exchanges) AS n, n * hour_x AS x, n * hour_y AS y FROM work_account',
)
const membersSql = ({ sent }: Context) =>
  loadsSql(`SELECT cand, aid, toFloat64(count()) AS n, sum(cos(angle)) AS x, sum(sin(angle)) AS y
FROM (SELECT cand, aid, pi() * (intDiv(toUInt32(ts), 60) % 1440) / 720 AS angle FROM ${sent})
GROUP BY cand, aid`)

/** The same sums for a reader's query: accounts of the campaign (`mine`), on what they sent of it, and everybody's. */
export const LOADS_SHOWN = `
  SELECT mine, account, toFloat64(count()) AS n, sum(cos(angle)) AS x, sum(sin(angle)) AS y
  FROM (
    SELECT mine, account, pi() * (intDiv(toUInt32(ts), 60) % 1440) / 720 AS angle
    FROM (SELECT true AS mine, account, ts FROM {exchanges} UNION ALL SELECT false AS mine, account, ts FROM exchange)
  )
  GROUP BY mine, account
`

/** Loads of all accounts together. */
export async function everyonesLoads(context: Context): Promise<Loads | undefined> {
  return (await context.query<Loads>(LOADS_AT_LARGE))[0]
}

/** Loads of the members of each group, within what the group has in common. */
export function memberLoads(context: Context): Promise<Loads[]> {
  return context.query<Loads>(membersSql(context))
}
