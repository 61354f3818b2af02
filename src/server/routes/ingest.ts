// Taking records in: a batch is acknowledged when it is on disk, and counted once however often it is sent.

import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { findSource, SOURCES } from '../../sources/catalog.js'
import { type AnyRoute, type Asked, type Given, route } from '../http/route.js'
import type { BatchState } from '../inbox/inbox.js'
import { ACCOUNTS } from '../inbox/kinds.js'
import { batchId, linesOf } from '../ingest/batch.js'
import { unpack } from '../ingest/content.js'
import { BODY_BYTES } from '../ingest/limits.js'
import type { Service } from '../service.js'

const OUTCOME = z.object({
  accepted: z.number().int().describe('records that are in the store'),
  rejected: z.record(z.string(), z.number().int()).describe('records refused, by reason'),
  skipped: z
    .record(z.string(), z.number().int())
    .describe('documents that are no exchanges or were read in part'),
  batches: z.number().int().describe('batches that were loaded together, which the numbers are of'),
  at: z.string(),
})

const RECEIPT = z.object({
  batch: z.string().describe('id of the batch; send it again with this Idempotency-Key and nothing changes'),
  records: z.number().int(),
  state: z.enum(['held', 'loaded']).describe('on disk, or in the store'),
  repeated: z.boolean().describe('whether a batch of this id was acknowledged before'),
  outcome: OUTCOME.optional(),
})

/** Longest time that a request waits for its batch to be in the store. */
const MOST_WAIT_SECONDS = 60
const LOOK_MS = 50

const WAIT = z.coerce
  .number()
  .min(0)
  .max(MOST_WAIT_SECONDS)
  .default(0)
  .describe('seconds to wait until the batch is in the store, and what became of it is known')

const GIVES: Readonly<Record<number, Given>> = {
  200: { says: 'The batch is in the store, or one of its id was acknowledged before.', schema: RECEIPT },
  202: { says: 'The batch is on disk and will be in the store.', schema: RECEIPT },
}
const NDJSON = ['application/x-ndjson', 'application/json']

export function ingestRoutes(service: Service): readonly AnyRoute[] {
  const take = async (
    { body, key, request }: Asked,
    kind: string,
    wait: number,
    reply: FastifyReply,
  ): Promise<z.infer<typeof RECEIPT>> => {
    const content = await unpack(body as Buffer, request.headers['content-encoding'])
    const { bytes, records } = linesOf(content)
    const given = request.headers['idempotency-key']
    const own = batchId(typeof given === 'string' ? given : undefined, bytes, kind === ACCOUNTS)
    const id = `${key?.id ?? ''}/${own}`
    const { batch, isRepeated } = await service.inbox.receive({ id, kind, lines: bytes, records })
    service.metrics.add('stillwatch_batches_total', { kind, repeated: String(isRepeated) })
    if (!isRepeated) service.metrics.add('stillwatch_records_total', { kind }, records)
    const state = await untilLoaded(service, id, wait)
    reply.code(isRepeated || state?.state === 'loaded' ? 200 : 202)
    return {
      batch: own,
      records: batch.records,
      repeated: isRepeated,
      state: state?.state ?? 'held',
      ...(state?.state === 'loaded' && { outcome: state.outcome }),
    }
  }
  return [
    route({
      method: 'POST',
      path: '/v1/exchanges',
      scope: 'ingest',
      says: 'Takes exchanges: records of Stillwatch’s own, or documents of a format that is named.',
      query: z.object({
        from: z
          .enum(SOURCES.map(({ id }) => id) as [string, ...string[]])
          .default('native')
          .describe('format of the documents'),
        wait: WAIT,
      }),
      takes: NDJSON,
      bodyLimit: BODY_BYTES,
      gives: GIVES,
      handle: (asked, reply) => take(asked, findSource(asked.query.from).id, asked.query.wait, reply),
    }),
    route({
      method: 'POST',
      path: '/v1/accounts',
      scope: 'ingest',
      says: 'Takes what is known of accounts; a later row of an account replaces an earlier one.',
      query: z.object({ wait: WAIT }),
      takes: NDJSON,
      bodyLimit: BODY_BYTES,
      gives: GIVES,
      handle: (asked, reply) => take(asked, ACCOUNTS, asked.query.wait, reply),
    }),
    route({
      method: 'GET',
      path: '/v1/batches/:id',
      scope: 'ingest',
      says: 'What became of a batch that was sent with the same key, in the last three days.',
      params: z.object({ id: z.string() }),
      gives: { 200: { says: 'How far it is.', schema: RECEIPT } },
      handle: ({ params, key }) => {
        const found = service.inbox.find(`${key?.id ?? ''}/${params.id}`)
        if (!found)
          throw new Problem(
            'no-batch',
            `no batch ${params.id} was acknowledged to this key`,
            'Send it; one that was not acknowledged was not taken.',
          )
        return {
          batch: params.id,
          records: found.batch.records,
          state: found.state,
          repeated: false,
          ...(found.state === 'loaded' && { outcome: found.outcome }),
        }
      },
    }),
  ]
}

async function untilLoaded({ inbox }: Service, id: string, seconds: number): Promise<BatchState | undefined> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const state = inbox.find(id)
    if (state?.state !== 'held' || Date.now() >= until) return state
    await sleep(LOOK_MS)
  }
}
