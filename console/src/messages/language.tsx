// The language of the console: which there are, which one is chosen, and a text by its key.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { en } from './en'
import { ja } from './ja'
import type { Message, Messages } from './message'

/** A language more is a file beside `en.ts` and a line here. */
export const LANGUAGES = {
  en: { name: 'English', messages: en },
  ja: { name: '日本語', messages: ja },
} as const
export type Language = keyof typeof LANGUAGES
export type MessageKey = keyof Messages

export type Values = Readonly<Record<string, string | number>>
export type Say = (key: MessageKey, values?: Values) => string

interface Chosen {
  readonly language: Language
  readonly choose: (language: Language) => void
  readonly say: Say
}

const PLACE = 'stillwatch-language'
const Context = createContext<Chosen | undefined>(undefined)

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(preferred)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const chosen = useMemo<Chosen>(() => {
    const messages: Messages = LANGUAGES[language].messages
    const numbers = new Intl.NumberFormat(language)
    const plurals = new Intl.PluralRules(language)
    return {
      language,
      choose: (next) => {
        localStorage.setItem(PLACE, next)
        setLanguage(next)
      },
      say: (key, values = {}) => fill(messages[key], values, plurals, numbers),
    }
  }, [language])
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
  | 'detector'
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
  | 'verdict'

export function useTerm(): (kind: TermKind, id: string) => string {
  const { language, say } = useLanguage()
  return useCallback(
    (kind, id) => {
      const key = `${kind}.${id}`
      return key in LANGUAGES[language].messages ? say(key as MessageKey) : id.replaceAll('-', ' ')
    },
    [language, say],
  )
}

function preferred(): Language {
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
