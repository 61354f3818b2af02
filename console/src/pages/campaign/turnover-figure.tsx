// Accounts over time: how many were active, who came, who was suspended or sent their last.
import { useMemo } from 'react'
import { useSay } from '../../messages/language'
import { Figure, useInks } from '../../pictures/figure'
import { legend, stepsOf, tellPoints, timeAxis, tooltip, valueAxis } from '../../pictures/frame'
import type { CampaignPicture, CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'

const HEIGHT = 230
const MOST_PAIRS = 200

export function TurnoverFigure({
  view,
  picture,
}: {
  readonly view: CampaignView
  readonly picture: CampaignPicture
}) {
  const say = useSay()
  const format = useFormat()
  const inks = useInks()
  const steps = useMemo(
    () => stepsOf(picture.start, picture.step_seconds, picture.exchanges.length),
    [picture],
  )
  const option = useMemo(() => {
    const points = (values: readonly number[], sign: 1 | -1) =>
      values.map((value, step) => [steps[step], sign * value])
    const bars = (name: string, values: readonly number[], sign: 1 | -1, color: string) => ({
      name,
      type: 'bar' as const,
      stack: 'turnover',
      itemStyle: { color },
      barMaxWidth: 8,
      data: points(values, sign),
    })
    // From the suspension to the successor's first exchange, a line each.
    const pairs = picture.replacements?.pairs ?? []
    const lowest = -Math.max(1, ...picture.suspended.map((count, step) => count + (picture.quiet[step] ?? 0)))
    const highest = Math.max(1, ...picture.joined)
    const replacedSeries =
      pairs.length === 0
        ? []
        : [
            {
              name: say('replaced.successor'),
              type: 'line' as const,
              silent: true,
              showSymbol: false,
              tooltip: { show: false },
              itemStyle: { color: inks.coordinated },
              lineStyle: { color: inks.coordinated, width: 1, opacity: 0.8 },
              data: pairs.slice(0, MOST_PAIRS).flatMap((pair) => [
                [Date.parse(pair.suspended_at), lowest],
                [Date.parse(pair.first_seen), highest],
                ['-', '-'],
              ]),
            },
          ]
    return {
      animation: false,
      legend: legend(inks),
      tooltip: {
        ...tooltip(inks),
        formatter: tellPoints(format.time, (value) => format.number(Math.abs(value))),
      },
      grid: { left: 44, right: 12, top: 28, bottom: 26 },
      xAxis: timeAxis(inks, (at) => format.day(at)),
      yAxis: valueAxis(inks, (value) => format.compact(Math.abs(value))),
      series: [
        {
          name: say('campaign.activeAccounts'),
          type: 'line',
          step: 'end',
          showSymbol: false,
          lineStyle: { color: inks.everyone, width: 1.2 },
          itemStyle: { color: inks.everyone },
          areaStyle: { color: inks.everyone, opacity: 0.25 },
          data: points(picture.accounts, 1),
        },
        bars(say('campaign.joined'), picture.joined, 1, inks.accent),
        bars(say('campaign.suspended'), picture.suspended, -1, inks.distillation),
        bars(say('campaign.quiet'), picture.quiet, -1, inks.dim),
        ...replacedSeries,
      ],
    }
  }, [picture, steps, inks, format, say])
  return (
    <Figure
      title={say('campaign.turnover')}
      says={say('campaign.turnoverSays', { step: format.span(picture.step_seconds) })}
      label={say('campaign.turnover')}
      option={option}
      height={HEIGHT}
      file={`${view.name}-accounts-over-time`}
      rows={() => [
        ['time', 'active', 'joined', 'suspended', 'last_exchange'],
        ...steps.map((at, step) => [
          new Date(at).toISOString(),
          picture.accounts[step] ?? 0,
          picture.joined[step] ?? 0,
          picture.suspended[step] ?? 0,
          picture.quiet[step] ?? 0,
        ]),
      ]}
    />
  )
}
