// Brings a store to this version's tables. Migrations are numbered, run once each, and never change what an older
// row means, so a newer version can open an older directory; an older version refuses a newer one.
import { Problem } from '../model/problem.js'
import { ANALYSED_ACCOUNT } from './analysed-account-table.js'
import { type Cluster, createClusterTable, shardName } from './cluster.js'
import { FEEDBACK } from './feedback-table.js'
import { TLP_SQL } from './marking-sql.js'
import { MEMBER_SENT } from './member-sent-table.js'
import { RECOGNITION } from './recognition-table.js'
import type { Store } from './store.js'
import {
  ACT,
  ANALYSIS,
  ANALYSIS_PICTURE,
  CAMPAIGN,
  CAMPAIGN_EVENT,
  CAMPAIGN_EXCHANGE,
  CAMPAIGN_PROFILE,
  createTable,
  DECISION,
  DURABLE_TABLES,
  EXCHANGE,
  FAMILY_ANCHOR,
  NEWER_EXCHANGE,
  POLICY,
  RECEIVED_OBJECT,
  RECEIVED_PULL,
  SHARED_VALUE,
  TAXII_HIDDEN,
  TAXII_OBJECT,
  TAXII_REMOVAL,
  TAXII_STATUS,
  type Table,
  WHOLE_ANALYSIS,
} from './tables.js'

interface Migration {
  readonly version: number
  readonly says: string
  readonly changes: readonly Change[]
}

/** A table that is made, or what is changed of one: all that stands behind the name in ALTER TABLE. */
type Change = { readonly creates: Table } | { readonly alters: Table; readonly by: string }

const tableOf = (change: Change) => ('creates' in change ? change.creates : change.alters)

/** In order; append only. Columns that a table gains later are added here with their default. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    says: 'exchanges, accounts, analyses and campaign members',
    changes: DURABLE_TABLES.map((creates) => ({ creates })),
  },
  {
    version: 2,
    says: 'exchanges know how their hashes were made',
    changes: [{ alters: EXCHANGE, by: 'ADD COLUMN IF NOT EXISTS fingerprint UInt8 DEFAULT 1' }],
  },
  {
    version: 3,
    says: 'campaigns have a life from one analysis to the next',
    changes: [{ creates: CAMPAIGN }, { creates: CAMPAIGN_EVENT }],
  },
  {
    version: 4,
    says: 'the evidence’s queries find a campaign’s exchanges and owners',
    changes: [{ creates: CAMPAIGN_EXCHANGE }, { creates: ANALYSED_ACCOUNT }],
  },
  {
    version: 5,
    says: 'policies, decisions and what analysts did',
    changes: [{ creates: POLICY }, { creates: DECISION }, { creates: ACT }],
  },
  {
    version: 6,
    says: 'increments add to the newest whole analysis',
    changes: [
      { creates: NEWER_EXCHANGE },
      { creates: WHOLE_ANALYSIS },
      { creates: CAMPAIGN_PROFILE },
      { creates: FAMILY_ANCHOR },
      { creates: SHARED_VALUE },
    ],
  },
  {
    version: 7,
    says: 'collections that others read and write by TAXII',
    changes: [{ creates: TAXII_OBJECT }, { creates: TAXII_REMOVAL }, { creates: TAXII_STATUS }],
  },
  {
    version: 8,
    says: 'the console’s pictures are kept with the analysis',
    changes: [{ creates: ANALYSIS_PICTURE }],
  },
  {
    version: 9,
    says: 'what partners shared',
    changes: [{ creates: RECEIVED_OBJECT }, { creates: RECEIVED_PULL }],
  },
  {
    version: 10,
    says: 'collections know which versions are the newest',
    changes: [
      {
        alters: TAXII_OBJECT,
        by: "ADD COLUMN IF NOT EXISTS hidden_row DateTime64(6, 'UTC') AFTER repeats, ADD COLUMN IF NOT EXISTS hidden_by DateTime64(6, 'UTC') AFTER hidden_row",
      },
      { creates: TAXII_HIDDEN },
    ],
  },
  {
    version: 11,
    says: 'people say what they think of campaigns',
    changes: [{ creates: FEEDBACK }],
  },
  {
    version: 12,
    says: 'collections know how closed their objects are',
    changes: [{ alters: TAXII_OBJECT, by: `ADD COLUMN IF NOT EXISTS tlp UInt8 DEFAULT ${TLP_SQL}` }],
  },
  {
    version: 13,
    says: 'new accounts that were recognised between analyses',
    changes: [{ creates: RECOGNITION }],
  },
  {
    version: 14,
    says: 'what partners’ servers did can be told in other languages',
    changes: [
      { alters: RECEIVED_OBJECT, by: 'ADD COLUMN IF NOT EXISTS refused_said String AFTER refused' },
      { alters: RECEIVED_PULL, by: 'ADD COLUMN IF NOT EXISTS said String' },
    ],
  },
  {
    version: 15,
    says: 'what each account sent of its campaigns',
    changes: [{ creates: MEMBER_SENT }],
  },
  {
    version: 16,
    says: 'analyses know what made them',
    changes: [{ alters: ANALYSIS, by: 'ADD COLUMN IF NOT EXISTS origin String' }],
  },
  {
    version: 17,
    says: 'the evidence’s queries find who comes back to a network',
    changes: [
      {
        alters: ANALYSED_ACCOUNT,
        by: 'ADD COLUMN IF NOT EXISTS visits UInt32 AFTER signed_up, ADD COLUMN IF NOT EXISTS same_network Float32 AFTER visits',
      },
    ],
  },
]

/** Numbers of the migrations that were run. On a cluster each node has its own, so that one without is noticed. */
const CREATE_MIGRATION = `CREATE TABLE IF NOT EXISTS migration (
  version UInt32,
  says String,
  made_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY version`

const NEWEST = MIGRATIONS.at(-1)?.version ?? 0

/**
 * Runs the migrations that the store lacks.
 * @param upTo the last one; an older version's store is made with it
 * @throws Problem `store-newer` when the store was written by a newer version, `cluster-incomplete` when some nodes have
 *   tables and others have not
 */
export async function migrate(store: Store, upTo = NEWEST): Promise<void> {
  const current = await readVersion(store)
  if (current > NEWEST)
    throw new Problem(
      'store-newer',
      `${store.location} was written by a newer version (schema ${current}, this one knows ${NEWEST})`,
      'Use the newer version, or another directory with --store.',
    )
  const lacking = MIGRATIONS.filter(({ version }) => version > current && version <= upTo)
  if (lacking.length === 0) return
  // Tables don't wait for one another. All of it may run again: what a run that was cut off had changed stays as it is.
  const changes = lacking.flatMap((migration) => migration.changes)
  await Promise.all(
    [...new Set(changes.map(tableOf))].map(async (table) => {
      const own = changes.filter((change) => tableOf(change) === table)
      for (const statement of own.flatMap((change) => statementsOf(change, store.cluster)))
        await store.everywhere(statement)
    }),
  )
  await store.everywhere(
    'INSERT INTO migration SELECT version, says, now64(3) FROM (SELECT {versions: Array(UInt32)} AS version, {says: Array(String)} AS says) ARRAY JOIN version, says',
    {
      parameters: {
        versions: lacking.map(({ version }) => version),
        says: lacking.map(({ says }) => says),
      },
    },
  )
}

/** The statements that make a change, for one server or for each node of a cluster. */
export function statementsOf(
  change: Change,
  cluster: Pick<Cluster, 'name' | 'isReplicated'> | undefined,
): string[] {
  if ('creates' in change)
    return cluster ? createClusterTable(change.creates, cluster) : [createTable(change.creates)]
  const { alters, by } = change
  const names = cluster ? [shardName(alters), alters.name] : [alters.name]
  return names.map((name) => `ALTER TABLE ${name} ${by}`)
}

async function readVersion(store: Store): Promise<number> {
  const { cluster } = store
  if (cluster === undefined) {
    await store.command(CREATE_MIGRATION)
    const [row] = await store.query<{ version: number }>('SELECT max(version) AS version FROM migration')
    return row?.version ?? 0
  }
  const [here] = await store.query<{ found: number }>(
    "SELECT count() AS found FROM system.tables WHERE database = currentDatabase() AND name = 'migration'",
  )
  if (here?.found === 0) await store.everywhere(CREATE_MIGRATION)
  // Each node's own rows: one that was added or replaced has none.
  const versions = await store.query<{ version: number }>(
    `SELECT max(version) AS version
FROM (SELECT _shard_num AS shard, hostName() AS host, version FROM clusterAllReplicas({cluster: String}, currentDatabase(), migration))
GROUP BY shard, host`,
    { parameters: { cluster: cluster.name } },
  )
  const lacking = cluster.nodes.length - versions.length
  if (versions.length > 0 && lacking > 0)
    throw new Problem(
      'cluster-incomplete',
      `${lacking} of ${cluster.nodes.length} nodes of cluster ${cluster.name} ${lacking === 1 ? 'lacks' : 'lack'} the tables that the others have`,
      'Restore what lay there. If the cluster has grown, name another database with --database and load everything again: accounts lie on other shards now.',
    )
  return versions.length === 0 ? 0 : Math.min(...versions.map(({ version }) => version))
}
