// Moments on a picture over time: a line for each, with its name above.
import { FONT } from './frame'
import type { Placed } from './place-moments'

/** Of names, in pixels. */
export const ROW_HEIGHT = 14

/** The lines as ECharts takes them. */
export function markLines(placed: readonly Placed[]) {
  return {
    symbol: 'none',
    silent: true,
    label: { fontFamily: FONT, fontSize: 11, formatter: '{b}', position: 'end' as const, rotate: 0 },
    data: placed.map(({ at, name, ink, row, isLeft }) => ({
      name,
      xAxis: at,
      lineStyle: { color: ink, type: 'dashed' as const, width: 1 },
      label: {
        show: row !== undefined,
        color: ink,
        align: isLeft ? ('right' as const) : ('left' as const),
        offset: [0, -ROW_HEIGHT * (row ?? 0)],
      },
    })),
  }
}
