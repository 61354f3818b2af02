// The languages that texts can be written in: code to expander and to the way sentences are joined.
import type { LanguageCode } from '../network/countries.js'
import { createExpander, type Expand, type Grammar } from './grammar.js'
import { CHINESE } from './words/chinese.js'
import { ENGLISH } from './words/english.js'
import { FRENCH, GERMAN, SPANISH } from './words/european.js'
import { ARABIC, INDONESIAN, ITALIAN, PORTUGUESE, RUSSIAN, TURKISH, VIETNAMESE } from './words/further.js'
import { JAPANESE } from './words/japanese.js'
import { KOREAN } from './words/korean.js'

export interface Language {
  readonly code: LanguageCode
  /** English name and own name, for texts that speak about the language. */
  readonly name: string
  readonly ownName: string
  readonly expand: Expand
  /** Between sentences: nothing in Chinese and Japanese. */
  readonly space: string
  /** How a sentence of the language may be recognised as finished. */
  readonly stop: string
}

function language(
  code: LanguageCode,
  name: string,
  ownName: string,
  grammar: Grammar,
  space = ' ',
  stop = '.',
): Language {
  return { code, name, ownName, expand: createExpander(grammar), space, stop }
}

export const LANGUAGES: Readonly<Record<LanguageCode, Language>> = {
  en: language('en', 'English', 'English', ENGLISH),
  zh: language('zh', 'Chinese', '中文', CHINESE, '', '。'),
  ja: language('ja', 'Japanese', '日本語', JAPANESE, '', '。'),
  ko: language('ko', 'Korean', '한국어', KOREAN),
  es: language('es', 'Spanish', 'español', SPANISH),
  de: language('de', 'German', 'Deutsch', GERMAN),
  fr: language('fr', 'French', 'français', FRENCH),
  pt: language('pt', 'Portuguese', 'português', PORTUGUESE),
  ru: language('ru', 'Russian', 'русский', RUSSIAN),
  ar: language('ar', 'Arabic', 'العربية', ARABIC),
  it: language('it', 'Italian', 'italiano', ITALIAN),
  tr: language('tr', 'Turkish', 'Türkçe', TURKISH),
  vi: language('vi', 'Vietnamese', 'tiếng Việt', VIETNAMESE),
  id: language('id', 'Indonesian', 'Bahasa Indonesia', INDONESIAN),
}

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly LanguageCode[]

/** A sentence with its first letter large and a stop at its end. */
export function sentence(language: Language, text: string): string {
  const first = text.charCodeAt(0)
  const last = text.charAt(text.length - 1)
  const ended = '.!?。！？؟:,…'.includes(last)
  const hasCase = (first >= 97 && first <= 122) || (first >= 0xe0 && first <= 0x44f)
  const begun = hasCase ? text.charAt(0).toUpperCase() + text.slice(1) : text
  return ended ? begun : begun + language.stop
}
