// What may leave of a campaign, for an operator who shares it while the service holds the store.
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { freshKey, parseCommunityKey } from '../../share/community-key.js'
import { TLP_LEVELS, type TlpLevel } from '../../share/stix/tlp.js'
import { type CampaignFor, campaignFor } from '../../share/taxii/server/campaign-for.js'
import { type AnyRoute, route } from '../http/route.js'
import { SAID } from '../http/said.js'
import type { Service } from '../service.js'
import { statePaths } from '../state-folder.js'

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

const ASKED = z.object({
  community_key: z
    .string()
    .max(200)
    .optional()
    .describe('the key of a community; one for this time without it'),
  suspects: z.boolean().default(false).describe('take a group that is accused of nothing too'),
  redact: z.array(z.string().max(100)).max(100).default([]).describe('kinds to keep back'),
})

/** Objects that a preview tells one by one. */
const MOST_SERVED = 2000

const OBJECT = z.looseObject({ type: z.string(), id: z.string() })
const SERVED = z.object({
  campaign: z.string(),
  name: z.string(),
  client: z.string(),
  collection: z.object({ id: z.string(), title: z.string() }),
  tlp: z.enum(TLP_LEVELS as [TlpLevel, ...TlpLevel[]]).describe('the most closed marking that it is given'),
  counts: z
    .object({
      whole: z.number().int(),
      part: z.number().int(),
      withheld: z.number().int(),
      closed: z.number().int(),
    })
    .describe('objects that it would be given, in part, and not: withheld from it, or too closed for it'),
  objects: z
    .array(
      z.object({
        id: z.string(),
        type: z.string(),
        state: z.enum(['whole', 'part', 'withheld', 'closed']),
        published: OBJECT.describe('as it is published'),
        given: OBJECT.optional().describe('as it would be given, where it is'),
      }),
    )
    .describe('in the order in which they are published, 2,000 at most'),
})

export function sharingRoutes({ engine, audit, options }: Service): readonly AnyRoute[] {
  const read = async (wanted: string, asked: z.output<typeof ASKED>) => {
    const { community_key: text, redact, suspects } = asked
    const key = text === undefined ? freshKey() : parseCommunityKey(text)
    if (!key)
      throw new Problem(
        'request-malformed',
        'the community key in the body is none',
        'Send what `stillwatch share key` prints.',
      )
    return { ...(await engine.request('shared', { wanted, key, redact, suspects })), key }
  }
  return [
    route({
      method: 'POST',
      path: '/v1/campaigns/:id/shared',
      scope: 'act',
      says: 'What may leave of a campaign, keyed for a community, beside what it stands for here; nothing is sent.',
      params: z.object({ id: z.string().max(4096).describe('id or name') }),
      body: ASKED,
      gives: { 200: { says: 'The campaign.', schema: SHARED } },
      handle: async ({ params, body, caller }) => {
        const { key, ...campaign } = await read(params.id, body)
        await audit.add({
          actor: caller?.actor ?? '',
          action: 'share.read',
          details: { campaign: campaign.id, indicators: campaign.indicators.length, keyId: key.id },
        })
        return campaign
      },
    }),
    route({
      method: 'POST',
      path: '/v1/campaigns/:id/served',
      scope: 'act',
      says: 'What a client of an offered collection would be given of a campaign, object by object beside what is published; nothing is sent.',
      params: z.object({ id: z.string().max(4096).describe('id or name') }),
      body: ASKED.extend({
        client: z.string().min(1).max(200).describe('name of a key, as the file of collections has it'),
        collection: z
          .string()
          .max(500)
          .optional()
          .describe('id, alias or title; the first that the client may read without it'),
        tlp: z
          .enum(TLP_LEVELS as [TlpLevel, ...TlpLevel[]])
          .default('amber+strict')
          .describe('marking of the campaign'),
      }),
      gives: { 200: { says: 'The objects.', schema: SERVED } },
      handle: async ({ params, body, caller }) => {
        if (!options.taxii)
          throw new Problem(
            'taxii-missing',
            'what a client is given stands in the file of collections, and the service was given none',
            'Start it with --taxii FILE; docs/taxii.md shows one.',
          )
        const campaign = await read(params.id, body)
        const { client, collection, tlp } = body
        const seen = await campaignFor(campaign, {
          configuration: options.taxii,
          client,
          collection,
          tlp,
          producer: options.engine.partners?.producer,
          identityFile: statePaths(options.state).identity,
        })
        await audit.add({
          actor: caller?.actor ?? '',
          action: 'share.read',
          details: { campaign: campaign.id, client, collection: seen.collection.id, keyId: campaign.key.id },
        })
        return servedTold(campaign, seen)
      },
    }),
  ]
}

function servedTold(
  { id: campaign, name }: { readonly id: string; readonly name: string },
  { client, collection, tlp, published, objects, closed, withheld, altered }: CampaignFor,
): z.infer<typeof SERVED> {
  const given = new Map(objects.map((object) => [object.id, object]))
  const [shut, held, part] = [new Set(closed), new Set(withheld), new Set(altered)]
  const stateOf = (id: string) =>
    shut.has(id) ? 'closed' : held.has(id) ? 'withheld' : part.has(id) ? 'part' : 'whole'
  const all = published.map((object) => {
    const own = given.get(object.id)
    return {
      id: object.id,
      type: object.type,
      state: stateOf(object.id),
      published: object,
      ...(own && { given: own }),
    } as const
  })
  const count = (wanted: string) => all.filter(({ state }) => state === wanted).length
  return {
    campaign,
    name,
    client,
    collection,
    tlp,
    counts: {
      whole: count('whole'),
      part: count('part'),
      withheld: count('withheld'),
      closed: count('closed'),
    },
    objects: all.slice(0, MOST_SERVED),
  }
}
