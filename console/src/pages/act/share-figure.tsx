// How much of what accounts sent is the campaign's: those with honest use beside it stand out.
import { useSay } from '../../messages/language'
import { Figure, useInks } from '../../pictures/figure'
import { FONT, tooltip, valueAxis } from '../../pictures/frame'
import type { ActPreview } from '../../service/client'
import { useFormat } from '../../service/clock'

const BINS = 10
const HEIGHT = 190
const EFFECTS = ['enforced', 'shadow', 'harder', 'exempt', 'unsure'] as const

export function ShareFigure({
  shares,
  name,
}: {
  readonly shares: ActPreview['shares']
  readonly name: string
}) {
  const say = useSay()
  const format = useFormat()
  const inks = useInks()
  const names = Array.from(
    { length: BINS },
    (_, bin) => `${Math.round((100 * bin) / BINS)}–${format.percent((bin + 1) / BINS)}`,
  )
  const shades = [inks.accent, inks.steps[2], inks.steps[1], inks.everyone, inks.line]
  const shown = EFFECTS.map((effect, index) => ({ effect, index, counts: shares[effect] })).filter(
    ({ counts }) => counts.some((count) => count > 0),
  )
  const option = {
    animation: false,
    grid: { left: 44, right: 8, top: 30, bottom: 26 },
    legend: {
      top: 0,
      right: 0,
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: inks.text, fontFamily: FONT, fontSize: 12 },
    },
    tooltip: tooltip(inks),
    xAxis: {
      type: 'category' as const,
      data: names,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: inks.line } },
      axisLabel: { color: inks.dim, fontFamily: FONT, fontSize: 11, interval: 0 },
    },
    yAxis: valueAxis(inks, format.compact),
    series: shown.map(({ effect, index, counts }) => ({
      type: 'bar' as const,
      stack: 'accounts',
      name: say(`preview.${effect}`),
      data: counts,
      barCategoryGap: '18%',
      itemStyle: { color: shades[index] },
    })),
  }
  return (
    <Figure
      title={say('preview.share')}
      says={say('preview.shareSays')}
      label={`${name}: ${say('preview.share')}`}
      option={option}
      height={HEIGHT}
      file="preview-share"
      rows={() => [
        [say('preview.shareAxis'), ...shown.map(({ effect }) => say(`preview.${effect}`))],
        ...names.map((bin, index) => [bin, ...shown.map(({ counts }) => counts[index] ?? 0)]),
      ]}
    />
  )
}
