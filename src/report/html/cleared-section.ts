// What was not accused: groups that look like campaigns, with the explanation that holds and what decided it, and before
// them those that are neither cleared nor proven, with what is lacking.
import { queryTitle } from '../detector-words.js'
import { explanationName, isUndecided } from '../headline.js'
import { clipText, visibleLine } from '../visible-text.js'
import { bitsPicture, orderEvidence } from './bits-picture.js'
import { decidingReason, findingParagraph, lacking } from './campaign-finding.js'
import { keyFigures } from './campaign-section.js'
import { type CampaignView, campaignTitle, verdictBadge } from './campaign-view.js'
import { explanationTable } from './evidence-section.js'
import { html, type Markup } from './markup.js'
import { accountTables, strongestFirst, traitTable } from './who-section.js'

/** The groups that are not accused, each folded to why. */
export function clearedSection(views: readonly CampaignView[]): Markup {
  const open = views.filter(({ campaign }) => isUndecided(campaign))
  const cleared = views.filter(({ campaign }) => !isUndecided(campaign))
  return html`${
    open.length > 0 &&
    html`<section id="open"><h2>What was left open</h2>
<p>These groups act more alike than chance would have it, no innocent explanation holds, and the evidence is not enough to accuse them. They are not accused and not cleared: somebody should look.</p>${open.map(clearedGroup)}
</section>`
  }<section id="cleared"><h2>What was cleared</h2>
${
  cleared.length === 0
    ? html`<p class="quiet">No group looked enough like a campaign to need an explanation.</p>`
    : html`<p>These groups share traits as a campaign would. Each was examined the same way, and for each an innocent explanation holds. They are not accused.</p>${cleared.map(clearedGroup)}`
}</section>`
}

function clearedGroup(view: CampaignView): Markup {
  const { campaign, detail, anchor } = view
  const evidence = orderEvidence(campaign.evidence)
  const reason = decidingReason(view)
  const decided = evidence.toReversed().find((item) => item.bits < 0)
  const traits = strongestFirst(detail?.traits ?? [])
  return html`<article class="campaign explained" id="${anchor}"><p class="over">${verdictBadge('explained')} <span class="mono quiet"><bdi>${clipText(visibleLine(campaign.id), 80)}</bdi></span></p>
<h3><bdi>${campaignTitle(campaign)}</bdi></h3>
${
  isUndecided(campaign)
    ? html`<p class="because">${lacking(campaign)}</p>`
    : html`<p class="because">Explained by <strong>${explanationName(campaign)}</strong>${reason !== '' && html`: ${reason}`}</p>
${decided !== undefined && html`<p>Strongest evidence for it: ${decided.summary}</p>`}`
}
<details><summary>Everything that was weighed</summary>
${findingParagraph(view)}${keyFigures(campaign)}${explanationTable(detail?.explanations ?? [])}
${evidence.length > 0 && bitsPicture(evidence, anchor, detail?.bits)}
${evidence.length > 0 && html`<ul class="reasons">${evidence.map((item, index) => html`<li id="${anchor}-evidence-${index + 1}">${item.summary}${item.query !== undefined && item.query !== '' && html`<details class="query"><summary>${queryTitle(item.query)}</summary><pre tabindex="0"><code>${item.query}</code></pre></details>`}</li>`)}</ul>`}
${traits.length > 0 && traitTable(traits)}${accountTables(campaign.accounts)}</details></article>`
}
