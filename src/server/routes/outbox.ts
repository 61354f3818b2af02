// What waits for collections of others, for people who decide whether to send it now or to give it up.
import { z } from 'zod'
import type { Waiting } from '../../share/publish/outbox.js'
import { SENDING, tellAddress } from '../../share/publish/sending.js'
import { nextTry, tellRefusals, tellSent, whyWaiting } from '../../share/publish/tell.js'
import { type AnyRoute, route } from '../http/route.js'
import { SAID, toldOf } from '../http/said.js'
import type { Service } from '../service.js'

const MOST_REFUSALS = 100

const WAITING = z.object({
  id: z.string(),
  kind: SENDING.shape.kind,
  at: z.string().describe('since when it waits'),
  about: z.object({ id: z.string(), name: z.string() }).describe('campaign, or partner of sightings'),
  to: z.string().describe('address of the collection, or partner'),
  collection: z.string().describe('title of the collection; empty before it was found'),
  objects: z.number().int(),
  accepted: z.number().int(),
  waiting: z.number().int().describe('to be sent, again or for the first time'),
  pending: z.number().int().describe('taken by the server, which has not said yet what became of them'),
  refused: z.number().int().describe('refused as often as they are sent'),
  tries: z.number().int().describe('rounds that ended early one after the other'),
  settled: z
    .boolean()
    .describe('whether nothing more is sent: what was refused stays until somebody has seen it'),
  why: z.string().describe('why it waits'),
  said: SAID.optional(),
  next: z.string().describe('when it is tried again; empty when it is settled, and before the first time'),
  refusals: z
    .array(z.object({ id: z.string(), message: z.string(), times: z.number().int() }))
    .describe('in the words of the server, 100 at most'),
})

const ID = z.object({ id: z.string().max(100) })
const NOTE = z.object({ note: z.string().trim().min(1).max(2000).describe('why, for the record') })

export function outboxRoutes({ outbox, audit }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/outbox',
      scope: 'read',
      says: 'What waits to go to collections of others, how far it is, and why; oldest first.',
      gives: { 200: { says: 'The list.', schema: z.object({ rows: z.array(WAITING) }) } },
      handle: () => ({ rows: outbox.list().map(waitingTold) }),
    }),
    route({
      method: 'POST',
      path: '/v1/outbox/:id/send',
      scope: 'act',
      says: 'Sends now what can be sent of it, whether it is due or not; the rest waits on.',
      params: ID,
      gives: { 200: { says: 'How far it is then.', schema: WAITING } },
      handle: async ({ params: { id }, caller }) => {
        const told = waitingTold(await outbox.sendNow(id))
        const { kind, about, to, accepted, objects, refused } = told
        await audit.add({
          actor: caller?.actor ?? '',
          action: 'outbox.sent',
          details: { sending: id, kind, about: about.name, to, accepted, left: objects - accepted, refused },
        })
        return told
      },
    }),
    route({
      method: 'POST',
      path: '/v1/outbox/:id/drop',
      scope: 'act',
      says: 'Gives up what waits of it; what was accepted stays where it is.',
      params: ID,
      body: NOTE,
      gives: { 200: { says: 'How far it was.', schema: WAITING } },
      handle: async ({ params: { id }, body: { note }, caller }) => {
        const told = waitingTold(await outbox.giveUp(id))
        const { kind, about, to, accepted, objects } = told
        await audit.add({
          actor: caller?.actor ?? '',
          action: 'outbox.dropped',
          details: { sending: id, kind, about: about.name, to, accepted, left: objects - accepted, note },
        })
        return told
      },
    }),
  ]
}

function waitingTold(waiting: Waiting): z.infer<typeof WAITING> {
  const { sending, journal } = waiting
  const { why, said } = whyWaiting(waiting)
  return {
    id: sending.id,
    kind: sending.kind,
    at: sending.at,
    about: sending.about,
    to: tellAddress(sending.to),
    collection: journal.opened?.title ?? '',
    objects: sending.objects.length,
    ...tellSent(waiting),
    tries: journal.attempts,
    settled: journal.isSettled,
    why,
    ...(said && { said: toldOf(said) }),
    next: nextTry(waiting),
    refusals: tellRefusals(waiting).slice(0, MOST_REFUSALS),
  }
}
