// The second level: means that several campaigns have in common, which one seller may let to them.
import type { AnalysisReport, Infrastructure } from '../../model/analysis.js'
import { infrastructureSentence } from '../infrastructure-words.js'
import { type CampaignView, campaignTitle } from './campaign-view.js'
import { html, type Markup } from './markup.js'

/** Nothing where no campaigns have means in common. */
export function infrastructureSection(
  { analysis }: AnalysisReport,
  views: readonly CampaignView[],
): Markup | false {
  const found = analysis.infrastructure ?? []
  return (
    found.length > 0 &&
    html`<section id="means"><h2>Common means</h2>
<p>Whose purpose an account serves is its campaign. Who lends it cards, places of sign-up and exits can be somebody else, who lends them to others as well.</p>
<ul>${found.map((one) => html`<li>${sentence(one, views)}</li>`)}</ul></section>`
  )
}

function sentence(infrastructure: Infrastructure, views: readonly CampaignView[]): Markup {
  const of = views.filter(({ campaign }) => infrastructure.campaigns.includes(campaign.id))
  return html`${infrastructureSentence(
    of.map(({ campaign }) => campaignTitle(campaign)),
    infrastructure,
  )} See ${of.map(({ campaign, anchor }, index) => html`${index > 0 && ', '}<a href="#${anchor}"><bdi>${campaignTitle(campaign)}</bdi></a>`)}.`
}
