// A campaign's accounts with all that is known of each, by pages: from memory, as is all that was found.
import { z } from 'zod'
import { toldSeconds } from '../../store/times.js'
import { type AnyRoute, route } from '../http/route.js'
import {
  listMembers,
  MEMBER_COLUMNS,
  MEMBER_FILTERS,
  type Member,
  type MemberColumn,
  STANDINGS,
} from '../members/member-list.js'
import type { Service } from '../service.js'

const MEMBER = z.object({
  id: z.string(),
  probability: z.number().describe('that it belongs to the campaign'),
  exchanges: z.number().int().describe('of the campaign; so are the figures that follow'),
  sent: z
    .object({
      first: z.string(),
      last: z.string(),
      input_tokens: z.number().int(),
      output_tokens: z.number().int(),
      capability: z
        .object({ name: z.string(), share: z.number() })
        .optional()
        .describe('what most of it asked for'),
      models: z.string().describe('names with commas'),
    })
    .optional()
    .describe('absent where the analysis is of a version that did not keep it; so is what follows'),
  signed_up: z.string().optional(),
  tier: z.string().optional(),
  program: z.string().optional(),
  standing: z
    .enum(STANDINGS)
    .optional()
    .describe('at the end of the log; quiet: it sent nothing of the campaign for four days'),
  suspended_at: z.string().optional().describe('as the accounts’ records have it'),
  decision: z
    .object({ action: z.string(), mode: z.enum(['enforce', 'shadow']), until: z.string() })
    .optional(),
  recognised: z
    .object({ at: z.string(), request: z.number().int(), kinds: z.array(z.string()) })
    .optional()
    .describe(
      'before an analysis had it in the campaign: at which of its requests, and by which kinds of values',
    ),
})

const ORDERS = MEMBER_COLUMNS.flatMap((column) => [column, `-${column}`] as const)
/** Accounts of one answer: few answers are all of a large campaign. */
const MOST_MEMBERS = 5000

export function memberRoutes({ findings, desk, recognitions }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/campaigns/:id/accounts',
      scope: 'read',
      says: 'Accounts of a campaign by pages: what each sent of it, what is known of it, and what is in force on it.',
      params: z.object({ id: z.string().describe('id or name') }),
      query: z.object({
        order: z
          .enum(ORDERS)
          .default('-exchanges')
          .describe('a minus in front: downwards; of whom it is not known come last'),
        search: z
          .string()
          .max(200)
          .default('')
          .describe('words, each a part of the id, models, capability, tier or program'),
        show: z.enum(MEMBER_FILTERS).default('all'),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(MOST_MEMBERS).default(50),
      }),
      gives: {
        200: {
          says: 'The accounts.',
          schema: z.object({
            analysis: z.string().describe('pages of another one don’t follow'),
            total: z.number().int().describe('that match'),
            of: z.number().int().describe('accounts of the campaign'),
            accounts: z.array(MEMBER),
          }),
        },
      },
      handle: ({ params, query: { order, search, show, offset, limit } }) => {
        const campaign = findings.campaign(params.id)
        const { id: analysis, analysis: found } = findings.newest
        const { total, members } = listMembers(
          {
            by: order.replace('-', '') as MemberColumn,
            isDown: order.startsWith('-'),
            search,
            filter: show,
            offset,
            limit,
          },
          {
            campaign,
            figures: findings.figures(campaign.id),
            end: found.input.to,
            decided: (account) => desk.table.find({ account }),
            recognised: new Map(recognitions.ofCampaign(campaign.id).map((one) => [one.account, one])),
          },
        )
        return {
          analysis,
          total,
          of: campaign.accounts.length,
          accounts: members.map(memberTold),
        }
      },
    }),
  ]
}

function memberTold({ figure, standing, decision, recognised, ...account }: Member): z.infer<typeof MEMBER> {
  return {
    ...account,
    ...(figure && {
      sent: {
        first: toldSeconds(figure.first),
        last: toldSeconds(figure.last),
        input_tokens: figure.inputTokens,
        output_tokens: figure.outputTokens,
        ...(figure.capability !== undefined && {
          capability: { name: figure.capability, share: figure.capabilityPercent / 100 },
        }),
        models: figure.models,
      },
      ...(figure.signedUp !== undefined && { signed_up: toldSeconds(figure.signedUp) }),
      ...(figure.suspended !== undefined && { suspended_at: toldSeconds(figure.suspended) }),
      ...(figure.tier !== '' && { tier: figure.tier }),
      ...(figure.program !== '' && { program: figure.program }),
    }),
    ...(standing && { standing }),
    ...(decision && {
      decision: { action: decision.action, mode: decision.mode, until: decision.until },
    }),
    ...(recognised && {
      recognised: {
        at: recognised.at,
        request: recognised.request,
        kinds: recognised.evidence.map(({ kind }) => kind),
      },
    }),
  }
}
