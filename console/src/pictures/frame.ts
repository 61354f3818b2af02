// What all pictures over time have in common: axes, tooltips and their colours.
import type { Inks } from '../theme'

/** Times of equal steps, milliseconds since 1970. */
export function stepsOf(start: string, stepSeconds: number, count: number): number[] {
  const first = Date.parse(start)
  return Array.from({ length: count }, (_, step) => first + step * stepSeconds * 1000)
}

export const FONT = "'Inter Variable', system-ui, sans-serif"

export function timeAxis(inks: Inks, format: (at: number) => string, isShown = true) {
  return {
    type: 'time' as const,
    axisLine: { lineStyle: { color: inks.line } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      show: isShown,
      color: inks.dim,
      fontFamily: FONT,
      fontSize: 11,
      hideOverlap: true,
      formatter: format,
    },
    axisPointer: { label: { show: false } },
  }
}

export function valueAxis(inks: Inks, format: (value: number) => string) {
  return {
    type: 'value' as const,
    splitNumber: 3,
    axisLabel: { color: inks.dim, fontFamily: FONT, fontSize: 11, formatter: format },
    splitLine: { lineStyle: { color: inks.line } },
  }
}

/** Drawn by the picture itself: the content security policy lets no styles of a tooltip's own through. */
export function tooltip(inks: Inks) {
  return {
    trigger: 'axis' as const,
    renderMode: 'richText' as const,
    backgroundColor: inks.ground,
    borderColor: inks.line,
    textStyle: { color: inks.text, fontFamily: FONT, fontSize: 12 },
    axisPointer: { lineStyle: { color: inks.dim, type: 'dashed' as const } },
  }
}

/** What the colours stand for, above the picture to the right. */
export function legend(inks: Inks) {
  return {
    top: 0,
    right: 0,
    icon: 'rect',
    itemWidth: 10,
    itemHeight: 10,
    textStyle: { color: inks.text, fontFamily: FONT, fontSize: 12 },
  }
}

interface Point {
  readonly seriesName: string
  readonly value: readonly [at: number, value: number]
}

/** The text of a tooltip over time: when, and each series at that time. */
export function tellPoints(when: (at: number) => string, tell: (value: number) => string) {
  return (points: readonly Point[]) =>
    [
      when(points[0]?.value[0] ?? 0),
      ...points.map(({ seriesName, value }) => `${seriesName}: ${tell(value[1])}`),
    ].join('\n')
}
