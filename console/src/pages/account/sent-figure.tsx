import { useMemo } from 'react'
import { useSay } from '../../messages/language'
import { Figure, useInks } from '../../pictures/figure'
import { legend, stepsOf, tellPoints, timeAxis, tooltip, valueAxis } from '../../pictures/frame'
import type { AccountView } from '../../service/client'
import { useFormat } from '../../service/clock'

export interface SentFigureProps {
  readonly account: string
  readonly sent: NonNullable<AccountView['sent']>
}

/** Over a shorter time the axis tells times and not days, which would come again. */
const SHORT_MS = 3 * 86_400_000

/** The campaign's part of what the account sent, against all else. */
export function SentFigure({ account, sent }: SentFigureProps) {
  const say = useSay()
  const format = useFormat()
  const inks = useInks()
  const steps = useMemo(() => stepsOf(sent.start, sent.step_seconds, sent.campaign.length), [sent])
  const option = useMemo(() => {
    const stepMs = sent.step_seconds * 1000
    const isShort = steps.length * stepMs < SHORT_MS
    const bars = (name: string, values: readonly number[], color: string) => ({
      name,
      type: 'bar' as const,
      stack: 'sent',
      barMaxWidth: 10,
      itemStyle: { color },
      data: values.map((value, step) => [steps[step], value]),
    })
    return {
      animation: false,
      legend: legend(inks),
      tooltip: {
        ...tooltip(inks),
        formatter: tellPoints(format.time, format.number),
      },
      grid: { left: 44, right: 12, top: 28, bottom: 26 },
      xAxis: {
        ...timeAxis(inks, (at) => (isShort ? format.time(at) : format.day(at))),
        // A bar stands around its time: room for the first and the last.
        min: (steps[0] ?? 0) - stepMs,
        max: (steps.at(-1) ?? 0) + stepMs,
      },
      yAxis: valueAxis(inks, (value) => format.compact(value)),
      series: [
        bars(say('account.ofCampaign'), sent.campaign, inks.distillation),
        bars(say('account.other'), sent.other, inks.everyone),
      ],
    }
  }, [sent, steps, inks, format, say])
  return (
    <Figure
      title={say('account.sent')}
      says={say('account.sentSays', { step: format.span(sent.step_seconds) })}
      label={say('account.sent')}
      option={option}
      height={220}
      file={`${account}-sent`}
      rows={() => [
        ['time', 'of_campaigns', 'other'],
        ...steps.map((at, step) => [
          new Date(at).toISOString(),
          sent.campaign[step] ?? 0,
          sent.other[step] ?? 0,
        ]),
      ]}
    />
  )
}
