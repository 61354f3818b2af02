// Keeps in the store what the queries of the evidence read beside the log: the exchanges of each campaign, so that an
// account's other traffic isn't counted, who owns each account, and whether it comes back to a network. It is read from
// the workspace, before that goes.
import type { Store } from '../../store/store.js'

/** SQL of groups as a list, and of the id that a column's group has as a campaign. */
export function namedGroups(campaigns: ReadonlyMap<number, string>): {
  readonly groups: string
  readonly idOf: (column: string) => string
} {
  const groups = [...campaigns.keys()].join(', ')
  const ids = [...campaigns.values()].map((id) => `'${id}'`).join(', ')
  return { groups, idOf: (column) => `transform(${column}, [${groups}], [${ids}], '')` }
}

/**
 * Keeps the exchanges of groups, if the store itself is kept.
 * @param campaigns id by group
 */
export async function keepEvidence(
  store: Store,
  analysis: string,
  campaigns: ReadonlyMap<number, string>,
): Promise<void> {
  if (!store.isKept || campaigns.size === 0) return
  const { groups, idOf } = namedGroups(campaigns)
  await store.command(`INSERT INTO campaign_exchange (analysis, campaign, exchange, template)
SELECT '${analysis}', ${idOf('cand')}, exchange, family
FROM work_sub
WHERE cand IN (${groups})`)
  await store.command(`INSERT INTO analysed_account (account, owner, mail_kind, signed_up, visits, same_network, version)
SELECT a.account, a.owner, a.mail_kind, s.created_at, a.visits, a.same_network, toUnixTimestamp64Milli(now64(3))
FROM work_account AS a
LEFT JOIN work_signup AS s ON s.aid = a.aid`)
}
