// Whether the service lives, whether it can do its work, and numbers about it.
import { z } from 'zod'
import { type AnyRoute, route } from '../http/route.js'
import type { Service } from '../service.js'

const READY = z.object({
  ready: z.boolean(),
  engine: z.boolean().describe('whether the store answers; decisions are told either way'),
  decisions: z.boolean().describe('whether it is known which decisions are in force'),
  inbox: z.boolean().describe('whether batches are taken'),
  failure: z.string().optional().describe('why loading fails'),
})

export function healthRoutes(service: Service): readonly AnyRoute[] {
  const { engine, desk, inbox, loader, metrics } = service
  return [
    route({
      method: 'GET',
      path: '/healthz',
      scope: 'anyone',
      says: 'Answers as long as the service lives.',
      gives: { 200: { says: 'It lives.', schema: z.object({ ok: z.literal(true) }) } },
      handle: () => ({ ok: true }),
    }),
    route({
      method: 'GET',
      path: '/readyz',
      scope: 'anyone',
      says: 'Whether batches are taken, decisions are known and the store answers.',
      gives: {
        200: { says: 'All of it.', schema: READY },
        503: { says: 'Not all of it.', schema: READY },
      },
      handle: (_, reply) => {
        const state = {
          engine: engine.ready,
          decisions: desk.sure,
          inbox: !inbox.isFull(0) && !service.isStopping,
        }
        const ready = Object.values(state).every(Boolean) && loader.failure === undefined
        void reply.code(ready ? 200 : 503)
        return {
          ready,
          ...state,
          ...(loader.failure !== undefined && { failure: 'loading fails; the log says why' }),
        }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/ping',
      scope: 'decide',
      says: 'Takes a body and answers the same to all: what a question to this service costs before it is thought about.',
      takes: ['application/json'],
      gives: { 200: { says: 'An answer.', schema: z.object({ ok: z.literal(true) }) } },
      handle: () => ({ ok: true }),
    }),
    route({
      method: 'GET',
      path: '/metrics',
      scope: 'read',
      says: 'Numbers for Prometheus.',
      gives: { 200: { says: 'The numbers.', type: 'text/plain; version=0.0.4' } },
      handle: (_, reply) => {
        void reply.type('text/plain; version=0.0.4; charset=utf-8')
        return metrics.render()
      },
    }),
  ]
}
