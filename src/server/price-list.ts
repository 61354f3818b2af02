// What tokens cost at list price, as the operator has it in a file: what a campaign took, told in money.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Problem } from '../model/problem.js'

const PRICE = z.object({ input: z.number().min(0), output: z.number().min(0) })

/** Prices of a million tokens by model. */
export const PRICE_LIST = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  models: z.record(z.string(), PRICE),
})
export type PriceList = z.infer<typeof PRICE_LIST>

/** @throws Problem `price-list` */
export function readPriceList(path: string): PriceList {
  try {
    return PRICE_LIST.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new Problem(
      'price-list',
      `${path} is no price list: ${error instanceof z.ZodError ? error.issues[0]?.message : String(error)}`,
      'Write {"currency": "USD", "models": {"NAME": {"input": 3, "output": 15}}}, prices of a million tokens.',
      { cause: error },
    )
  }
}

const MILLION = 1e6

/** What tokens cost, as routes tell it. */
export const COST = z
  .object({ currency: z.string(), amount: z.number(), unpriced_tokens: z.number().int() })
  .describe('at list price, where the service was given one')

/** What tokens by model cost; undefined without a list. Models that it lacks are counted apart. */
export function costOf(
  tokens: Readonly<Record<string, { readonly input: number; readonly output: number }>>,
  list: PriceList | undefined,
): z.infer<typeof COST> | undefined {
  if (!list) return undefined
  let amount = 0
  let unpriced = 0
  for (const [model, { input, output }] of Object.entries(tokens)) {
    const price = list.models[model]
    if (price) amount += (input * price.input + output * price.output) / MILLION
    else unpriced += input + output
  }
  return { currency: list.currency, amount, unpriced_tokens: unpriced }
}
