// The campaign's life as a line: exchanges, with what analyses saw happen and models that came out.
import { useMemo } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { Figure, useInks } from '../../pictures/figure'
import { FONT, stepsOf, timeAxis, tooltip, valueAxis } from '../../pictures/frame'
import type { CampaignPicture, CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'

const HEIGHT = 200

export function LifeFigure({
  view,
  picture,
}: {
  readonly view: CampaignView
  readonly picture: CampaignPicture
}) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const inks = useInks()
  const steps = useMemo(
    () => stepsOf(picture.start, picture.step_seconds, picture.exchanges.length),
    [picture],
  )
  const option = useMemo(() => {
    const color = inks[view.verdict]
    const mark = (name: string, at: string, ink: string) => ({
      name,
      xAxis: Date.parse(at),
      lineStyle: { color: ink, type: 'dashed' as const, width: 1 },
      label: { color: ink },
    })
    return {
      animation: false,
      tooltip: {
        ...tooltip(inks),
        formatter: (points: readonly { value: [number, number] }[]) =>
          points.length === 0
            ? ''
            : `${format.time(points[0]?.value[0] ?? 0)}\n${say('column.exchanges')}: ${format.number(points[0]?.value[1] ?? 0)}`,
      },
      grid: { left: 52, right: 12, top: 26, bottom: 26 },
      xAxis: timeAxis(inks, (at) => format.day(at)),
      yAxis: valueAxis(inks, (value) => format.compact(value)),
      series: [
        {
          name: say('campaign.ofIt'),
          type: 'line',
          step: 'end',
          showSymbol: false,
          lineStyle: { color, width: 1.2 },
          itemStyle: { color },
          areaStyle: { color, opacity: 0.2 },
          emphasis: { disabled: true },
          data: picture.exchanges.map((value, step) => [steps[step], value]),
          markLine: {
            symbol: 'none',
            silent: true,
            label: { fontFamily: FONT, fontSize: 11, formatter: '{b}', position: 'end', rotate: 0 },
            data: [
              ...view.history.map(({ event, at }) => mark(term('life', event), at, inks.text)),
              ...picture.releases.map(({ model, at }) => mark(model, at, inks.dim)),
            ],
          },
        },
      ],
    }
  }, [view, picture, steps, inks, format, say, term])
  return (
    <Figure
      title={say('campaign.life')}
      says={say('campaign.lifeSays', { step: format.span(picture.step_seconds) })}
      label={say('campaign.life')}
      option={option}
      height={HEIGHT}
      file={`${view.name}-life`}
      rows={() => [
        ['time', 'exchanges', 'active_accounts'],
        ...steps.map((at, step) => [
          new Date(at).toISOString(),
          picture.exchanges[step] ?? 0,
          picture.accounts[step] ?? 0,
        ]),
      ]}
    />
  )
}
