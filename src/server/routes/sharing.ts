// What may leave of a campaign, for an operator who shares it while the service holds the store.
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { freshKey, parseCommunityKey } from '../../share/community-key.js'
import { type AnyRoute, route } from '../http/route.js'
import { SAID } from '../http/said.js'
import type { Service } from '../service.js'

const SHARED = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    indicators: z.array(
      z.looseObject({
        kind: z.string(),
        form: z.string(),
        value: z.string().describe('what leaves'),
        original: z.string().describe('what it stands for here'),
        accounts: z.number().int(),
        bits: z.number(),
        confidence: z.number(),
        validUntil: z.string(),
      }),
    ),
    held: z.array(
      z.looseObject({
        kind: z.string(),
        original: z.string(),
        accounts: z.number().int(),
        outside: z.number().int().describe('accounts outside of accused campaigns that show it'),
        why: z.string(),
        said: SAID,
      }),
    ),
  })
  .describe('the campaign as `stillwatch share` makes bundles of it; beside each value what it is here')

export function sharingRoutes({ engine, audit }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/v1/campaigns/:id/shared',
      scope: 'act',
      says: 'What may leave of a campaign, keyed for a community, beside what it stands for here; nothing is sent.',
      params: z.object({ id: z.string().max(4096).describe('id or name') }),
      body: z.object({
        community_key: z
          .string()
          .max(200)
          .optional()
          .describe('the key of a community; one for this time without it'),
        suspects: z.boolean().default(false).describe('take a group that is accused of nothing too'),
        redact: z.array(z.string().max(100)).max(100).default([]).describe('kinds to keep back'),
      }),
      gives: { 200: { says: 'The campaign.', schema: SHARED } },
      handle: async ({ params, body, caller }) => {
        const { community_key: text, redact, suspects } = body
        const key = text === undefined ? freshKey() : parseCommunityKey(text)
        if (!key)
          throw new Problem(
            'request-malformed',
            'the community key in the body is none',
            'Send what `stillwatch share key` prints.',
          )
        const campaign = await engine.request('shared', { wanted: params.id, key, redact, suspects })
        await audit.add({
          actor: caller?.actor ?? '',
          action: 'share.read',
          details: { campaign: campaign.id, indicators: campaign.indicators.length, keyId: key.id },
        })
        return campaign
      },
    }),
  ]
}
