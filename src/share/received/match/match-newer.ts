// Matches of what came since the newest whole analysis: live, while analyses are far apart. Templates are left to them.
import type { Store } from '../../../store/store.js'
import { readReceived } from '../received-campaigns.js'
import { matchReceived } from './match-received.js'
import type { Received } from './suggest.js'

/** Bits from which on a live match is told: what one value alone seldom reaches. */
const LEAST_BITS = 10

export interface NewMatches {
  /** Names of the campaigns, with their partners. */
  readonly campaigns: readonly string[]
  readonly accounts: readonly string[]
}

/** Accounts in `newer_exchange` that match a partner’s campaign well. */
export async function matchNewer(store: Store, { keys, own }: Received): Promise<NewMatches> {
  const [newer] = await store.query<{ exchanges: number }>('SELECT count() AS exchanges FROM newer_exchange')
  if ((newer?.exchanges ?? 0) === 0) return { campaigns: [], accounts: [] }
  const { campaigns } = await readReceived(store, own)
  const matched = (await matchReceived(store, campaigns, keys, false, 'newer_exchange')).flatMap(
    ({ campaign, accounts }) => {
      const strong = accounts.filter(({ bits }) => bits >= LEAST_BITS).map(({ account }) => account)
      return strong.length === 0 ? [] : [{ told: `${campaign.name} of ${campaign.partner}`, strong }]
    },
  )
  return {
    campaigns: matched.map(({ told }) => told),
    accounts: [...new Set(matched.flatMap(({ strong }) => strong))],
  }
}
