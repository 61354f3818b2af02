// A signature over a part of an object of this provider's own, for who is given no more of it.
import { signatureOf, signStixObject, verifyStixObject } from '../stix/signed-object.js'
import type { StixObject } from '../stix/stix-object.js'
import { keyOnCard } from '../trust/card-key.js'
import { type Identity, secretOf } from '../trust/identity.js'

/**
 * The part, signed as the whole is: by the same key and at the same time, so that a version has one text for one reader. What
 * this provider did not sign itself gets no signature, whatever name it bears: anybody who may write could have put it there.
 * Nor does what a key signed that was revoked or whose secret is gone.
 */
export function signPart(part: StixObject, whole: StixObject, identity: Identity): StixObject {
  const header = signatureOf(whole)
  const { card } = identity
  const key = header?.iss === card.provider ? secretOf(identity, header.kid) : undefined
  if (!header || !key || !isSound(whole, identity)) return part
  return signStixObject(part, { provider: card.provider, key }, header.iat * 1000)
}

function isSound(whole: StixObject, { card }: Identity): boolean {
  try {
    return verifyStixObject(whole, { keyOf: (_, kid, atMs) => keyOnCard(card, kid, atMs) }) !== undefined
  } catch {
    return false
  }
}
