// The tables that facts live in. Each loaded table is a layer of ranges; a generation lists the layers in force, so
// that a reload is one insert for readers, and a table that hasn't changed is not loaded again.
import type { Store } from '../../store/store.js'
import type { FactRole, FactTable } from './fact-table.js'

/** One line of `fact_table`: a table in force. Role `none` marks a generation without any. */
export interface LoadedRow {
  readonly generation: number
  readonly layer: number
  readonly role: FactRole | 'none'
  readonly rank: number
  readonly name: string
  readonly source: string
  readonly rows: number
  readonly rejected: number
  readonly example: string
  readonly signature: string
}

/** The tables in force, as a subquery to read `layer`, `role`, `rank` from. */
export const TABLES_IN_FORCE = `(
      SELECT layer, role, rank
      FROM fact_table
      WHERE generation = (SELECT max(generation) FROM fact_table))`

const DDL = [
  `CREATE TABLE IF NOT EXISTS fact_table (
    generation UInt64,
    layer UInt32,
    role LowCardinality(String),
    rank UInt16,
    name String,
    source String,
    rows UInt64,
    rejected UInt64,
    example String,
    signature String)
  ENGINE = MergeTree
  ORDER BY (generation, layer)`,
  `CREATE TABLE IF NOT EXISTS address_range (
    layer UInt32,
    start UInt128,
    end UInt128,
    asn UInt32,
    operator String,
    kind LowCardinality(String))
  ENGINE = MergeTree
  PARTITION BY layer
  ORDER BY start`,
  `CREATE TABLE IF NOT EXISTS mail_domain (
    layer UInt32,
    domain String,
    kind LowCardinality(String))
  ENGINE = MergeTree
  PARTITION BY layer
  ORDER BY domain`,
]

export async function createFactTables(store: Store): Promise<void> {
  for (const statement of DDL) await store.command(statement)
}

/** The tables in force; empty in a new store. */
export async function readLoaded(store: Store): Promise<LoadedRow[]> {
  return store.query<LoadedRow>(`
    SELECT generation, layer, role, rank, name, source, rows, rejected, example, signature
    FROM fact_table
    WHERE generation = (SELECT max(generation) FROM fact_table)
    ORDER BY layer, role, rank`)
}

/** A number no layer has, not even one that a killed load left behind. */
export async function nextLayer(store: Store): Promise<number> {
  const [row] = await store.query<{ next: number }>(`
    SELECT greatest(
      (SELECT max(layer) FROM address_range),
      (SELECT max(layer) FROM mail_domain),
      (SELECT max(layer) FROM fact_table)) + 1 AS next`)
  return row?.next ?? 1
}

/** Puts the given tables in force and removes the ranges and domains of all others. */
export async function putInForce(
  store: Store,
  generation: number,
  tables: readonly Omit<LoadedRow, 'generation'>[],
): Promise<void> {
  const none = { layer: 0, role: 'none', rank: 0, name: '', source: '', rows: 0, rejected: 0, example: '' }
  const rows = tables.length > 0 ? tables : [{ ...none, signature: '' }]
  await store.insert(
    'fact_table',
    rows.map((row) => ({ ...row, generation })),
  )
  const kept = new Set(rows.map((row) => row.layer))
  for (const table of ['address_range', 'mail_domain']) {
    const layers = await store.query<{ layer: number }>(`SELECT DISTINCT layer FROM ${table}`)
    for (const { layer } of layers)
      if (!kept.has(layer)) await store.command(`ALTER TABLE ${table} DROP PARTITION ${layer}`)
  }
}

/** Whether a loaded row is this table, unchanged. */
export function isLoadedAs(row: LoadedRow, table: FactTable): boolean {
  return row.role === table.role && row.signature === table.signature && row.source === table.source
}
