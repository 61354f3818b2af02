// Opens the store that a command asks about, which must be there already.
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { settingSays, settingValue } from '../config/settings.js'
import { Problem } from '../model/problem.js'
import { migrate } from '../store/migrate.js'
import { openStore } from '../store/open-store.js'
import type { Store } from '../store/store.js'

export interface StoreFlags {
  readonly store?: string
  readonly database?: string
  readonly cluster?: string
}

/** Adds the options that say which store. */
export function addStoreOptions(command: Command): Command {
  return command
    .option('--store <where>', settingSays('store'))
    .option('--database <name>', settingSays('database'))
    .option('--cluster <name>', settingSays('cluster'))
}

/**
 * Does something with the store, brought to this version's tables, and closes it.
 * @throws Problem `store-missing` when none was named or there is none
 */
export function withKeptStore<Result>(
  flags: StoreFlags,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  return withUntouchedStore(flags, async (store) => {
    await migrate(store)
    return work(store)
  })
}

/** The same with the store as it is. */
export async function withUntouchedStore<Result>(
  flags: StoreFlags,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const location = settingValue('store', flags.store)
  if (location === undefined)
    throw new Problem(
      'store-missing',
      'no store was named',
      'Say which with --store DIR_OR_URL: the one that `stillwatch analyze` was given.',
    )
  if (!location.includes('://') && !existsSync(location))
    throw new Problem(
      'store-missing',
      `there is no store at ${location}`,
      'Name the one that `stillwatch analyze` was given with --store.',
    )
  const store = await openStore({
    location,
    database: settingValue('database', flags.database),
    cluster: settingValue('cluster', flags.cluster),
  })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
