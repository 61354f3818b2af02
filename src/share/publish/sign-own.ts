// Signatures in the objects that this provider publishes. A version has one text, however often it is published and
// whenever keys were replaced: it is signed by the key of its time, at its time.
import { signStixObject } from '../stix/signed-object.js'
import type { StixObject } from '../stix/stix-object.js'
import type { SecretKey } from '../trust/ed25519-key.js'
import { type Identity, secretOf } from '../trust/identity.js'

/**
 * The objects, with signatures in those that the provider made itself. Where the key of a version's time counts no more,
 * or its secret is gone, the object is a later version: of the time at which the next key came into use.
 * @param maker id of its identity
 */
export function signOwn(objects: readonly StixObject[], identity: Identity, maker: string): StixObject[] {
  const { provider } = identity.card
  return objects.map((object) => {
    const { modified, created_by_ref } = object
    if (created_by_ref !== maker || typeof modified !== 'string') return object
    const { key, atMs, isLater } = signingOf(identity, Date.parse(modified))
    const version = isLater ? { ...object, modified: new Date(atMs).toISOString() } : object
    return signStixObject(version, { provider, key }, atMs)
  })
}

interface Signing {
  readonly key: SecretKey
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly isLater: boolean
}

/** The first key that can sign a version of some time; the one in use can sign whatever comes. */
function signingOf(identity: Identity, versionMs: number): Signing {
  for (const [place, { kid, valid_from, valid_until }] of identity.card.keys.entries()) {
    const key = secretOf(identity, kid)
    if (!key || (valid_until !== undefined && versionMs > Date.parse(valid_until))) continue
    const since = Date.parse(valid_from)
    if (versionMs >= since) return { key, atMs: versionMs, isLater: false }
    // Before the first key nobody can have signed it otherwise.
    return { key, atMs: since, isLater: place > 0 }
  }
  return { key: identity.key, atMs: versionMs, isLater: false }
}
