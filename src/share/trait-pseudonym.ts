// Values that accounts share, as members of a community may compare them.
import { createHmac } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { type CommunityKey, deriveKey } from './community-key.js'

/** Hexadecimal digits of a pseudonym: 128 bits, so that two values never have the same one. */
const DIGITS = 32

/** Makes pseudonyms: 32 hexadecimal digits of HMAC-SHA-256 (RFC 2104) of kind and value. */
export function traitPseudonyms({ secret }: CommunityKey): (kind: string, value: string) => string {
  const key = deriveKey(secret, 'trait')
  return (kind, value) =>
    createHmac('sha256', key)
      .update(`${kind}\0`)
      .update(writtenAlike(kind, value))
      .digest('hex')
      .slice(0, DIGITS)
}

/** A domain may be logged in its own script or in ASCII, and with the dot of its root. */
function writtenAlike(kind: string, value: string): string {
  if (kind !== 'mail') return value
  return (domainToASCII(value) || value).replace(/\.+$/, '')
}
