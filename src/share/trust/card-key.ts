// The key on a card that a provider signed with at some time, if what it signed then still counts.
import { say } from '../../model/sentence.js'
import type { KeyCard } from './key-card.js'
import { refused } from './signature.js'

/** Signatures tell whole seconds. */
const CLOCK_MS = 1000

/** @returns the public key @throws Problem `signature-refused` */
export function keyOnCard({ provider, keys }: KeyCard, kid: string, atMs: number): string {
  const key = keys.find((one) => one.kid === kid)
  if (!key) throw refused(say`${provider} has no key ${kid}`)
  // Whoever has a stolen key can write any date, so that no date helps.
  if (key.revoked_at !== undefined)
    throw refused(say`${provider} revoked the key ${kid} on ${key.revoked_at}`)
  const isInTime =
    atMs >= Date.parse(key.valid_from) - CLOCK_MS &&
    (key.valid_until === undefined || atMs <= Date.parse(key.valid_until))
  if (!isInTime)
    throw refused(say`${provider}’s key ${kid} was not in use at ${new Date(atMs).toISOString()}`)
  return key.x
}
