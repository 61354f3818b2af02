// What a sentence was made of, as the console gets it to tell it in another language.
import { z } from 'zod'
import type { Mistake } from '../../model/mistake.js'
import { type Said, saidOf } from '../../model/sentence.js'

export const SAID = z
  .object({
    template: z.string().describe('the English words, with {0}, {1} … for the values'),
    values: z.array(z.unknown()).describe('each a text, or a sentence of the same form'),
  })
  .describe('what a sentence was made of, for other languages')

export function toldOf(sentence: Said): z.infer<typeof SAID> {
  const { template, values } = saidOf(sentence)
  return { template, values: [...values] }
}

/** Something wrong in a text that somebody wrote, where it stands. */
export const MISTAKE = z.object({
  line: z.number().int(),
  column: z.number().int(),
  says: z.string(),
  next: z.string().optional().describe('what to do about it'),
  said: z.object({ says: SAID, next: SAID.optional() }),
})

export function mistakeTold({ line, column, says, next }: Mistake): z.infer<typeof MISTAKE> {
  return {
    line,
    column,
    says: says.text,
    ...(next && { next: next.text }),
    said: { says: toldOf(says), ...(next && { next: toldOf(next) }) },
  }
}
