// What the honest worlds say, in words and pictures.
import { formatTable, verdictOf } from '../../text-table.js'
import type { Chart } from '../chart.js'
import type { JudgedWorld } from '../judged-world.js'
import type { Rate, Summary } from './summary.js'

function rate({ value, low, high }: Rate, digits: number): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`
}

/** What is printed. */
export function describe(summary: Summary, failed: readonly string[]): string {
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
    `\n${silent.length} of ${summary.kinds.length} kinds were never listed as a group of their own; a result lists forty cleared groups at most.\n`,
    ...(failed.length === 0 ? [] : [`detectors that failed: ${failed.join(', ')}\n`]),
  ].join('')
}

/** The pictures. */
export function draw(worlds: readonly JudgedWorld[], summary: Summary): readonly Chart[] {
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
      y: { name: 'probability', min: 0, max: 1 },
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
