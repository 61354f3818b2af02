// What the activity of accounts looks like that nobody accuses: a campaign's is held against it.

type Query = <Row>(sql: string) => Promise<Row[]>

/** Accounts of each doubling of volume. */
const EACH = 30
/** Exchanges from which on an account has hours to show, and of which the largest doubling begins. */
const FEWEST = 4
const MOST_DOUBLINGS = 12

/**
 * Steps with exchanges of accounts that stand in none of the groups: so many of each doubling of volume, drawn by their
 * hashes. The statement reads the accounts' own rows of the log, which lie together.
 * @param accused candidates
 * @param bin SQL that makes a step of `ts`
 */
export async function describeOthers(
  query: Query,
  accused: readonly number[],
  bin: string,
): Promise<(readonly [number, number])[][]> {
  const rows = await query<{ pairs: [number, number][] }>(`SELECT groupArray((step, n)) AS pairs
FROM (
  SELECT account, ${bin} AS step, count() AS n
  FROM exchange
  WHERE account GLOBAL IN (
    SELECT account
    FROM work_account
    WHERE exchanges >= ${FEWEST} AND aid NOT IN (SELECT aid FROM work_member WHERE cand IN (${accused.join(', ')}))
    ORDER BY least(floor(log2(exchanges)), ${MOST_DOUBLINGS}), cityHash64(account)
    LIMIT ${EACH} BY least(floor(log2(exchanges)), ${MOST_DOUBLINGS})
  )
  GROUP BY account, step
)
GROUP BY account
ORDER BY cityHash64(account)`)
  return rows.map(({ pairs }) => pairs)
}
