// What the command palette looks for: campaigns by name, alias or id, and accounts by a part of their id.
import { z } from 'zod'
import type { Campaign } from '../../model/analysis.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'
import { SAID } from './campaigns.js'

const MOST = 50
/** Accounts are looked for from so many characters on: one is in nearly all of them. */
const LEAST_ACCOUNT = 2

const CAMPAIGN = z.object({
  id: z.string(),
  name: z.string(),
  ...SAID,
  verdict: z.enum(['distillation', 'coordinated', 'explained']),
})

const FOUND = z.object({
  campaigns: z.array(CAMPAIGN.extend({ accounts: z.number().int() })).describe('accused ones first'),
  more_campaigns: z.boolean(),
  accounts: z
    .array(
      z.object({
        id: z.string(),
        campaigns: z.array(CAMPAIGN).describe('groups of the newest analysis that it belongs to'),
        decision: z.object({ action: z.string(), mode: z.enum(['enforce', 'shadow']) }).optional(),
      }),
    )
    .describe('one of that very id first, then those that begin with it'),
  more_accounts: z.boolean(),
  everyone: z
    .boolean()
    .describe(
      'whether all accounts were looked at: while the engine has no time only those of groups, of decisions and acts, and recognised ones are',
    ),
})

export function searchRoutes({ findings, feedback, desk, accounts }: Service): readonly AnyRoute[] {
  const told = ({ id, name, verdict }: Pick<Campaign, 'id' | 'name' | 'verdict'>) => ({
    id,
    name,
    ...feedback.told(id),
    verdict,
  })
  const campaignsOf = (wanted: string) => {
    const matching = (findings.analysis?.campaigns ?? []).filter(({ id, name }) =>
      `${id}\n${name}\n${feedback.alias(id) ?? ''}`.toLowerCase().includes(wanted),
    )
    const isCleared = ({ verdict }: Campaign) => Number(verdict === 'explained')
    return matching.sort((a, b) => isCleared(a) - isCleared(b) || b.exchanges - a.exchanges)
  }
  return [
    route({
      method: 'GET',
      path: '/v1/search',
      scope: 'read',
      says: 'Campaigns by a part of their name, alias or id, and accounts by a part of their id, capitals or not.',
      query: z.object({
        q: z.string().max(200).default('').describe('with nothing: campaigns, and no accounts'),
        limit: z.coerce.number().int().min(1).max(MOST).default(8).describe('of each'),
      }),
      gives: { 200: { says: 'What was found.', schema: FOUND } },
      handle: async ({ query: { q, limit } }): Promise<z.infer<typeof FOUND>> => {
        const part = q.trim()
        const campaigns = campaignsOf(part.toLowerCase())
        const found =
          part.length < LEAST_ACCOUNT
            ? { accounts: [], isMore: false, isWhole: true }
            : await accounts.find(part, limit)
        return {
          campaigns: campaigns
            .slice(0, limit)
            .map((campaign) => ({ ...told(campaign), accounts: campaign.accounts.length })),
          more_campaigns: campaigns.length > limit,
          accounts: found.accounts.map((id) => {
            const { decision, shadow } = desk.table.find({ account: id })
            const one = decision ?? shadow
            return {
              id,
              campaigns: findings.memberships(id).map(told),
              ...(one && { decision: { action: one.action, mode: one.mode } }),
            }
          }),
          more_accounts: found.isMore,
          everyone: found.isWhole,
        }
      },
    }),
  ]
}
