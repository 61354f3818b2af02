// How the service is, for its console: what waits, what runs, what is known.
import { z } from 'zod'
import { type AnyRoute, route } from '../http/route.js'
import { SAID, toldOf } from '../http/said.js'
import type { Service } from '../service.js'
import { SAMPLE } from './sample.js'

const STATUS = z.object({
  version: z.string(),
  started_at: z.string(),
  engine: z.object({ ready: z.boolean(), says: z.string().describe('its version; empty while it starts') }),
  inbox: z.object({
    batches: z.number().int().describe('acknowledged and not in the store yet'),
    bytes: z.number().int(),
    most_bytes: z.number().int().describe('more is refused'),
    is_full: z.boolean(),
    failure: z.string().optional().describe('that loading fails; the log says why'),
  }),
  analysis: z.object({
    every_seconds: z.number().describe('0: on demand only'),
    step: z.string().optional().describe('what the running one does'),
    running_since: z.string().optional(),
    last_at: z.string().optional().describe('when the newest one ended'),
    caveats: z.array(z.string()).describe('what it did not know, of one made since the service started'),
    said: z.array(SAID).describe('what those sentences were made of, in their order'),
  }),
  decisions: z.object({ sure: z.boolean(), enforced: z.number().int(), shadow: z.number().int() }),
  exchanges: z.number().int().describe('in the store'),
  keeps_text: z.boolean(),
  sample: SAMPLE.extend({
    offered: z.boolean().describe('whether the store is empty and may be given some'),
  }),
})

export function statusRoutes(service: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/status',
      scope: 'read',
      says: 'How the service is: its engine, what waits, what runs, and what is in force.',
      gives: { 200: { says: 'The state.', schema: STATUS } },
      handle: (): z.infer<typeof STATUS> => {
        const { options, engine, inbox, clock, desk, loader, findings, sample } = service
        const runs = clock.list()
        const running = runs.find(({ state }) => state === 'running')
        const last = runs.find(({ state }) => state === 'done')
        const { decisions } = desk.snapshot()
        const enforced = decisions.filter(({ mode }) => mode === 'enforce').length
        const lastAt = findings.madeAt
        return {
          version: options.version,
          started_at: new Date(service.startedAt).toISOString(),
          engine: { ready: engine.ready, says: engine.opening?.engine ?? '' },
          inbox: {
            batches: inbox.heldBatches,
            bytes: inbox.backlogBytes,
            most_bytes: options.inboxBytes,
            is_full: inbox.isFull(0),
            ...(loader.failure !== undefined && { failure: 'loading fails; the log says why' }),
          },
          analysis: {
            every_seconds: options.everyMs / 1000,
            ...(running?.step !== undefined && { step: running.step }),
            ...(running?.started_at !== undefined && { running_since: running.started_at }),
            ...(lastAt !== undefined && { last_at: lastAt }),
            caveats: (last?.caveats ?? []).map(({ text }) => text),
            said: (last?.caveats ?? []).map(toldOf),
          },
          decisions: { sure: desk.sure, enforced, shadow: decisions.length - enforced },
          exchanges: service.stored,
          keeps_text: options.engine.keepText,
          sample: { ...sample.state, offered: sample.isOffered },
        }
      },
    }),
  ]
}
