// What the scale bench says: every figure beside its target, and how time and memory grow.
import type { Chart } from '../detection/chart.js'
import type { Measured } from '../run-worker.js'
import { TARGETS } from '../targets.js'
import { formatTable, gigabytes, percent, type SectionResult, seconds, verdictOf } from '../text-table.js'
import { fitGrowth, type Growth, predict } from './growth.js'
import { formatPart } from './options.js'

/** One size as it was measured. */
export interface ScaleRow {
  readonly part: number
  readonly seed: number
  readonly world: Measured<'scale-world'>
  readonly analysis: Measured<'scale-analysis'>
}

/** A figure, its target, and whether it is met; undefined where there is no target. */
type Line = readonly [name: string, figure: string, target: string, isMet: boolean | undefined]

const best = (times: readonly number[]) => Math.min(...times)
const ratioOf = ({ analysis: { answer } }: ScaleRow) => answer.ms / best(answer.peerMs)

function linesOf(row: ScaleRow): Line[] {
  const { answer: world } = row.world
  const { answer, peakBytes } = row.analysis
  const ratio = ratioOf(row)
  const bytes = world.bytes / world.exchanges
  const campaigns = Object.entries(answer.campaigns)
  const found = campaigns.reduce((sum, [, campaign]) => sum + campaign.found, 0)
  const falsePer10000 = (10_000 * answer.honestAccused) / answer.honestAccounts
  const worst = campaigns
    .map(([label, campaign]) => [campaign.found / campaign.accounts, label] as const)
    .sort(([a], [b]) => a - b)[0] ?? [0, 'no campaign']
  return [
    ['counting exchanges by account (peer)', seconds(best(answer.peerMs)), '', undefined],
    ['analysis', seconds(answer.ms), `< ${seconds(TARGETS.scaleMs)}`, answer.ms < TARGETS.scaleMs],
    ['analysis, processor time', seconds(answer.cpuMs), '', undefined],
    [
      'analysis over peer',
      `${ratio.toFixed(0)} x`,
      `<= ${TARGETS.scaleRatio} x`,
      ratio <= TARGETS.scaleRatio,
    ],
    [
      'peak memory',
      gigabytes(peakBytes),
      `< ${gigabytes(TARGETS.scalePeakBytes)}`,
      peakBytes < TARGETS.scalePeakBytes,
    ],
    ['peak memory, JavaScript', gigabytes(answer.scriptPeakBytes), '', undefined],
    ['bytes a row on disk', bytes.toFixed(1), `< ${TARGETS.rowBytes}`, bytes < TARGETS.rowBytes],
    ['recall, accounts of campaigns', percent(found / Math.max(world.campaignAccounts, 1)), '', undefined],
    [
      `recall, worst campaign (${worst[1]})`,
      percent(worst[0]),
      `>= ${percent(TARGETS.recall)}`,
      worst[0] >= TARGETS.recall,
    ],
    [
      `honest accounts accused of ${answer.honestAccounts.toLocaleString('en')}`,
      answer.honestAccused.toLocaleString('en'),
      '',
      undefined,
    ],
    [
      'the same of 10,000',
      falsePer10000.toFixed(2),
      `<= ${TARGETS.falsePer10000}`,
      falsePer10000 <= TARGETS.falsePer10000,
    ],
    [
      'failed detectors',
      answer.failedDetectors.join(', ') || 'none',
      'none',
      answer.failedDetectors.length === 0,
    ],
  ]
}

/** One size for people. */
export function describeSize(row: ScaleRow): SectionResult {
  const { exchanges, accounts, campaignExchanges, campaignAccounts, ms } = row.world.answer
  const number = (count: number) => count.toLocaleString('en')
  const lines = linesOf(row)
  const steps = Object.entries(row.analysis.answer.steps)
    .map(([step, time]) => `${step} ${seconds(time)}`)
    .join(', ')
  const wrongly = Object.entries(row.analysis.answer.accusedKinds).map(
    ([kind, count]) => `${count} of ${kind}`,
  )
  return {
    text: `Scale ${formatPart(row.part)} (seed ${row.seed}): ${number(exchanges)} exchanges of ${number(accounts)} accounts, of these ${number(campaignExchanges)} of ${number(campaignAccounts)} in campaigns; made in ${seconds(ms)}

${formatTable(
  ['figure', 'measured', 'target', ''],
  lines.map(([name, figure, target, isMet]) => [
    name,
    figure,
    target,
    isMet === undefined ? '' : verdictOf(isMet),
  ]),
)}
Steps: ${steps}
${wrongly.length === 0 ? '' : `Wrongly accused: ${wrongly.join(', ')}\n`}`,
    exitCode: lines.every(([, , , isMet]) => isMet !== false) ? 0 : 1,
  }
}

const COSTS: readonly (readonly [
  name: string,
  cost: (row: ScaleRow) => number,
  format: (cost: number) => string,
])[] = [
  ['analysis', ({ analysis }) => analysis.answer.ms, seconds],
  ['analysis, processor time', ({ analysis }) => analysis.answer.cpuMs, seconds],
  ['counting by account (peer)', ({ analysis }) => best(analysis.answer.peerMs), seconds],
  ['peak memory', ({ analysis }) => analysis.peakBytes, gigabytes],
  ['peak memory, JavaScript', ({ analysis }) => analysis.answer.scriptPeakBytes, gigabytes],
]
/** Those that have a target. */
const BOUND = ['analysis', 'peak memory']

const sizeOf = ({ world }: ScaleRow) => world.answer.exchanges

function describeExponent({ exponent, within }: Growth): string {
  return within === undefined ? exponent.toFixed(2) : `${exponent.toFixed(2)} ± ${within.toFixed(2)}`
}

/** How the costs of several sizes grow, and what that makes of the full size. */
export function describeGrowth(rows: readonly ScaleRow[]): SectionResult | undefined {
  const sizes = new Set(rows.map(({ part }) => part))
  if (sizes.size < 2) return undefined
  const fullSize = Math.max(...rows.map((row) => sizeOf(row) / row.part))
  let isMet = true
  const lines = COSTS.flatMap(([name, cost, format]) => {
    const growth = fitGrowth(rows.map((row) => [sizeOf(row), cost(row)]))
    if (!growth) return []
    const isBound = BOUND.includes(name)
    const isWithin = growth.exponent <= TARGETS.growth
    if (isBound && !isWithin) isMet = false
    return [
      [
        name,
        describeExponent(growth),
        isBound ? `<= ${TARGETS.growth}` : '',
        isBound ? verdictOf(isWithin) : '',
        format(predict(growth, fullSize)),
      ],
    ]
  })
  return {
    text: `Growth over ${[...sizes].map(formatPart).join(', ')} (cost = factor x exchanges ^ exponent, least squares of the logarithms, 95 %)\n\n${formatTable(['cost', 'exponent', 'target', '', 'makes at full size'], lines)}`,
    exitCode: isMet ? 0 : 1,
  }
}

/** Time and memory over size, both axes logarithmic. */
export function drawGrowth(rows: readonly ScaleRow[]): Chart[] {
  const points = (cost: (row: ScaleRow) => number) =>
    rows.map((row) => [sizeOf(row) / 1e6, Number(cost(row).toPrecision(4))] as const)
  const x = { name: 'million exchanges', kind: 'log' as const }
  return [
    {
      id: 'scale-time',
      title: 'Time of the whole analysis after the load',
      shape: 'line',
      x,
      y: { name: 'seconds', kind: 'log' },
      series: [
        { name: 'analysis', points: points(({ analysis }) => analysis.answer.ms / 1000) },
        { name: 'processor time', points: points(({ analysis }) => analysis.answer.cpuMs / 1000) },
        {
          name: 'one count of exchanges by account',
          points: points(({ analysis }) => best(analysis.answer.peerMs) / 1000),
        },
      ],
    },
    {
      id: 'scale-memory',
      title: 'Peak memory of the analysis',
      shape: 'line',
      x,
      y: { name: 'gigabytes', kind: 'log' },
      series: [
        { name: 'process', points: points(({ analysis }) => analysis.peakBytes / 1e9) },
        { name: 'of it JavaScript', points: points(({ analysis }) => analysis.answer.scriptPeakBytes / 1e9) },
      ],
    },
  ]
}
