// Sends objects to a collection in parts, and follows what is pending until the server has said what became of each.
import { setTimeout as sleep } from 'node:timers/promises'
import type { StixObject } from '../stix/stix-object.js'
import type { Status, StatusDetail } from '../taxii/wire.js'

/** A collection that can be posted to. */
export interface Outbox {
  post(objects: readonly StixObject[]): Promise<Status>
  /** The status as it is now; undefined when the server doesn't know it any more. */
  status(id: string): Promise<Status | undefined>
}

/** What became of objects. */
export interface Sent {
  readonly accepted: number
  /** Of which the server had not said more when it was asked last. */
  readonly pending: number
  readonly failed: readonly StatusDetail[]
  /** Ids of objects that were neither accepted nor refused, nor pending: the server forgot them. */
  readonly lost: number
  /** Ids of the statuses. */
  readonly statuses: readonly string[]
}

/** Objects of a part, and bytes of their texts: every API root has to take so much to be of use. */
const PART_OBJECTS = 500
const PART_BYTES = 1_000_000
const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 5000

/**
 * Sends objects in order.
 * @param patienceMs how long pending ones are asked about, all together
 * @throws Problem of the connection; what was sent before stays sent
 */
export async function sendObjects(
  outbox: Outbox,
  objects: readonly StixObject[],
  patienceMs: number,
): Promise<Sent> {
  const until = Date.now() + patienceMs
  let sent: Sent = { accepted: 0, pending: 0, failed: [], lost: 0, statuses: [] }
  for (const part of partsOf(objects)) {
    const first = await outbox.post(part)
    const last = await follow(outbox, first, until)
    sent = {
      accepted: sent.accepted + (last?.success_count ?? 0),
      pending: sent.pending + (last?.pending_count ?? 0),
      failed: [...sent.failed, ...(last?.failures ?? [])],
      lost: sent.lost + (last === undefined ? part.length : 0),
      statuses: [...sent.statuses, first.id],
    }
  }
  return sent
}

async function follow(outbox: Outbox, first: Status, until: number): Promise<Status | undefined> {
  let status: Status | undefined = first
  for (let wait = FIRST_WAIT_MS; status?.status === 'pending' && Date.now() + wait < until; ) {
    await sleep(wait)
    status = await outbox.status(first.id)
    wait = Math.min(2 * wait, LONGEST_WAIT_MS)
  }
  return status
}

function partsOf(objects: readonly StixObject[]): StixObject[][] {
  const parts: StixObject[][] = []
  let bytes = 0
  for (const object of objects) {
    const own = Buffer.byteLength(JSON.stringify(object))
    const part = parts.at(-1)
    if (part && part.length < PART_OBJECTS && bytes + own <= PART_BYTES) {
      part.push(object)
      bytes += own
    } else {
      parts.push([object])
      bytes = own
    }
  }
  return parts
}
