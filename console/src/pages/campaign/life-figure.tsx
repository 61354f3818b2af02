// The campaign's life as a line: exchanges, with what analyses saw happen and models that came out.
import { useMemo } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { usePublicEvents } from '../../parts/public-events'
import { Figure, useInks } from '../../pictures/figure'
import { stepsOf, timeAxis, tooltip, valueAxis } from '../../pictures/frame'
import { markLines, ROW_HEIGHT } from '../../pictures/marks'
import { placeMoments } from '../../pictures/place-moments'
import { usePlotWidth } from '../../pictures/plot-width'
import type { CampaignPicture, CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'

const HEIGHT = 186
const TOP = 12

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
  const { ref, plotWidth } = usePlotWidth()
  const steps = useMemo(
    () => stepsOf(picture.start, picture.step_seconds, picture.exchanges.length),
    [picture],
  )
  const [from, to] = [steps[0] ?? 0, (steps.at(-1) ?? 0) + picture.step_seconds * 1000]
  const events = usePublicEvents(from, to)
  const { placed, rows } = useMemo(
    () =>
      placeMoments(
        [
          ...view.history.map(({ event, at }) => ({
            at: Date.parse(at),
            name: term('life', event),
            ink: inks.text,
          })),
          ...picture.releases.map(({ model, at }) => ({ at: Date.parse(at), name: model, ink: inks.dim })),
          ...events.map(({ title, at }) => ({ at: Date.parse(at), name: title, ink: inks.accent })),
        ],
        from,
        to,
        plotWidth,
      ),
    [view.history, picture.releases, events, from, to, plotWidth, inks, term],
  )
  const option = useMemo(() => {
    const color = inks[view.verdict]
    return {
      animation: false,
      tooltip: {
        ...tooltip(inks),
        formatter: (points: readonly { value: [number, number] }[]) =>
          points.length === 0
            ? ''
            : `${format.time(points[0]?.value[0] ?? 0)}\n${say('column.exchanges')}: ${format.number(points[0]?.value[1] ?? 0)}`,
      },
      grid: { left: 52, right: 12, top: TOP + ROW_HEIGHT * rows, bottom: 26 },
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
          markLine: markLines(placed),
        },
      ],
    }
  }, [view.verdict, picture, steps, inks, format, say, placed, rows])
  return (
    <div ref={ref}>
      <Figure
        title={say('campaign.life')}
        says={say('campaign.lifeSays', { step: format.span(picture.step_seconds) })}
        label={say('campaign.life')}
        option={option}
        height={HEIGHT + ROW_HEIGHT * rows}
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
    </div>
  )
}
