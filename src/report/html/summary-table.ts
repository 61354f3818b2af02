// Every group on one line, accusations first.
import type { AnalysisReport } from '../../model/analysis.js'
import { analysisOutcome, explanationName, isAccused } from '../headline.js'
import { formatCompact, formatCount, formatPeriod, formatProbability, formatQValue } from '../quantities.js'
import { type CampaignView, campaignTitle, verdictBadge } from './campaign-view.js'
import { html, type Markup } from './markup.js'
import { sparkline } from './overview-picture.js'

/** The table of findings, or the state of having found nothing. */
export function summarySection(report: AnalysisReport, views: readonly CampaignView[]): Markup {
  return html`<section id="findings"><h2>Findings</h2>
${analysisOutcome(report.analysis) !== 'found' && emptyState(report)}
${views.length > 0 && summaryTable(views)}
</section>`
}

function summaryTable(views: readonly CampaignView[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table of findings, scrolls sideways"><table class="sortable summary"><caption>Groups of accounts examined closely. The words are explained under <a href="#reading">How to read this report</a>.</caption>
<thead><tr><th scope="col">Verdict</th><th scope="col">Name</th><th scope="col" class="number">Accounts</th><th scope="col" class="number">Exchanges</th><th scope="col" class="number">Tokens</th><th scope="col" class="number">Probability</th><th scope="col" class="number">q-value</th><th scope="col">First to last seen</th><th scope="col" data-fixed>Over time</th></tr></thead>
<tbody>${views.map(summaryRow)}</tbody></table></div>`
}

function summaryRow(view: CampaignView): Markup {
  const { campaign, anchor } = view
  const tokens = campaign.input_tokens + campaign.output_tokens
  const why = !isAccused(campaign) && html`<br><small>${explanationName(campaign)}</small>`
  return html`<tr class="${campaign.verdict}"><td>${verdictBadge(campaign.verdict)}</td><th scope="row"><a href="#${anchor}"><bdi>${campaignTitle(campaign)}</bdi></a>${why}</th>${cell(campaign.accounts.length, formatCount(campaign.accounts.length))}${cell(campaign.exchanges, formatCount(campaign.exchanges))}${cell(tokens, formatCompact(tokens))}${cell(campaign.probability * 1e6, formatProbability(campaign.probability))}${cell(campaign.q_value * 1e6, formatQValue(campaign.q_value))}<td class="dates" data-value="${Date.parse(campaign.first_seen)}">${formatPeriod(campaign.first_seen, campaign.last_seen)}</td><td>${sparkline(view)}</td></tr>`
}

function cell(value: number, shown: string): Markup {
  return html`<td class="number" data-value="${value}">${shown}</td>`
}

function emptyState(report: AnalysisReport): Markup {
  const { input, detectors } = report.analysis
  const failed = detectors.filter((run) => run.state === 'failed')
  const ran = detectors.filter((run) => run.state === 'ran')
  const isUnclear = failed.length > 0
  const lookedAt = html`<p>${formatCount(input.exchanges)} exchanges of ${formatCount(input.accounts)} accounts were examined by ${formatCount(ran.length)} of ${formatCount(detectors.length)} detectors.</p>`
  return html`<div class="empty ${isUnclear ? 'unclear' : 'nothing'}"><svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><circle cx="24" cy="24" r="21" fill="none" stroke="currentColor" stroke-width="2"/>${isUnclear ? html`<path d="M24 13v14M24 33v2.5" stroke="currentColor" stroke-width="3" stroke-linecap="round"/>` : html`<path d="M15 24.5l6.5 6.5L34 18" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>`}</svg>
<div><h3>${isUnclear ? 'This is not a clean result' : input.exchanges === 0 ? 'There was nothing to look at' : 'No campaign was found'}</h3>${lookedAt}
<p>${isUnclear ? 'Some detectors failed, so a campaign that only they would show may be there. Repair what failed (see “Detectors”) and run the analysis again.' : 'That is what these detectors can see in this period, not a proof that nobody distils: a campaign of few accounts, or one spread over several providers, can stay below what one provider’s traffic shows.'}</p></div></div>`
}
