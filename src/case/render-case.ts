// A case as one HTML page that needs nothing else: no network, no fonts, no script. It is for print first.
import { createHash } from 'node:crypto'
import { html, staticMarkup } from '../report/html/markup.js'
import { visibleLine } from '../report/visible-text.js'
import type { CaseFile } from './case-file.js'
import { accountsSection } from './html/accounts-section.js'
import { checkSection, custodySection, sealSection, wordsSection } from './html/check-section.js'
import { claimSection } from './html/claim-section.js'
import { doneSection } from './html/done-section.js'
import { evidenceSection, queriesSection } from './html/evidence-section.js'
import { CASE_STYLE } from './html/style-sheet.js'
import { unknownSection } from './html/unknown-section.js'
import { verdictSection } from './html/verdict-section.js'
import { dataHash, HASH_PLACE, pageMark, type Sealer } from './seal.js'
import { type CaseLanguage, tellerOf } from './teller.js'

/** The content security policy of the page: its own style and nothing else. */
export function casePolicy(id: string): string {
  const sources = [CASE_STYLE, footer(id)].map(
    (style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  )
  return `default-src 'none'; style-src ${sources.join(' ')}; base-uri 'none'; form-action 'none'`
}

/** Which case each printed page is of. */
const footer = (id: string) =>
  `@page{@bottom-left{content:"${id.replaceAll(/[^a-z0-9-]/g, '')}";font:8.5pt system-ui,sans-serif;color:#59626d}}`

/** The page, to be sealed; `HASH_PLACE` stands where its hash is shown. */
export function renderCase(file: CaseFile, language: CaseLanguage, sealer: Sealer | undefined): string {
  const teller = tellerOf(language)
  const { words } = teller
  const data = dataHash(file)
  const title = `${words.kicker} ${file.id}: ${visibleLine(file.subject.name)}`
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${casePolicy(file.id)}">
<meta name="color-scheme" content="light">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
${staticMarkup(pageMark({ case: file.id, made_at: file.made_at, data }))}
<title>${title}</title>
<style>${staticMarkup(CASE_STYLE)}</style>
<style>${staticMarkup(footer(file.id))}</style>
</head>
<body class="${file.tlp.replace('+', '-')}">
${claimSection(file, teller, sealer)}
${verdictSection(file, teller)}
${accountsSection(file, teller)}
${evidenceSection(file, teller)}
${unknownSection(file, teller)}
${doneSection(file, teller)}
${checkSection(file, teller)}
${custodySection(file, teller)}
${wordsSection(teller)}
${queriesSection(file, teller)}
${sealSection(data, staticMarkup(HASH_PLACE), sealer, teller)}
</body>
</html>`.text
}
