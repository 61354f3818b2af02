// Which detectors ran, and which did not and why.
import type { DetectorRun } from '../../model/analysis.js'
import { detectorTitle } from '../detector-words.js'
import { formatCount } from '../quantities.js'
import { visibleLine } from '../visible-text.js'
import { html, type Markup } from './markup.js'

const STATE_ORDER: readonly DetectorRun['state'][] = ['failed', 'skipped', 'ran']

/** The table of detectors, those that did not run first. */
export function detectorSection(runs: readonly DetectorRun[]): Markup {
  const ordered = runs.toSorted((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state))
  return html`<section id="detectors"><h2>Detectors</h2>
${
  runs.length === 0
    ? html`<p class="quiet">No detector was run.</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="Detectors, scrolls sideways"><table class="sortable detectors"><caption>A detector that was skipped lacked what it reads; one that failed leaves a gap in what this report can say.</caption><thead><tr><th scope="col">Detector</th><th scope="col">Looks for</th><th scope="col">State</th><th scope="col" class="number">Milliseconds</th><th scope="col">Reason</th></tr></thead><tbody>${ordered.map(
        (run) =>
          html`<tr><th scope="row" class="mono">${visibleLine(run.id)}</th><td>${visibleLine(detectorTitle(run.id))}</td><td class="state ${run.state}">${run.state}</td><td class="number" data-value="${run.ms}">${formatCount(run.ms)}</td><td>${run.reason ?? ''}</td></tr>`,
      )}</tbody></table></div>`
}</section>`
}
