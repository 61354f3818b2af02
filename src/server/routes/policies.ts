// The policy in force, those before it, and what another one would change.
import { z } from 'zod'
import { ACTIONS } from '../../respond/ladder.js'
import { DEFAULT_POLICY } from '../../respond/policy/default-policy.js'
import { checkPolicy } from '../../respond/policy/parse-policy.js'
import { type Policy, policyJsonSchema } from '../../respond/policy/policy.js'
import { type AnyRoute, type Asked, route } from '../http/route.js'
import { MISTAKE, mistakeTold, SAID, toldOf as saidOf } from '../http/said.js'
import type { Service } from '../service.js'

const POLICY_BYTES = 4 * 1024 * 1024
const YAML = ['application/yaml']
const NOTE = z.string().min(1).max(2000).describe('why')

const KEPT = z.object({
  version: z.string(),
  adoptedAt: z.string(),
  by: z.string(),
  note: z.string(),
  text: z.string(),
})

const IN_FORCE = z
  .object({
    version: z.string(),
    reasons: z.record(z.string(), z.string()).describe('what a customer may read, by code'),
    approvals: z.object({ needed: z.number().int(), from: z.enum(ACTIONS) }),
    appeals: z.object({ url: z.string().optional(), meanwhile: z.enum(['keep', 'release']) }),
    rules: z.array(
      z.object({ name: z.string(), action: z.enum(ACTIONS), mode: z.enum(['shadow', 'enforce']) }),
    ),
  })
  .describe('what the policy in force says; absent when there is none')

const COUNTS = z.record(z.string(), z.number())
const MODE = z.enum(['shadow', 'enforce'])

const REVIEW = z.object({
  mistakes: z.array(MISTAKE),
  version: z.string().optional(),
  obstacle: z
    .object({
      code: z.string(),
      says: z.string(),
      next: z.string(),
      said: z.object({ says: SAID, next: SAID }),
    })
    .optional()
    .describe('why it can’t be put in force as it is'),
  changes: z
    .array(
      z.object({
        what: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        details: z.array(z.string()),
      }),
    )
    .describe('against the policy in force'),
  preview: z
    .object({
      policy: z.string(),
      rules: z.array(
        z.object({
          rule: z.string(),
          action: z.enum(ACTIONS),
          mode: MODE,
          accounts: z.number().int(),
          campaigns: z.number().int(),
          exchanges: z.number().int(),
          otherExchanges: z.number().int(),
          tokens: z.number(),
          lookAlikes: COUNTS,
          tiers: COUNTS,
          programs: COUNTS,
          declared: COUNTS,
        }),
      ),
      accounts: z.object({
        all: z.number().int(),
        enforced: z.number().int(),
        shadow: z.number().int(),
        none: z.number().int(),
      }),
      cleared: z.object({ all: z.number().int(), hit: z.number().int() }),
    })
    .optional()
    .describe('whom it would hit by the newest analysis; absent while there is none'),
  approvals: z.number().int().describe('people that putting it in force takes, who asks among them'),
})

const MET = z.object({
  action: z.enum(ACTIONS).describe('the hardest, an enforced one before one in shadow'),
  mode: MODE,
  exchanges: z.number().int().describe('of campaigns, that decisions of this mode would have met'),
  otherExchanges: z.number().int(),
})

const BACKTEST = z.object({
  analyses: z.number().int(),
  rules: z.array(
    z.object({
      rule: z.string(),
      mode: MODE,
      accounts: z.number().int(),
      exchanges: z.number().int(),
      otherExchanges: z.number().int(),
      tokens: z.number(),
    }),
  ),
  campaigns: z.array(
    z.object({
      campaign: z.string(),
      secondsToDecision: z.number().optional(),
      exchanges: z.number().int(),
      unmet: z.number().int(),
    }),
  ),
  accounts: z
    .object({ more: z.number().int(), less: z.number().int(), same: z.number().int() })
    .describe('accounts that it or the policy in force would have met, one against the other'),
  changed: z
    .array(
      z.object({
        account: z.string(),
        campaigns: z.array(z.object({ id: z.string(), name: z.string() })),
        change: z.enum(['more', 'less']),
        before: MET.optional().describe('by the policy in force; absent where it would have met nothing'),
        after: MET.optional().describe('by this one'),
      }),
    )
    .describe('accounts that are met differently, the greatest change first'),
})

/** Accounts that a backtest tells one by one. */
const MOST_CHANGED = 25_000
/** A text that is checked while it is typed is read by the service itself, and not by the engine’s process. */
const CHECKED_BYTES = 256 * 1024

export function policyRoutes(service: Service): readonly AnyRoute[] {
  const { engine, audit, findings } = service
  return [
    route({
      method: 'PUT',
      path: '/v1/policy',
      scope: 'admin',
      says: 'Puts a policy in force: the YAML file as it is; a rule is enforced only after it was in shadow.',
      query: z.object({ note: NOTE, without_shadow: z.stringbool().default(false) }),
      takes: YAML,
      bodyLimit: POLICY_BYTES,
      gives: {
        200: {
          says: 'It is in force, or proposed where others have to approve it.',
          schema: z.object({
            version: z.string(),
            proposal: z.string().optional().describe('id of the act that others approve'),
          }),
        },
      },
      handle: async ({ body, query, caller }: Asked<unknown, { note: string; without_shadow: boolean }>) => {
        const by = caller?.actor ?? ''
        const { version, proposal } = await service.adopt({
          by,
          note: query.note,
          text: (body as Buffer).toString(),
          isShadowSkipped: query.without_shadow,
        })
        const action = proposal ? 'policy.proposed' : 'policy.adopted'
        const named = { version, note: query.note, ...(proposal && { act: proposal.id }) }
        await audit.add({ actor: by, action, details: named })
        return { version, ...(proposal && { proposal: proposal.id }) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/policies',
      scope: 'read',
      says: 'Policies that were put in force, newest first.',
      gives: {
        200: {
          says: 'The policies, and what the newest one says.',
          schema: z.object({ policies: z.array(KEPT), in_force: IN_FORCE.optional(), suggested: z.string() }),
        },
      },
      handle: async () => {
        const policies = await engine.request('policies', {})
        const [newest] = policies
        const { policy } = newest ? checkPolicy(newest.text) : {}
        return { policies, ...(policy && { in_force: toldOf(policy) }), suggested: DEFAULT_POLICY }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/policy/review',
      scope: 'read',
      says: 'What is wrong with a policy, what it changes, and whom it would hit; nothing is put in force.',
      takes: YAML,
      bodyLimit: POLICY_BYTES,
      gives: { 200: { says: 'The review.', schema: REVIEW } },
      handle: async ({ body }) => {
        const text = (body as Buffer).toString()
        const { mistakes, obstacle, ...review } = await engine.request('reviewPolicy', { text })
        return {
          ...review,
          mistakes: mistakes.map(mistakeTold),
          ...(obstacle && {
            obstacle: {
              code: obstacle.code,
              says: obstacle.says.text,
              next: obstacle.next.text,
              said: { says: saidOf(obstacle.says), next: saidOf(obstacle.next) },
            },
          }),
        }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/policy/check',
      scope: 'read',
      says: 'What is wrong with a policy’s text, without a look at what it would do: answered while the engine is busy too.',
      takes: YAML,
      bodyLimit: CHECKED_BYTES,
      gives: {
        200: {
          says: 'Its mistakes; none where it can be used.',
          schema: z.object({ mistakes: z.array(MISTAKE) }),
        },
      },
      handle: ({ body }) => ({
        mistakes: checkPolicy((body as Buffer).toString()).mistakes.map(mistakeTold),
      }),
    }),
    route({
      method: 'GET',
      path: '/v1/policy/schema',
      scope: 'read',
      says: 'The JSON Schema of a policy file, for editors.',
      gives: { 200: { says: 'The schema.', schema: z.record(z.string(), z.unknown()) } },
      handle: () => policyJsonSchema(),
    }),
    route({
      method: 'POST',
      path: '/v1/policy/backtest',
      scope: 'read',
      says: 'What a policy would have met, analysis by analysis, had it been in force; and whom more or less than the one that is.',
      query: z.object({ most: z.coerce.number().int().min(0).max(MOST_CHANGED).default(1000) }),
      takes: YAML,
      bodyLimit: POLICY_BYTES,
      gives: { 200: { says: 'What it would have met.', schema: BACKTEST } },
      handle: async ({ body, query: { most } }: Asked<unknown, { most: number }>) => {
        const text = (body as Buffer).toString()
        const { changed, ...backtest } = await engine.request('backtestPolicy', { text, most })
        const names = new Map(findings.analysis?.campaigns.map(({ id, name }) => [id, name]))
        return {
          ...backtest,
          changed: changed.map(({ campaigns, ...one }) => ({
            ...one,
            campaigns: campaigns.map((id) => ({ id, name: names.get(id) ?? id })),
          })),
        }
      },
    }),
  ]
}

function toldOf({ version, reasons, approvals, appeals, rules, defaults }: Policy): z.infer<typeof IN_FORCE> {
  return {
    version,
    reasons,
    approvals,
    appeals: { ...(appeals.url !== undefined && { url: appeals.url }), meanwhile: appeals.meanwhile },
    rules: rules.map(({ name, action, mode = defaults.mode }) => ({ name, action, mode })),
  }
}
