// What goes back to a partner whose indicators match: that they were seen, by how many accounts and when. Never by whom,
// and not where so few match that a count is about somebody.
import { type CommunityKey, freshKey } from '../community-key.js'
import { keyedIds } from '../stix/identifiers.js'
import { producerId, signStixObject } from '../stix/signed-object.js'
import { SPEC_VERSION, type StixObject } from '../stix/stix-object.js'
import { TLP, type TlpLevel } from '../stix/tlp.js'
import type { Signer } from '../trust/signature.js'
import type { CampaignMatch } from './match/match-received.js'

/** What is tuned. */
export const SIGHTINGS = {
  /** Bits of a match from which on an account counts. */
  accountBits: 10,
  /** Accounts that are told at least. */
  leastAccounts: 3,
} as const

/** When the way in which a producer is told was laid down. */
const LAID_DOWN = '2026-11-22T00:00:00.000Z'

export interface SightingOptions {
  /** Name of who tells. */
  readonly producer: string
  /** Community key that is held in common with the partner: ids are made with it. */
  readonly key: CommunityKey | undefined
  readonly signer?: Signer | undefined
}

/** Sightings of campaigns that are matched well enough, and the identity that saw them. The same matches give the same ones. */
export function sightingsOf(
  matches: readonly CampaignMatch[],
  { producer, key, signer }: SightingOptions,
): StixObject[] {
  const id = keyedIds(key ?? freshKey())
  const who: StixObject = {
    type: 'identity',
    id: producerId(producer),
    spec_version: SPEC_VERSION,
    created: LAID_DOWN,
    modified: LAID_DOWN,
    object_marking_refs: [TLP.clear.id],
    name: producer,
    identity_class: 'organization',
  }
  const told = new Set<string>()
  const seen = matches.flatMap(({ campaign, accounts }): StixObject[] => {
    const counted = accounts.filter(({ bits }) => bits >= SIGHTINGS.accountBits)
    // Two may claim one id; those that are signed come first.
    if (counted.length < SIGHTINGS.leastAccounts || told.has(campaign.id)) return []
    told.add(campaign.id)
    const first = hour(counted.reduce((least, account) => Math.min(least, account.first), Infinity))
    const last = hour(counted.reduce((most, account) => Math.max(most, account.last), 0) + HOUR_MS)
    return [
      {
        type: 'sighting',
        id: id('sighting', campaign.id, producer),
        spec_version: SPEC_VERSION,
        created_by_ref: who.id,
        created: first,
        modified: last,
        object_marking_refs: [TLP[levelOf(campaign.tlp)].id],
        description:
          'Seen here too; the count is of accounts that show its indicators, and no verdict on them.',
        first_seen: first,
        last_seen: last,
        count: counted.length,
        sighting_of_ref: campaign.id,
        where_sighted_refs: [who.id],
        summary: true,
      },
    ]
  })
  if (seen.length === 0) return []
  return [who, ...seen].map((object) => (signer ? signStixObject(object, signer) : object))
}

const HOUR_MS = 3_600_000
/** To the hour: a time to the millisecond is some customer's. */
const hour = (time: number) => new Date(Math.floor(time / HOUR_MS) * HOUR_MS).toISOString()

const levelOf = (tlp: string): TlpLevel => (Object.hasOwn(TLP, tlp) ? (tlp as TlpLevel) : 'amber+strict')
