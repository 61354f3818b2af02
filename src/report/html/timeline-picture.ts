// Exchanges and active accounts of one campaign over the analysed period.
import type { CampaignDetail } from '../../model/analysis.js'
import { formatCount, formatMinute, formatStep } from '../quantities.js'
import { html, type Markup } from './markup.js'
import { mergeFactor, mergeSteps, stepOutline, timeTicks } from './time-axis.js'

const WIDTH = 920
const LEFT = 56
const PANEL_HEIGHT = 84

/** Two panels that share the axis of time. */
export function timelinePicture(timeline: CampaignDetail['timeline']): Markup {
  const factor = mergeFactor(timeline.exchanges.length, 240)
  const exchanges = mergeSteps(timeline.exchanges, factor)
  const accounts = mergeSteps(timeline.accounts, factor, 'largest')
  const step = formatStep(timeline.stepSeconds * factor)
  const span = timeline.stepSeconds * factor * exchanges.length
  const mostExchanges = Math.max(0, ...exchanges)
  const mostAccounts = Math.max(0, ...accounts)
  if (mostExchanges === 0) return html`<p class="quiet">No exchanges were counted over time.</p>`
  const busiest = new Date(
    Date.parse(timeline.start) + exchanges.indexOf(mostExchanges) * timeline.stepSeconds * factor * 1000,
  )
  const when = Number.isNaN(busiest.getTime()) ? '' : ` (${formatMinute(busiest.toISOString())})`
  const caption = `Exchanges per ${step}, at most ${formatCount(mostExchanges)}${when}, and active accounts, at most ${formatCount(mostAccounts)}.`
  const upper = { x: LEFT, y: 22, width: WIDTH - LEFT - 4, height: PANEL_HEIGHT }
  const lower = { ...upper, y: upper.y + PANEL_HEIGHT + 30, height: 52 }
  return html`<figure class="picture"><div class="scroll" tabindex="0" role="group" aria-label="Timeline, scrolls sideways"><svg viewBox="0 0 ${WIDTH} ${lower.y + lower.height + 20}" role="img" aria-label="${caption}">
<text class="panel" x="0" y="12">Exchanges per ${step}</text>
${timeTicks(timeline.start, span, { ...upper, height: lower.y + lower.height - upper.y })}
${scaleLabels(upper, mostExchanges)}<path class="area" d="${stepOutline(exchanges, upper, mostExchanges)}Z"/>
<text class="panel" x="0" y="${lower.y - 9}">Active accounts</text>
${scaleLabels(lower, mostAccounts)}<path class="line" d="${stepOutline(accounts, lower, mostAccounts)}"/>
</svg></div><figcaption>${caption}</figcaption></figure>`
}

function scaleLabels(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  largest: number,
): Markup {
  const middle =
    largest > 3 &&
    html`<text class="tick" x="${box.x - 8}" y="${box.y + box.height / 2 + 4}" text-anchor="end">${formatCount(largest / 2)}</text><path class="grid" d="M${box.x} ${box.y + box.height / 2}h${box.width}"/>`
  return html`<text class="tick" x="${box.x - 8}" y="${box.y + 4}" text-anchor="end">${formatCount(largest)}</text>${middle}<text class="tick" x="${box.x - 8}" y="${box.y + box.height + 2}" text-anchor="end">0</text><path class="grid" d="M${box.x} ${box.y}h${box.width}"/><path class="axis" d="M${box.x} ${box.y + box.height}h${box.width}"/>`
}
