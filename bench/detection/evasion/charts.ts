// One chart for each lever, and one over all of them.
import { LEVERS } from '../../../simulate/levers/table.js'
import type { Chart, Series } from '../chart.js'
import { cheapestUnder, type PointSummary } from './summary.js'

const BASES = ['api', 'subscription', 'careful'] as const

function seriesOf(points: readonly PointSummary[], base: string): readonly Series[] {
  const own = points.filter((one) => one.base === base)
  if (own.length === 0) return []
  return [
    { name: `${base}: recall`, points: own.map(({ value, recall }) => [value, recall]) },
    {
      name: `${base}: cost`,
      isSecond: true,
      points: own.map(({ value, usdPer1000 }) => [value, usdPer1000]),
    },
  ]
}

/** Recall and cost over the values of each lever that was measured, and the overview. */
export function drawEvasion(points: readonly PointSummary[]): readonly Chart[] {
  const ids = [...new Set(points.map(({ lever }) => lever))]
  const charts = ids.map((id): Chart => {
    const own = points.filter(({ lever }) => lever === id)
    const isCombination = id === 'combination'
    const series = isCombination
      ? ([
          { name: 'recall', points: own.map(({ value, recall }) => [value, recall] as const) },
          {
            name: 'cost',
            isSecond: true,
            points: own.map(({ value, usdPer1000 }) => [value, usdPer1000] as const),
          },
        ] satisfies Series[])
      : BASES.flatMap((base) => seriesOf(own, base))
    return {
      id: `evasion-${id}`,
      title: isCombination
        ? 'Combinations of levers'
        : `Lever: ${LEVERS.find((one) => one.id === id)?.says ?? id}`,
      shape: 'line',
      x: { name: isCombination ? 'combination' : id, kind: 'category' },
      y: { name: 'recall', min: 0, max: 1 },
      second: { name: 'US dollars for 1,000 exchanges', min: 0 },
      series,
    }
  })
  return [
    ...charts,
    overview(
      points,
      ids.filter((id) => id !== 'combination'),
    ),
  ]
}

/** For each lever alone the cost at which recall is below 0.9 and 0.5; a gap where no value gets there. */
function overview(points: readonly PointSummary[], ids: readonly string[]): Chart {
  const series = (['api', 'subscription'] as const).flatMap((base) =>
    [0.9, 0.5].map(
      (limit): Series => ({
        name: `${base}: below ${limit}`,
        points: ids.map((id) => {
          const own = points.filter(({ lever, base: of }) => lever === id && of === base)
          return [id, cheapestUnder(own, limit)?.usdPer1000 ?? null]
        }),
      }),
    ),
  )
  return {
    id: 'evasion-overview',
    title: 'Cost at which one lever alone brings recall below 0.9 and 0.5 (none: it never does)',
    shape: 'bar',
    x: { name: 'lever', kind: 'category' },
    y: { name: 'US dollars for 1,000 exchanges', min: 0 },
    series,
  }
}
