// Everyone's exchanges over the log, and below them the campaigns' on a scale of their own, so that a small part shows.
import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { useSay } from '../../messages/language'
import { Panel } from '../../parts/panel'
import { usePublicEvents } from '../../parts/public-events'
import { Figure, useInks } from '../../pictures/figure'
import { legend, stepsOf, tellPoints, timeAxis, tooltip, valueAxis } from '../../pictures/frame'
import { markLines, ROW_HEIGHT } from '../../pictures/marks'
import { placeMoments } from '../../pictures/place-moments'
import { usePlotWidth } from '../../pictures/plot-width'
import type { Overview } from '../../service/client'
import { useFormat } from '../../service/clock'

const HEIGHT = 284
const TOP = 42

/** From the first step to the end of the last, milliseconds since 1970. */
export function timeOf(traffic: Overview['traffic']): readonly [from: number, to: number] {
  if (!traffic) return [0, 0]
  const from = Date.parse(traffic.start)
  return [from, from + traffic.exchanges.length * traffic.step_seconds * 1000]
}

export function TrafficFigure({ overview: { traffic } }: { readonly overview: Overview }) {
  const say = useSay()
  const format = useFormat()
  const inks = useInks()
  const { ref, plotWidth } = usePlotWidth()
  const [from, to] = timeOf(traffic)
  const events = usePublicEvents(from, to)
  const { placed, rows } = useMemo(
    () =>
      placeMoments(
        [
          ...(traffic?.releases ?? []).map(({ model, at }) => ({
            at: Date.parse(at),
            name: model,
            ink: inks.dim,
          })),
          ...events.map(({ title, at }) => ({ at: Date.parse(at), name: title, ink: inks.accent })),
        ],
        from,
        to,
        plotWidth,
      ),
    [traffic, events, from, to, plotWidth, inks],
  )
  const more = ROW_HEIGHT * Math.max(0, rows - 1)
  const option = useMemo(() => {
    if (!traffic) return undefined
    const steps = stepsOf(traffic.start, traffic.step_seconds, traffic.exchanges.length)
    const series = (
      name: string,
      values: readonly number[],
      color: string,
      index: number,
      opacity: number,
    ) => ({
      name,
      type: 'line' as const,
      step: 'end' as const,
      showSymbol: false,
      xAxisIndex: index,
      yAxisIndex: index,
      lineStyle: { color, width: 1.2 },
      itemStyle: { color },
      areaStyle: { color, opacity },
      emphasis: { disabled: true },
      data: values.map((value, step) => [steps[step], value]),
    })
    return {
      animation: false,
      legend: legend(inks),
      tooltip: {
        ...tooltip(inks),
        formatter: tellPoints(format.time, format.number),
      },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      grid: [
        { left: 52, right: 8, top: TOP + more, height: 118 },
        { left: 52, right: 8, top: TOP + more + 140, height: 74 },
      ],
      xAxis: [
        { ...timeAxis(inks, (at) => format.day(at), false), gridIndex: 0 },
        { ...timeAxis(inks, (at) => format.day(at)), gridIndex: 1 },
      ],
      yAxis: [
        { ...valueAxis(inks, (value) => format.compact(value)), gridIndex: 0 },
        { ...valueAxis(inks, (value) => format.compact(value)), gridIndex: 1, splitNumber: 2 },
      ],
      series: [
        {
          ...series(say('overview.everyone'), traffic.exchanges, inks.everyone, 0, 0.28),
          markLine: markLines(placed),
        },
        series(say('overview.ofCampaigns'), traffic.accused, inks.distillation, 1, 0.22),
      ],
    }
  }, [traffic, inks, format, say, placed, more])
  if (!traffic || !option)
    return (
      <Panel title={say('overview.traffic')}>
        <Text size="sm" className="sw-dim">
          {say('overview.trafficMissing')}
        </Text>
      </Panel>
    )
  const step = format.span(traffic.step_seconds)
  return (
    <div ref={ref}>
      <Figure
        title={say('overview.traffic')}
        says={say('overview.trafficSays', { step })}
        label={say('overview.traffic')}
        option={option}
        height={HEIGHT + more}
        file="traffic"
        rows={() => [
          ['time', 'exchanges', 'of_campaigns', 'active_campaign_accounts'],
          ...stepsOf(traffic.start, traffic.step_seconds, traffic.exchanges.length).map((at, index) => [
            new Date(at).toISOString(),
            traffic.exchanges[index] ?? 0,
            traffic.accused[index] ?? 0,
            traffic.accounts[index] ?? 0,
          ]),
        ]}
      />
    </div>
  )
}
