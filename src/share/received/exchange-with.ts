// One round with a partner: what it shares is fetched, and what of it was seen goes back where that was agreed on.
import { resolve } from 'node:path'
import type { Outbox } from '../publish/outbox.js'
import type { Sending } from '../publish/sending.js'
import { signOwn } from '../publish/sign-own.js'
import type { ToldVersions } from '../publish/told-versions.js'
import { producerId } from '../stix/signed-object.js'
import type { Identity } from '../trust/identity.js'
import type { Looked } from './match/look.js'
import type { Received } from './match/suggest.js'
import type { PartnerFeed } from './partner-file.js'
import { type SightingOptions, sightingsOf } from './sightings.js'

/**
 * What matching needs to know of the file of partners.
 * @param cards file of their key cards
 */
export function receivedOf(
  feeds: readonly PartnerFeed[],
  producer: string | undefined,
  cards?: string,
): Received {
  return {
    keys: new Map(feeds.flatMap(({ name, key }) => (key ? [[name, key] as const] : []))),
    own: new Set(producer === undefined ? [] : [producerId(producer)]),
    ...(cards !== undefined && { cards }),
  }
}

/** Sightings for one partner, of its own campaigns alone. */
export function sightingsFor(feed: PartnerFeed, { matches }: Looked, options: Omit<SightingOptions, 'key'>) {
  const own = matches.filter(({ campaign }) => campaign.partner === feed.name)
  return sightingsOf(own, { ...options, key: feed.key })
}

/** What it takes for sightings to go out. */
export interface SightingRoute {
  readonly outbox: Outbox
  readonly told: ToldVersions
  /** File of partners, by which they are sent. */
  readonly file: string
  /** This provider's keys, which sign; undefined for none. */
  readonly identity?: Identity | undefined
}

/**
 * Has sightings go to the partner's collection: those that say something that it was not told. They are on disk when this
 * returns.
 * @param sightings without signatures
 * @returns the sending, unless there is nothing new
 * @throws Problem `outbox-full`, `outbox-unusable`
 */
export function queueSightings(
  { name }: PartnerFeed,
  sightings: ReturnType<typeof sightingsFor>,
  { outbox, told, file, identity }: SightingRoute,
  now = new Date().toISOString(),
): Sending | undefined {
  const fresh = told.without(name, sightings)
  if (!fresh.some(({ type }) => type === 'sighting')) return undefined
  // What says something else is a later version, also within the hour that it tells.
  const versions = fresh.map((object) => (object.type === 'sighting' ? { ...object, modified: now } : object))
  const sending = outbox.add({
    kind: 'sightings',
    about: { id: name, name },
    to: { partner: name, file: resolve(file) },
    objects: identity ? signOwn(versions, identity, producerId(identity.card.provider)) : versions,
  })
  told.note(name, sightings)
  return sending
}
