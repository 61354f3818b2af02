// How the pools came out, in words and a picture.

import { wilson } from '../../../src/model/proportion.js'
import { formatTable, percent, verdictOf } from '../../text-table.js'
import type { Chart } from '../chart.js'
import { BUYERS, type Separation } from './separation.js'

/** One pool as it was judged. */
export interface Run extends Separation {
  readonly variant: string
  readonly seed: number
  readonly exchanges: number
  readonly judgeMs: number
  readonly failedDetectors: readonly string[]
}

function shortName(variant: string): string {
  return variant.slice('pool-three-buyers-'.length) || 'apart'
}

export interface Row {
  readonly variant: string
  /** Mean share of a buyer's accounts that were accused. */
  readonly recall: number
  readonly f1: number
  /** Share of the buyers that are a campaign of their own; Wilson's interval over buyers and seeds. */
  readonly apart: number
  readonly apartLow: number
  readonly apartHigh: number
  /** Share of the honest accounts behind the pool that were accused. */
  readonly honest: number
  readonly honestHigh: number
  readonly bystanders: number
  /** Share of the pools of which the result says that all three buyers have means in common, and which means. */
  readonly named: number
  readonly means: readonly string[]
  /** Groups that hold parts of two buyers or more, by what was said of them. */
  readonly poolLevel: readonly string[]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** One variant over its seeds. */
export function sumUp(variant: string, runs: readonly Run[]): Row {
  const buyers = BUYERS.length * runs.length
  const apart = runs.reduce((sum, { separated }) => sum + separated, 0) / buyers
  const honestAccounts = runs.reduce((sum, run) => sum + run.honestAccounts, 0)
  const honest = runs.reduce((sum, run) => sum + run.honestAccused, 0) / Math.max(1, honestAccounts)
  const apartInterval = wilson(apart, buyers)
  return {
    variant,
    recall: mean(runs.flatMap(({ recall }) => recall)),
    f1: mean(runs.map(({ f1 }) => f1)),
    apart,
    apartLow: apartInterval.low,
    apartHigh: apartInterval.high,
    honest,
    honestHigh: wilson(honest, honestAccounts).high,
    bystanders: runs.reduce((sum, { bystandersAccused }) => sum + bystandersAccused, 0),
    named: mean(runs.map(({ pooled }) => (pooled === BUYERS.length ? 1 : 0))),
    means: [...new Set(runs.flatMap(({ means }) => means))].sort(),
    poolLevel: [
      ...new Set(runs.flatMap(({ poolLevel }) => poolLevel.map((one) => one.explanation ?? one.verdict))),
    ].sort(),
  }
}

/** What is printed. */
export function describe(
  rows: readonly Row[],
  runs: readonly Run[],
  isLeftAlone: boolean,
  isApart: boolean,
): string {
  const table = formatTable(
    [
      'variant',
      'recall',
      'F1',
      'apart',
      'interval',
      'honest accused',
      'at most',
      'others',
      'pool named',
      'by',
      'one group',
    ],
    rows.map((row) => [
      row.variant,
      percent(row.recall),
      row.f1.toFixed(2),
      percent(row.apart),
      `${percent(row.apartLow)} to ${percent(row.apartHigh)}`,
      percent(row.honest),
      percent(row.honestHigh),
      String(row.bystanders),
      percent(row.named),
      row.means.join(', ') || 'nothing',
      row.poolLevel.join(', ') || 'none',
    ]),
  )
  const accused = formatTable(
    ['accused campaign', 'seed', 'verdict', 'accounts', 'of buyers 1, 2, 3', 'honest'],
    runs.flatMap(({ variant, seed, accused: campaigns }) =>
      campaigns.map(({ verdict, accounts, buyers, honest }) => [
        variant,
        String(seed),
        verdict,
        String(accounts),
        buyers.join(', '),
        String(honest),
      ]),
    ),
  )
  return `${table}\n${accused}\nevery buyer a campaign of its own: ${verdictOf(isApart)}\nno honest account accused: ${verdictOf(isLeftAlone)}\n`
}

/** The picture. */
export function draw(rows: readonly Row[]): Chart {
  const series = (name: string, read: (row: Row) => number) => ({
    name,
    points: rows.map((row) => [shortName(row.variant), read(row)] as const),
  })
  return {
    id: 'proxy-pool',
    title: 'A pool with three buyers: what is found and told apart',
    shape: 'bar',
    x: { name: 'variant', kind: 'category' },
    y: { name: 'share', min: 0, max: 1 },
    series: [
      series('buyers’ accounts accused', ({ recall }) => recall),
      series('B-cubed F1', ({ f1 }) => f1),
      series('buyers told apart', ({ apart }) => apart),
      series('honest accounts accused', ({ honest }) => honest),
    ],
  }
}
