// What an extraction campaign wants from the teacher model, and the wording it asks with. A bank holds, per purpose,
// openings, demands, formats and rules; a campaign draws its own template from them.
import { words } from '../grammar.js'

export type Purpose =
  | 'reasoning-extraction'
  | 'rubric-grading'
  | 'censorship-safe-rewriting'
  | 'instruction-synthesis'
  | 'agent-trace-harvesting'
  | 'language-coercion'
  | 'filter-evasion'

export const PURPOSES: readonly Purpose[] = [
  'reasoning-extraction',
  'rubric-grading',
  'censorship-safe-rewriting',
  'instruction-synthesis',
  'agent-trace-harvesting',
  'language-coercion',
  'filter-evasion',
]

/** Sentences that a template of one purpose is put together from. */
export interface Wording {
  readonly open: readonly string[]
  readonly demand: readonly string[]
  readonly format: readonly string[]
  readonly rule: readonly string[]
}

/** Wording by purpose; a language that lacks a purpose lets the campaign fall back to English. */
export type Bank = Readonly<Partial<Record<Purpose, Wording>>>

/** A wording from four lists, alternatives separated by `|`. */
export function wording(open: string, demand: string, format: string, rule: string): Wording {
  return { open: words(open), demand: words(demand), format: words(format), rule: words(rule) }
}
