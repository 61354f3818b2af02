// How sure and why: the sum of evidence, each reason with its facts and doubts, the explanations tried, and the same
// reasons under the four factors by which H.R. 8283 would have purpose inferred.
import type { CampaignDetail, Evidence } from '../../model/analysis.js'
import { detectorTitle, PURPOSE_FACTORS, purposeFactor, queryTitle } from '../detector-words.js'
import { describeOdds, formatBits, formatCount, readableName } from '../quantities.js'
import { clipText, visibleLine } from '../visible-text.js'
import { bitsPicture, orderEvidence } from './bits-picture.js'
import type { CampaignView } from './campaign-view.js'
import { html, type Markup } from './markup.js'

const MAX_LISTED = 12

/** Waterfall, factors, explanations, then each reason in full. */
export function evidenceSection({ campaign, detail, anchor }: CampaignView): Markup {
  const evidence = orderEvidence(campaign.evidence)
  if (evidence.length === 0)
    return html`<h3>How sure and why</h3><p class="quiet">No evidence was recorded.</p>`
  return html`<h3>How sure and why</h3>
${bitsPicture(evidence, anchor, detail?.bits)}
${factorTable(evidence, anchor)}
${explanationTable(detail?.explanations ?? [])}
<h4>Each reason in full</h4>
${evidence.map((item, index) => evidenceCard(item, `${anchor}-evidence-${index + 1}`))}`
}

/** Innocent explanations for the whole group, each with whether it holds. */
export function explanationTable(explanations: CampaignDetail['explanations']): Markup | undefined {
  if (explanations.length === 0) return undefined
  const ordered = explanations.toSorted((a, b) => Number(b.holds) - Number(a.holds))
  return html`<table class="explanations"><caption>Innocent explanations tested for the whole group.</caption><thead><tr><th scope="col">Explanation</th><th scope="col">Result</th><th scope="col">Why</th></tr></thead><tbody>${ordered.map((tested) => html`<tr><th scope="row">${visibleLine(readableName(tested.name))}</th><td class="result">${tested.holds ? html`<strong class="holds">holds</strong>` : 'fails'}</td><td>${tested.why}</td></tr>`)}</tbody></table>`
}

function factorTable(evidence: readonly Evidence[], anchor: string): Markup {
  const rows = PURPOSE_FACTORS.map((factor) => {
    const items = evidence.flatMap((item, index) =>
      purposeFactor(item.detector) === factor.numeral ? [{ item, index }] : [],
    )
    const bits = items.reduce((sum, { item }) => sum + item.bits, 0)
    const chips = items.map(
      ({ item, index }) =>
        html`<a class="chip" href="#${anchor}-evidence-${index + 1}">${visibleLine(detectorTitle(item.detector))} <span>${formatBits(item.bits)}</span></a> `,
    )
    return html`<tr><td class="numeral">(${factor.numeral})</td><th scope="row">${factor.title}</th><td>${items.length > 0 ? chips : html`<span class="quiet">no evidence of this kind</span>`}</td><td class="number">${items.length > 0 ? formatBits(bits) : '–'}</td></tr>`
  })
  return html`<table class="factors"><caption>The same reasons under the four factors from whose totality H.R. 8283 (119th Congress, as introduced) would allow purpose to be inferred. A sorting aid, not a legal conclusion.</caption><thead><tr><th scope="col"><span class="unseen">Number</span></th><th scope="col">Factor</th><th scope="col">Evidence</th><th scope="col" class="number">Bits</th></tr></thead><tbody>${rows}</tbody></table>`
}

function evidenceCard(item: Evidence, anchor: string): Markup {
  const direction = item.bits < 0 ? 'against' : 'for'
  return html`<article class="evidence ${direction}" id="${anchor}"><h5>${visibleLine(detectorTitle(item.detector))}</h5><p class="weight"><strong>${formatBits(item.bits)} bits</strong> ${describeOdds(item.bits)} <code>${visibleLine(item.detector)}</code></p>
<p>${item.summary}</p>
<div class="pair">${factTable(item)}${innocentList(item)}</div>
${item.query !== undefined && item.query !== '' && html`<details class="query"><summary>${queryTitle(item.query)}</summary><pre tabindex="0"><code>${item.query}</code></pre></details>`}</article>`
}

function factTable(item: Evidence): Markup | undefined {
  const facts = Object.entries(item.facts)
  if (facts.length === 0) return undefined
  return html`<table class="plain"><caption>Facts</caption><tbody>${facts.map(([name, fact]) => html`<tr><th scope="row">${visibleLine(readableName(name))}</th><td><bdi>${formatFact(fact)}</bdi></td></tr>`)}</tbody></table>`
}

function innocentList(item: Evidence): Markup | undefined {
  if (item.innocent.length === 0) return undefined
  return html`<div class="innocent"><p class="minor">Innocent explanations considered</p><ul>${item.innocent.map((sentence) => html`<li>${sentence}</li>`)}</ul></div>`
}

function formatFact(fact: Evidence['facts'][string]): string {
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no'
  if (typeof fact === 'number') {
    if (Number.isInteger(fact)) return formatCount(fact)
    return Math.abs(fact) >= 1_000 ? formatCount(fact) : String(Number(fact.toPrecision(4)))
  }
  if (typeof fact === 'string') return clipText(fact, 600)
  const listed = fact.slice(0, MAX_LISTED).map((entry) => clipText(entry, 120))
  return fact.length > MAX_LISTED
    ? `${listed.join(', ')} and ${formatCount(fact.length - MAX_LISTED)} more`
    : listed.join(', ')
}
