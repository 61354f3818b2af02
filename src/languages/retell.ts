// What the engine says, in a language that it doesn't speak: its English words are the key to a text of that language.
import type { Said } from '../model/sentence.js'

/** Texts by the English ones, with `{0}`, `{1}` … for the values. */
export type Sentences = Readonly<Record<string, string>>

/** A language: what stands by keys, and what the engine says. */
export interface Words<Messages extends object = object> {
  readonly messages: Messages
  /** None of English, which the engine speaks. */
  readonly sentences?: Sentences
  /** What failed and what to do, by the service's code. */
  readonly problems?: Readonly<Record<string, string>>
}

/** What a sentence was made of, as it came over a wire; the values are texts or of the same form. */
export type Told = Pick<Said, 'template'> & { readonly values: readonly unknown[] }

/** Lists of the engine whose words have a text by their id already. */
const LISTS = ['capability', 'trait', 'explanation'] as const

/** The sentence in the language, or nothing where that has no text for it. */
export function retell({ template, values }: Told, words: Words): string | undefined {
  const text = textFor(template, words)
  if (text === undefined) return undefined
  const told = values.map((value) => (isTold(value) ? (retell(value, words) ?? plain(value)) : String(value)))
  return fill(text, told)
}

function textFor(template: string, { messages, sentences }: Words): string | undefined {
  const own = sentences?.[template]
  if (own !== undefined) return own
  if (/^[\s{}\d]*$/.test(template)) return template
  const known = LISTS.map((list) => (messages as Readonly<Record<string, unknown>>)[`${list}.${template}`])
  return known.find((text) => typeof text === 'string') as string | undefined
}

const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && 'template' in value && 'values' in value

/** As the engine says it. */
function plain({ template, values }: Told): string {
  return fill(
    template,
    values.map((value) => (isTold(value) ? plain(value) : String(value))),
  )
}

function fill(text: string, values: readonly string[]): string {
  return text.replaceAll(/\{(\d+)\}/g, (place, index: string) => values[Number(index)] ?? place)
}
