// Whose the keys are that gateways see: many gateways know a key and no account, while decisions are about accounts.
import type { Store } from '../../store/store.js'
import { MOST_KEYS } from './subjects.js'

/** Hash of a key as logs have it, and the one account that sent with it. */
export type KeyAccount = readonly [key: string, account: string]

const MOST = 1_000_000

/**
 * Keys of the accounts that decisions are about. A key that several accounts sent with, as a gateway's own, is nobody's.
 * @param now milliseconds since 1970
 */
export async function readKeyAccounts(store: Store, now = Date.now()): Promise<readonly KeyAccount[]> {
  const rows = await store.query<{ key: string; first: string }>(
    `SELECT key, min(account) AS first, max(account) AS last
FROM exchange
WHERE key != ''
GROUP BY key
HAVING first = last AND first IN (
  SELECT account
  FROM (SELECT account, ends, lifted FROM decision ORDER BY made_at DESC, lifted DESC LIMIT 1 BY id)
  WHERE lifted = 0 AND account != '' AND ends > fromUnixTimestamp64Milli({now: Int64}, 'UTC')
)
ORDER BY first, key
LIMIT ${MOST_KEYS} BY first
LIMIT ${MOST}`,
    { parameters: { now } },
  )
  return rows.map(({ key, first }) => [key, first])
}
