// Removes accounts, or what is older than a day, from every table of a store. Rows are rewritten and not only hidden;
// whole months are dropped. Campaigns and their events stay: they name no account. The next analysis is a whole one.
import { shardName } from './cluster.js'
import { dropWhole } from './newer.js'
import type { Parameters, Store } from './store.js'
import { EXCHANGE } from './tables.js'

/** Rows of a table that were removed or, of results, rewritten. */
export interface Forgotten {
  readonly table: string
  readonly rows: number
}

/** What to remove from a table; it may ask tables that come later. */
type Removal = readonly [table: string, where: string]

const ACCOUNTS: readonly Removal[] = [
  [
    'campaign_exchange',
    'exchange IN (SELECT cityHash64(id) FROM exchange WHERE account IN {accounts: Array(String)})',
  ],
  ['exchange', 'account IN {accounts: Array(String)}'],
  ['account', 'account IN {accounts: Array(String)}'],
  ['analysed_account', 'account IN {accounts: Array(String)}'],
  ['campaign_member', 'account IN {accounts: Array(String)}'],
  ['member_sent', 'account IN {accounts: Array(String)}'],
  ['analysis_picture', 'hasAny(accounts, {accounts: Array(String)})'],
  ['decision', 'account IN {accounts: Array(String)}'],
  ['act', 'account IN {accounts: Array(String)}'],
  ['feedback', 'hasAny(accounts, {accounts: Array(String)})'],
  ['recognition', 'account IN {accounts: Array(String)}'],
]

const DAY = "toDateTime64({day: String}, 3, 'UTC')"
const OLD_ANALYSES = `analysis IN (SELECT id FROM analysis WHERE made_at < ${DAY})`
/** Accounts of which no exchange is left. */
const GONE = `account IN (SELECT account FROM exchange GROUP BY account HAVING max(ts) < ${DAY})`

/** Analyses by whose members the next one knows the campaigns again: these stay while they send. */
const KNOWN_BY = 'SELECT analysis FROM (SELECT analysis FROM campaign ORDER BY made_at DESC LIMIT 1 BY id)'

const BEFORE: readonly Removal[] = [
  [
    'campaign_exchange',
    `${OLD_ANALYSES} OR exchange IN (SELECT cityHash64(id) FROM exchange WHERE ts < ${DAY})`,
  ],
  ['campaign_member', `${OLD_ANALYSES} AND (${GONE} OR analysis NOT IN (${KNOWN_BY}))`],
  ['member_sent', OLD_ANALYSES],
  ['analysis_picture', OLD_ANALYSES],
  ['analysis', `made_at < ${DAY}`],
  ['account', GONE],
  ['analysed_account', GONE],
  ['exchange', `ts < ${DAY}`],
  ['decision', `ends < ${DAY}`],
  ['act', `at < ${DAY} AND ends < ${DAY}`],
  ['feedback', `at < ${DAY}`],
  ['recognition', `at < ${DAY}`],
  [
    'taxii_object',
    `(collection, date_added) IN (SELECT collection, date_added FROM taxii_removal WHERE removed_at < ${DAY})`,
  ],
]

/** Removes accounts, and their names from the results of analyses. */
export async function forgetAccounts(store: Store, accounts: readonly string[]): Promise<Forgotten[]> {
  await dropWhole(store)
  const results = await redactResults(store, new Set(accounts))
  const removed = await removeAll(store, ACCOUNTS, { accounts })
  return [...removed, { table: 'analysis', rows: results }]
}

/**
 * Removes exchanges and analyses from before a day, accounts that sent nothing since, and shared objects that were
 * deleted before it.
 * @param day as 2026-03-01, in UTC
 */
export async function forgetBefore(store: Store, day: string): Promise<Forgotten[]> {
  await dropWhole(store)
  return removeAll(store, BEFORE, { day: `${day} 00:00:00` })
}

/** Removes all that was kept of what a partner shared, so that it is fetched anew from the beginning. */
export function forgetPartner(store: Store, partner: string): Promise<Forgotten[]> {
  const where = 'partner = {partner: String}'
  return removeAll(
    store,
    [
      ['received_object', where],
      ['received_pull', where],
    ],
    { partner },
  )
}

async function removeAll(
  store: Store,
  removals: readonly Removal[],
  parameters: Parameters,
): Promise<Forgotten[]> {
  const forgotten: Forgotten[] = []
  for (const [table, where] of removals) {
    const [found] = await store.query<{ rows: number }>(
      `SELECT count() AS rows FROM ${table} WHERE ${where}`,
      {
        parameters,
      },
    )
    const rows = found?.rows ?? 0
    if (table === EXCHANGE.name && parameters.day !== undefined) await dropMonths(store, parameters)
    if (rows > 0) await remove(store, [table, where], parameters)
    forgotten.push({ table, rows })
  }
  return forgotten
}

/** Drops the months that end before the day: parts of a table go in no time, where their rows would be read and written. */
async function dropMonths(store: Store, parameters: Parameters): Promise<void> {
  const months = await store.query<{ month: number }>(
    `SELECT DISTINCT toYYYYMM(ts) AS month FROM exchange WHERE ts < toStartOfMonth(${DAY}) ORDER BY month`,
    { parameters },
  )
  const table = store.cluster ? shardName(EXCHANGE) : EXCHANGE.name
  for (const { month } of months)
    await store.everywhere(`ALTER TABLE ${table} DROP PARTITION ${month}`, { on: 'shards' })
}

function remove(store: Store, [name, where]: Removal, parameters: Parameters): Promise<void> {
  const table = store.cluster ? shardName({ name }) : name
  return store.everywhere(`ALTER TABLE ${table} DELETE WHERE ${where}`, {
    on: 'shards',
    parameters,
    settings: { mutations_sync: '2' },
  })
}

interface ResultRow {
  readonly id: string
  readonly made_at: string
  readonly result: string
  readonly origin: string
  readonly hash: string
}

/** Takes accounts out of the results that name them; the new result is written before the old one goes. */
async function redactResults(store: Store, accounts: ReadonlySet<string>): Promise<number> {
  const rows = await store.query<ResultRow>(
    'SELECT id, made_at, result, origin, toString(cityHash64(result)) AS hash FROM analysis WHERE arrayExists(name -> position(result, name) > 0, {names: Array(String)})',
    { parameters: { names: [...accounts].map((account) => JSON.stringify(account)) } },
  )
  for (const { id, made_at, result, origin, hash } of rows) {
    await store.insert('analysis', [{ id, made_at, result: redact(result, accounts), origin }])
    await remove(store, ['analysis', 'id = {id: String} AND toString(cityHash64(result)) = {hash: String}'], {
      id,
      hash,
    })
  }
  return rows.length
}

/** Lists of accounts lose these, campaigns without any other account go, and what else is their name is blank. */
function redact(result: string, accounts: ReadonlySet<string>): string {
  const isForgotten = (value: unknown): value is string => typeof value === 'string' && accounts.has(value)
  return JSON.stringify(
    JSON.parse(result, (key, value) => {
      if (key === 'accounts' && Array.isArray(value)) return value.filter(({ id }) => id !== '')
      if (key === 'campaigns' && Array.isArray(value)) return value.filter((one) => one.accounts.length > 0)
      return isForgotten(value) ? '' : value
    }),
  )
}
