// Accounts by a part of their id, among all that the store knows.
import type { Store } from '../../store/store.js'

/** Accounts that are told, at most. */
export const MOST_FOUND = 200

/**
 * Accounts whose ids hold a text, capitals or not: one that is the same first, then those that begin with it.
 * @param part not empty
 */
export async function findAccounts(store: Store, part: string): Promise<string[]> {
  const holds = 'positionCaseInsensitiveUTF8(account, {part: String}) > 0'
  // Of exchanges that no analysis saw a whole scan would tell; who is asked for by the whole id is found without.
  const rows = await store.query<{ account: string }>(
    `SELECT account
FROM (
  SELECT account FROM analysed_account WHERE ${holds}
  UNION ALL
  SELECT account FROM account WHERE ${holds}
  UNION ALL
  SELECT account FROM newer_exchange WHERE ${holds}
  UNION ALL
  SELECT account FROM exchange WHERE account = {part: String} LIMIT 1
)
GROUP BY account
ORDER BY account != {part: String}, NOT startsWith(lowerUTF8(account), lowerUTF8({part: String})), account
LIMIT ${MOST_FOUND}`,
    { parameters: { part } },
  )
  return rows.map(({ account }) => account)
}
