// ECharts with the parts that the console uses, in a file of its own that is loaded when a picture is drawn.
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  DataZoomComponent,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  SVGRenderer,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
])

/** Of a picture on a printed page within its panel, pixels: A4 and Letter both have it. */
const PAPER_WIDTH = 650

export interface EChartProps {
  readonly option: EChartsCoreOption
  readonly height: number
  /** Canvas for many marks, SVG for few. */
  readonly renderer: 'canvas' | 'svg'
  readonly label: string
  readonly onChoose?: ((mark: Mark) => void) | undefined
}

/** What was clicked: its place, its name, and of a grid its row. */
export interface Mark {
  readonly index: number
  readonly row: number
  readonly name: string
  /** Which of the picture's series it is of. */
  readonly series: number
}

export function EChart({ option, height, renderer, label, onChoose }: EChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init>>(undefined)
  useEffect(() => {
    if (!place.current) return
    const made = init(place.current, undefined, { renderer })
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current)
    // Paper is narrower than the window, and nothing is measured anew for it.
    const forPaper = () => {
      made.resize({ width: PAPER_WIDTH, animation: { duration: 0 } })
      made.getZr().flush()
      // All of it: what takes several frames in the window has none to wait for.
      made.getZr().painter.refresh({ paintAll: true })
    }
    const forWindow = () => made.resize({ width: 'auto' })
    window.addEventListener('beforeprint', forPaper)
    window.addEventListener('afterprint', forWindow)
    return () => {
      window.removeEventListener('beforeprint', forPaper)
      window.removeEventListener('afterprint', forWindow)
      watch.disconnect()
      made.dispose()
      chart.current = undefined
    }
  }, [renderer])
  useEffect(() => {
    chart.current?.setOption(option, true)
  }, [option])
  useEffect(() => {
    const made = chart.current
    if (!made || !onChoose) return
    const choose = (event: unknown) => {
      const {
        dataIndex,
        value,
        name = '',
        seriesIndex = 0,
      } = event as { dataIndex?: number; value?: unknown; name?: string; seriesIndex?: number }
      const row = Array.isArray(value) ? Number(value[1]) : -1
      if (dataIndex !== undefined) onChoose({ index: dataIndex, row, name, series: seriesIndex })
    }
    made.on('click', choose)
    return () => {
      made.off('click', choose)
    }
  }, [onChoose])
  return <div ref={place} style={{ height }} role="img" aria-label={label} />
}

/** The picture as a file's content: SVG as text, PNG as a data address at twice the size. */
export function renderPicture(
  option: EChartsCoreOption,
  { width, height, ground }: { readonly width: number; readonly height: number; readonly ground: string },
  form: 'svg' | 'png',
): string {
  const still = { ...option, animation: false, backgroundColor: ground }
  if (form === 'svg') {
    const chart = init(null, undefined, { renderer: 'svg', ssr: true, width, height })
    chart.setOption(still)
    const text = chart.renderToSVGString()
    chart.dispose()
    return text
  }
  const place = document.createElement('div')
  const chart = init(place, undefined, { renderer: 'canvas', width, height })
  chart.setOption(still)
  const url = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: ground })
  chart.dispose()
  return url
}
