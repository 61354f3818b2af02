// The one seam to the engine: the same SQL on ClickHouse in the process (chdb) or on a server. A file that
// needs to know which of the two it talks to belongs in this folder. On a server tables may lie on a whole cluster.
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import type { Cluster } from './cluster.js'

/** Values bound to `{name: Type}` placeholders of a statement. */
export type Parameters = Readonly<Record<string, unknown>>

export interface StatementOptions {
  readonly parameters?: Parameters
  readonly settings?: ClickHouseSettings
  readonly signal?: AbortSignal
}

/** A store of fingerprints. Close it before another process opens the same directory. */
export interface Store {
  /** `embedded` reads files through the engine; a `server` is sent them over HTTP. */
  readonly kind: 'embedded' | 'server'
  /** The directory or address, for messages. */
  readonly location: string
  /** Whether it outlives this process; a temporary one goes away on close. */
  readonly isKept: boolean
  readonly client: ClickHouseClient
  /** The cluster on whose shards the tables of `tables.ts` lie; undefined when they are on one server or embedded. */
  readonly cluster: Cluster | undefined
  /** Runs a SELECT and returns its rows, parsed. 64-bit integers arrive as numbers when they fit exactly. */
  query<Row>(sql: string, options?: StatementOptions): Promise<Row[]>
  /** Runs a statement without a result. */
  command(sql: string, options?: StatementOptions): Promise<void>
  /**
   * Runs a statement that makes or changes tables: of a cluster on every node, or on one replica of each shard, which
   * copies it to the others; else once.
   */
  everywhere(sql: string, options?: StatementOptions & { readonly on?: 'nodes' | 'shards' }): Promise<void>
  /** Inserts rows given as objects. */
  insert(table: string, rows: readonly object[]): Promise<void>
  close(): Promise<void>
}
