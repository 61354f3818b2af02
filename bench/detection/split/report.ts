// What sharing finds of split campaigns, as tables and a picture.
import { wilson } from '../../../src/model/proportion.js'
import { formatTable } from '../../text-table.js'
import type { Chart } from '../chart.js'
import { recallOf, type ShareResult, type StyleResult } from './section.js'
import { type Style, stepText } from './styles.js'

/** What is printed. */
export function describe(results: readonly StyleResult[], honestMore: number): string {
  const rows = results.flatMap(({ style, smallest, shares }) =>
    smallest === undefined
      ? [[style.id, 'never found alone']]
      : shares.map((one) => [
          style.id,
          stepText(style, smallest),
          `${one.share.toFixed(2)}: ${stepText(style, one.step)}`,
          meanOf(one, 'alone').toFixed(2),
          meanOf(one, 'together').toFixed(2),
          pooledOf(one).toFixed(2),
          wholly(one),
          suspicionsOf(one),
          whyMissed(one),
        ]),
  )
  const header = [
    'campaign',
    'one needs',
    'each has',
    'found alone',
    'together',
    'all at one',
    'all three find it',
    'told: groups (campaign, others)',
    'what is missed lacks',
  ]
  return `${formatTable(header, rows)}
${honestMore} honest accounts were accused with sharing that were not without
`
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)

function meanOf({ cases }: ShareResult, which: 'alone' | 'together'): number {
  return mean(cases.map(({ answer }) => recallOf(answer, which)))
}

function pooledOf({ cases }: ShareResult): number {
  return mean(cases.map(({ pooled }) => pooled))
}

/** Seeds in which all providers accuse most of their part. */
function wholly({ cases }: ShareResult): string {
  const found = cases.filter(({ answer }) =>
    answer.providers.every(({ together, campaign }) => 2 * together > campaign),
  ).length
  const { low, high } = wilson(found / Math.max(cases.length, 1), cases.length)
  return `${found} of ${cases.length} (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)} %)`
}

function suspicionsOf({ cases }: ShareResult): string {
  const told = cases.flatMap(({ answer }) => answer.told)
  const own = told.reduce((sum, { campaign }) => sum + campaign, 0)
  const others = told.reduce((sum, { accounts, campaign }) => sum + accounts - campaign, 0)
  return `${told.length} (${own}, ${others})`
}

/** What parts that are missed lack or are cleared by, though partners had said the most, most frequent first. */
function whyMissed({ cases }: ShareResult): string {
  const counts = new Map<string, number>()
  for (const { answer } of cases)
    for (const { missed } of answer.providers) {
      if (missed === undefined) continue
      const reasons = [...missed.lacking, ...missed.explanations]
      for (const reason of reasons.length === 0 ? ['pointing'] : reasons)
        counts.set(reason, (counts.get(reason) ?? 0) + 1)
    }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ')
}

const AXES: readonly (readonly [Style['axis'], string])[] = [
  ['accounts', 'accounts'],
  ['both', 'accounts and their requests'],
  ['rate', 'requests an account'],
]

/** Recall over the share of what one provider needs that each has, a picture an axis. */
export function draw(results: readonly StyleResult[]): readonly Chart[] {
  return AXES.flatMap(([axis, moved]): Chart[] => {
    const drawn = results.filter(({ style, smallest }) => style.axis === axis && smallest !== undefined)
    if (drawn.length === 0) return []
    return [
      {
        id: `split-campaigns-${axis}`,
        title: `Found of a campaign that three providers have parts of, by ${moved}`,
        shape: 'line',
        x: { name: 'what each has, of what one needs to find it alone', min: 0.2, max: 1 },
        y: { name: 'share of its accounts that are accused', min: 0, max: 1 },
        series: drawn.flatMap(({ style, shares }, colour) => [
          {
            name: `${style.id}, with sharing`,
            colour,
            points: shares.map((one) => [one.share, meanOf(one, 'together')] as const),
          },
          {
            name: `${style.id}, alone`,
            colour,
            isDashed: true,
            points: shares.map((one) => [one.share, meanOf(one, 'alone')] as const),
          },
        ]),
      },
    ]
  })
}
