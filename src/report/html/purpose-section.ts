// What for: the capabilities asked for, the models, and the prompt templates with their slots.
import type { Template } from '../../model/analysis.js'
import { formatPlural, formatShare, readableName } from '../quantities.js'
import { clipText, visibleLine } from '../visible-text.js'
import type { CampaignView } from './campaign-view.js'
import { html, type Markup } from './markup.js'
import { barCell } from './who-section.js'

const MAX_TEMPLATES = 8
const MAX_SKELETON = 6_000

/** Bars for capabilities and models, then template skeletons. */
export function purposeSection({ campaign, detail }: CampaignView): Markup {
  return html`<h3>What for</h3>
<div class="pair">${shareTable('Capability', 'Capabilities asked for, by share of exchanges.', campaign.capabilities)}${shareTable('Model', 'Models asked, by share of exchanges.', detail?.models ?? {})}</div>
${templateList(campaign.templates)}`
}

function shareTable(
  name: string,
  caption: string,
  shares: Readonly<Record<string, number>>,
): Markup | undefined {
  const rows = Object.entries(shares)
    .filter(([, share]) => share > 0)
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  if (rows.length === 0) return undefined
  const shown = rows.slice(0, 10)
  const rest = rows.slice(10).reduce((sum, [, share]) => sum + share, 0)
  const all: readonly (readonly [string, number])[] =
    rest > 0 ? [...shown, [`${rows.length - 10} others`, rest]] : shown
  return html`<table class="bars"><caption>${caption}</caption><thead><tr><th scope="col">${name}</th><th scope="col" class="number">Share</th><th scope="col" class="bar"><span class="unseen">Bar</span></th></tr></thead><tbody>${all.map(([label, share]) => html`<tr><td><bdi>${clipText(visibleLine(name === 'Model' ? label : readableName(label)), 60)}</bdi></td><td class="number">${formatShare(share)}</td>${barCell(share)}</tr>`)}</tbody></table>`
}

function templateList(templates: readonly Template[]): Markup {
  if (templates.length === 0) return html`<p class="quiet">No prompt template was recognised.</p>`
  const shown = templates.toSorted((a, b) => b.share - a.share).slice(0, MAX_TEMPLATES)
  return html`<h4>Prompt templates</h4>${shown.map((template, index) => {
    const anchors = formatPlural(template.anchors.length, 'anchor')
    return html`<figure class="template"><figcaption>Template ${index + 1}, in ${formatShare(template.share)} of the campaign’s exchanges, recognised by ${anchors}.</figcaption>${
      template.skeleton === undefined
        ? html`<p class="quiet">The text was not kept, so only its anchors are known: <span class="mono">${template.anchors.slice(0, 8).join(', ')}${template.anchors.length > 8 && ', …'}</span></p>`
        : html`<pre tabindex="0">${highlightSlots(clipText(template.skeleton, MAX_SKELETON))}</pre>`
    }</figure>`
  })}${templates.length > shown.length && html`<p class="quiet">${formatPlural(templates.length - shown.length, 'rarer template')} not shown.</p>`}`
}

/** The skeleton with each slot ⟨…⟩ marked. */
export function highlightSlots(skeleton: string): Markup {
  const pieces = skeleton.split(/(⟨[^⟨⟩]*⟩)/)
  return html`${pieces.map((piece, index) => (index % 2 === 1 ? html`<mark>${piece}</mark>` : piece))}`
}
