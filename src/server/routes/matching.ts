// Private matching with partners: offers, and answers to blinded requests.
import { z } from 'zod'
import { KINDS } from '../../share/matching/kinds.js'
import { type AnyRoute, type Asked, route } from '../http/route.js'
import type { Service } from '../service.js'

const NDJSON = 'application/x-ndjson'
const BODY_BYTES = 16 * 1024 * 1024
const KIND = z.object({ kind: z.enum(KINDS).describe('what the values are') })
const OFFER = z.looseObject({}).describe('an offer as `stillwatch share match offer` writes it, signed')

export function matchingRoutes(service: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/match/offers',
      scope: 'share',
      says: 'Which kinds of values the partner after whom the key is called may ask about.',
      gives: { 200: { says: 'The kinds.', schema: z.object({ kinds: z.array(z.enum(KINDS)) }) } },
      handle: ({ caller }) => ({ kinds: service.matching.kinds(caller) }),
    }),
    route({
      method: 'GET',
      path: '/v1/match/offers/:kind',
      scope: 'share',
      says: 'The offer of a kind to this partner.',
      params: KIND,
      gives: { 200: { says: 'The offer.', schema: OFFER } },
      handle: ({ caller, params }, reply) => {
        void reply.type('application/json')
        return service.matching.offer(caller, params.kind)
      },
    }),
    route({
      method: 'GET',
      path: '/v1/match/offers/:kind/outputs/:sha256',
      scope: 'share',
      says: 'The set of outputs that an offer names by its digest.',
      params: KIND.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      gives: { 200: { says: 'The set, as bytes.', type: 'application/octet-stream' } },
      handle: ({ caller, params }, reply) => {
        void reply.type('application/octet-stream')
        return service.matching.outputs(caller, params.kind, params.sha256)
      },
    }),
    route({
      method: 'POST',
      path: '/v1/match/answers',
      scope: 'share',
      says: 'Evaluates a partner’s blinded requests, one a line, all or none, within its budget.',
      takes: [NDJSON],
      bodyLimit: BODY_BYTES,
      gives: { 200: { says: 'An answer a line.', type: NDJSON } },
      handle: ({ caller, body }: Asked, reply) => {
        void reply.type(NDJSON)
        return service.matching.answer(caller, body as Buffer)
      },
    }),
  ]
}
