// What an asker keeps between asking and finishing: values and blinds. Secret, and of no use after the period.
import { z } from 'zod'
import { KINDS } from './kinds.js'

const ITEM = z.strictObject({
  /** Null for padding. */
  value: z.string().nullable(),
  blind: z.string(),
  element: z.string(),
})

export const QUESTION = z.strictObject({
  schema: z.literal('stillwatch.match-question/1'),
  /** The holder. */
  from: z.string(),
  kind: z.enum(KINDS),
  period: z.string(),
  key: z.string(),
  until: z.string(),
  parts: z.array(z.strictObject({ id: z.string(), sha256: z.string(), items: z.array(ITEM) })),
})

export type Question = z.infer<typeof QUESTION>
export type AskedItem = z.infer<typeof ITEM>
