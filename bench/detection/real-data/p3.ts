// Prompts of P3 (Bach et al. 2022), each with the id of the template that it was made from: gold for telling templates.
import { writeFileSync } from 'node:fs'
import { readRecords } from '../../../simulate/corpus/tables.js'

export interface LabelledPrompt {
  /** Id of the exchange that carries it. */
  readonly id: string
  readonly template: string
  readonly text: string
}

/** Accounts that each template's prompts are dealt over; nobody sends two templates. */
export const ACCOUNTS_A_TEMPLATE = 25

/** The prompts of a corpus, all of them or those of the first `templates`. */
export async function readPrompts(directory: string, templates: number): Promise<LabelledPrompt[]> {
  const records = await readRecords(directory, 'text/benign/p3_by_template.jsonl.gz')
  const names = new Set([...new Set(records.map(({ template }) => String(template)))].slice(0, templates))
  return records
    .filter(({ template }) => names.has(String(template)))
    .map(({ template, prompt }, index) => ({
      id: `p3_${index.toString().padStart(5, '0')}`,
      template: String(template),
      text: String(prompt),
    }))
}

/** Writes the prompts as exchanges, dealt over the accounts of their template, a minute apart. */
export function writePrompts(path: string, prompts: readonly LabelledPrompt[]): void {
  const start = Date.UTC(2026, 8, 14)
  const sent = new Map<string, number>()
  const lines = prompts.map(({ id, template, text }, index) => {
    const nth = sent.get(template) ?? 0
    sent.set(template, nth + 1)
    return JSON.stringify({
      id,
      ts: new Date(start + index * 60_000).toISOString(),
      account: `${template} ${nth % ACCOUNTS_A_TEMPLATE}`,
      messages: [{ role: 'user', content: text }],
    })
  })
  writeFileSync(path, `${lines.join('\n')}\n`)
}

/** Share of a template's prompts in which something must stand to count as its fixed text. */
export const FIXED_SHARE = 0.9

/** The things that stand in nearly all prompts of each template, in order; each prompt holds a thing once. */
export function fixedOf<T extends string | number>(
  templates: readonly string[],
  held: readonly Iterable<T>[],
): Map<string, readonly T[]> {
  const prompts = new Map<string, number>()
  const seen = new Map<string, Map<T, number>>()
  templates.forEach((template, prompt) => {
    prompts.set(template, (prompts.get(template) ?? 0) + 1)
    const counts = seen.get(template) ?? new Map<T, number>()
    seen.set(template, counts)
    for (const one of held[prompt] ?? []) counts.set(one, (counts.get(one) ?? 0) + 1)
  })
  return new Map(
    [...seen].map(([template, counts]) => {
      const least = FIXED_SHARE * (prompts.get(template) ?? 0)
      return [template, [...counts].flatMap(([one, count]) => (count >= least ? [one] : [])).sort()]
    }),
  )
}

/**
 * Fixed text of each template, as the runs of three words that stand in nearly all of its prompts: a template of n
 * fixed words in one piece has n - 2. Words are letters and digits, in lower case.
 */
export function fixedRuns(
  prompts: readonly Pick<LabelledPrompt, 'template' | 'text'>[],
): Map<string, readonly string[]> {
  return fixedOf(
    prompts.map(({ template }) => template),
    prompts.map(({ text }) => runsOf(text)),
  )
}

/**
 * Name of each template's wording: P3 gives one wording several ids when it asks the same of several data sets, and no
 * reader of prompts could tell those apart. Templates without fixed text keep their own name.
 */
export function wordingOf(runs: ReadonlyMap<string, readonly string[]>): Map<string, string> {
  const first = new Map<string, string>()
  return new Map(
    [...runs].map(([template, fixed]) => {
      if (fixed.length === 0) return [template, template]
      const key = fixed.join('|')
      if (!first.has(key)) first.set(key, template)
      return [template, first.get(key) as string]
    }),
  )
}

function runsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`))
}

/** Prompts whose very text stands under several templates too: nobody can tell these apart. */
export function countAmbiguous(prompts: readonly LabelledPrompt[]): number {
  const templates = new Map<string, Set<string>>()
  for (const { text, template } of prompts) {
    const known = templates.get(text) ?? new Set()
    templates.set(text, known.add(template))
  }
  return prompts.filter(({ text }) => (templates.get(text)?.size ?? 0) > 1).length
}
