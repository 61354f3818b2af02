// Whether a pool and its customers are told apart: three buyers as three campaigns, honest people left alone.
import { formatTable, percent, verdictOf } from '../../text-table.js'
import { measureWorld } from '../judged-world.js'
import { inPool } from '../pool.js'
import { wilson } from '../proportion.js'
import type { DetectionSection } from '../section.js'
import { BUYERS, readSeparation, type Separation } from './separation.js'

const VARIANTS = [
  'pool-three-buyers',
  'pool-three-buyers-overlapping',
  'pool-three-buyers-in-turn',
  'pool-three-buyers-relay',
] as const
const FULL = { seeds: 5, scale: 1 }
const QUICK = { seeds: 1, scale: 0.3 }
/** Worker processes at a time: the bench's machine has two cores. */
const WIDTH = 2

interface Run extends Separation {
  readonly variant: string
  readonly seed: number
  readonly exchanges: number
  readonly judgeMs: number
  readonly failedDetectors: readonly string[]
}

export const PROXY_POOL: DetectionSection = {
  id: 'proxy-pool',
  says: 'one pool of accounts and exits, three buyers, honest people behind it: who is told apart from whom',
  async run({ seed: first, quick, signal, say }) {
    const { seeds, scale } = quick ? QUICK : FULL
    // The short version takes the two variants at the ends: everything apart, everything shared.
    const variants = quick ? [VARIANTS[0], VARIANTS[3]] : VARIANTS
    const wanted = variants.flatMap((variant) =>
      Array.from({ length: seeds }, (_, index) => ({ variant, seed: first + index })),
    )
    let done = 0
    const runs = await inPool(wanted, WIDTH, async ({ variant, seed }): Promise<Run> => {
      const { judged, exchanges, judgeMs } = await measureWorld(variant, seed, scale, signal)
      say(`${++done} of ${wanted.length} pools`)
      const { failedDetectors } = judged
      return { variant, seed, exchanges, judgeMs, failedDetectors, ...readSeparation(judged) }
    })
    const rows = variants.map((variant) =>
      sumUp(
        variant,
        runs.filter((run) => run.variant === variant),
      ),
    )
    const isLeftAlone = runs.every(
      ({ honestAccused, bystandersAccused }) => honestAccused + bystandersAccused === 0,
    )
    const isApart = runs.every(({ separated }) => separated === BUYERS.length)
    const hasFailed = runs.some(({ failedDetectors }) => failedDetectors.length > 0)
    return {
      text: describe(rows, runs, isLeftAlone, isApart),
      exitCode: hasFailed ? 2 : isLeftAlone && isApart ? 0 : 1,
      figures: { scale, seeds, variants: rows, runs },
      charts: quick
        ? []
        : [
            {
              id: 'proxy-pool',
              title: 'A pool with three buyers: what is found and told apart',
              shape: 'bar',
              x: { name: 'variant', kind: 'category' },
              y: { name: 'share', min: 0, max: 1 },
              series: [
                {
                  name: 'buyers’ accounts accused',
                  points: rows.map((row) => [shortName(row.variant), row.recall]),
                },
                { name: 'B-cubed F1', points: rows.map((row) => [shortName(row.variant), row.f1]) },
                { name: 'buyers told apart', points: rows.map((row) => [shortName(row.variant), row.apart]) },
                {
                  name: 'honest accounts accused',
                  points: rows.map((row) => [shortName(row.variant), row.honest]),
                },
              ],
            },
          ],
    }
  },
}

function shortName(variant: string): string {
  return variant.slice('pool-three-buyers-'.length) || 'apart'
}

interface Row {
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
  /** Groups that hold parts of two buyers or more, by what was said of them. */
  readonly poolLevel: readonly string[]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function sumUp(variant: string, runs: readonly Run[]): Row {
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
    poolLevel: [
      ...new Set(runs.flatMap(({ poolLevel }) => poolLevel.map((one) => one.explanation ?? one.verdict))),
    ].sort(),
  }
}

function describe(
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
      'said of the pool',
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
      row.poolLevel.join(', ') || 'nothing',
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
