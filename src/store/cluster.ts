// A cluster of ClickHouse servers behind one address: its nodes, and the tables that lie on all of them. Statements
// that make or change tables go to each node over HTTP, so that no Keeper is needed unless the tables are replicated.
import type { ClickHouseClient } from '@clickhouse/client'
import { Problem } from '../model/problem.js'
import { createTable, type Table } from './tables.js'

/** A cluster as the server that was asked knows it. */
export interface Cluster {
  readonly name: string
  readonly nodes: readonly ClusterNode[]
  /** Whether shards have several replicas, so that tables are replicated. */
  readonly isReplicated: boolean
}

export interface ClusterNode {
  readonly shard: number
  readonly replica: number
  readonly host: string
}

interface NodeRow {
  readonly shard_num: number
  readonly replica_num: number
  readonly host_name: string
  readonly internal_replication: number
}

/**
 * Reads what a server knows of a cluster.
 * @throws Problem `cluster-unknown`, `cluster-unfit`
 */
export async function readCluster(client: ClickHouseClient, name: string): Promise<Cluster> {
  const rows = await ask<NodeRow>(
    client,
    'SELECT shard_num, replica_num, host_name, internal_replication FROM system.clusters WHERE cluster = {name: String} ORDER BY shard_num, replica_num',
    { name },
  )
  if (rows.length === 0) {
    const known = await ask<{ cluster: string }>(
      client,
      'SELECT DISTINCT cluster FROM system.clusters ORDER BY cluster',
    )
    throw new Problem(
      'cluster-unknown',
      `the server knows no cluster ${name}`,
      known.length === 0
        ? 'Name it in <remote_servers> of the configuration of every server; docs/cluster.md shows how.'
        : `Name one of these with --cluster: ${known.map(({ cluster }) => cluster).join(', ')}.`,
    )
  }
  const isReplicated = rows.some(({ replica_num }) => replica_num > 1)
  if (isReplicated && rows.some(({ internal_replication }) => internal_replication === 0))
    throw new Problem(
      'cluster-unfit',
      `cluster ${name} has replicas that the tables do not copy by themselves`,
      'Set <internal_replication>true</internal_replication> in each shard of <remote_servers>: each row would be there twice otherwise.',
    )
  const nodes = rows.map((row) => ({ shard: row.shard_num, replica: row.replica_num, host: row.host_name }))
  return { name, nodes, isReplicated }
}

async function ask<Row>(client: ClickHouseClient, query: string, query_params = {}): Promise<Row[]> {
  return (await client.query({ query, query_params, format: 'JSONEachRow' })).json<Row>()
}

/** The nodes whose part of a table is not a copy of another's. */
export function firstReplicas({ nodes }: Cluster): ClusterNode[] {
  return nodes.filter(({ shard }, at) => nodes.findIndex((node) => node.shard === shard) === at)
}

/** The address of a node: that of the store with the node's host, as all nodes listen alike. */
export function nodeUrl(storeUrl: string, { host }: ClusterNode): string {
  const url = new URL(storeUrl)
  url.hostname = host.includes(':') ? `[${host}]` : host
  return url.href
}

/** Name of the part of a table that lies on a shard. */
export function shardName(table: Pick<Table, 'name'>): string {
  return `${table.name}_shard`
}

/** Replicas of one shard find each other by this path in the Keeper, and tell themselves apart by the macros. */
const REPLICATED = "('/clickhouse/tables/{shard}/{database}/{table}', '{replica}'"

/** The same table, as one of which each replica of a shard holds a copy. */
function replicated(table: Table): Table {
  const engine = table.engine.replace(
    /^ENGINE = (\w*)MergeTree(?:\((.*?)\))?/,
    (_, kind: string, parameters?: string) =>
      `ENGINE = Replicated${kind}MergeTree${REPLICATED}${parameters ? `, ${parameters}` : ''})`,
  )
  return { ...table, engine }
}

/** The statements that create a table on one node of a cluster: the part that lies there, and the whole. */
export function createClusterTable(table: Table, cluster: Pick<Cluster, 'name' | 'isReplicated'>): string[] {
  const part = shardName(table)
  return [
    createTable(cluster.isReplicated ? replicated(table) : table, part),
    `CREATE TABLE IF NOT EXISTS ${table.name} AS ${part}
ENGINE = Distributed(${quoted(cluster.name)}, currentDatabase(), ${quoted(part)}, ${table.shardedBy})`,
  ]
}

/** A text as SQL takes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** Failures of the engine by which a shard is gone, and those by which it lacks tables. */
const LOST =
  /ALL_CONNECTION_TRIES_FAILED|NO_REMOTE_SHARD_AVAILABLE|ATTEMPT_TO_READ_AFTER_EOF|NETWORK_ERROR|SOCKET_TIMEOUT|CANNOT_READ_FROM_SOCKET|CANNOT_WRITE_TO_SOCKET|UNEXPECTED_END_OF_FILE|Connection (refused|reset)|Broken pipe/
const LACKING = /There is no table|UNKNOWN_(TABLE|DATABASE)/

/** The problem that a cluster has and a single server has not; undefined when it is another. */
export function clusterProblem(error: unknown, { name }: Cluster): Problem | undefined {
  const type = error instanceof Error && 'type' in error ? String(error.type) : ''
  const message = `${error instanceof Error ? error.message : String(error)} ${type}`
  const where = /(?:on server: |Received from )([^\s,]+?)\.?(?=[\s,]|$)/.exec(message)?.[1]
  if (LACKING.test(message) && where !== undefined)
    return new Problem(
      'cluster-incomplete',
      `a node of cluster ${name} lacks the tables or a part of them (${where})`,
      'Restore what lay on it, or name another database with --database and load everything again: what the node held is not in any result.',
      { cause: error },
    )
  if (LOST.test(message))
    return new Problem(
      'shard-lost',
      `a shard of cluster ${name} does not answer (${shorten(message)})`,
      'Bring it back and run the same command: nothing was concluded from the shards that are left, and rows already loaded are not loaded twice.',
      { cause: error },
    )
  return undefined
}

function shorten(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  return line.length <= 160 ? line : `${line.slice(0, 160)}…`
}
