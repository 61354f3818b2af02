// What people do: acts on campaigns and accounts, and the policy in force. Each is written down with who and why.
import { z } from 'zod'
import type { ActAsked } from '../../respond/make-act.js'
import { type AnyRoute, type Asked, route } from '../http/route.js'
import type { Service } from '../service.js'

const NOTE = z.string().min(1).max(2000).describe('why')
const SPAN = z.string().max(20).describe('how long: 12h, 7d, 2w')
const NAME = z.string().min(1).max(4096)

const ACT_ASKED = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('apply'),
    note: NOTE,
    campaign: NAME.describe('id or name'),
    step: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .describe('what a rule’s action takes, as a policy has it: action, mode, requestsPerMinute, …'),
    reason: NAME.describe('code that the customer may see'),
    for: SPAN,
    membership: z.number().min(0).max(1).optional().describe('least probability of membership'),
  }),
  z.object({
    kind: z.literal('exempt'),
    note: NOTE,
    account: NAME.optional(),
    campaign: NAME.optional(),
    for: SPAN,
  }),
  z.object({ kind: z.literal('appeal'), note: NOTE, account: NAME }),
  z.object({
    kind: z.literal('settle'),
    note: NOTE,
    act: NAME.describe('id of the appeal'),
    isGranted: z.boolean(),
    for: SPAN,
  }),
  z.object({ kind: z.literal('undo'), note: NOTE, act: NAME.describe('id of the act') }),
])

const ACT = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  kind: z.string(),
  account: z.string(),
  campaign: z.string(),
  refers: z.string(),
  rule: z.string(),
  note: z.string(),
  ends: z.string(),
})

const DONE = ACT.extend({
  waits: z
    .literal(true)
    .optional()
    .describe('a part follows when the store has time: about keys and addresses, or what comes back'),
})

const POLICY = z.object({
  version: z.string(),
  adoptedAt: z.string(),
  by: z.string(),
  note: z.string(),
  text: z.string(),
})

const POLICY_BYTES = 4 * 1024 * 1024

export function actRoutes(service: Service): readonly AnyRoute[] {
  const { engine, audit, acts } = service
  return [
    route({
      method: 'POST',
      path: '/v1/acts',
      scope: 'act',
      says: 'Acts on a campaign or an account, settles an appeal, or takes an act back; decisions follow at once.',
      body: ACT_ASKED,
      gives: { 200: { says: 'It is done: on disk and in force.', schema: DONE } },
      handle: async ({ body: { note, ...asked }, caller }) => {
        const by = caller?.actor ?? ''
        const { act, isWaiting } = await acts.act({ by, note }, asked as ActAsked)
        await audit.add({ actor: by, action: `act.${act.kind}`, details: { act: act.id, note } })
        return { ...act, ...(isWaiting && { waits: true }) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/acts',
      scope: 'read',
      says: 'What was done, newest first.',
      gives: { 200: { says: 'The acts.', schema: z.object({ acts: z.array(ACT) }) } },
      handle: () => ({ acts: acts.acts }),
    }),
    route({
      method: 'PUT',
      path: '/v1/policy',
      scope: 'admin',
      says: 'Puts a policy in force: the YAML file as it is; a rule is enforced only after it was in shadow.',
      query: z.object({ note: NOTE, without_shadow: z.stringbool().default(false) }),
      takes: ['application/yaml'],
      bodyLimit: POLICY_BYTES,
      gives: { 200: { says: 'It is in force.', schema: z.object({ version: z.string() }) } },
      handle: async ({ body, query, caller }: Asked<unknown, { note: string; without_shadow: boolean }>) => {
        const by = caller?.actor ?? ''
        const { version } = await service.adopt({
          by,
          note: query.note,
          text: (body as Buffer).toString(),
          isShadowSkipped: query.without_shadow,
        })
        await audit.add({ actor: by, action: 'policy.adopted', details: { version, note: query.note } })
        return { version }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/policies',
      scope: 'read',
      says: 'Policies that were put in force, newest first.',
      gives: { 200: { says: 'The policies.', schema: z.object({ policies: z.array(POLICY) }) } },
      handle: async () => ({ policies: await engine.request('policies', {}) }),
    }),
  ]
}
