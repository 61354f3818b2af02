// What an analysis reads of everybody: all exchanges, or of a large log a sample, so many of each account whatever it
// sends, so that a campaign of few or quiet accounts is in it as a busy service is. Accounts that are suspected are then
// read whole. Which exchanges are drawn the hash of their ids decides: the same log has the same sample.
import type { Store } from '../store/store.js'

export interface Drawing {
  /** Exchanges up to which a log is read whole, and that the sample of a larger one has at least. */
  readonly whole: number
  /** Exchanges of an account that a sample has, on average. */
  readonly each: number
}

export const DRAWING: Drawing = { whole: 4_000_000, each: 8 }

export interface Log {
  /** Table that holds what is read of everybody. */
  readonly relation: 'exchange' | 'work_drawn' | 'work_near_exchange'
  /** Exchanges of an account that are drawn, on average, when it has more; infinite for a whole log. */
  readonly cap: number
}

export const WHOLE_LOG: Log = { relation: 'exchange', cap: Number.POSITIVE_INFINITY }

export const isWhole = ({ cap }: Log): boolean => cap === Number.POSITIVE_INFINITY

/** The engine of tables of exchanges: those of a large log are packed in memory, to half of their size. */
export const memoryOf = (log: Log): string =>
  isWhole(log) ? 'ENGINE = Memory' : 'ENGINE = Memory SETTINGS compress = 1'

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
export async function drawLog(store: Store, { whole, each }: Drawing = DRAWING): Promise<Log> {
  const [log] = await store.query<{ rows: number }>('SELECT count() AS rows FROM exchange')
  if ((log?.rows ?? 0) <= whole) return WHOLE_LOG
  const counts = 'SELECT account, count() AS exchanges FROM exchange GROUP BY account'
  const sizes = await store.query<AccountsOfSize>(
    `SELECT exchanges, count() AS accounts FROM (${counts}) GROUP BY exchanges`,
  )
  const cap = capOf(sizes, Math.max(whole, each * sizes.reduce((sum, { accounts }) => sum + accounts, 0)))
  if (cap === Number.POSITIVE_INFINITY) return WHOLE_LOG
  await store.command(`CREATE TABLE work_drawn ENGINE = Memory SETTINGS compress = 1 AS
SELECT ${COLUMNS.map((column) => `e.${column} AS ${column}`).join(', ')}
FROM exchange AS e
GLOBAL INNER JOIN (SELECT account, ${lastDrawn(cap, 'exchanges')} AS last_drawn FROM (${counts})) AS a ON a.account = e.account
WHERE cityHash64(e.id) <= a.last_drawn`)
  return { relation: 'work_drawn', cap }
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
