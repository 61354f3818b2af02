// New accounts that were recognised as a campaign's between analyses: at which of their requests, and by what.
import { z } from 'zod'
import type { Campaign } from '../../model/analysis.js'
import { type Recognised, SEEN_BY } from '../../respond/kept/recognitions.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'

export const RECOGNISED = z.object({
  at: z.string(),
  campaign: z.string(),
  analysis: z.string().describe('the analysis whose campaign it was compared with'),
  request: z.number().int().describe('at which of its requests, from 1'),
  seen_by: z.enum(SEEN_BY).describe('a gateway’s question, or the load of its exchanges'),
  bits: z.number(),
  threshold: z.number().describe('bits from which on an account is recognised'),
  by: z
    .array(
      z.object({
        kind: z.string(),
        value: z.string().describe('where it can be read; empty for hashes'),
        bits: z.number(),
        inside: z.number().int().describe('accounts of the campaign that show it'),
        outside: z.number().int().describe('accounts outside of every accused campaign that do'),
      }),
    )
    .describe('the best value of each kind, most bits first'),
})

const LISTED = RECOGNISED.extend({
  account: z.string(),
  member: z.boolean().describe('whether the newest analysis has it in the campaign'),
})

export function recognisedTold({
  at,
  campaign,
  analysis,
  request,
  seenBy,
  bits,
  threshold,
  evidence,
}: Recognised): z.infer<typeof RECOGNISED> {
  return { at, campaign, analysis, request, seen_by: seenBy, bits, threshold, by: [...evidence] }
}

export function recognitionRoutes({ findings, recognitions }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/campaigns/:id/recognised',
      scope: 'read',
      says: 'Accounts that were recognised as a campaign’s before an analysis had them in it, newest first.',
      params: z.object({ id: z.string().describe('id or name') }),
      query: z.object({
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(50),
      }),
      gives: {
        200: {
          says: 'A page of them.',
          schema: z.object({
            total: z.number().int(),
            members: z.number().int().describe('of them in the campaign by the newest analysis'),
            median_request: z.number().int().describe('0 where nobody was recognised'),
            accounts: z.array(LISTED),
          }),
        },
      },
      handle: ({ params, query: { offset, limit } }) => {
        const campaign = findings.campaign(params.id)
        const members = idsOf(campaign)
        const all = recognitions.ofCampaign(campaign.id)
        const requests = all.map(({ request }) => request).sort((a, b) => a - b)
        return {
          total: all.length,
          members: all.filter(({ account }) => members.has(account)).length,
          median_request: requests[Math.floor((requests.length - 1) / 2)] ?? 0,
          accounts: all.slice(offset, offset + limit).map(
            (one): z.infer<typeof LISTED> => ({
              ...recognisedTold(one),
              account: one.account,
              member: members.has(one.account),
            }),
          ),
        }
      },
    }),
  ]
}

const idsOf = ({ accounts }: Campaign) => new Set(accounts.map(({ id }) => id))
