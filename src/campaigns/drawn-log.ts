// What an analysis reads of everybody: all exchanges, or of a large log a sample, so many of each account whatever it
// sends, so that a campaign of few or quiet accounts is in it as a busy service is. Accounts that are suspected are then
// read whole. Which exchanges are drawn the hash of their ids decides: the same log has the same sample.
import type { Store } from '../store/store.js'

export interface Drawing {
  /** Exchanges up to which a log is read whole, and that the sample of a larger one has at least. */
  readonly whole: number
  /** Exchanges of an account that a sample has, on average. */
  readonly each: number
  /** Accounts of a group, drawn by their hashes, that are measured account by account. */
  readonly accounts: number
  /** Exchanges of a group up to which all of its texts are counted, and all of its hours looked at. */
  readonly counted: number
}

export const DRAWING: Drawing = { whole: 4_000_000, each: 8, accounts: 400, counted: 1_000_000 }

/** What is read of a log; of a whole one everything, whatever the groups. */
export interface Log extends Pick<Drawing, 'accounts' | 'counted'> {
  /** Table that holds what is read of everybody. */
  readonly relation: 'exchange' | 'work_drawn' | 'work_near_exchange'
  /** Exchanges of an account that are drawn, on average, when it has more; infinite for a whole log. */
  readonly cap: number
}

export const WHOLE_LOG: Log = {
  relation: 'exchange',
  cap: Number.POSITIVE_INFINITY,
  accounts: Number.POSITIVE_INFINITY,
  counted: Number.POSITIVE_INFINITY,
}

export const isWhole = ({ cap }: Log): boolean => cap === Number.POSITIVE_INFINITY

/** The engine of tables of exchanges: those of a large log are packed in memory, to half of their size. */
export const memoryOf = (log: Log): string =>
  isWhole(log) ? 'ENGINE = Memory' : 'ENGINE = Memory SETTINGS compress = 1'

/**
 * Settings of a statement that reads all columns of a large log: in large blocks, as those that the engine would take by
 * itself are small when there are many columns, and each costs its own.
 */
export const IN_LARGE_BLOCKS = {
  settings: { max_block_size: '262144', preferred_block_size_bytes: '0' },
} as const

/** Settings of a statement that sums up `exchange` by account: a large log is read in the order of accounts, one at a time. */
export const byAccount = (log: Log) =>
  isWhole(log) ? {} : { settings: { optimize_aggregation_in_order: 1 } as const }

/** Columns of an exchange that are read of everybody. */
const COLUMNS = [
  ...['account', 'id', 'ts', 'ip', 'block', 'user_agent', 'ja4', 'model', 'input_tokens', 'output_tokens'],
  ...['params', 'session', 'key', 'opaque_refs', 'failed', 'anchors', 'prompt_hash', 'words', 'turns'],
  ...['marks', 'capability', 'language'],
]

/**
 * Draws `work_drawn` from a large log. An exchange of an account with n of them is drawn with probability cap / n (Poisson
 * sampling), all when n is less; the cap is what makes as many of the whole log as were wanted.
 */
export async function drawLog(
  store: Store,
  { whole, each, accounts, counted }: Drawing = DRAWING,
): Promise<Log> {
  const [log] = await store.query<{ rows: number }>('SELECT count() AS rows FROM exchange')
  if ((log?.rows ?? 0) <= whole) return WHOLE_LOG
  const counts = 'SELECT account, count() AS exchanges FROM exchange GROUP BY account'
  const sizes = await store.query<AccountsOfSize>(
    `SELECT exchanges, count() AS accounts FROM (${counts}) GROUP BY exchanges`,
  )
  const cap = capOf(sizes, Math.max(whole, each * sizes.reduce((sum, size) => sum + size.accounts, 0)))
  if (cap === Number.POSITIVE_INFINITY) return WHOLE_LOG
  // Looked up and not joined: what is not drawn is passed over before its other columns are made.
  await store.command(
    `CREATE TABLE work_drawn ENGINE = Memory SETTINGS compress = 1 AS
WITH (
  SELECT (groupArray(cityHash64(account)), groupArray(${lastDrawn(cap, 'exchanges')}))
  FROM (${counts} HAVING exchanges > ${cap} UNION ALL SELECT '' AS account, toUInt64(1) AS exchanges)
) AS busy
SELECT ${COLUMNS.join(', ')}
FROM exchange
PREWHERE cityHash64(id) <= transform(cityHash64(account), busy.1, busy.2, ${lastDrawn(Number.POSITIVE_INFINITY, '')})`,
    IN_LARGE_BLOCKS,
  )
  return { relation: 'work_drawn', cap, accounts, counted }
}

/** How many accounts have so many exchanges. */
export interface AccountsOfSize {
  readonly exchanges: number
  readonly accounts: number
}

/** The exchanges of each account, at most, of which there are `most` in all. */
export function capOf(sizes: readonly AccountsOfSize[], most: number): number {
  let accountsLeft = sizes.reduce((sum, { accounts }) => sum + accounts, 0)
  let whole = 0
  for (const { exchanges, accounts } of [...sizes].sort((a, b) => a.exchanges - b.exchanges)) {
    if (whole + accountsLeft * exchanges > most) return (most - whole) / accountsLeft
    whole += exchanges * accounts
    accountsLeft -= accounts
  }
  return Number.POSITIVE_INFINITY
}

/** The greatest 64-bit integer that a Float64 holds; the few hashes above it are never drawn. */
const GREATEST = '18446744073709549568'

/** The greatest hash with which an exchange of an account is drawn, given how many the account has. */
export function lastDrawn(cap: number, exchanges: string): string {
  if (cap === Number.POSITIVE_INFINITY) return 'toUInt64(18446744073709551615)'
  return `toUInt64(${GREATEST} * least(1, ${cap} / ${exchanges}))`
}
