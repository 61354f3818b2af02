// Puts objects into a collection of others, in parts that servers take, and says what became of them.
import { isObject } from '../../stix/object-check.js'
import type { StixObject } from '../../stix/stix-object.js'
import { STATUS, type Status } from '../wire.js'
import { type Connection, unreadable } from './connection.js'
import type { FoundCollection } from './find-collection.js'

/** Objects that are sent at a time. */
const AT_ONCE = 500

export interface Posted {
  readonly accepted: number
  readonly failed: number
  readonly pending: number
  /** Why objects failed, a few of them. */
  readonly reasons: readonly string[]
}

/** @throws Problem of the connection */
export async function postObjects(
  connection: Connection,
  { url }: FoundCollection,
  objects: readonly StixObject[],
): Promise<Posted> {
  let posted: Posted = { accepted: 0, failed: 0, pending: 0, reasons: [] }
  for (let at = 0; at < objects.length; at += AT_ONCE) {
    const target = new URL('objects/', url)
    const { body } = await connection.post(target, { objects: objects.slice(at, at + AT_ONCE) })
    const status = statusOf(target, body)
    posted = {
      accepted: posted.accepted + status.success_count,
      failed: posted.failed + status.failure_count,
      pending: posted.pending + status.pending_count,
      reasons: [
        ...posted.reasons,
        ...(status.failures ?? []).map(({ id, message }) => `${id}: ${message ?? 'refused'}`),
      ].slice(0, 10),
    }
  }
  return posted
}

function statusOf(url: URL, body: unknown): Status {
  const parsed = STATUS.safeParse(isObject(body) ? body : {})
  if (parsed.success) return parsed.data
  throw unreadable(url, 'it is no status, so that nobody knows what became of the objects')
}
