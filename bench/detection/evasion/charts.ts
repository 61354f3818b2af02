// One chart for each lever, one of the combinations, and two over all levers.
import { LEVERS } from '../../../simulate/levers/table.js'
import type { Chart, Series } from '../chart.js'
import { cheapestUnder, type PointSummary } from './summary.js'

const BASES = ['api', 'subscription', 'people', 'careful'] as const

/** Recall that a lever is to get under. */
const LIMITS = [0.9, 0.5] as const

const COST = 'US dollars for 1,000 exchanges'

/** Recall, and beside it what it costs, in one colour. */
function pairOf(name: string, points: readonly PointSummary[], colour: number): readonly Series[] {
  if (points.length === 0) return []
  return [
    { name: `${name}: recall`, colour, points: points.map(({ value, recall }) => [value, recall]) },
    {
      name: `${name}: cost`,
      colour,
      isSecond: true,
      points: points.map(({ value, usdPer1000 }) => [value, usdPer1000]),
    },
  ]
}

function chartOf(id: string, title: string, series: readonly Series[]): Chart {
  const isCombination = id === 'combination'
  return {
    id: `evasion-${id}`,
    title,
    // Combinations have no order that a line could follow.
    shape: isCombination ? 'bar' : 'line',
    x: { name: isCombination ? '' : id, kind: 'category', isSlanted: isCombination },
    y: { name: 'recall', min: 0, max: 1 },
    second: { name: COST, min: 0 },
    series,
  }
}

/** Recall and cost over the values of each lever that was measured, and what it takes to get under a recall. */
export function drawEvasion(points: readonly PointSummary[]): readonly Chart[] {
  const levers = LEVERS.filter(({ id }) => points.some(({ lever }) => lever === id))
  const curves = levers.map(({ id, says }) => {
    const own = points.filter(({ lever }) => lever === id)
    const series = BASES.flatMap((base, colour) =>
      pairOf(
        base,
        own.filter((one) => one.base === base),
        colour,
      ),
    )
    return chartOf(id, `Lever: ${says}`, series)
  })
  const combined = points.filter(({ lever }) => lever === 'combination')
  const combinations = chartOf('combination', 'Combinations of levers', [
    { name: 'recall', points: combined.map(({ value, recall }) => [value, recall]) },
    { name: 'cost', isSecond: true, points: combined.map(({ value, usdPer1000 }) => [value, usdPer1000]) },
  ])
  return [
    ...curves,
    ...(combined.length === 0 ? [] : [combinations]),
    ...LIMITS.map((limit) =>
      overview(
        points,
        levers.map(({ id }) => id),
        limit,
      ),
    ),
  ]
}

/** For each lever alone the least cost at which recall is below the limit; a gap where no value gets there. */
function overview(points: readonly PointSummary[], ids: readonly string[], limit: number): Chart {
  return {
    id: `evasion-below-${100 * limit}`,
    title: `Least cost at which one lever alone brings recall below ${limit} (gap: none of its values does)`,
    shape: 'bar',
    x: { name: '', kind: 'category', isSlanted: true },
    y: { name: COST, min: 0 },
    series: BASES.map((base, colour) => ({
      name: base,
      colour,
      points: ids.map((id) => {
        const own = points.filter(({ lever, base: of }) => lever === id && of === base)
        return [id, cheapestUnder(own, limit)?.usdPer1000 ?? null]
      }),
    })),
  }
}
