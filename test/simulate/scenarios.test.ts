// Every scenario keeps the contract of the exchange, the account and the truth, and the catalog is complete.
import { isIP } from 'node:net'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SCENARIOS } from '../../simulate/catalog.js'
import { SCENARIO_SETS } from '../../simulate/scenario.js'
import { readScenario } from './read-scenario.js'

const name = z.string().min(1)
const time = z.iso.datetime()
const tokens = z.number().int().min(0)

const part = z.strictObject({ type: z.literal('text'), text: z.string() })
const exchange = z.strictObject({
  id: name,
  ts: time,
  account: name,
  org: name.optional(),
  key: name.optional(),
  pathway: z.enum(['api', 'subscription', 'bedrock', 'vertex', 'aggregator']),
  ip: z.string().refine((ip) => isIP(ip) > 0, 'not an address'),
  user_agent: name,
  ja4: z.string().regex(/^t13d\d{4}h[12]_[0-9a-f]{12}_[0-9a-f]{12}$/),
  model: name,
  system: name.optional(),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['user', 'assistant', 'tool']),
        content: z.union([name, z.array(part).min(1)]),
      }),
    )
    .min(1)
    .optional(),
  completion: name.optional(),
  input_tokens: tokens,
  output_tokens: tokens,
  max_tokens: tokens.optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  n: tokens.optional(),
  logprobs: z.boolean().optional(),
  stream: z.boolean().optional(),
  tools: z.array(name).optional(),
  session: name.optional(),
  opaque_refs: z.array(name).min(1).optional(),
  status: z.number().int().min(200).max(599),
  error: name.optional(),
})

const account = z.strictObject({
  account: name,
  org: name.optional(),
  created_at: time,
  payment: name.optional(),
  email_domain: name.optional(),
  phone_prefix: z.string().startsWith('+').optional(),
  country: z.string().length(2),
  tier: name,
  program: z.enum(['education', 'research', 'startup']).optional(),
  signup_ip: name,
  status: z.enum(['active', 'suspended']),
  suspended_at: time.optional(),
  declared: name.optional(),
})

const TEXTLESS = new Set(['metadata-only', 'metadata-only-shifts', 'metadata-only-nights'])

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
  it('keeps the contract and says the truth about every account', async () => {
    const { exchanges, accounts, truth, summary } = await readScenario(id)
    expect(exchanges.length).toBeGreaterThan(50)
    // Every third is enough: a field that one writer gets wrong is wrong in all of its exchanges. Of a composite, whose
    // parts are scenarios here too, so many of each part are.
    const step = exchanges.length > 20_000 ? 30 : 3
    for (let i = 0; i < exchanges.length; i += step) exchange.parse(exchanges[i])
    for (const one of accounts) account.parse(one)
    const known = new Map(accounts.map((one) => [one.account, one]))
    expect(known.size).toBe(accounts.length)
    expect(Object.keys(truth).sort()).toEqual([...known.keys()].sort())
    const isUntrue = (one: (typeof exchanges)[number], index: number) => {
      const own = known.get(one.account)
      const isActive = own?.suspended_at === undefined || one.ts < own.suspended_at
      return (
        own === undefined || one.ts < own.created_at || !isActive || one.ts < (exchanges[index - 1]?.ts ?? '')
      )
    }
    expect(exchanges.filter(isUntrue)).toEqual([])
    expect(new Set(exchanges.map((one) => one.id)).size).toBe(exchanges.length)
    const labels = [...new Set(Object.values(truth))]
    for (const label of labels) expect(label).toMatch(/^(attack|benign):[a-z0-9]+(-[a-z0-9]+)*$/)
    if (scenario.kind === 'attack')
      expect(labels.filter((label) => label.startsWith('attack:'))).toHaveLength(
        id.startsWith('pool') ? 3 : 1,
      )
    if (scenario.kind === 'look-alike') expect(summary.attackAccounts).toBe(0)
    const withText = exchanges.some((one) => one.messages !== undefined)
    expect(withText).toBe(!TEXTLESS.has(id))
  })
})

describe('catalog', () => {
  it('names each scenario once, in kebab-case, with a sentence', () => {
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length)
    for (const { id, description } of SCENARIOS) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(description.length).toBeGreaterThan(15)
    }
  })

  it('keeps about as many attacks and look-alikes for each other set as there are to practise on', () => {
    for (const kind of ['attack', 'look-alike'] as const) {
      const all = SCENARIOS.filter((one) => one.kind === kind)
      for (const set of ['validation', 'held-out'] as const) {
        const kept = all.filter((one) => one.set === set)
        expect(kept.length / all.length).toBeGreaterThan(1 / 5)
      }
    }
  })

  it.each(SCENARIO_SETS)('has every attack of the set in the composite %s', async (set) => {
    const { truth } = await readScenario(set)
    const attacks = new Set(Object.values(truth).filter((label) => label.startsWith('attack:')))
    const wanted = SCENARIOS.filter(
      (one) => one.kind === 'attack' && one.set === set && !/^(swap|pool)/.test(one.id),
    )
    expect([...attacks].sort()).toEqual(wanted.map(({ id }) => `attack:${id}`).sort())
  })

  it.each(['quiet', 'four-weeks', 'quiet-validation', 'quiet-held-out'])(
    'has no attack in %s',
    async (id) => {
      const { summary } = await readScenario(id)
      expect(summary.attackAccounts).toBe(0)
    },
  )
})
