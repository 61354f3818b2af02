// Pictures of the experiments: lines, bars and points over two axes, drawn to SVG without a browser.
import { init } from 'echarts'

/** One line, or the points of one kind. */
export interface Series {
  readonly name: string
  /** `[x, y]`, x as the axis has it; null leaves a gap. */
  readonly points: readonly (readonly [number | string, number | null])[]
  /** Drawn from the second y axis, dashed. */
  readonly isSecond?: boolean
  readonly isDashed?: boolean
  /** Series with the same number have the same colour; by their order when left out. */
  readonly colour?: number
  /** Writes the name on this side of every point, in place of a legend. */
  readonly label?: 'left' | 'right'
}

export interface Axis {
  readonly name: string
  readonly kind?: 'value' | 'log' | 'category'
  readonly min?: number
  readonly max?: number
  /** Every category is named, on a slant: for long names. */
  readonly isSlanted?: boolean
}

export interface Chart {
  /** Kebab-case: the file's name. */
  readonly id: string
  readonly title: string
  readonly shape: 'line' | 'bar' | 'scatter'
  readonly x: Axis
  readonly y: Axis
  readonly second?: Axis
  readonly series: readonly Series[]
}

const WIDTH = 720
const HEIGHT = 400
/** Told apart by people who don't see red and green as different (Okabe and Ito, 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000']

/** The picture as an SVG document on white ground, the same bytes for the same chart. */
export function drawChart({ title, shape, x, y, second, series }: Chart): string {
  const axis = ({ name, kind = 'value', min, max, isSlanted = false }: Axis) => ({
    name,
    type: kind,
    nameLocation: 'middle' as const,
    nameGap: isSlanted ? 78 : 30,
    ...(isSlanted ? { axisLabel: { interval: 0, rotate: 28 } } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  })
  const upright = (one: Axis) => ({ ...axis(one), nameGap: 45 })
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      color: COLOURS,
      title: { text: title, left: 'center', textStyle: { fontSize: 15, fontWeight: 'normal' } },
      legend: { bottom: 4, show: series.length > 1 && series.some(({ label }) => label === undefined) },
      grid: {
        left: 70,
        right: second === undefined ? 30 : 70,
        top: 48,
        bottom: x.isSlanted === true ? 132 : 84,
      },
      xAxis: axis(x),
      yAxis: second === undefined ? upright(y) : [upright(y), upright(second)],
      series: series.map(({ name, points, isSecond = false, isDashed = isSecond, colour, label }) => ({
        name,
        type: shape,
        data: points.map((point) => [...point]),
        ...(colour === undefined ? {} : { color: COLOURS[colour % COLOURS.length] }),
        ...(label === undefined ? {} : { label: { show: true, formatter: '{a}', position: label } }),
        ...(isSecond ? { yAxisIndex: 1 } : {}),
        ...(isDashed ? { lineStyle: { type: 'dashed' as const } } : {}),
      })),
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}
