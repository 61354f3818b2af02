// The finding on a campaign as a paragraph: what, when, how much, how sure, and why, from the numbers alone.
import type { Campaign } from '../../model/analysis.js'
import { detectorTitle } from '../detector-words.js'
import { explanationName, isAccused, isUndecided, verdictMeaning } from '../headline.js'
import {
  formatCompact,
  formatPeriod,
  formatPlural,
  formatProbability,
  formatQValue,
  formatShare,
  readableName,
} from '../quantities.js'
import { visibleLine } from '../visible-text.js'
import { orderEvidence } from './bits-picture.js'
import type { CampaignView } from './campaign-view.js'
import { html, type Markup } from './markup.js'

/** One paragraph that stands on its own when it is quoted. */
export function findingParagraph(view: CampaignView): Markup {
  const { campaign } = view
  return html`<p class="finding">${whatSentence(view)} ${purposeSentence(campaign)} ${isAccused(campaign) ? whySentence(campaign) : clearedSentence(view)} ${testedSentence(view)}</p>`
}

/** What an accusation of the group lacks. */
export function lacking(campaign: Campaign): string {
  const told = campaign.evidence.find(({ detector }) => detector === 'explanation')
  return told === undefined ? '' : `Why nobody is accused: ${visibleLine(told.summary)}.`
}

/** The explanation's reason, when the analysis tells it. */
export function decidingReason(view: CampaignView): string {
  const { campaign, detail } = view
  const held = detail?.explanations.filter((tested) => tested.holds) ?? []
  const named = held.find((tested) => tested.name === campaign.explanation) ?? held[0]
  const told = campaign.evidence.find(({ detector }) => detector === 'explanation')
  return visibleLine(named?.why ?? told?.summary ?? '')
}

function whatSentence({ campaign, trafficShare }: CampaignView): Markup {
  return html`<strong>${formatPlural(campaign.accounts.length, 'account')} ${verdictMeaning(campaign)}.</strong> From ${formatPeriod(campaign.first_seen, campaign.last_seen)} they sent ${formatPlural(campaign.exchanges, 'exchange')}, ${formatShare(trafficShare)} of all traffic, with ${formatCompact(campaign.input_tokens)} tokens in and ${formatCompact(campaign.output_tokens)} out.`
}

function purposeSentence(campaign: Campaign): string {
  const top = Object.entries(campaign.capabilities)
    .filter(([, share]) => share >= 0.1)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 2)
  if (top.length === 0) return ''
  return `They asked mostly for ${top.map(([name, share]) => `${visibleLine(readableName(name))} (${formatShare(share)})`).join(' and ')}.`
}

function whySentence(campaign: Campaign): string {
  const reasons = orderEvidence(campaign.evidence).filter((item) => item.bits > 0)
  const sure = `The evidence gives this verdict a probability of ${formatProbability(campaign.probability)} (q-value ${formatQValue(campaign.q_value)}).`
  if (reasons.length === 0) return sure
  const named = reasons
    .slice(0, 3)
    .map((item) => lowerFirst(visibleLine(detectorTitle(item.detector))))
    .join('; ')
  return `${sure} The strongest of ${formatPlural(reasons.length, 'reason')}: ${named}.`
}

function clearedSentence(view: CampaignView): string {
  if (isUndecided(view.campaign)) return lacking(view.campaign)
  const reason = decidingReason(view)
  return `What explains it: ${explanationName(view.campaign)}.${reason === '' ? '' : ` ${upperFirst(reason)}`}`
}

function testedSentence({ campaign, detail }: CampaignView): string {
  const tested = detail?.explanations ?? []
  if (tested.length === 0 || !isAccused(campaign)) return ''
  const holding = tested.filter((explanation) => explanation.holds).length
  return `${formatPlural(tested.length, 'innocent explanation was', 'innocent explanations were')} tested; ${holding === 0 ? 'none holds' : `${holding} cannot be ruled out`}.`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
