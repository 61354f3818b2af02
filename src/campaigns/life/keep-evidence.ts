// Keeps in the store what the queries of the evidence read beside the log: the exchanges of each campaign, so that an
// account's other traffic isn't counted, and who owns each account. It is read from the workspace, before that goes.
import type { Store } from '../../store/store.js'

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
  const groups = [...campaigns.keys()].join(', ')
  const ids = [...campaigns.values()].map((id) => `'${id}'`).join(', ')
  await store.command(`INSERT INTO campaign_exchange (analysis, campaign, exchange, template)
SELECT '${analysis}', transform(cand, [${groups}], [${ids}], ''), exchange, family
FROM work_sub
WHERE cand IN (${groups})`)
  await store.command(`INSERT INTO analysed_account (account, owner, mail_kind, signed_up, version)
SELECT a.account, a.owner, a.mail_kind, s.created_at, toUnixTimestamp64Milli(now64(3))
FROM work_account AS a
LEFT JOIN work_signup AS s ON s.aid = a.aid`)
}
