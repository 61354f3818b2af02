// The first screen: what was found in a sentence, what was analysed, and what was not known.
import type { AnalysisReport } from '../../model/analysis.js'
import { analysisOutcome, headline } from '../headline.js'
import { formatCount, formatMinute, formatPeriod } from '../quantities.js'
import { html, type Markup } from './markup.js'

/** Title, headline, facts of the input, identities, caveats. */
export function pageHeader(report: AnalysisReport): Markup {
  const { input, detectors } = report.analysis
  const { found, cleared } = headline(report.analysis)
  const unfinished = detectors.filter((run) => run.state !== 'ran').length
  const facts: readonly (readonly [string, string, string?])[] = [
    ['Period', input.from === '' ? 'no exchange' : formatPeriod(input.from, input.to)],
    ['Exchanges', formatCount(input.exchanges)],
    ['Accounts', formatCount(input.accounts)],
    ['Rejected lines', formatCount(input.rejected), input.rejected > 0 ? 'could not be read' : ''],
    [
      'Detectors',
      `${formatCount(detectors.length - unfinished)} of ${formatCount(detectors.length)}`,
      unfinished > 0 ? 'the others failed or were skipped' : 'all ran',
    ],
    report.identify
      ? ['Account names', 'real', 'as in the logs: handle as personal data']
      : ['Account names', 'pseudonyms', 'the operator who holds the key can resolve them'],
  ]
  return html`<header class="top">
<p class="kicker">Stillwatch analysis report <span>${formatMinute(report.provenance.madeAt)}</span></p>
<h1 class="${analysisOutcome(report.analysis)}">${found}</h1>
${cleared !== '' && html`<p class="lead">${cleared}</p>`}
<dl class="facts">${facts.map(([name, value, note]) => html`<div><dt>${name}</dt><dd>${value}${note !== undefined && note !== '' && html` <small>${note}</small>`}</dd></div>`)}</dl>
${caveatBox(report)}
</header>`
}

function caveatBox(report: AnalysisReport): Markup | undefined {
  const failed = report.analysis.detectors.filter((run) => run.state === 'failed')
  const caveats = [
    ...(failed.length > 0
      ? [
          `${failed.length === 1 ? 'A detector' : `${formatCount(failed.length)} detectors`} failed, so campaigns that only ${failed.length === 1 ? 'it' : 'they'} would show may be missing. See “Detectors”.`,
        ]
      : []),
    ...report.caveats,
  ]
  if (caveats.length === 0) return undefined
  return html`<aside class="caveats" aria-label="What was not known"><strong>What was not known</strong><ul>${caveats.map((caveat) => html`<li>${caveat}</li>`)}</ul></aside>`
}
