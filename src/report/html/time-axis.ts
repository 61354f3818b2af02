// Steps of time as a horizontal axis: merging steps to what a picture can show, and round ticks.
import { formatDayShort } from '../quantities.js'
import { html, type Markup } from './markup.js'

const TICK_HOURS = [1 / 60, 0.25, 1, 3, 6, 12, 24, 48, 96, 168, 336, 720, 2_160, 8_760, 87_600]

/** How many neighbouring steps to merge so that at most `maxSteps` remain. */
export function mergeFactor(stepCount: number, maxSteps: number): number {
  return Math.max(1, Math.ceil(stepCount / maxSteps))
}

/** Neighbouring steps merged: counts add up, numbers of active accounts do not, so those take the largest. */
export function mergeSteps(
  values: readonly number[],
  factor: number,
  how: 'sum' | 'largest' = 'sum',
): readonly number[] {
  const merged: number[] = []
  for (let index = 0; index < values.length; index += factor) {
    let result = 0
    for (const value of values.slice(index, index + factor)) {
      const count = Number.isFinite(value) ? Math.max(0, value) : 0
      result = how === 'sum' ? result + count : Math.max(result, count)
    }
    merged.push(result)
  }
  return merged
}

/** An outline that holds each value for its step, as SVG path commands from the left edge to the right one. */
export function stepOutline(
  values: readonly number[],
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  largest: number,
): string {
  if (values.length === 0) return ''
  const stepWidth = box.width / values.length
  const commands = [`M${round(box.x)} ${round(box.y + box.height)}`]
  values.forEach((value, index) => {
    const y = box.y + box.height * (1 - (largest > 0 ? Math.min(1, value / largest) : 0))
    commands.push(`V${round(y)}`, `H${round(box.x + (index + 1) * stepWidth)}`)
  })
  commands.push(`V${round(box.y + box.height)}`)
  return commands.join('')
}

/** Grid lines and dates below a picture. */
export function timeTicks(
  start: string,
  spanSeconds: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Markup {
  const startMs = Date.parse(start)
  if (!Number.isFinite(startMs) || !(spanSeconds > 0)) return html``
  const wanted = Math.max(2, Math.floor(box.width / 84))
  const tickMs =
    (TICK_HOURS.find((hours) => spanSeconds / (hours * 3600) <= wanted) ?? spanSeconds / 3600 / wanted) *
    3_600_000
  const ticks: Markup[] = []
  for (
    let time = Math.ceil(startMs / tickMs) * tickMs;
    time <= startMs + spanSeconds * 1000;
    time += tickMs
  ) {
    const x = box.x + ((time - startMs) / (spanSeconds * 1000)) * box.width
    const anchor = x > box.x + box.width - 24 ? 'end' : x < box.x + 16 ? 'start' : 'middle'
    const clock = new Date(time).toISOString().slice(11, 16)
    const label = tickMs >= 86_400_000 || clock === '00:00' ? formatDayShort(time) : clock
    ticks.push(
      html`<path class="grid" d="M${x} ${box.y}V${box.y + box.height}"/><text class="tick" x="${x}" y="${box.y + box.height + 14}" text-anchor="${anchor}">${label}</text>`,
    )
  }
  return html`${ticks}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
