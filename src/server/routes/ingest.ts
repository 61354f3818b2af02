// Taking records in: a batch is acknowledged when it is on disk, and counted once however often it is sent.
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { SOURCES } from '../../sources/catalog.js'
import { type AnyRoute, type Given, route } from '../http/route.js'
import { ACCOUNTS } from '../inbox/kinds.js'
import { Intake, type Sent, type Taken } from '../ingest/intake.js'
import { BODY_BYTES } from '../ingest/limits.js'
import type { Service } from '../service.js'
import { otlpRoutes } from './otlp.js'
import { sentBy } from './sent-by.js'

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
  state: z.enum(['held', 'loaded', 'empty']).describe('on disk, in the store, or nothing in it to take'),
  repeated: z.boolean().describe('whether a batch of this id was acknowledged before'),
  outcome: OUTCOME.optional(),
})

/** Longest time that a request waits for its batch to be in the store. */
const MOST_WAIT_SECONDS = 60

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

/** The formats whose documents stand alone: those of others come in files that belong together. */
const FORMATS = SOURCES.filter(({ isJoined }) => isJoined !== true).map(({ id }) => id)

export function ingestRoutes(service: Service): readonly AnyRoute[] {
  const intake = new Intake(service.inbox, service.shaper, service.metrics)
  const receiving = (
    path: string,
    says: string,
    as: Pick<Sent, 'kind' | 'shape'>,
    takes: readonly string[] = NDJSON,
  ): AnyRoute =>
    route({
      method: 'POST',
      path,
      scope: 'ingest',
      says,
      query: z.object({ wait: WAIT }),
      takes,
      bodyLimit: BODY_BYTES,
      gives: GIVES,
      handle: async (asked, reply) => {
        const taken = await intake.take(sentBy(asked, { ...as, wait: asked.query.wait }))
        void reply.code(statusOf(taken))
        return receiptOf(taken)
      },
    })
  return [
    route({
      method: 'POST',
      path: '/v1/exchanges',
      scope: 'ingest',
      says: 'Takes exchanges: records of Stillwatch’s own, or documents of a format that is named; one a line, or a JSON array.',
      query: z.object({
        from: z
          .enum(FORMATS as [string, ...string[]])
          .default('native')
          .describe('format of the documents'),
        wait: WAIT,
      }),
      takes: NDJSON,
      bodyLimit: BODY_BYTES,
      gives: GIVES,
      handle: async (asked, reply) => {
        const { from, wait } = asked.query
        const taken = await intake.take(sentBy(asked, { kind: from, shape: 'lines', wait }))
        void reply.code(statusOf(taken))
        return receiptOf(taken)
      },
    }),
    receiving(
      '/v1/accounts',
      'Takes what is known of accounts; a later row of an account replaces an earlier one.',
      { kind: ACCOUNTS, shape: 'lines' },
    ),
    ...otlpRoutes(intake),
    receiving(
      '/v1/litellm',
      'Takes what LiteLLM’s generic callback posts: a JSON array, one object a line, or a single one.',
      { kind: 'litellm', shape: 'litellm' },
    ),
    receiving(
      '/v1/portkey',
      'Takes what Portkey’s log hook posts; the keys in it are hashed on receipt, other secrets dropped.',
      { kind: 'provider-json', shape: 'portkey' },
      ['application/json'],
    ),
    route({
      method: 'GET',
      path: '/v1/batches/:id',
      scope: 'ingest',
      says: 'What became of a batch that was sent with the same key, in the last three days.',
      params: z.object({ id: z.string() }),
      gives: { 200: { says: 'How far it is.', schema: RECEIPT } },
      handle: ({ params, caller }) => {
        const state = intake.find(caller?.id ?? '', params.id)
        if (state)
          return receiptOf({ batch: params.id, records: state.batch.records, isRepeated: false, state })
        throw new Problem(
          'no-batch',
          `no batch ${params.id} was acknowledged to this key`,
          'Send it; one that was not acknowledged was not taken.',
        )
      },
    }),
  ]
}

const statusOf = ({ isRepeated, state }: Taken) => (isRepeated || state?.state !== 'held' ? 200 : 202)

function receiptOf({ batch, records, isRepeated, state }: Taken): z.infer<typeof RECEIPT> {
  return {
    batch,
    records,
    repeated: isRepeated,
    state: state?.state ?? 'empty',
    ...(state?.state === 'loaded' && { outcome: state.outcome }),
  }
}
