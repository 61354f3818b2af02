// One round with a partner: what it shares is fetched, and what of it was seen goes back where that was agreed on.
import { Problem } from '../../model/problem.js'
import { producerId } from '../stix/signed-object.js'
import { Connection } from '../taxii/client/connection.js'
import { findCollection } from '../taxii/client/find-collection.js'
import { type Posted, postObjects } from '../taxii/client/post-objects.js'
import type { Looked } from './match/look.js'
import type { Received } from './match/suggest.js'
import type { PartnerFeed } from './partner-file.js'
import { type SightingOptions, sightingsOf } from './sightings.js'

/** What matching needs to know of the file of partners. */
export function receivedOf(feeds: readonly PartnerFeed[], producer: string | undefined): Received {
  return {
    keys: new Map(feeds.flatMap(({ name, key }) => (key ? [[name, key] as const] : []))),
    own: new Set(producer === undefined ? [] : [producerId(producer)]),
  }
}

/** Sightings for one partner, of its own campaigns alone. */
export function sightingsFor(feed: PartnerFeed, { matches }: Looked, options: Omit<SightingOptions, 'key'>) {
  const own = matches.filter(({ campaign }) => campaign.partner === feed.name)
  return sightingsOf(own, { ...options, key: feed.key })
}

/**
 * Puts sightings into the partner's collection.
 * @throws Problem `taxii-collection` when it may not be written to, and those of the connection
 */
export async function sendSightings(
  feed: PartnerFeed,
  sightings: ReturnType<typeof sightingsFor>,
  signal?: AbortSignal,
): Promise<Posted> {
  const connection = new Connection({ credentials: feed.credentials, signal })
  const collection = await findCollection(connection, feed.url, feed.collection)
  if (!collection.canWrite)
    throw new Problem(
      'taxii-collection',
      `${feed.name} lets you not write to the collection “${collection.title}”`,
      'Ask the partner for the right to write, or set sightings: keep in the file of partners.',
    )
  return postObjects(connection, collection, sightings)
}
