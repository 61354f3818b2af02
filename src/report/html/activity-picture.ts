// Who was active when: one line per account, darker where it sent more. Hand-offs, shifts and lock-step show here.
import type { CampaignDetail } from '../../model/analysis.js'
import { formatCount, formatStep } from '../quantities.js'
import { clipText, visibleLine } from '../visible-text.js'
import { html, type Markup } from './markup.js'
import { mergeFactor, mergeSteps, timeTicks } from './time-axis.js'

const WIDTH = 920
const LEFT = 128
const TOP = 4
const LEVELS = 4
const MAX_ROWS = 60

/** The matrix, rows in the order in which the accounts first appear; one path per shade keeps it small. */
export function activityPicture(
  detail: CampaignDetail,
  accountCount: number,
  maxColumns: number,
): Markup | undefined {
  const stepCount = Math.max(0, ...detail.activity.map((row) => row.counts.length))
  const factor = mergeFactor(stepCount, maxColumns)
  const rows = detail.activity
    .slice(0, MAX_ROWS)
    .map((row) => ({ account: row.account, counts: mergeSteps(row.counts, factor) }))
    .toSorted((a, b) => firstActive(a.counts) - firstActive(b.counts) || (a.account < b.account ? -1 : 1))
  const largest = Math.max(0, ...rows.flatMap((row) => row.counts))
  if (rows.length === 0 || largest === 0) return undefined
  const rowHeight = rows.length <= 24 ? 14 : 9
  const columnCount = Math.ceil(stepCount / factor)
  const columnWidth = (WIDTH - LEFT - 4) / columnCount
  const shades = drawShades(rows, largest, rowHeight, columnWidth)
  const labels = rows.map(
    (row, index) =>
      html`<text class="tick row${rowHeight > 10 ? '' : ' dense'}" x="${LEFT - 8}" y="${TOP + (index + 0.5) * rowHeight + 3}" text-anchor="end">${clipText(visibleLine(row.account), 20)}</text>`,
  )
  const box = { x: LEFT, y: TOP, width: WIDTH - LEFT - 4, height: rows.length * rowHeight }
  const step = formatStep(detail.timeline.stepSeconds * factor)
  const whom =
    rows.length < accountCount
      ? `${formatCount(rows.length)} of ${formatCount(accountCount)} accounts`
      : `All ${formatCount(rows.length)} accounts`
  const caption = `${whom}, one per line in order of first appearance; the stronger the colour, the more exchanges per ${step}, up to ${formatCount(largest)}.`
  return html`<figure class="picture"><div class="scroll" tabindex="0" role="group" aria-label="Activity matrix, scrolls sideways"><svg viewBox="0 0 ${WIDTH} ${box.y + box.height + 20}" role="img" aria-label="${caption}">
${timeTicks(detail.timeline.start, detail.timeline.stepSeconds * factor * columnCount, box)}${labels}${shades}
</svg></div><figcaption>${caption}</figcaption></figure>`
}

function firstActive(counts: readonly number[]): number {
  const first = counts.findIndex((count) => count > 0)
  return first === -1 ? counts.length : first
}

function drawShades(
  rows: readonly { readonly counts: readonly number[] }[],
  largest: number,
  rowHeight: number,
  columnWidth: number,
): readonly Markup[] {
  const commands: string[][] = Array.from({ length: LEVELS }, () => [])
  rows.forEach(({ counts }, rowIndex) => {
    const y = Math.round((TOP + (rowIndex + 0.5) * rowHeight) * 10) / 10
    for (let column = 0; column < counts.length; ) {
      const level = shade(counts[column] ?? 0, largest)
      let end = column + 1
      while (end < counts.length && shade(counts[end] ?? 0, largest) === level) end += 1
      // Columns are drawn one unit wide and stretched, which keeps every number an integer.
      if (level >= 0) commands[level]?.push(`M${column} ${y}h${end - column}`)
      column = end
    }
  })
  return commands.map(
    (moves, level) =>
      html`<path class="shade" opacity="${(level + 1) / LEVELS}" stroke-width="${rowHeight - 1.5}" transform="translate(${LEFT} 0) scale(${columnWidth.toFixed(4)} 1)" d="${moves.join('')}"/>`,
  )
}

function shade(count: number, largest: number): number {
  if (count <= 0) return -1
  return Math.min(LEVELS - 1, Math.floor(Math.sqrt(count / largest) * LEVELS))
}
