// From matches to groups that the analysis judges: what partners found is a reason to look, and part of the evidence.
import type { Suggest } from '../../../campaigns/suggested.js'
import type { Store } from '../../../store/store.js'
import type { CommunityKey } from '../../community-key.js'
import { Partners } from '../../trust/partners.js'
import { type ReceivedState, readReceived, toldBy } from '../received-campaigns.js'
import type { ToldObjects } from '../told-objects.js'
import { matchReceived } from './match-received.js'

export interface Received {
  /** Community keys, by partner. */
  readonly keys: ReadonlyMap<string, CommunityKey>
  /** Identities of this provider. */
  readonly own: ReadonlySet<string>
  /** Milliseconds since 1970 at which indicators are in force or not; the clock's where left out. */
  readonly now?: number
  /** File of partners' key cards: what keys signed that are revoked there counts no more. */
  readonly cards?: string | undefined
  /** What was read of their objects before. */
  readonly objects?: ToldObjects | undefined
}

/** What partners say now, by the keys that they have now. @throws Problem `partners-unreadable` */
export async function readTrusted(
  store: Store,
  { own, cards, objects, now = Date.now() }: Omit<Received, 'keys'>,
): Promise<ReceivedState> {
  const directory = cards === undefined ? undefined : await Partners.open(cards)
  return readReceived(store, own, now, directory, objects)
}

/** Asks, in an analysis, what partners’ indicators point at now. */
export function suggestReceived({ keys, ...rest }: Received): Suggest {
  return async (store) => {
    const { campaigns } = await readTrusted(store, rest)
    const matched = await matchReceived(store, campaigns, keys, true)
    return matched.map(({ campaign, accounts }) => ({
      source: `${campaign.partner} ${campaign.signedBy} ${campaign.id}`,
      producer: campaign.producer,
      voice: campaign.signedBy === '' ? `partner ${campaign.partner}` : campaign.signedBy,
      told: toldBy(campaign),
      ownBits: campaign.ownBits,
      accounts: campaign.accounts,
      matches: accounts.map(({ account, bits, families }) => ({ account, bits, families })),
    }))
  }
}
