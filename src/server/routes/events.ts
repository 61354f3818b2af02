// What happened to campaigns, as it is seen.
import { z } from 'zod'
import { EVENT } from '../events/event-log.js'
import { EventStream } from '../http/event-stream.js'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'

export function eventRoutes({ events }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/events',
      scope: 'read',
      says: 'What happened to campaigns, as server-sent events; with Last-Event-ID or `since`, those after that number first.',
      query: z.object({
        since: z.coerce.number().int().min(0).optional().describe('number of an event'),
      }),
      gives: { 200: { says: 'The stream; `data` is an event.', type: 'text/event-stream', schema: EVENT } },
      handle: ({ query, request }, reply) => {
        const last = request.headers['last-event-id']
        const since =
          query.since ?? (typeof last === 'string' && /^\d+$/.test(last) ? Number(last) : undefined)
        const stream = new EventStream(request, reply)
        const tell = (event: z.infer<typeof EVENT>) =>
          stream.send({ event: event.type, id: String(event.sequence), data: event })
        if (since !== undefined) for (const event of events.since(since)) tell(event)
        stream.onEnd(events.subscribe(tell))
        return reply
      },
    }),
  ]
}
