// Taking back what was published of a campaign: the same objects, revoked, as STIX has it (2.1, section 3.7). A server keeps
// the versions before; who reads the newest knows that they don't count any more.
import { isObject } from '../stix/object-check.js'
import type { StixObject } from '../stix/stix-object.js'
import type { Publication } from './publications.js'

/** Types that say something of the campaign; the others are the same in every bundle, or have no versions. */
const OWN_TYPES = new Set([
  'campaign',
  'grouping',
  'indicator',
  'infrastructure',
  'intrusion-set',
  'note',
  'observed-data',
  'relationship',
  'sighting',
  'threat-actor',
])

/**
 * What has to be published so that nothing of it counts any more.
 * @param publications all of the campaign to one collection, oldest first
 * @param now RFC 3339
 */
export function revocationsOf(publications: readonly Publication[], now: string): StixObject[] {
  const newest = new Map<string, StixObject>()
  for (const { objects } of publications) for (const object of objects) newest.set(object.id, object)
  return [...newest.values()]
    .filter((object) => OWN_TYPES.has(object.type) && object.revoked !== true && !isOfSeveral(object))
    .map((object) => ({ ...object, modified: later(object.modified, now), revoked: true }))
}

/** Means that several campaigns have in common are one object in the bundles of all of them. */
function isOfSeveral({ type, extensions }: StixObject): boolean {
  return (
    type === 'infrastructure' &&
    isObject(extensions) &&
    Object.values(extensions).some((one) => isObject(one) && one.role === 'pool')
  )
}

/** A time after that of the version before, also when the clock went back. */
function later(before: unknown, now: string): string {
  if (typeof before !== 'string' || Date.parse(before) < Date.parse(now)) return now
  return new Date(Date.parse(before) + 1).toISOString()
}
