// What was said against what people confirmed, a point a range of probabilities with its interval.
import { useSay } from '../../messages/language'
import { Figure, useInks } from '../../pictures/figure'
import { FONT, tooltip, valueAxis } from '../../pictures/frame'
import type { CalibrationReport } from '../../service/client'
import { useFormat } from '../../service/clock'

const HEIGHT = 300

export function ReliabilityFigure({ report }: { readonly report: CalibrationReport }) {
  const say = useSay()
  const format = useFormat()
  const inks = useInks()
  const bins = report.bins.flatMap(({ said, share, ...bin }) =>
    said === undefined || share === undefined ? [] : [{ ...bin, said, share }],
  )
  const axis = (name: string) => ({
    ...valueAxis(inks, (value) => format.percent(value)),
    interval: 0.25,
    min: 0,
    max: 1,
    name,
    nameLocation: 'middle' as const,
    nameGap: 34,
    nameTextStyle: { color: inks.dim, fontFamily: FONT, fontSize: 12 },
  })
  const line = (data: readonly (readonly number[])[], color: string, width: number) => ({
    type: 'line' as const,
    silent: true,
    symbol: 'none',
    animation: false,
    data: data.map((point) => [...point]),
    lineStyle: { color, width },
  })
  const option = {
    animation: false,
    grid: { left: 64, right: 16, top: 12, bottom: 52 },
    tooltip: tooltip(inks),
    xAxis: axis(say('feedback.said')),
    yAxis: axis(say('feedback.share')),
    series: [
      line(
        [
          [0, 0],
          [1, 1],
        ],
        inks.dim,
        1,
      ),
      ...bins.map(({ said, low, high }) =>
        line(
          [
            [said, low],
            [said, high],
          ],
          inks.everyone,
          2,
        ),
      ),
      {
        type: 'line' as const,
        name: say('feedback.confirmed'),
        data: bins.map(({ said, share }) => [said, share]),
        showSymbol: true,
        symbol: 'circle',
        symbolSize: 11,
        clip: false,
        lineStyle: { width: 0 },
        itemStyle: { color: inks.accent },
      },
    ],
  }
  return (
    <Figure
      title={say('feedback.reliability')}
      says={say('feedback.reliabilitySays')}
      label={say('feedback.reliability')}
      option={option}
      height={HEIGHT}
      file="reliability"
      rows={() => [
        [
          say('feedback.said'),
          say('feedback.share'),
          say('feedback.low'),
          say('feedback.high'),
          say('feedback.groups'),
        ],
        ...bins.map(({ said, share, low, high, groups }) => [said, share, low, high, groups]),
      ]}
    />
  )
}
