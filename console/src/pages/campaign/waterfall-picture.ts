// The waterfall as a picture that is saved; the page shows it as a list, with what each bar says.
import type { EChartsCoreOption } from 'echarts/core'
import { FONT } from '../../pictures/frame'
import type { Inks } from '../../theme'

export interface NamedBar {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly kind: 'evidence' | 'family' | 'sum'
}

export const BAR_HEIGHT = 24

export function waterfallPicture(title: string, bars: readonly NamedBar[], inks: Inks): EChartsCoreOption {
  const least = Math.min(0, ...bars.flatMap(({ from, to }) => [from, to]))
  const colorOf = ({ kind, from, to }: NamedBar) =>
    kind === 'sum'
      ? inks.accent
      : kind === 'family'
        ? inks.everyone
        : to >= from
          ? inks.distillation
          : inks.explained
  const text = { color: inks.text, fontFamily: FONT, fontSize: 12 }
  return {
    title: { text: title, left: 8, top: 6, textStyle: { ...text, fontSize: 14, fontWeight: 600 } },
    grid: { left: 270, right: 60, top: 36, bottom: 8 },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, width: 250, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        stack: 'bits',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: bars.map(({ from, to }) => Math.min(from, to) - least),
      },
      {
        type: 'bar',
        stack: 'bits',
        barWidth: 14,
        data: bars.map((bar) => ({
          value: Math.abs(bar.to - bar.from),
          itemStyle: { color: colorOf(bar) },
          label: {
            show: true,
            position: 'right',
            ...text,
            formatter: `${bar.to < bar.from ? '−' : '+'}${Math.abs(bar.to - bar.from).toFixed(1)}`,
          },
        })),
      },
    ],
  }
}
