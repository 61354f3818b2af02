// Everyone's traffic and each campaign's over the same days, one above the other, so that shapes can be compared.
import type { AnalysisReport } from '../../model/analysis.js'
import { isAccused } from '../headline.js'
import { formatCount, formatStep } from '../quantities.js'
import { type CampaignView, campaignTitle } from './campaign-view.js'
import { html, type Markup } from './markup.js'
import { mergeFactor, mergeSteps, stepOutline, timeTicks } from './time-axis.js'

const WIDTH = 980
const LEFT = 232
const RIGHT = 74
const POPULATION_HEIGHT = 104
const ROW = 42
const MAX_ROWS = 16

/** The population with the accused part of it, then a row for each campaign on its own scale. */
export function overviewPicture(report: AnalysisReport, views: readonly CampaignView[]): Markup {
  const { population } = report
  const factor = mergeFactor(population.exchanges.length, 280)
  const everyone = mergeSteps(population.exchanges, factor)
  const largest = everyone.reduce((most, value) => Math.max(most, value), 0)
  if (largest === 0) return html`<p class="quiet">There is no traffic to draw over time.</p>`
  const span = population.stepSeconds * factor * everyone.length
  const step = formatStep(population.stepSeconds * factor)
  const drawn = views.filter((view) => view.detail !== undefined).slice(0, MAX_ROWS)
  const accused = new Array<number>(population.exchanges.length).fill(0)
  for (const view of views.filter(({ campaign }) => isAccused(campaign))) {
    view.detail?.timeline.exchanges.forEach((count, index) => {
      if (index < accused.length) accused[index] = (accused[index] ?? 0) + count
    })
  }
  const top = { x: LEFT, y: 8, width: WIDTH - LEFT - RIGHT, height: POPULATION_HEIGHT }
  const rowsTop = top.y + top.height + 18
  const rows = drawn.map((view, index) =>
    campaignRow(view, factor, { ...top, y: rowsTop + index * ROW, height: ROW - 14 }),
  )
  const bottom = drawn.length > 0 ? rowsTop + drawn.length * ROW - 14 : top.y + top.height
  const caption = `${drawn.length > 0 ? `Exchanges per ${step}. Top: everyone` : `Everyone’s exchanges per ${step}`}${views.some(({ campaign }) => isAccused(campaign)) ? '; the dark part is the campaigns found' : ''}.${drawn.length > 0 ? ' Below: each group on its own scale, with its largest step on the right.' : ''}${drawn.length < views.length ? ` ${formatCount(views.length - drawn.length)} more are not drawn.` : ''}`
  return html`<figure class="picture"><div class="scroll" tabindex="0" role="group" aria-label="Traffic over time, scrolls sideways"><svg viewBox="0 0 ${WIDTH} ${bottom + 22}" role="img" aria-label="${caption}">
${timeTicks(population.start, span, { ...top, height: bottom - top.y })}
<text class="label" x="0" y="${top.y + 12}">Everyone</text><text class="tick" x="${WIDTH - RIGHT + 10}" y="${top.y + 8}">${formatCount(largest)}</text>
<path class="area all" d="${stepOutline(everyone, top, largest)}Z"/><path class="area accused" d="${stepOutline(mergeSteps(accused, factor), top, largest)}Z"/><path class="axis" d="M${LEFT} ${top.y + top.height}h${top.width}"/>
${rows}
</svg></div><figcaption>${caption}</figcaption></figure>`
}

/** A campaign's shape in a table cell. */
export function sparkline(view: CampaignView): Markup {
  const exchanges = view.detail?.timeline.exchanges ?? []
  const values = mergeSteps(exchanges, mergeFactor(exchanges.length, 56))
  const largest = values.reduce((most, value) => Math.max(most, value), 0)
  if (largest === 0) return html`<span class="quiet">–</span>`
  return html`<svg class="spark ${view.campaign.verdict}" viewBox="0 0 112 22" width="112" height="22" role="img" aria-label="Exchanges over time, at most ${formatCount(largest)} a step"><path class="area" d="${stepOutline(values, { x: 0, y: 1, width: 112, height: 20 }, largest)}Z"/><path class="axis" d="M0 21.5h112"/></svg>`
}

function campaignRow(
  view: CampaignView,
  factor: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Markup {
  const values = mergeSteps(view.detail?.timeline.exchanges ?? [], factor)
  const largest = values.reduce((most, value) => Math.max(most, value), 0)
  const { verdict } = view.campaign
  return html`<g class="${verdict}"><a href="#${view.anchor}"><text class="label" x="0" y="${box.y + 12}">${campaignTitle(view.campaign, 32)}</text></a><text class="tick verdict-name" x="0" y="${box.y + 26}">${verdict}</text><path class="area" d="${stepOutline(values, box, largest)}Z"/><path class="axis" d="M${box.x} ${box.y + box.height}h${box.width}"/><text class="tick" x="${box.x + box.width + 10}" y="${box.y + 8}">${formatCount(largest)}</text></g>`
}
