// From matches to groups that the analysis judges: what partners found is a reason to look, and part of the evidence.
import type { Suggest } from '../../../campaigns/suggested.js'
import type { CommunityKey } from '../../community-key.js'
import { readReceived } from '../received-campaigns.js'
import { matchReceived } from './match-received.js'

export interface Received {
  /** Community keys, by partner. */
  readonly keys: ReadonlyMap<string, CommunityKey>
  /** Identities of this provider. */
  readonly own: ReadonlySet<string>
}

/** Asks, in an analysis, what partners’ indicators point at now. */
export function suggestReceived({ keys, own }: Received): Suggest {
  return async (store) => {
    const { campaigns } = await readReceived(store, own)
    const matched = await matchReceived(store, campaigns, keys, true)
    return matched.map(({ campaign, accounts }) => ({
      source: `${campaign.partner} ${campaign.id}`,
      producer: campaign.producer,
      told: `${campaign.name} of ${campaign.partner}`,
      ownBits: campaign.ownBits,
      accounts: campaign.accounts,
      matches: accounts.map(({ account, bits }) => ({ account, bits })),
    }))
  }
}
