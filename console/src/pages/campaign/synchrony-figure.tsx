// Accounts by time: what load balancing looks like, beside accounts that nobody accuses and that send about as much.
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
const ROW_HEIGHT = 6
/** Others that are drawn. */
const MOST_OTHERS = 30
const HEAD = 22
const DATES_HEIGHT = 24
const GAP = 8
const LEFT = 118
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
  const others = useMemo(() => {
    const all = picture.others ?? []
    const every = Math.max(1, Math.ceil(all.length / MOST_OTHERS))
    const drawn = all.filter((_, place) => place % every === 0).map((counts) => ({ counts }))
    return order === 'alike' ? orderByLikeness(drawn) : orderByFirst(drawn)
  }, [picture, order])
  const split = HEAD + rows.length * ROW_HEIGHT + (others.length === 0 ? 0 : GAP)
  const height =
    others.length === 0 ? split + DATES_HEIGHT : split + HEAD + others.length * ROW_HEIGHT + DATES_HEIGHT
  const option = useMemo(() => {
    const own = cellsOf(rows)
    const beside = cellsOf(others)
    const head = (text: string, top: number) => ({
      text,
      left: LEFT,
      top,
      padding: 0,
      textStyle: { color: inks.text, fontFamily: FONT, fontSize: 12, fontWeight: 560 },
    })
    const times = (gridIndex: number, show: boolean) => ({
      type: 'category' as const,
      gridIndex,
      data: steps,
      axisLine: { lineStyle: { color: inks.line } },
      axisTick: { show: false },
      axisLabel: {
        show,
        color: inks.dim,
        fontFamily: FONT,
        fontSize: 11,
        interval: Math.max(1, Math.floor(steps.length / DATES)) - 1,
        hideOverlap: true,
        formatter: (at: string) => format.day(Number(at)),
      },
    })
    const accounts = (gridIndex: number, data: readonly (string | number)[], show: boolean) => ({
      type: 'category' as const,
      gridIndex,
      inverse: true,
      data,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        show,
        color: inks.dim,
        fontFamily: "'JetBrains Mono Variable', monospace",
        fontSize: 10,
        interval: (index: number) => index % LABELS_EVERY === 0,
        width: LEFT - 10,
        overflow: 'truncate' as const,
      },
    })
    const map = (axis: number, data: readonly (readonly [number, number, number])[]) => ({
      type: 'heatmap',
      xAxisIndex: axis,
      yAxisIndex: axis,
      data,
      progressive: 0,
      itemStyle: { borderWidth: 0 },
      emphasis: { itemStyle: { borderColor: inks.text, borderWidth: 1 } },
    })
    const scale = (
      seriesIndex: number,
      cells: readonly (readonly [number, number, number])[],
      color: readonly string[],
    ) => ({
      show: false,
      seriesIndex,
      min: 0,
      max: mostOf(cells),
      inRange: { color: [...color] },
    })
    const isAlone = others.length === 0
    return {
      animation: false,
      tooltip: {
        ...tooltip(inks),
        trigger: 'item' as const,
        formatter: ({
          seriesIndex,
          value: [step, row, count],
        }: {
          seriesIndex: number
          value: [number, number, number]
        }) =>
          `${seriesIndex === 0 ? (rows[row]?.account ?? '') : say('campaign.other')}\n${format.time(steps[step] ?? 0)}\n${say('column.exchanges')}: ${format.number(count)}`,
      },
      title: [
        head(say('campaign.synchronyOwn', { count: rows.length }), 2),
        ...(isAlone ? [] : [head(say('campaign.synchronyOthers', { count: others.length }), split + 4)]),
      ],
      grid: [
        { left: LEFT, right: 8, top: HEAD, height: rows.length * ROW_HEIGHT },
        ...(isAlone ? [] : [{ left: LEFT, right: 8, top: split + HEAD, height: others.length * ROW_HEIGHT }]),
      ],
      xAxis: [times(0, isAlone), ...(isAlone ? [] : [times(1, true)])],
      yAxis: [
        accounts(
          0,
          rows.map(({ account }) => account),
          true,
        ),
        ...(isAlone ? [] : [accounts(1, [...others.keys()], false)]),
      ],
      visualMap: [scale(0, own, inks.steps), ...(isAlone ? [] : [scale(1, beside, inks.greys)])],
      series: [map(0, own), ...(isAlone ? [] : [map(1, beside)])],
    }
  }, [rows, others, steps, split, inks, format, say])
  if (rows.length === 0) return null
  return (
    <Figure
      title={say('campaign.synchrony')}
      says={`${say('campaign.synchronySays', {
        shown: rows.length,
        total: view.accounts,
        step: format.span(picture.step_seconds),
      })} ${say(others.length === 0 ? 'campaign.synchronyAlone' : 'campaign.synchronyBeside')}`}
      label={say('campaign.synchrony')}
      option={option}
      height={height}
      renderer="canvas"
      file={`${view.name}-synchrony`}
      onChoose={(event) => {
        const account = event.series === 0 ? rows[event.row]?.account : undefined
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
        ...others.map(({ counts }) => [say('campaign.other'), ...counts]),
      ]}
    />
  )
}

/** Steps with exchanges: which, of which row, and how many. */
function cellsOf(rows: readonly { readonly counts: readonly number[] }[]) {
  return rows.flatMap(({ counts }, row) =>
    counts.flatMap((count, step) => (count > 0 ? [[step, row, count] as const] : [])),
  )
}

/** The count that is darkest: a few busy hours must not make all others pale. */
function mostOf(cells: readonly (readonly [number, number, number])[]): number {
  const sorted = cells.map(([, , count]) => count).sort((a, b) => a - b)
  return Math.max(1, sorted[Math.floor(0.95 * sorted.length)] ?? 1)
}
