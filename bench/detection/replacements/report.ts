// How it came out, in words and a picture.
import { wilson } from '../../../src/model/proportion.js'
import { formatTable, percent, verdictOf } from '../../text-table.js'
import type { Chart } from '../chart.js'
import type { Reliability } from '../reliability.js'
import type { SaidFigures, StyleFigures } from './score.js'
import { STYLES } from './styles.js'

export interface Figures {
  readonly styles: readonly StyleFigures[]
  readonly members: SaidFigures
  readonly timesAlone: SaidFigures
  readonly found: SaidFigures
  readonly heirs: number
  /** Of every pair that is possible. */
  readonly reliability: Reliability
  readonly reliabilityOfTimes: Reliability
}

/** Targets of the experiment. */
export const REPLACEMENT_TARGETS = {
  /** Most by which the share of told pairs that are right may lie off what was said of them. */
  offBy: 0.05,
  /** Most of the suspended that are paired in campaigns in which nobody was replaced. */
  madeUp: 0.05,
} as const

export function isMet({ styles, members, found, reliability }: Figures): boolean {
  return [isHonest(members), isHonest(found), isModest(styles), isBetter(reliability)].every(Boolean)
}

function offBy({ told, right, expected }: SaidFigures): number {
  return told === 0 ? 0 : (right - expected) / told
}
const isHonest = (said: SaidFigures) => Math.abs(offBy(said)) <= REPLACEMENT_TARGETS.offBy
const isBetter = ({ brier, brierOfBaseRate }: Reliability) => brier < brierOfBaseRate
const isModest = (styles: readonly StyleFigures[]) =>
  styles
    .filter(({ heirs }) => heirs === 0)
    .every(({ members, found }) =>
      [members, found].every(({ told, suspended }) => told <= REPLACEMENT_TARGETS.madeUp * suspended),
    )

const share = (part: number, whole: number) => (whole === 0 ? '' : percent(part / whole))

export function describe(figures: Figures, failed: readonly string[]): string {
  const { styles, members, timesAlone, found, heirs, reliability, reliabilityOfTimes } = figures
  const says = new Map(STYLES.flat().map((style) => [style.id, style.says]))
  const line = (name: string, said: SaidFigures) => {
    const { low, high } = wilson(said.told === 0 ? 0 : said.right / said.told, said.told)
    return `${name}: ${said.told} pairs told, ${said.right} right (${share(said.right, said.told)}, 95 % ${percent(low)} to ${percent(high)}) where ${said.expected.toFixed(1)} were said to be, of ${heirs} heirs ${share(said.right, heirs)}; replaced by anybody ${said.replaced.toFixed(0)} said, ${said.trulyReplaced} true, ${said.replacedError.toFixed(1)} off a campaign\n`
  }
  return [
    'On the true members of each campaign, and in the campaigns that the chain found:\n',
    formatTable(
      [
        'style',
        'heirs',
        'told',
        'said right',
        'right',
        'by times',
        'replaced',
        'true',
        'Brier',
        'times',
        'base rate',
        'found',
        'told',
        'said right',
        'right',
      ],
      styles.map((row) => [
        row.style,
        String(row.heirs),
        String(row.members.told),
        row.members.expected.toFixed(1),
        String(row.members.right),
        `${row.timesAlone.right} of ${row.timesAlone.told}`,
        row.members.replaced.toFixed(0),
        String(row.members.trulyReplaced),
        row.brier.toFixed(4),
        row.brierOfTimes.toFixed(4),
        row.brierOfBaseRate.toFixed(4),
        share(row.foundAccounts, row.accounts),
        String(row.found.told),
        row.found.expected.toFixed(1),
        String(row.found.right),
      ]),
    ),
    ...styles.map(({ style }) => `  ${style}: ${says.get(style) ?? ''}\n`),
    '\n',
    line('True members', members),
    line('By times alone', timesAlone),
    line('Found campaigns', found),
    `\n${reliability.count} pairs were possible, ${reliability.right} of them right; Brier score ${reliability.brier.toFixed(4)}, by times alone ${reliabilityOfTimes.brier.toFixed(4)}, for somebody who knew only that share ${reliability.brierOfBaseRate.toFixed(4)}; calibration error ${reliability.calibrationError.toFixed(4)}\n`,
    formatTable(
      ['probability', 'pairs', 'right', '95 %'],
      reliability.bins.map(({ forecast, observed, interval, count }) => [
        percent(forecast),
        String(count),
        percent(observed),
        `${percent(interval.low)} to ${percent(interval.high)}`,
      ]),
    ),
    `\nTold pairs right within ${percent(REPLACEMENT_TARGETS.offBy)} of what is said: on true members ${verdictOf(isHonest(members))} (${percent(offBy(members))}), in found campaigns ${verdictOf(isHonest(found))} (${percent(offBy(found))})\n`,
    `Nobody paired where nobody was replaced, but for ${percent(REPLACEMENT_TARGETS.madeUp)}: ${verdictOf(isModest(styles))}\n`,
    `Brier score below that of the share alone: ${verdictOf(isBetter(reliability))}\n`,
    ...(failed.length === 0 ? [] : [`Detectors failed: ${failed.join(', ')}\n`]),
  ].join('')
}

export function drawReliability({ reliability, reliabilityOfTimes }: Figures): Chart {
  const points = ({ bins }: Reliability) =>
    bins.map(({ forecast, observed }) => [forecast, observed] as const)
  return {
    id: 'replacements-reliability',
    title: 'Who took whose place: are the probabilities what they say?',
    shape: 'line',
    x: { name: 'probability given', min: 0, max: 1 },
    y: { name: 'share of the pairs that are right', min: 0, max: 1 },
    series: [
      { name: 'observed', points: points(reliability), colour: 0 },
      {
        name: 'low end of 95 %',
        points: reliability.bins.map(({ forecast, interval }) => [forecast, interval.low]),
        colour: 5,
      },
      {
        name: 'high end of 95 %',
        points: reliability.bins.map(({ forecast, interval }) => [forecast, interval.high]),
        colour: 5,
      },
      { name: 'by times alone', points: points(reliabilityOfTimes), colour: 1 },
      {
        name: 'perfect',
        points: [
          [0, 0],
          [1, 1],
        ],
        colour: 6,
      },
    ],
  }
}
