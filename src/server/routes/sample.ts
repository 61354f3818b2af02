// Sample traffic in one step, for who looks at the service before traffic is sent to it.
import { z } from 'zod'
import { type AnyRoute, route } from '../http/route.js'
import { SAMPLE_STATES } from '../sample.js'
import type { Service } from '../service.js'

export const SAMPLE = z.object({
  state: z.enum(SAMPLE_STATES),
  failure: z.string().optional(),
})

export function sampleRoutes(service: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/v1/sample',
      scope: 'admin',
      says: 'Brings sample traffic into an empty store and analyses it; GET /v1/status tells how far that is.',
      gives: { 202: { says: 'It has begun.', schema: SAMPLE } },
      handle: async ({ caller }, reply): Promise<z.infer<typeof SAMPLE>> => {
        const actor = caller?.actor ?? ''
        const state = service.sample.begin(actor)
        await service.audit.add({ actor, action: 'sample.asked', details: {} })
        void reply.code(202)
        return state
      },
    }),
  ]
}
