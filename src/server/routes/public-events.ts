// Public events as an operator wrote them down, for the timelines of the console.
import { z } from 'zod'
import { type AnyRoute, route } from '../http/route.js'
import { EVENT_KINDS } from '../public-events.js'
import type { Service } from '../service.js'

const EVENT = z.object({
  at: z.string(),
  is_day: z.boolean().describe('known to the day only'),
  title: z.string(),
  kind: z.enum(EVENT_KINDS),
  url: z.string().optional(),
})

export function publicEventRoutes({ options }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/public-events',
      scope: 'read',
      says: 'Public events of the file of --events, oldest first.',
      gives: {
        200: {
          says: 'The events.',
          schema: z.object({
            is_given: z.boolean().describe('whether the service was given a file'),
            events: z.array(EVENT),
          }),
        },
      },
      handle: () => ({
        is_given: options.publicEvents !== undefined,
        events: (options.publicEvents ?? []).map(({ isDay, ...event }) => ({ ...event, is_day: isDay })),
      }),
    }),
  ]
}
