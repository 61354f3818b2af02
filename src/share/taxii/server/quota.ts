// Whether a collection has room for what is to be added, and whether the member that adds it may still add so much today,
// with all of its keys. Counted in the store, so that a restart forgets nothing.
import { Problem } from '../../../model/problem.js'
import type { Store } from '../../../store/store.js'
import type { AddAsked } from './archive.js'

interface Held {
  readonly objects: number
  readonly bytes_held: number
  readonly dayObjects: number
  readonly dayBytes: number
}

const DAY_MS = 86_400_000

/** @throws Problem `collection-full`, `post-above-quota`, `quota-used` */
export async function needRoom(
  store: Store,
  { collection, by, sameMember = [], bounds }: Pick<AddAsked, 'collection' | 'by' | 'sameMember' | 'bounds'>,
  rows: readonly { readonly bytes: number }[],
  now = Date.now(),
): Promise<void> {
  if (rows.length === 0) return
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0)
  if (rows.length > bounds.dayObjects || bytes > bounds.dayBytes)
    throw new Problem(
      'post-above-quota',
      `the post adds ${rows.length} objects of ${bytes} bytes, and you may add ${bounds.dayObjects} objects of ${bounds.dayBytes} bytes to this collection in 24 hours`,
      'Post fewer objects, and the rest on other days; or ask its operator for a larger quota.',
    )
  const [held] = await store.query<Held>(
    `SELECT
  count() AS objects,
  sum(taxii_object.bytes) AS bytes_held,
  countIf(by IN {member: Array(String)} AND date_added > fromUnixTimestamp64Milli({since: Int64}, 'UTC')) AS dayObjects,
  sumIf(taxii_object.bytes, by IN {member: Array(String)} AND date_added > fromUnixTimestamp64Milli({since: Int64}, 'UTC')) AS dayBytes
FROM taxii_object
WHERE collection = {collection: String}`,
    { parameters: { collection, member: [by, ...sameMember], since: now - DAY_MS } },
  )
  if (!held) return
  if (held.objects + rows.length > bounds.objects || held.bytes_held + bytes > bounds.bytes)
    throw new Problem(
      'collection-full',
      `the collection holds ${held.objects} objects of ${held.bytes_held} bytes, and has no room for ${rows.length} of ${bytes} more`,
      'Ask its operator to make room: what was deleted goes with `stillwatch forget`, and the file of collections sets how much it holds.',
    )
  if (held.dayObjects + rows.length > bounds.dayObjects || held.dayBytes + bytes > bounds.dayBytes)
    throw new Problem(
      'quota-used',
      `you added ${held.dayObjects} objects of ${held.dayBytes} bytes to this collection in 24 hours; with ${rows.length} of ${bytes} more it would be above ${bounds.dayObjects} and ${bounds.dayBytes}`,
      'Post them again after the time in Retry-After, or ask its operator for a larger quota.',
    )
}
