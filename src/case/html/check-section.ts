// How the case can be checked again, the chain of custody, the words, and the seal.
import { html, type Markup } from '../../report/html/markup.js'
import { visibleLine } from '../../report/visible-text.js'
import { fingerprint } from '../../share/trust/ed25519-key.js'
import type { CaseFile } from '../case-file.js'
import type { Sealer } from '../seal.js'
import type { Teller } from '../teller.js'

export function checkSection(file: CaseFile, { words }: Teller): Markup {
  const { origin, log, subject } = file
  const unrecorded = words.notRecorded
  const rows: readonly (readonly [string, string | Markup])[] = [
    [words.analysis, html`<code>${visibleLine(origin.analysis)}</code>`],
    [words.analysisMade, words.minute(origin.made_at)],
    [words.resultHash, html`<code>${origin.result_sha256}</code>`],
    [words.version, origin.version === undefined ? unrecorded : `Stillwatch ${origin.version}`],
    [words.engine, origin.engine ?? unrecorded],
    [words.versionFile, `Stillwatch ${file.version}`],
    [words.judgement, origin.judgement === undefined ? unrecorded : html`<code>${origin.judgement}</code>`],
    [
      words.judgementHere,
      origin.judgement === origin.judgement_here
        ? words.judgementSame
        : html`<code>${origin.judgement_here}</code>${origin.judgement !== undefined && html`<br>${words.judgementOther}`}`,
    ],
    [words.logOf, words.logSays(log.exchanges, words.minute(log.from), words.minute(log.to))],
    [
      subject.account === undefined ? words.records : words.recordsOne,
      log.records
        ? html`${words.recordsSay(log.records.exchanges)}<br><code>${log.records.sha256}</code>`
        : words.recordsNone,
    ],
  ]
  const name = `${file.id}.html`
  return html`<section><h2>${words.check}</h2><p>${words.checkSays}</p>
<table><tbody>${rows.map(([term, value]) => html`<tr><th scope="row">${term}</th><td>${value}</td></tr>`)}</tbody></table>
${log.records && html`<div class="query"><p class="quiet">${words.recordsQuery}</p><pre>${log.records.query}</pre></div>`}
<p>${words.verifyWith} <code>stillwatch case verify ${name}</code>; ${words.verifyAlso} <code>stillwatch case verify ${name} --store DIR</code></p></section>`
}

export function custodySection({ custody }: CaseFile, { words }: Teller): Markup {
  const { kept, head, lines, broken_at: broken, left_out: leftOut } = custody
  if (!kept) return html`<section><h2>${words.custody}</h2><p>${words.custodyNone}</p></section>`
  return html`<section><h2>${words.custody}</h2><p>${words.custodySays(head.seq)}</p><pre>${head.hash}</pre>
<p>${broken === undefined ? words.custodyWhole : words.custodyBroken(broken)} ${words.custodyCommands}</p>
${
  lines.length === 0
    ? html`<p>${words.custodyNoLines}</p>`
    : html`<table><caption>${words.custodyLines} ${leftOut > 0 && words.leftOut(leftOut)}</caption><thead><tr><th scope="col" class="number">${words.line}</th><th scope="col">${words.when}</th><th scope="col">${words.who}</th><th scope="col">${words.what}</th><th scope="col">${words.hash}</th></tr></thead>
<tbody>${lines.map(({ seq, at, actor, action, details, hash }) => html`<tr><td class="number">${seq}</td><td>${words.minute(at)}</td><td><bdi>${visibleLine(actor)}</bdi></td><td><code>${visibleLine(action)}</code> <bdi>${detailsOf(details)}</bdi></td><td class="mono">${hash.slice(0, 16)}…</td></tr>`)}</tbody></table>`
}</section>`
}

const detailsOf = (details: CaseFile['custody']['lines'][number]['details']) =>
  Object.entries(details)
    .map(([name, value]) => `${visibleLine(name)} ${visibleLine(String(value)).slice(0, 200)}`)
    .join('; ')

export function wordsSection({ words }: Teller): Markup {
  return html`<section><h2>${words.glossary}</h2><table><tbody>${words.words.map(([word, meaning]) => html`<tr><th scope="row">${word}</th><td>${meaning}</td></tr>`)}</tbody></table></section>`
}

/** @param place where the hash of the page will stand */
export function sealSection(
  data: string,
  place: Markup,
  sealer: Sealer | undefined,
  { words }: Teller,
): Markup {
  return html`<section><h2>${words.seal}</h2><p>${words.sealSays}</p>
<table><tbody><tr><th scope="row">${words.pageHash}</th><td class="mono">${place}</td></tr><tr><th scope="row">${words.dataHash}</th><td class="mono">${data}</td></tr></tbody></table>
${sealer ? html`<p>${words.signedBy(sealer.card.provider, sealer.signer.key.kid)}</p><pre>${fingerprint(sealer.card.root)}</pre><p>${words.signedSays}</p>` : html`<p>${words.unsigned}</p>`}
<div class="sign"><div>${words.signature}</div><div>${words.signatureLine}</div></div></section>`
}
