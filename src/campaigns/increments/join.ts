// Which of the accounts that may have come to a campaign are as much like it as its own accounts are.
import type { Store } from '../../store/store.js'
import { MOST_BITS } from '../membership.js'
import { MIXTURE } from '../mixture.js'
import { TRAITS } from '../traits.js'
import { LINKING, RECRUITING } from './linking.js'
import type { StateGroup } from './state.js'

/** An account that came to a campaign since the whole analysis. */
export interface Joiner {
  readonly account: string
  readonly campaign: string
  readonly bits: number
}

/** Bits of the best value of each kind that an account shares with a campaign. */
export interface SharedRow {
  readonly account: string
  readonly campaign: string
  readonly shown: readonly (readonly [kind: number, bits: number])[]
}

/** Accounts near to a campaign that hold something that nearly only its accounts hold. */
export function readShared(store: Store): Promise<SharedRow[]> {
  return store.query<SharedRow>(`SELECT account, campaign, groupArray((kind, best)) AS shown
FROM (
  SELECT a.account AS account, p.campaign AS campaign, p.kind AS kind, max(p.bits) AS best
  FROM work_trait AS t
  INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = t.aid
  INNER JOIN (SELECT campaign, kind, value, bits FROM campaign_profile) AS p ON p.kind = t.kind AND p.value = t.value
  GROUP BY account, campaign, kind
)
GROUP BY account, campaign
HAVING arrayExists(one -> one.1 IN (${RECRUITING.join(', ')}) AND one.2 >= ${MIXTURE.recruitBits}, shown)
ORDER BY account, campaign`)
}

const MOST_OF = new Map(TRAITS.map(({ code, membership }) => [code, membership.most]))

/** Of each account the campaign that it is most like, if it is enough like that to join. */
export function findJoiners(shared: readonly SharedRow[], groups: readonly StateGroup[]): Joiner[] {
  const groupOf = new Map(groups.map((group) => [group.id, group]))
  const best = new Map<string, Joiner>()
  for (const { account, campaign, shown } of shared) {
    const profile = groupOf.get(campaign)?.profile
    if (profile === undefined) continue
    const held = new Map(shown)
    const bits = profile.lacking.reduce((sum, [kind, lacking]) => {
      const found = held.get(kind)
      return sum + (found === undefined ? lacking : Math.min(found, MOST_OF.get(kind) ?? MOST_BITS))
    }, 0)
    if (!(bits >= profile.floor) || bits <= (best.get(account)?.bits ?? Number.NEGATIVE_INFINITY)) continue
    best.set(account, { account, campaign, bits })
  }
  return [...best.values()]
}

/** Owners that share a card, a sign-up, a session or a reference and that no whole analysis has looked at together. */
export interface Link {
  readonly kind: number
  readonly owners: number
}

/**
 * Values by which accounts that came since the whole analysis are a group that it could not see: as many owners hold one
 * now as an accusation needs, fewer did then, and those that came are at least half of them.
 * @param least owners that an accusation needs
 */
export async function readLinks(store: Store, least: number): Promise<Link[]> {
  return store.query<Link>(`SELECT t.kind AS kind, max(t.owners + s.owners) AS owners
FROM (
  SELECT kind, value, uniqExact(owner) AS owners
  FROM work_trait
  WHERE kind IN (${LINKING.join(', ')})
    AND aid IN (SELECT aid FROM work_account WHERE account IN (SELECT account FROM work_near WHERE is_fresh) AND account NOT IN (SELECT account FROM work_joined))
  GROUP BY kind, value
) AS t
LEFT JOIN (SELECT kind, value, owners FROM shared_value) AS s ON s.kind = t.kind AND s.value = t.value
WHERE t.owners + s.owners >= ${least} AND s.owners < ${least} AND t.owners >= s.owners
GROUP BY kind
ORDER BY kind`)
}
