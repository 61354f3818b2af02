// Accounts by time: what load balancing looks like.
import { SegmentedControl } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useSay } from '../../messages/language'
import { Figure, useInks } from '../../pictures/figure'
import { FONT, stepsOf, tooltip } from '../../pictures/frame'
import { ROW_ORDERS } from '../../router'
import type { CampaignPicture, CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'
import { orderByFirst, orderByLikeness } from './row-order'

const page = getRouteApi('/campaigns/$id')
const ROW_HEIGHT = 7
const LABELS_EVERY = 5
/** Dates below the picture, about. */
const DATES = 14

export function SynchronyFigure({
  view,
  picture,
}: {
  readonly view: CampaignView
  readonly picture: CampaignPicture
}) {
  const say = useSay()
  const format = useFormat()
  const inks = useInks()
  const { rows: order = 'alike' } = page.useSearch()
  const change = page.useNavigate()
  const navigate = useNavigate()
  const steps = useMemo(
    () => stepsOf(picture.start, picture.step_seconds, picture.exchanges.length),
    [picture],
  )
  const rows = useMemo(
    () => (order === 'alike' ? orderByLikeness(picture.activity) : orderByFirst(picture.activity)),
    [picture, order],
  )
  const option = useMemo(() => {
    const cells = rows.flatMap(({ counts }, row) =>
      counts.flatMap((count, step) => (count > 0 ? [[step, row, count]] : [])),
    )
    // A few busy hours must not make all others pale.
    const sorted = cells.map(([, , count = 0]) => count).sort((a, b) => a - b)
    const most = Math.max(1, sorted[Math.floor(0.95 * sorted.length)] ?? 1)
    return {
      animation: false,
      tooltip: {
        ...tooltip(inks),
        trigger: 'item' as const,
        formatter: ({ value: [step, row, count] }: { value: [number, number, number] }) =>
          `${rows[row]?.account ?? ''}\n${format.time(steps[step] ?? 0)}\n${say('column.exchanges')}: ${format.number(count)}`,
      },
      grid: { left: 118, right: 8, top: 4, bottom: 24 },
      xAxis: {
        type: 'category' as const,
        data: steps,
        axisLine: { lineStyle: { color: inks.line } },
        axisTick: { show: false },
        axisLabel: {
          color: inks.dim,
          fontFamily: FONT,
          fontSize: 11,
          interval: Math.max(1, Math.floor(steps.length / DATES)) - 1,
          hideOverlap: true,
          formatter: (at: string) => format.day(Number(at)),
        },
      },
      yAxis: {
        type: 'category' as const,
        inverse: true,
        data: rows.map(({ account }) => account),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          color: inks.dim,
          fontFamily: "'JetBrains Mono Variable', monospace",
          fontSize: 10,
          interval: (index: number) => index % LABELS_EVERY === 0,
          width: 108,
          overflow: 'truncate' as const,
        },
      },
      visualMap: { show: false, min: 0, max: most, inRange: { color: [...inks.steps] } },
      series: [
        {
          type: 'heatmap',
          data: cells,
          progressive: 0,
          itemStyle: { borderWidth: 0 },
          emphasis: { itemStyle: { borderColor: inks.text, borderWidth: 1 } },
        },
      ],
    }
  }, [rows, steps, inks, format, say])
  if (rows.length === 0) return null
  return (
    <Figure
      title={say('campaign.synchrony')}
      says={say('campaign.synchronySays', {
        shown: rows.length,
        total: view.accounts,
        step: format.span(picture.step_seconds),
      })}
      label={say('campaign.synchrony')}
      option={option}
      height={rows.length * ROW_HEIGHT + 34}
      renderer="canvas"
      file={`${view.name}-synchrony`}
      onChoose={(event) => {
        const account = rows[event.row]?.account
        if (account !== undefined) void navigate({ to: '/accounts/$id', params: { id: account } })
      }}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={say('campaign.rowsOrder')}
          value={order}
          data={ROW_ORDERS.map((value) => ({
            value,
            label: value === 'first' ? say('campaign.rowsFirst') : say('campaign.rowsAlike'),
          }))}
          onChange={(value) =>
            void change({
              search: (before) => ({ ...before, rows: value as typeof order }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
      rows={() => [
        ['account', ...steps.map((at) => new Date(at).toISOString())],
        ...rows.map(({ account, counts }) => [account, ...counts]),
      ]}
    />
  )
}
