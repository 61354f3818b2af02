// Tells a case in a language: its words, and the engine's sentences as far as that language has them.
import { retell, type Sentences } from '../languages/retell.js'
import type { Said } from '../model/sentence.js'
import { html, type Markup } from '../report/html/markup.js'
import { readableName } from '../report/quantities.js'
import { visibleLine } from '../report/visible-text.js'
import { type CaseWords, en } from './words/en.js'
import { ja, jaSentences } from './words/ja.js'

export const CASE_LANGUAGES = ['en', 'ja'] as const
export type CaseLanguage = (typeof CASE_LANGUAGES)[number]

const SPOKEN: Readonly<Record<CaseLanguage, { words: CaseWords; sentences?: Sentences }>> = {
  en: { words: en },
  ja: { words: ja, sentences: jaSentences },
}

export interface Teller {
  readonly words: CaseWords
  /** A sentence of the engine; one that the language lacks stands in English and is marked as such. */
  tell(text: string, said?: Said): Markup
  /** The name of something that the engine knows by an id. */
  term(list: string, id: string): string
}

export function tellerOf(language: CaseLanguage): Teller {
  const { words, sentences } = SPOKEN[language]
  return {
    words,
    tell(text, said = { template: text, values: [] }) {
      if (!sentences) return html`${visibleLine(text)}`
      const told = retell(said, { messages: words.terms, sentences })
      return told === undefined
        ? html`<span lang="en">${visibleLine(text)}</span>`
        : html`${visibleLine(told)}`
    },
    term: (list, id) => words.terms[`${list}.${id}`] ?? visibleLine(readableName(id)),
  }
}
