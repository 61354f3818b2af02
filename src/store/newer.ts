// Exchanges that came since the newest whole analysis, kept beside their rows in `exchange` so that an increment reads
// them alone. A view could not do it: the loader moves whole partitions into `exchange`, which no view sees.
import { shardName } from './cluster.js'
import type { Store } from './store.js'
import {
  CAMPAIGN_PROFILE,
  FAMILY_ANCHOR,
  NEWER_EXCHANGE,
  SHARED_VALUE,
  type Table,
  WHOLE_ANALYSIS,
} from './tables.js'

/**
 * Share of the log that may be newer than the newest whole analysis: with more of it the next is whole, and a load that
 * alone brings more is not written twice.
 */
export const MOST_NEWER = 0.05

export const NEWER_COLUMN_LIST = NEWER_EXCHANGE.columns.map(({ name }) => name).join(', ')

/** The first goes first: without it nothing of the others is read. */
const OF_A_WHOLE: readonly Table[] = [
  WHOLE_ANALYSIS,
  NEWER_EXCHANGE,
  CAMPAIGN_PROFILE,
  FAMILY_ANCHOR,
  SHARED_VALUE,
]

/** Forgets what increments add to: the next analysis is whole, and nothing is kept for increments until it begins. */
export async function dropWhole(store: Store): Promise<void> {
  for (const table of OF_A_WHOLE)
    await store.everywhere(`TRUNCATE TABLE ${store.cluster ? shardName(table) : table.name}`, {
      on: 'shards',
    })
}

/** Notes that a whole analysis of a kept store begins: what comes from now on is newer. */
export async function beginWhole(store: Store): Promise<void> {
  if (!store.isKept) return
  await dropWhole(store)
  await store.command("INSERT INTO whole_analysis SELECT '', now64(3), ''")
}

/**
 * Keeps exchanges that are about to be loaded for the next increment, if there is a whole analysis that it can add to.
 * @param rows SELECT of all columns of `exchange`
 * @param count of them
 */
export async function keepNewer(store: Store, rows: string, count: number): Promise<void> {
  if (!store.isKept) return
  const [log] = await store.query<{ begun: number; rows: number }>(
    'SELECT (SELECT count() FROM whole_analysis) AS begun, (SELECT count() FROM exchange) AS rows',
  )
  if (!log?.begun) return
  if (count > MOST_NEWER * log.rows) await dropWhole(store)
  else await store.command(`INSERT INTO newer_exchange SELECT ${NEWER_COLUMN_LIST} FROM (${rows})`)
}
