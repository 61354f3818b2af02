// Brings a store to this version's tables. Migrations are numbered, run once each, and never change what an older
// row means, so a newer version can open an older directory; an older version refuses a newer one.
import { Problem } from '../model/problem.js'
import type { Store } from './store.js'
import {
  ACT,
  ANALYSED_ACCOUNT,
  CAMPAIGN,
  CAMPAIGN_EVENT,
  CAMPAIGN_EXCHANGE,
  createTable,
  DECISION,
  DURABLE_TABLES,
  POLICY,
} from './tables.js'

interface Migration {
  readonly version: number
  readonly says: string
  readonly statements: readonly string[]
}

/** In order; append only. Columns that a table gains later are added here with their default. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    says: 'exchanges, accounts, analyses and campaign members',
    statements: DURABLE_TABLES.map((table) => createTable(table)),
  },
  {
    version: 2,
    says: 'exchanges know how their hashes were made',
    statements: ['ALTER TABLE exchange ADD COLUMN IF NOT EXISTS fingerprint UInt8 DEFAULT 1'],
  },
  {
    version: 3,
    says: 'campaigns have a life from one analysis to the next',
    statements: [createTable(CAMPAIGN), createTable(CAMPAIGN_EVENT)],
  },
  {
    version: 4,
    says: 'the evidence’s queries find a campaign’s exchanges and owners',
    statements: [createTable(CAMPAIGN_EXCHANGE), createTable(ANALYSED_ACCOUNT)],
  },
  {
    version: 5,
    says: 'policies, decisions and what analysts did',
    statements: [createTable(POLICY), createTable(DECISION), createTable(ACT)],
  },
]

/**
 * Runs the migrations that the store lacks.
 * @throws Problem `store-newer` when the store was written by a newer version
 */
export async function migrate(store: Store): Promise<void> {
  await store.command(`CREATE TABLE IF NOT EXISTS migration (
  version UInt32,
  says String,
  made_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY version`)
  const [row] = await store.query<{ version: number }>('SELECT max(version) AS version FROM migration')
  const current = row?.version ?? 0
  const newest = MIGRATIONS.at(-1)?.version ?? 0
  if (current > newest)
    throw new Problem(
      'store-newer',
      `${store.location} was written by a newer version (schema ${current}, this one knows ${newest})`,
      'Use the newer version, or another directory with --store.',
    )
  for (const migration of MIGRATIONS.filter(({ version }) => version > current)) {
    for (const statement of migration.statements) await store.command(statement)
    await store.command('INSERT INTO migration SELECT {version: UInt32}, {says: String}, now64(3)', {
      parameters: { version: migration.version, says: migration.says },
    })
  }
}
