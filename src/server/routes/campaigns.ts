// What was found, told from memory.

import { z } from 'zod'
import type { Campaign } from '../../model/analysis.js'
import { noAccount } from '../../respond/kept/seen-account.js'
import { type AnyRoute, route } from '../http/route.js'
import { inTime } from '../in-time.js'
import type { Service } from '../service.js'

/** What people said, beside what was found. */
export const SAID = {
  alias: z.string().optional().describe('what people call it'),
  said: z
    .object({
      answer: z
        .object({ kind: z.enum(['confirm', 'dismiss']), by: z.string(), at: z.string() })
        .optional()
        .describe('the newest answer to whether it is a campaign'),
      remarks: z.number().int().describe('all that was said, answers among it'),
    })
    .optional()
    .describe('what people said of it; `verdict` is the analysis’s'),
}

/** A campaign without what is long. */
export const SUMMARY = z.object({
  id: z.string(),
  name: z.string(),
  ...SAID,
  verdict: z.enum(['distillation', 'coordinated', 'explained']),
  explanation: z.string().optional(),
  state: z.enum(['active', 'dormant', 're-emerged']).optional(),
  probability: z.number(),
  q_value: z.number(),
  accounts: z.number().int(),
  exchanges: z.number().int(),
  first_seen: z.string(),
  last_seen: z.string(),
})

const CAMPAIGN = SUMMARY.extend({
  accounts: z.array(z.object({ id: z.string(), probability: z.number(), exchanges: z.number() })),
})
  .loose()
  .describe('a campaign of the contract stillwatch.analysis/1, with its evidence')

const ACCOUNT = z.object({
  account: z.string(),
  campaigns: z
    .array(z.unknown())
    .describe('groups of the newest analysis that it belongs to, with its own probability'),
  decision: z.unknown().optional().describe('the decision in force'),
  shadow: z.unknown().optional(),
  facts: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .nullable()
    .describe('what the store holds of it; null while the engine has no time'),
})

/** @param said by people, of any campaign */
export function summaryOf(campaign: Campaign, said: Service['feedback']): z.infer<typeof SUMMARY> {
  const { id, name, verdict, explanation, state, probability, q_value, accounts, exchanges } = campaign
  return {
    id,
    name,
    ...said.told(id),
    verdict,
    ...(explanation !== undefined && { explanation }),
    ...(state !== undefined && { state }),
    probability,
    q_value,
    accounts: accounts.length,
    exchanges,
    first_seen: campaign.first_seen,
    last_seen: campaign.last_seen,
  }
}

/** How long a question to the engine may take before it is answered without. */
const FACTS_MS = 2000

export function campaignRoutes({ findings, engine, desk, feedback }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/campaigns',
      scope: 'read',
      says: 'Campaigns of the newest analysis.',
      query: z.object({
        verdict: z
          .enum(['accused', 'distillation', 'coordinated', 'explained', 'all'])
          .default('accused')
          .describe('accused: distillation and coordinated'),
      }),
      gives: {
        200: {
          says: 'The campaigns, and which analysis told of them.',
          schema: z.object({ analysis: z.string(), made_at: z.string(), campaigns: z.array(SUMMARY) }),
        },
      },
      handle: ({ query: { verdict } }) => {
        const { id, madeAt, analysis } = findings.newest
        const isWanted = (own: string) =>
          verdict === 'all' || (verdict === 'accused' ? own !== 'explained' : own === verdict)
        const campaigns = analysis.campaigns
          .filter((campaign) => isWanted(campaign.verdict))
          .map(({ accounts, evidence: _e, templates: _t, history: _h, capabilities: _c, ...campaign }) => ({
            ...campaign,
            ...feedback.told(campaign.id),
            accounts: accounts.length,
          }))
        return { analysis: id, made_at: madeAt, campaigns }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/campaigns/:id',
      scope: 'read',
      says: 'A campaign with its accounts, evidence and history.',
      params: z.object({ id: z.string().describe('id or name') }),
      gives: { 200: { says: 'The campaign.', schema: CAMPAIGN } },
      handle: ({ params }) => {
        const campaign = findings.campaign(params.id)
        return { ...campaign, ...feedback.told(campaign.id) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/accounts/:id',
      scope: 'read',
      says: 'An account: its campaigns, the decision in force, and what the store holds of it.',
      params: z.object({ id: z.string() }),
      gives: { 200: { says: 'The account.', schema: ACCOUNT } },
      handle: async ({ params: { id } }) => {
        const campaigns = findings.memberships(id).map((one) => ({ ...one, ...feedback.told(one.id) }))
        const { decision, shadow } = desk.table.find({ account: id })
        const facts = await inTime(engine.request('account', { id }), FACTS_MS)
        if (facts === undefined && campaigns.length === 0 && !decision) throw noAccount(id)
        return {
          account: id,
          campaigns,
          ...(decision && { decision }),
          ...(shadow && { shadow }),
          facts: facts ?? null,
        }
      },
    }),
  ]
}
