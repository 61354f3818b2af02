// The report of an analysis as one HTML file that needs nothing else: no network, no fonts, no script to be read.
import { createHash } from 'node:crypto'
import type { AnalysisReport } from '../model/analysis.js'
import { headline, isAccused } from './headline.js'
import { BEHAVIOUR } from './html/behaviour.js'
import { campaignSection } from './html/campaign-section.js'
import { type CampaignView, campaignTitle, verdictMark, viewCampaigns } from './html/campaign-view.js'
import { clearedSection } from './html/cleared-section.js'
import { detectorSection } from './html/detector-section.js'
import { infrastructureSection } from './html/infrastructure-section.js'
import { html, type Markup, staticMarkup } from './html/markup.js'
import { overviewPicture } from './html/overview-picture.js'
import { pageHeader } from './html/page-header.js'
import { readingGuide } from './html/reading-guide.js'
import { reproductionSection } from './html/reproduction-section.js'
import { STYLE_SHEET } from './html/style-sheet.js'
import { summarySection } from './html/summary-table.js'

/** The whole file. Accounts are shown as the report names them: pseudonymise before, if they must not be known. */
export function renderHtml(report: AnalysisReport): string {
  const views = viewCampaigns(report)
  const accused = views.filter(({ campaign }) => isAccused(campaign))
  const cleared = views.filter(({ campaign }) => !isAccused(campaign))
  const maxColumns = accused.length > 12 ? 84 : 168
  const scriptHash = createHash('sha256').update(BEHAVIOUR).digest('base64')
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Stillwatch report: ${headline(report.analysis).found}</title>
<style>${staticMarkup(STYLE_SHEET)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${contents(report, views)}
<main id="main">
${pageHeader(report)}
${summarySection(report, views)}
${infrastructureSection(report, views)}
<section id="time"><h2>Over time</h2>${overviewPicture(report, views)}</section>
${readingGuide()}
${accused.map((view) => campaignSection(view, maxColumns))}
${clearedSection(cleared)}
${detectorSection(report.analysis.detectors)}
${reproductionSection(report)}
</main>
<script>${staticMarkup(BEHAVIOUR)}</script>
</body>
</html>
`.text
}

function contents({ analysis }: AnalysisReport, views: readonly CampaignView[]): Markup {
  const link = (anchor: string, text: string): Markup => html`<li><a href="#${anchor}">${text}</a></li>`
  return html`<nav class="contents" aria-label="Contents"><p class="brand">Stillwatch</p><ul>${link('findings', 'Findings')}${(analysis.infrastructure ?? []).length > 0 && link('means', 'Common means')}${link('time', 'Over time')}${link('reading', 'How to read this')}</ul>${
    views.length > 0 &&
    html`<ul class="groups">${views.map(
      (view) =>
        html`<li class="${view.campaign.verdict}"><a href="#${view.anchor}">${verdictMark(view.campaign.verdict)}<bdi>${campaignTitle(view.campaign, 40)}</bdi></a></li>`,
    )}</ul>`
  }<ul>${link('cleared', 'What was cleared')}${link('detectors', 'Detectors')}${link('reproduce', 'How to reproduce')}</ul><div id="tools"></div></nav>`
}
