// How to get the same numbers again: the command, the versions, and where each query stands.
import type { AnalysisReport } from '../../model/analysis.js'
import { formatMinute, formatPlural } from '../quantities.js'
import { html, type Markup } from './markup.js'

/** Command, versions and queries. */
export function reproductionSection(report: AnalysisReport): Markup {
  const { command, version, engine, madeAt } = report.provenance
  const queries = report.analysis.campaigns.reduce(
    (sum, campaign) => sum + campaign.evidence.filter((item) => (item.query ?? '') !== '').length,
    0,
  )
  const rows: readonly (readonly [string, string])[] = [
    ['Stillwatch', version],
    ['Engine', engine],
    ['Made', formatMinute(madeAt)],
    ['Contract', report.analysis.schema],
  ]
  return html`<section id="reproduce"><h2>How to reproduce this</h2>
<p>The same input, version and command give the same verdicts.</p>
<pre tabindex="0" class="command"><code>${command}</code></pre>
<table class="plain"><caption>Versions</caption><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
${queries > 0 && html`<p>${formatPlural(queries, 'piece of evidence carries', 'pieces of evidence carry')} the query behind the facts: run it with <code>stillwatch query</code> on the store that the analysis wrote (<code>--store</code>). Its columns have the names of the facts; those that no query gives are named at its head. ${!report.identify && 'Where a query names accounts, this report shows their pseudonyms; make it with --identify to get queries that run unchanged.'}</p>`}
</section>`
}
