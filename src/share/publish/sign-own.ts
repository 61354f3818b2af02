// Signatures in the objects that this provider publishes. A version has one text, however often it is published: its
// signature bears the time of the version, or that at which the key came into use.
import { signStixObject } from '../stix/signed-object.js'
import type { StixObject } from '../stix/stix-object.js'
import type { Identity } from '../trust/identity.js'
import { signerOf, signingSince } from '../trust/identity.js'

/**
 * The objects, with signatures in those that the provider made itself.
 * @param maker id of its identity
 */
export function signOwn(objects: readonly StixObject[], identity: Identity, maker: string): StixObject[] {
  const signer = signerOf(identity)
  const since = signingSince(identity)
  return objects.map((object) => {
    const { modified, created_by_ref } = object
    if (created_by_ref !== maker || typeof modified !== 'string') return object
    return signStixObject(object, signer, Math.max(Date.parse(modified), since))
  })
}
