// What a policy is: rules from what is known of a campaign and an account to a step of the ladder. The JSON Schema for
// editors is made of this.
import { z } from 'zod'
import { ACTIONS } from '../ladder.js'
import { DURATION, LONGEST, parseDuration } from './duration.js'

export const POLICY_SCHEMA = 'stillwatch.policy/1'

/** What YAML takes for a number or a truth is not turned back: 0123 would have become 123. */
const text = (most: number) =>
  z.string({ error: 'must be text: put it in quotes' }).min(1, 'must not be empty').max(most)
const share = z.number().min(0).max(1)
const span = z
  .string()
  .regex(DURATION, 'must be a span of time, such as 12h or 7d')
  .refine((text) => (parseDuration(text) ?? 0) <= LONGEST, 'must be at most 366d: nothing lasts for ever')
const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens, 64 at most')
const sentence = z.string().min(3).max(500)
const names = z
  .union([text(200), z.array(text(200)).min(1).max(200)], {
    error: 'must be a word or a list of words; put numbers in quotes',
  })
  .transform((given) => (typeof given === 'string' ? [given] : given))
const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z
    .union([z.enum(words), z.array(z.enum(words)).min(1)], { error: `must be of: ${words.join(', ')}` })
    .transform((given): readonly Words[number][] => (Array.isArray(given) ? given : [given as Words[number]]))
const range = (number: z.ZodNumber) =>
  z.strictObject({
    atLeast: number.optional().describe('lowest value that holds'),
    atMost: number.optional().describe('highest value that holds'),
  })

export const CONDITIONS = z.strictObject({
  campaign: names.optional().describe('ids or names of campaigns'),
  verdict: oneOf(['distillation', 'coordinated']).optional().describe('verdict of the campaign'),
  state: oneOf(['active', 'dormant', 're-emerged']).optional().describe('what the campaign does now'),
  probability: range(share).optional().describe('probability of the campaign'),
  qValue: range(share)
    .optional()
    .describe('false discovery rate at which the campaign would just be accused'),
  membership: range(share).optional().describe('probability that the account belongs to the campaign'),
  share: range(share).optional().describe('share of the account’s exchanges that are the campaign’s'),
  accounts: range(z.number().min(0)).optional().describe('accounts of the campaign'),
  exchanges: range(z.number().min(0)).optional().describe('exchanges of the account that are the campaign’s'),
  tokens: range(z.number().min(0))
    .optional()
    .describe('tokens in and out of the account in the log, of all that it sent'),
  pathway: names.optional().describe('a way in that the account used: api, subscription, bedrock, …'),
  tier: names.optional().describe('commercial tier of the account; none when it has none'),
  program: names.optional().describe('program of the account: education, research, startup; none'),
  declared: names
    .optional()
    .describe('what the owner declared: evaluation, reseller, synthetic-data, …; none'),
  org: names.optional().describe('organisation of the account; none'),
})

/** What every rule has, whatever it does. */
const COMMON = {
  name: name.describe('what decisions call the rule; a percentage is drawn by it'),
  note: sentence.optional().describe('why there is such a rule, for reviewers'),
  when: CONDITIONS.optional().describe('whom it is about: all that are named must hold; of a list, one'),
  unless: CONDITIONS.optional().describe('the rule spares whom these hold for'),
  lowConfidence: sentence
    .optional()
    .describe('the reason to act below the bounds of confidence that rules have by themselves'),
  mode: z.enum(['shadow', 'enforce']).optional().describe('shadow counts and does nothing'),
  rollout: z
    .strictObject({
      percent: z.number().min(0).max(100).describe('share that it is enforced on; the rest stays in shadow'),
      by: z.enum(['account', 'campaign']).default('account').describe('what is drawn'),
    })
    .optional()
    .describe('enforced on a share first; as it grows, nobody leaves it'),
  on: z
    .enum(['account', 'key', 'address'])
    .default('account')
    .describe(
      'whom the gateway is told of: accounts, their keys, or addresses that nobody outside the campaign uses',
    ),
  for: span.optional().describe('how long a decision lasts'),
  reason: name.describe('code that the customer may see, of those under reasons'),
}

export const RULE = z.discriminatedUnion('action', [
  z.strictObject({ ...COMMON, action: z.literal('observe').describe('nothing is done; it is counted') }),
  z.strictObject({
    ...COMMON,
    action: z.literal('tag').describe('a word goes with the request'),
    tag: name.describe('word that goes with the request to what stands behind the gateway'),
  }),
  z.strictObject({
    ...COMMON,
    action: z.literal('throttle').describe('so many requests a minute pass'),
    requestsPerMinute: z.number().positive().max(1e6).describe('requests a minute that pass'),
    tokensPerMinute: z
      .number()
      .positive()
      .max(1e9)
      .optional()
      .describe('tokens a minute, for gateways that count'),
    per: z.enum(['account', 'campaign']).default('account').describe('whose rate it is'),
  }),
  z.strictObject({
    ...COMMON,
    action: z
      .literal('degrade')
      .describe('another model, fewer tokens, hidden reasoning withheld, log probabilities off'),
    model: text(200).optional().describe('model that answers instead'),
    maxTokens: z.number().int().positive().optional().describe('greatest max_tokens'),
    withholdReasoning: z.boolean().optional().describe('hidden reasoning and its summary are not sent'),
    withholdLogprobs: z.boolean().optional().describe('log probabilities are not sent'),
  }),
  z.strictObject({
    ...COMMON,
    action: z.literal('step-up').describe('refused until the customer has shown who they are, at an address'),
    url: z
      .url({ protocol: /^https$/, error: 'must be an https address' })
      .describe('where customers show who they are'),
  }),
  z.strictObject({ ...COMMON, action: z.literal('suspend').describe('refused') }),
])

export const POLICY = z
  .strictObject({
    schema: z.literal(POLICY_SCHEMA).describe('form of the file'),
    version: text(100).describe('names this text; a text that changes gets another'),
    defaults: z
      .strictObject({
        mode: z.enum(['shadow', 'enforce']).default('shadow').describe('mode of rules that name none'),
        for: span.default('7d').describe('span of rules that name none'),
      })
      .prefault({})
      .describe('what holds for rules that say nothing else'),
    reasons: z
      .record(name, sentence)
      .describe('codes that a customer may see, each with the words that go with it'),
    appeals: z
      .strictObject({
        url: z
          .url({ protocol: /^https$/, error: 'must be an https address' })
          .optional()
          .describe('where a customer appeals'),
        meanwhile: z
          .enum(['keep', 'release'])
          .default('keep')
          .describe('whether decisions stay in force while an appeal is open'),
      })
      .prefault({})
      .describe('how customers appeal, and what holds meanwhile'),
    approvals: z
      .strictObject({
        needed: z
          .number()
          .int()
          .min(1)
          .max(5)
          .default(1)
          .describe(
            'people that it takes, who asks among them, to enforce a step on a campaign or to change this policy; API keys are nobody',
          ),
        from: z.enum(ACTIONS).default('throttle').describe('mildest step that it takes them for'),
      })
      .prefault({})
      .describe('how many people it takes'),
    exemptions: z
      .array(
        z.strictObject({
          account: text(500).optional().describe('id of the account, as in the log'),
          org: text(500).optional().describe('id of the organisation, as in the log'),
          reason: sentence.describe('why it is exempt'),
          until: z.iso.date('must be a day, such as 2026-09-30').describe('last day, UTC'),
        }),
      )
      .max(10_000)
      .default([])
      .describe('accounts and organisations that no rule reaches'),
    rules: z.array(RULE).max(200).describe('who is done what to; the hardest step that is enforced wins'),
  })
  .describe('What is done about campaigns: one reviewed file')

export type Policy = z.output<typeof POLICY>
export type Rule = z.output<typeof RULE>
export type Conditions = z.output<typeof CONDITIONS>

/** Bounds that a rule has by itself where it throttles or does more; a rule that gives a reason may go below. */
export const CONFIDENCE = { probability: 0.95, qValue: 0.01, membership: 0.9 } as const

/** The JSON Schema of a policy file, for editors. */
export function policyJsonSchema(): object {
  return {
    title: 'Stillwatch policy',
    ...z.toJSONSchema(POLICY, { io: 'input', target: 'draft-2020-12' }),
  }
}
