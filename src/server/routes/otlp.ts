// OTLP over HTTP (OTLP specification 1.10, OTLP/HTTP): spans and log records in protobuf or JSON, answered in the same.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { type AnyRoute, type Asked, route } from '../http/route.js'
import { RETRY_AFTER, STATUS } from '../http/statuses.js'
import type { Intake } from '../ingest/intake.js'
import { BODY_BYTES } from '../ingest/limits.js'
import type { Signal } from '../ingest/otlp.js'
import { FAILURE } from '../ingest/otlp-messages.js'
import { sentBy } from './sent-by.js'

const PROTOBUF = 'application/x-protobuf'
const JSON_TYPE = 'application/json'

/** Codes of `google.rpc.Code` for what went wrong, by HTTP status. */
const RPC_CODES: Readonly<Record<number, number>> = { 400: 3, 413: 3, 415: 3, 429: 8, 503: 14 }
const INTERNAL = 13

export function otlpRoutes(intake: Intake): readonly AnyRoute[] {
  const receiving = (signal: Signal): AnyRoute =>
    route({
      method: 'POST',
      path: `/v1/${signal}`,
      scope: 'ingest',
      says:
        signal === 'traces'
          ? 'Takes OTLP spans of GenAI calls, as OpenTelemetry’s SDKs and collector export them.'
          : 'Takes OTLP log records that carry a whole GenAI call.',
      takes: [PROTOBUF, JSON_TYPE],
      bodyLimit: BODY_BYTES,
      gives: {
        200: { says: 'They are on disk.', schema: z.object({ partialSuccess: z.object({}).optional() }) },
      },
      handle: (asked, reply) => receive(intake, signal, asked, reply),
    })
  return [receiving('traces'), receiving('logs')]
}

async function receive(intake: Intake, signal: Signal, asked: Asked, reply: FastifyReply): Promise<unknown> {
  const type = asked.request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== PROTOBUF && type !== JSON_TYPE)
    throw new Problem(
      'type-unsupported',
      `OTLP comes as ${PROTOBUF} or ${JSON_TYPE}, not as ${type ?? 'nothing'}`,
      'Set the exporter’s protocol to http/protobuf or http/json.',
    )
  const encoding = type === PROTOBUF ? 'protobuf' : 'json'
  try {
    await intake.take(sentBy(asked, { kind: 'otel', shape: `otlp-${signal}-${encoding}`, wait: 0 }))
    void reply.type(type)
    return encoding === 'json' ? {} : Buffer.alloc(0)
  } catch (error) {
    if (encoding === 'json' || !(error instanceof Problem)) throw error
    const status = STATUS[error.code] ?? 500
    const wait = RETRY_AFTER[error.code]
    if (wait !== undefined) void reply.header('retry-after', String(wait))
    void reply.code(status).type(PROTOBUF)
    const code = RPC_CODES[status] ?? INTERNAL
    return Buffer.from(FAILURE.encode({ code, message: `${error.message}. ${error.next}` }).finish())
  }
}
