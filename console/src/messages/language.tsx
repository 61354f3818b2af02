// The language of the console: which there are, which one is chosen, a text by its key, and what the engine says.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { en } from './en'
import type { Message, Messages } from './message'

type Words = AnyWords<Messages>

import { type Words as AnyWords, retell, type Told as Said } from '../../../src/languages/retell.js'

/**
 * A language more is a file beside `en.ts`, with `messages` and `sentences`, and a line here. It is loaded when it is
 * chosen.
 */
export const LANGUAGES = {
  en: { name: 'English', load: async (): Promise<Words> => ({ messages: en }) },
  ja: { name: '日本語', load: (): Promise<Words> => import('./ja') },
} as const
export type Language = keyof typeof LANGUAGES

/** A language with its texts. */
export interface Spoken extends Words {
  readonly language: Language
}

export async function loadLanguage(language: Language): Promise<Spoken> {
  return { language, ...(await LANGUAGES[language].load()) }
}
export type MessageKey = keyof Messages

export type Values = Readonly<Record<string, string | number>>
export type Say = (key: MessageKey, values?: Values) => string

interface Chosen {
  readonly language: Language
  readonly words: Words
  readonly choose: (language: Language) => void
  readonly say: Say
}

const PLACE = 'stillwatch-language'
const Context = createContext<Chosen | undefined>(undefined)

/** @param first the language that the page begins in, loaded */
export function LanguageProvider({
  first,
  children,
}: {
  readonly first: Spoken
  readonly children: ReactNode
}) {
  const [spoken, setSpoken] = useState(first)
  useEffect(() => {
    document.documentElement.lang = spoken.language
  }, [spoken])
  const chosen = useMemo<Chosen>(() => {
    const { language, messages } = spoken
    const numbers = new Intl.NumberFormat(language)
    const plurals = new Intl.PluralRules(language)
    return {
      language,
      words: spoken,
      choose: (next) => {
        localStorage.setItem(PLACE, next)
        // One that can't be loaded leaves the page as it is.
        loadLanguage(next).then(setSpoken, () => {})
      },
      say: (key, values = {}) => fill(messages[key], values, plurals, numbers),
    }
  }, [spoken])
  return <Context.Provider value={chosen}>{children}</Context.Provider>
}

export function useLanguage(): Chosen {
  const chosen = useContext(Context)
  if (!chosen) throw new Error('outside of LanguageProvider')
  return chosen
}

export const useSay = (): Say => useLanguage().say

/** A text of the service's own lists by its id, or the id where a newer service has one that is not known here. */
export type TermKind =
  | 'action'
  | 'capability'
  | 'deed'
  | 'detail'
  | 'detector'
  | 'done'
  | 'events'
  | 'explanation'
  | 'family'
  | 'fact'
  | 'life'
  | 'mode'
  | 'need'
  | 'operator'
  | 'ran'
  | 'standing'
  | 'state'
  | 'trait'
  | 'unit'
  | 'verdict'

export function useTerm(): (kind: TermKind, id: string) => string {
  const { words, say } = useLanguage()
  return useCallback(
    (kind, id) => {
      const key = `${kind}.${id}`
      return key in words.messages ? say(key as MessageKey) : id.replaceAll('-', ' ')
    },
    [words, say],
  )
}

/**
 * What the engine said, in the language of the console.
 * @returns a function of the English text and of what that was made of, which a text that is always the same is itself
 */
export function useTell(): (
  text: string,
  said?: Said,
) => { readonly text: string; readonly isEnglish: boolean } {
  const { language, words } = useLanguage()
  return useCallback(
    (text, said = { template: text, values: [] }) => {
      if (language === 'en') return { text, isEnglish: false }
      const told = retell(said, words)
      return { text: told ?? text, isEnglish: told === undefined }
    },
    [language, words],
  )
}

/** The language that a page begins in: as its address says, as was chosen before, or as the browser has it. */
export function preferred(): Language {
  const isKnown = (name: string | null): name is Language => name !== null && name in LANGUAGES
  const asked = new URLSearchParams(window.location.search).get('lang')
  const kept = localStorage.getItem(PLACE)
  if (isKnown(asked)) return asked
  if (isKnown(kept)) return kept
  return navigator.languages.map((name) => name.split('-')[0] ?? '').find(isKnown) ?? 'en'
}

/** Puts values into a message: `{name}`; of plural forms the one for `count`. */
function fill(
  message: Message,
  values: Values,
  plurals: Intl.PluralRules,
  numbers: Intl.NumberFormat,
): string {
  const text =
    typeof message === 'string'
      ? message
      : (message[plurals.select(Number(values.count)) as 'one' | 'other'] ?? message.other)
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value
  })
}
