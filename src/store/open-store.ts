// Opens the engine where `--store` says: nothing (a throw-away directory), a directory, or a server's address.
import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { Problem } from '../model/problem.js'
import {
  type Cluster,
  type ClusterNode,
  clusterProblem,
  firstReplicas,
  nodeUrl,
  readCluster,
} from './cluster.js'
import { ConnectionPool, type Connections, DEFAULT, setStatement, sharedConnection } from './connections.js'
import { engineProblem } from './engine-problem.js'
import { packRows } from './packed.js'
import type { StatementOptions, Store } from './store.js'
import { temporaryDirectory } from './temporary.js'

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>

export interface StoreOptions {
  /** A directory, an `http://` or `https://` address, or undefined for a directory that goes away on close. */
  readonly location?: string | undefined
  /** Database on a server; ignored by the embedded engine. */
  readonly database?: string | undefined
  /** Name of the cluster that the server at the address belongs to, when tables shall lie on all of it. */
  readonly cluster?: string | undefined
}

/**
 * Settings of every statement: integers as numbers; the lexicon's alternations of literals are cheap in fact; joins in
 * the order in which they are written, as the engine's own order once made millions of rows of thousands.
 */
const SETTINGS: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_denormals: 1,
  reject_expensive_hyperscan_regexps: 0,
  query_plan_optimize_join_order_limit: 0,
}

/**
 * Settings of a connection of the embedded engine, where each that came with a statement would be a statement of its
 * own. An engine that lives for one run would compile expressions that it then evaluates once or twice: 45 ms each.
 */
const STANDING_SETTINGS: ClickHouseSettings = {
  ...SETTINGS,
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
}

/**
 * Settings on a cluster, whatever a server's profile says: no answer without all shards, and none of which a part came
 * before the failure; what a statement asks of other tables is asked once and sent to the shards, and never asked of tables that a
 * shard lacks; rows are where they belong when
 * an insert ends; a shard's replicas are read and written in one order, so that what was written is seen.
 */
const CLUSTER_SETTINGS: ClickHouseSettings = {
  skip_unavailable_shards: 0,
  wait_end_of_query: 1,
  distributed_product_mode: 'global',
  prefer_global_in_and_join: 1,
  allow_push_predicate_ast_for_distributed_subqueries: 0,
  distributed_foreground_insert: 1,
  load_balancing: 'in_order',
  enable_parallel_replicas: 0,
  allow_nondeterministic_mutations: 1,
}

/**
 * Opens a store; runs no migration.
 * @throws Problem `store-in-use`, `store-unwritable`, `store-unreachable`, `temporary-unwritable`, `cluster-unknown`,
 *   `cluster-unfit`, `cluster-needs-server`, `shard-lost`
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const { location, cluster } = options
  if (location !== undefined && /^https?:\/\//.test(location)) return openServer({ ...options, location })
  if (cluster !== undefined)
    throw new Problem(
      'cluster-needs-server',
      `cluster ${cluster} was named without a server that belongs to it`,
      'Give the address of one of its servers with --store http://host:8123.',
    )
  return openEmbedded(location)
}

/** The client prints stack traces of its own; every failure is told by a Problem instead. */
const SILENT = { level: ClickHouseLogLevel.OFF }

async function openServer({
  location: url,
  database = 'stillwatch',
  cluster: named,
}: StoreOptions & { readonly location: string }): Promise<Store> {
  if (!URL.canParse(url))
    throw new Problem('store-unreachable', `${url} is no address`, 'Give --store as http://host:8123.')
  const shown = new URL(url).host
  const bootstrap = createClient({ url, request_timeout: 30_000, log: SILENT })
  const creation = `CREATE DATABASE IF NOT EXISTS ${identifier(database)}`
  let cluster: Cluster | undefined
  try {
    if (named !== undefined) cluster = await readCluster(bootstrap, named)
    if (cluster && !(await hasDatabase(bootstrap, database)))
      await onNodes(cluster, cluster.nodes, url, undefined, (client) => client.command({ query: creation }))
    await bootstrap.command({ query: creation })
  } catch (error) {
    throw engineProblem(error, shown)
  } finally {
    await bootstrap.close()
  }
  const client = createClient({ url, database, request_timeout: 900_000, log: SILENT })
  const problemOf = (error: unknown) =>
    (cluster && clusterProblem(error, cluster)) ?? engineProblem(error, shown)
  const place = cluster && { cluster, url, database }
  return new ClickHouseStore(
    'server',
    shown,
    true,
    sharedConnection(client),
    async () => {},
    problemOf,
    place,
  )
}

async function hasDatabase(client: ClickHouseClient, name: string): Promise<boolean> {
  const found = await client.query({
    query: 'SELECT count() AS found FROM system.databases WHERE name = {name: String}',
    query_params: { name },
    format: 'JSONEachRow',
  })
  const [row] = await found.json<{ found: string | number }>()
  return Number(row?.found) > 0
}

/** Does something on several nodes of a cluster at the same time, each through a client of its own. */
async function onNodes(
  cluster: Cluster,
  nodes: readonly ClusterNode[],
  url: string,
  database: string | undefined,
  work: (client: ClickHouseClient) => Promise<unknown>,
): Promise<void> {
  await Promise.all(
    nodes.map(async (node) => {
      const address = nodeUrl(url, node)
      const client = createClient({
        url: address,
        request_timeout: 900_000,
        log: SILENT,
        ...(database !== undefined && { database }),
      })
      try {
        await work(client)
      } catch (error) {
        const problem = clusterProblem(error, cluster) ?? engineProblem(error, new URL(address).host)
        if (problem.code !== 'store-unreachable') throw problem
        throw new Problem(
          'shard-lost',
          `node ${node.host} of cluster ${cluster.name} does not answer at ${new URL(address).host}`,
          'Start it. Statements that make or change tables go to every node at its name in system.clusters, with the port and user of --store: make these work from here.',
          { cause: error },
        )
      } finally {
        await client.close()
      }
    }),
  )
}

/** A name as SQL takes it, whatever signs are in it. */
function identifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}

/** Statements that the embedded engine runs at a time. */
const MOST_CONNECTIONS = 4

async function openEmbedded(directory: string | undefined): Promise<Store> {
  const temporary = directory === undefined
  const path = temporary ? temporaryDirectory('stillwatch-') : resolve(directory)
  if (!temporary) prepareDirectory(path)
  const discard = async () => {
    if (temporary) rmSync(path, { recursive: true, force: true })
  }
  try {
    const open = async () => {
      // The two packages declare the same interface in two places, which exact optional properties tell apart.
      const connection = createChdbConnection({ path }) as unknown as Connection
      const client = createClient({ connection, log: SILENT })
      await client.command({ query: setStatement(STANDING_SETTINGS) })
      return client
    }
    const problemOf = (error: unknown) => engineProblem(error, path, temporary)
    const connections = await ConnectionPool.create(open, MOST_CONNECTIONS)
    return new ClickHouseStore('embedded', path, !temporary, connections, discard, problemOf)
  } catch (error) {
    await discard()
    throw engineProblem(error, path, temporary)
  }
}

/** Puts the settings of one statement back to what stands on the connection. */
function resetStatement(settings: ClickHouseSettings): string {
  return setStatement(
    Object.fromEntries(Object.keys(settings).map((name) => [name, STANDING_SETTINGS[name] ?? DEFAULT])),
  )
}

function prepareDirectory(path: string): void {
  try {
    if (existsSync(path) && !statSync(path).isDirectory())
      throw new Problem(
        'store-unwritable',
        `${path} is a file, not a directory`,
        'Name a directory with --store.',
      )
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(
      'store-unwritable',
      `cannot write to ${path}: ${error instanceof Error ? error.message : String(error)}`,
      'Name a directory that you may write to with --store.',
      { cause: error },
    )
  }
}

/** Where a cluster's nodes are reached. */
interface ClusterPlace {
  readonly cluster: Cluster
  readonly url: string
  readonly database: string
}

class ClickHouseStore implements Store {
  private readonly settings: ClickHouseSettings

  constructor(
    readonly kind: 'embedded' | 'server',
    readonly location: string,
    readonly isKept: boolean,
    private readonly connections: Connections,
    private readonly discard: () => Promise<void>,
    private readonly problemOf: (error: unknown) => Problem,
    private readonly place?: ClusterPlace | undefined,
  ) {
    this.settings = place ? { ...SETTINGS, ...CLUSTER_SETTINGS } : SETTINGS
  }

  get cluster(): Cluster | undefined {
    return this.place?.cluster
  }

  get client(): ClickHouseClient {
    return this.connections.first
  }

  async query<Row>(sql: string, options: StatementOptions = {}): Promise<Row[]> {
    return this.run(options, async (client) => {
      const result = await client.query({ ...this.statement(sql, options), format: 'JSONEachRow' })
      return result.json<Row>()
    })
  }

  async command(sql: string, options: StatementOptions = {}): Promise<void> {
    await this.run(options, (client) => client.command(this.statement(sql, options)))
  }

  async everywhere(
    sql: string,
    { on = 'nodes', ...options }: StatementOptions & { readonly on?: 'nodes' | 'shards' } = {},
  ): Promise<void> {
    if (!this.place) return this.command(sql, options)
    const { cluster, url, database } = this.place
    const nodes = on === 'nodes' ? cluster.nodes : firstReplicas(cluster)
    await onNodes(cluster, nodes, url, database, (client) => client.command(this.statement(sql, options)))
  }

  /** Runs a statement; what it set on a connection of its own is as it was for the next. */
  private async run<T>({ settings }: StatementOptions, work: (client: ClickHouseClient) => Promise<T>) {
    try {
      return await this.connections.use(async (client) => {
        try {
          return await work(client)
        } finally {
          if (this.kind === 'embedded' && Object.keys(settings ?? {}).length > 0)
            await client.command({ query: resetStatement(settings ?? {}) })
        }
      })
    } catch (error) {
      throw this.problemOf(error)
    }
  }

  async insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return
    if (this.kind === 'server') return this.send(table, rows)
    const columns = await this.query<{ name: string; type: string }>(`DESCRIBE TABLE ${table}`)
    const structure = columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')
    const packed = packRows(rows, columns)
    // As a SELECT: of an INSERT with data the embedded engine reads more data from this process's standard input.
    const [format, data] =
      packed === undefined ? ['JSONEachRow', '{rows: String}'] : ['RowBinary', 'base64Decode({rows: String})']
    await this.command(`INSERT INTO ${table} SELECT * FROM format(${format}, {structure: String}, ${data})`, {
      parameters: { structure, rows: packed ?? rows.map((row) => JSON.stringify(row)).join('\n') },
    })
  }

  /** As the body of the request: a server bounds the length of a parameter. */
  private async send(table: string, rows: readonly object[]): Promise<void> {
    try {
      await this.client.insert({
        table,
        values: rows,
        format: 'JSONEachRow',
        clickhouse_settings: this.settings,
      })
    } catch (error) {
      throw this.problemOf(error)
    }
  }

  async close(): Promise<void> {
    await this.connections.close()
    await this.discard()
  }

  private statement(sql: string, { settings, parameters, signal }: StatementOptions) {
    return {
      query: sql,
      clickhouse_settings: this.kind === 'embedded' ? { ...settings } : { ...this.settings, ...settings },
      ...(parameters && { query_params: { ...parameters } }),
      ...(signal && { abort_signal: signal }),
    }
  }
}
