// One accused campaign: finding, figures, when, who, what for, how sure and why.
import type { Campaign } from '../../model/analysis.js'
import { eventWords, stateWords } from '../life-words.js'
import { formatCompact, formatCount, formatMinute, formatProbability, formatQValue } from '../quantities.js'
import { clipText, visibleLine } from '../visible-text.js'
import { activityPicture } from './activity-picture.js'
import { findingParagraph } from './campaign-finding.js'
import { type CampaignView, campaignTitle, verdictBadge } from './campaign-view.js'
import { clockPicture } from './clock-picture.js'
import { evidenceSection } from './evidence-section.js'
import { html, type Markup } from './markup.js'
import { purposeSection } from './purpose-section.js'
import { timelinePicture } from './timeline-picture.js'
import { whoSection } from './who-section.js'

/**
 * The whole section of a campaign.
 * @param maxColumns steps that the activity matrix may draw; fewer when there are many campaigns
 */
export function campaignSection(view: CampaignView, maxColumns: number): Markup {
  const { campaign, anchor } = view
  return html`<section class="campaign ${campaign.verdict}" id="${anchor}">
<p class="over">${verdictBadge(campaign.verdict)} <span class="mono quiet"><bdi>${clipText(visibleLine(campaign.id), 80)}</bdi></span></p>
<h2><bdi>${campaignTitle(campaign)}</bdi></h2>
${findingParagraph(view)}
${keyFigures(campaign)}
${whenSection(view, maxColumns)}
${whoSection(view)}
${purposeSection(view)}
${evidenceSection(view)}
</section>`
}

/** The figures of a campaign as a strip. */
export function keyFigures(campaign: Campaign): Markup {
  const figures: readonly (readonly [string, string])[] = [
    ['Accounts', formatCount(campaign.accounts.length)],
    ['Exchanges', formatCount(campaign.exchanges)],
    ['Tokens in', formatCompact(campaign.input_tokens)],
    ['Tokens out', formatCompact(campaign.output_tokens)],
    ['Probability', formatProbability(campaign.probability)],
    ['q-value', formatQValue(campaign.q_value)],
    ['First seen', formatMinute(campaign.first_seen)],
    ['Last seen', formatMinute(campaign.last_seen)],
  ]
  return html`<dl class="figures">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function whenSection({ campaign, detail }: CampaignView, maxColumns: number): Markup {
  if (detail === undefined)
    return html`<h3>When</h3><p class="quiet">No detail over time was kept for this campaign.</p>`
  return html`<h3>When</h3>${timelinePicture(detail.timeline)}
${historyBlock(campaign)}<h4>Hours of the day</h4>${clockPicture(detail.hours)}
${activityBlock(activityPicture(detail, campaign.accounts.length, maxColumns))}`
}

/** What happened to the campaign over the analyses; that it was found once is told above. */
function historyBlock(campaign: Campaign): Markup | undefined {
  const { history = [] } = campaign
  if (history.length < 2) return undefined
  return html`<h4>History</h4><p>Now ${stateWords(campaign)}.</p><ul class="history">${history.map((event) => html`<li><span class="quiet">${formatMinute(event.at)}</span> ${eventWords(event)}</li>`)}</ul>
`
}

function activityBlock(picture: Markup | undefined): Markup | undefined {
  return picture === undefined ? undefined : html`<h4>Account by account</h4>${picture}`
}
