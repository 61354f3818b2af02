// A campaign with what the page needs beside it: its detail, its anchor and its place among the others.
import type { AnalysisReport, Campaign, CampaignDetail, Verdict } from '../../model/analysis.js'
import { isAccused } from '../headline.js'
import { orderCampaigns } from '../reading-order.js'
import { clipText, visibleLine } from '../visible-text.js'
import { html, type Markup } from './markup.js'

export interface CampaignView {
  readonly campaign: Campaign
  /** Absent when the analysis kept none. */
  readonly detail: CampaignDetail | undefined
  /** Made of the position, not of the id, which is data. */
  readonly anchor: string
  /** Share of all analysed exchanges, 0 to 1. */
  readonly trafficShare: number
  readonly identify: boolean
}

/** Campaigns in reading order: gravest verdict first, then the most accounts. */
export function viewCampaigns(report: AnalysisReport): readonly CampaignView[] {
  const details = new Map(report.details.map((detail) => [detail.id, detail]))
  const total = report.analysis.input.exchanges
  return orderCampaigns(report.analysis.campaigns).map((campaign, index) => ({
    campaign,
    detail: details.get(campaign.id),
    anchor: `${isAccused(campaign) ? 'campaign' : 'cleared'}-${index + 1}`,
    trafficShare: total > 0 ? campaign.exchanges / total : 0,
    identify: report.identify,
  }))
}

/** The campaign's name on one line, or its id when it has none. */
export function campaignTitle(campaign: Campaign, maxCharacters = 80): string {
  return clipText(visibleLine(campaign.name.trim() === '' ? campaign.id : campaign.name), maxCharacters)
}

/** The verdict with a mark whose shape, not only its colour, tells the three apart. */
export function verdictBadge(verdict: Verdict): Markup {
  return html`<span class="badge ${verdict}">${verdictMark(verdict)}<span>${verdict}</span></span>`
}

/** Filled, half or hollow circle. */
export function verdictMark(verdict: Verdict): Markup {
  const inside =
    verdict === 'distillation'
      ? html`<circle cx="6" cy="6" r="5" fill="currentColor"/>`
      : verdict === 'coordinated'
        ? html`<path d="M6 1a5 5 0 0 1 0 10z" fill="currentColor"/><circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" stroke-width="1.4"/>`
        : html`<circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" stroke-width="1.4"/>`
  return html`<svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${inside}</svg>`
}
