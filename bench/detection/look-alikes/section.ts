// Whether anybody honest is accused in four weeks in which everything that looks coordinated happens at once.
import { formatTable, verdictOf } from '../../text-table.js'
import type { Chart } from '../chart.js'
import { type JudgedWorld, measureWorld } from '../judged-world.js'
import { inPool } from '../pool.js'
import type { DetectionSection } from '../section.js'
import { type Rate, type Summary, summarise } from './summary.js'

const SCENARIO = 'four-weeks'
const WEEKS = 4
const FULL = { seeds: 20, scale: 1 }
const QUICK = { seeds: 1, scale: 0.3 }
/** Worker processes at a time: the bench's machine has two cores. */
const WIDTH = 2

export const LOOK_ALIKES: DetectionSection = {
  id: 'look-alikes',
  says: 'four honest weeks with every look-alike at several sizes: who is accused, who is cleared and why',
  async run({ seed: first, quick, signal, say }) {
    const { seeds, scale } = quick ? QUICK : FULL
    let done = 0
    const worlds = await inPool(
      Array.from({ length: seeds }, (_, index) => first + index),
      WIDTH,
      async (seed) => {
        const world = await measureWorld(SCENARIO, seed, scale, signal)
        say(`${++done} of ${seeds} worlds`)
        return world
      },
    )
    const summary = summarise(worlds, WEEKS)
    const failed = [...new Set(worlds.flatMap(({ judged }) => judged.failedDetectors))]
    return {
      text: describe(summary, failed),
      exitCode: failed.length > 0 ? 2 : summary.accusations.length > 0 ? 1 : 0,
      figures: {
        scale,
        ...summary,
        failedDetectors: failed,
        runs: worlds.map(({ judged: { groups }, ...world }) => ({ ...world, judged: groups.length })),
      },
      charts: quick ? [] : drawAll(worlds, summary),
    }
  },
}

function rate({ value, low, high }: Rate, digits: number): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`
}

function describe(summary: Summary, failed: readonly string[]): string {
  const accusations = summary.accusations.map(({ seed, verdict, probability, accounts, kinds }) => [
    kinds
      .slice(0, 3)
      .map(({ kind, accused, of }) => `${kind} ${accused}/${of}`)
      .join(', '),
    String(seed),
    verdict,
    probability.toFixed(4),
    String(accounts),
  ])
  const cleared = Object.entries(summary.explanations).map(([name, times]) => [name, String(times)])
  const silent = summary.kinds.filter(
    ({ worldsAccused, worldsCleared }) => worldsAccused + worldsCleared === 0,
  )
  return [
    `${summary.worlds} honest worlds, ${summary.weeks} weeks, ${summary.accounts.toLocaleString('en')} accounts, ${summary.exchanges.toLocaleString('en')} exchanges; intervals of 95 %\n`,
    `false campaigns a week    ${rate(summary.campaignsPerWeek, 3)}\n`,
    `false accounts of 10,000  ${rate(summary.accountsPer10000, 2)}\n`,
    `worlds without a mistake  ${rate(summary.cleanWorlds, 2)}\n`,
    `no accusation at any seed: ${verdictOf(summary.accusations.length === 0)}\n\n`,
    ...(accusations.length === 0
      ? []
      : [formatTable(['accused', 'seed', 'verdict', 'probability', 'accounts'], accusations), '\n']),
    formatTable(['cleared as', 'groups'], cleared),
    `\n${silent.length} of ${summary.kinds.length} kinds were never a group of their own; the figures have each kind.\n`,
    ...(failed.length === 0 ? [] : [`detectors that failed: ${failed.join(', ')}\n`]),
  ].join('')
}

function drawAll(worlds: readonly JudgedWorld[], summary: Summary): readonly Chart[] {
  const groups = worlds.flatMap(({ judged }) => judged.groups)
  const points = (isAccused: boolean) =>
    groups
      .filter(({ verdict }) => (verdict !== 'explained') === isAccused)
      .map(({ accounts, probability }) => [accounts, probability] as const)
  return [
    {
      id: 'look-alikes-groups',
      title: 'Honest groups that were looked at, by size and probability',
      shape: 'scatter',
      x: { name: 'accounts in the group', kind: 'log' },
      y: { name: 'probability before explanations', min: 0, max: 1 },
      series: [
        { name: 'cleared', points: points(false) },
        { name: 'accused', points: points(true) },
      ],
    },
    {
      id: 'look-alikes-explanations',
      title: `What cleared honest groups in ${summary.weeks} weeks`,
      shape: 'bar',
      x: { name: 'explanation', kind: 'category' },
      y: { name: 'groups' },
      series: [{ name: 'groups', points: Object.entries(summary.explanations) }],
    },
  ]
}
