// The evidence: how it adds up, and each reason with its numbers, what it is compared with, what could explain it
// innocently, and the query that counts it again. Then the explanations that were tested for the whole group.
import type { Evidence } from '../../model/analysis.js'
import type { Said } from '../../model/sentence.js'
import { html, type Markup } from '../../report/html/markup.js'
import { formatBits, formatCount, formatShare } from '../../report/quantities.js'
import { clipText, visibleLine } from '../../report/visible-text.js'
import type { CaseEvidence, CaseFile } from '../case-file.js'
import type { Teller } from '../teller.js'

const MOST_LISTED = 12
const MOST_TEMPLATES = 8

export function evidenceSection(file: CaseFile, teller: Teller): Markup {
  const { words } = teller
  return html`<section><h2>${words.evidence}</h2><p>${words.evidenceSays(file.evidence.length)}</p>
${evidenceTable(file, teller)}
${familyTable(file, teller)}
${purposePart(file, teller)}
${file.evidence.map((one) => reason(one, teller))}
</section>
${explanationsSection(file, teller)}`
}

function evidenceTable({ evidence }: CaseFile, { words, term }: Teller): Markup {
  const most = Math.max(1, ...evidence.map(({ bits }) => Math.abs(bits)))
  return html`<table><thead><tr><th scope="col" class="number">#</th><th scope="col">${words.reason}</th><th scope="col">${words.family}</th><th scope="col" class="number">${words.bits}</th><th scope="col" aria-hidden="true"></th></tr></thead>
<tbody>${evidence.map(({ number, detector, family, bits }) => html`<tr><td class="number">${number}</td><th scope="row">${term('detector', detector)}</th><td>${words.families[family] ?? family}</td><td class="number">${formatBits(bits)}</td><td><svg class="bar" viewBox="0 0 100 9" preserveAspectRatio="none" aria-hidden="true"><rect class="${bits < 0 ? 'against' : 'for'}" x="0" y="0" width="${(100 * Math.abs(bits)) / most}" height="9"/></svg></td></tr>`)}</tbody></table>`
}

/** How the bits of a family add up, and what they count. */
function familyTable({ evidence, weighed }: CaseFile, { words }: Teller): Markup {
  if (weighed.families.length === 0) return html`<p>${words.notKept}</p>`
  const sumOf = (family: string) =>
    evidence.filter((one) => one.family === family).reduce((sum, { bits }) => sum + bits, 0)
  return html`<table><caption>${words.familyCounts}</caption><thead><tr><th scope="col">${words.family}</th><th scope="col" class="number">${words.together}</th><th scope="col" class="number">${words.counts}</th><th scope="col" class="number">${words.atMostCounts}</th></tr></thead>
<tbody>${weighed.families.map(({ name, counted, most }) => html`<tr><th scope="row">${words.families[name] ?? name}</th><td class="number">${formatBits(sumOf(name))}</td><td class="number">${formatBits(counted)}</td><td class="number">${formatBits(most)}</td></tr>`)}
<tr class="total"><th scope="row">${words.together}</th><td class="number">${formatBits(weighed.sum)}</td><td class="number">${weighed.counted === undefined ? words.notKnown : formatBits(weighed.counted)}</td><td></td></tr></tbody></table>`
}

function purposePart({ claim, templates }: CaseFile, { words, term }: Teller): Markup {
  const asked = Object.entries(claim.capabilities)
    .filter(([, share]) => share >= 0.005)
    .sort(([, a], [, b]) => b - a)
  const [commonest] = templates.toSorted((a, b) => b.share - a.share)
  const skeletons = templates.filter(({ skeleton }) => skeleton !== undefined).slice(0, MOST_TEMPLATES)
  return html`<h3>${words.purposeOf}</h3><p>${words.purposeSays} ${asked.map(([name, share]) => `${term('capability', name)} ${formatShare(share)}`).join('; ')}.</p>
${commonest && html`<p>${words.templates(templates.length, formatShare(commonest.share))}</p>`}
${skeletons.map(({ share, skeleton = '' }) => html`<p class="quiet">${words.textShare(formatShare(share))}</p><pre>${clipText(skeleton, 4000)}</pre>`)}`
}

function reason(one: CaseEvidence, teller: Teller): Markup {
  const { words, term, tell } = teller
  const innocent = one.innocent.map((text, place) => html`<li>${tell(text, one.said?.innocent[place])}</li>`)
  return html`<article class="evidence"><h3>${one.number}. ${term('detector', one.detector)}</h3>
<p class="weight">${words.bitsOf(formatBits(one.bits), words.odds(one.bits))} · ${words.families[one.family] ?? one.family} · <code>${visibleLine(one.detector)}</code></p>
<dl><dt>${words.observed}</dt><dd>${tell(one.summary, one.said?.summary)}</dd>
${one.raises !== '' && html`<dt>${words.measures}</dt><dd>${tell(one.raises)}</dd>`}
${one.null_model !== '' && html`<dt>${words.compared}</dt><dd>${tell(one.null_model)}</dd>`}
<dt>${words.innocent}</dt><dd>${innocent.length === 0 ? words.innocentNone : html`<ul>${innocent}</ul>`}</dd>
<dt>${words.facts}</dt><dd><ul class="numbers">${Object.entries(one.facts).map(([name, fact]) => html`<li><span>${words.fact(visibleLine(name))}</span> ${factOf(fact, one.said?.facts?.[name], teller)}</li>`)}</ul></dd></dl>
<p class="quiet">${queryNote(one, words)}</p></article>`
}

function queryNote({ number, query = '', computed }: CaseEvidence, words: Teller['words']): string {
  if (query === '') return words.queryNone
  const part =
    computed.length === 0 ? '' : ` ${words.queryPart(computed.map((name) => words.fact(name)).join(', '))}`
  return `${words.queryAt(number)}${part}`
}

/** The queries, behind everything that is to be read. */
export function queriesSection({ evidence }: CaseFile, { words, term }: Teller): Markup {
  const shown = evidence.filter(({ query = '' }) => query !== '')
  return html`<section><h2>${words.queries}</h2><p>${words.queriesSay}</p>
${shown.map(({ number, detector, query = '' }) => html`<div class="query"><p>${number}. ${term('detector', detector)}</p><pre>${query}</pre></div>`)}</section>`
}

function factOf(
  fact: Evidence['facts'][string],
  said: readonly Said[] | undefined,
  { words, tell }: Teller,
): Markup {
  if (typeof fact === 'boolean') return html`${fact ? words.yes : words.no}`
  if (typeof fact === 'number')
    return html`${Number.isInteger(fact) || Math.abs(fact) >= 1000 ? formatCount(fact) : String(Number(fact.toPrecision(4)))}`
  if (typeof fact === 'string') return html`<bdi>${clipText(visibleLine(fact), 300)}</bdi>`
  const shown = fact.slice(0, MOST_LISTED).map((text, place) => tell(clipText(text, 160), said?.[place]))
  const rest = fact.length - shown.length
  return html`${shown.map((text, place) => (place === 0 ? text : html`, ${text}`))}${rest > 0 && ` ${words.more(rest)}`}`
}

function explanationsSection({ explanations }: CaseFile, { words, term, tell }: Teller): Markup {
  const ordered = explanations.toSorted((a, b) => Number(b.holds) - Number(a.holds))
  return html`<section><h2>${words.explanations}</h2>
${
  explanations.length === 0
    ? html`<p>${words.explanationsNone}</p>`
    : html`<p>${words.explanationsSay}</p><table><thead><tr><th scope="col">${words.explanation}</th><th scope="col">${words.result}</th><th scope="col">${words.why}</th></tr></thead>
<tbody>${ordered.map(({ name, holds, why, said }) => html`<tr><th scope="row">${term('explanation', name)}</th><td>${holds ? html`<span class="holds">${words.holdsResult}</span>` : words.failsResult}</td><td>${tell(why, said)}</td></tr>`)}</tbody></table>`
}</section>`
}
