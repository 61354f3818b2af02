import { useMemo } from 'react'
import { useSay } from '../../messages/language'
import { Figure, useInks } from '../../pictures/figure'
import { FONT, legend, tooltip, valueAxis } from '../../pictures/frame'
import type { CampaignPicture, CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'

/** The hours of the day of the campaign beside everyone's. */
export function HoursFigure({
  view,
  picture,
}: {
  readonly view: CampaignView
  readonly picture: CampaignPicture
}) {
  const say = useSay()
  const format = useFormat()
  const inks = useInks()
  const option = useMemo(
    () => ({
      animation: false,
      legend: legend(inks),
      tooltip: {
        ...tooltip(inks),
        formatter: (points: readonly { seriesName: string; name: string; value: number }[]) =>
          [
            `${points[0]?.name}:00 UTC`,
            ...points.map(({ seriesName, value }) => `${seriesName}: ${format.percent(value)}`),
          ].join('\n'),
      },
      grid: { left: 44, right: 8, top: 26, bottom: 22 },
      xAxis: {
        type: 'category' as const,
        data: Array.from({ length: 24 }, (_, hour) => hour),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: inks.line } },
        axisLabel: { color: inks.dim, fontFamily: FONT, fontSize: 11, interval: 5 },
      },
      yAxis: valueAxis(inks, (value) => format.percent(value)),
      series: [
        {
          name: view.name,
          type: 'bar',
          data: picture.hours.campaign,
          itemStyle: { color: inks[view.verdict] },
          barCategoryGap: '25%',
        },
        {
          name: say('campaign.everyone'),
          type: 'line',
          step: 'middle',
          showSymbol: false,
          lineStyle: { color: inks.dim, width: 1.5 },
          itemStyle: { color: inks.dim },
          data: picture.hours.everyone,
        },
      ],
    }),
    [view, picture, inks, format, say],
  )
  return (
    <Figure
      title={say('campaign.hours')}
      says={say('campaign.hoursSays')}
      label={say('campaign.hours')}
      option={option}
      height={170}
      file={`${view.name}-hours`}
      rows={() => [
        ['hour_utc', 'campaign', 'everyone'],
        ...picture.hours.campaign.map((share, hour) => [hour, share, picture.hours.everyone[hour] ?? 0]),
      ]}
    />
  )
}
