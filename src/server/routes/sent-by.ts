// A request that brings a batch, as the intake takes it.
import type { Asked } from '../http/route.js'
import type { Sent } from '../ingest/intake.js'

/** What a request says of its batch. */
export function sentBy(
  { body, caller, request }: Pick<Asked, 'body' | 'caller' | 'request'>,
  as: Pick<Sent, 'kind' | 'shape' | 'wait'>,
): Sent {
  const { 'content-encoding': encoding, 'idempotency-key': id } = request.headers
  return {
    ...as,
    body: body as Buffer,
    encoding,
    id: typeof id === 'string' ? id : undefined,
    key: caller?.id ?? '',
  }
}
