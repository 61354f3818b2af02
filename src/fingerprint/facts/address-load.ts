// Loads one table of address ranges into a layer. Text goes through the engine: read from the disk by the embedded
// one, sent over HTTP to a server.
import { randomBytes } from 'node:crypto'
import { createReadStream, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Problem } from '../../model/problem.js'
import { engineProblem } from '../../store/engine-problem.js'
import type { Store } from '../../store/store.js'
import { temporaryDirectory } from '../../store/temporary.js'
import type { FactTable } from './fact-table.js'
import { isGzipFile } from './fact-table.js'
import { flattenLayer } from './flat-layer.js'
import { readMmdb } from './mmdb.js'

export interface LoadCount {
  readonly rows: number
  /** Lines that are not what the format says. */
  readonly rejected: number
  /** The first of them, shortened, or empty. */
  readonly example: string
}

/** Two files are two readers; chunks of one parsed beside each other would only cost more. */
const CSV = {
  input_format_csv_allow_variable_number_of_columns: 1 as const,
  input_format_parallel_parsing: 0 as const,
}
const COLUMNS = 'c1 String, c2 String, c3 String, c4 String'

/**
 * Fills a layer of `address_range`.
 * @throws Problem `facts-format`, `facts-mmdb`, `facts-overlap`
 */
export async function loadAddresses(store: Store, table: FactTable, layer: number): Promise<LoadCount> {
  const load = table.format === 'mmdb' ? loadMmdb : loadText
  const rejected = await load(store, table, layer).catch((error: unknown) => {
    throw asTableProblem(error, table)
  })
  // What a package carries is pinned and tested to be in order; what a user names is not.
  if (table.rank > 0 && table.format !== 'mmdb') await flattenLayer(store, layer, table.name)
  const [count] = await store.query<{ rows: number }>(
    `SELECT count() AS rows FROM address_range WHERE layer = ${layer}`,
  )
  return { rows: count?.rows ?? 0, ...rejected }
}

/** What the engine says about a file it can't read; what it says about itself is handed through. */
function asTableProblem(error: unknown, table: FactTable): unknown {
  if (!(error instanceof Problem) || !['engine', 'store-in-use'].includes(error.code)) return error
  return new Problem(
    'facts-format',
    `${table.name} cannot be read: ${error.message}`,
    'Check that the file is whole and is what its name says, or leave it out.',
    { cause: error },
  )
}

async function loadMmdb(store: Store, table: FactTable, layer: number): Promise<Omit<LoadCount, 'rows'>> {
  const staged = `fact_stage_${randomBytes(6).toString('hex')}`
  await store.command(
    `CREATE TABLE ${staged} (start UInt128, end UInt128, asn UInt32, operator String) ENGINE = Memory`,
  )
  try {
    for (const path of table.paths)
      for (const chunk of readMmdb(path, table.name, table.role === 'country' ? 'country' : 'asn'))
        await send(store, staged, 'TabSeparated', Readable.from([chunk], { objectMode: false }))
    await store.command(`
      INSERT INTO address_range
      SELECT ${layer}, start, end, asn, operator, ''
      FROM ${staged}`)
  } finally {
    await store.command(`DROP TABLE IF EXISTS ${staged}`)
  }
  return { rejected: 0, example: '' }
}

async function loadText(store: Store, table: FactTable, layer: number): Promise<Omit<LoadCount, 'rows'>> {
  const texts = await Promise.all(table.paths.map((path) => openText(store, table, path)))
  try {
    const parsed = texts.map((text) => parseSql(table, text.relation)).join('\nUNION ALL\n')
    const kind = table.role === 'asn' || table.role === 'country' ? '' : table.role
    const [checked] =
      table.rank === 0
        ? [{ bad: 0, usable: 1, example: '' }]
        : await store.query<{ bad: number; usable: number; example: string }>(
            `SELECT countIf(NOT good) AS bad, count() - bad AS usable, anyIf(text, NOT good) AS example
            FROM (${parsed})`,
            { settings: CSV },
          )
    if (checked === undefined || checked.usable === 0)
      throw new Problem(
        'facts-format',
        `no line of ${table.name} is a range of addresses (first: ${JSON.stringify(checked?.example.slice(0, 80) ?? '')})`,
        table.role === 'country'
          ? 'Give CSV lines of start,end,code or network,code, with codes of two letters.'
          : 'Give one address or CIDR range a line, or CSV lines of start,end,asn,name.',
      )
    await store.command(
      `INSERT INTO address_range
      SELECT ${layer}, start, end, asn, operator, '${kind}'
      FROM (${parsed})
      WHERE good`,
      { settings: CSV },
    )
    return { rejected: checked.bad, example: checked.example.slice(0, 80) }
  } finally {
    for (const text of texts) await text.close()
  }
}

/** SELECT of `good`, `text`, `start`, `end`, `asn`, `operator` for each line that isn't a comment. */
function parseSql(table: FactTable, relation: string): string {
  // A pinned package needs no doubt, and a run waits for this.
  if (table.rank === 0)
    return `
      SELECT
        toUInt128(toIPv6OrDefault(c1)) AS start,
        toUInt128(toIPv6OrDefault(c2)) AS end,
        toUInt32OrZero(c3) AS asn,
        c4 AS operator,
        1 AS good
      FROM ${relation}`
  if (table.role === 'country') return countrySql(table, relation)
  if (table.format === 'range-csv')
    return `
      SELECT
        toIPv6OrNull(trimBoth(c1)) AS first,
        toIPv6OrNull(trimBoth(c2)) AS last,
        ifNull(first <= last, 0) AS good,
        c1 || ',' || c2 AS text,
        toUInt128(ifNull(first, toIPv6('::'))) AS start,
        toUInt128(ifNull(last, toIPv6('::'))) AS end,
        ${asnSql('c3')} AS asn,
        c4 AS operator
      FROM ${relation}`
  if (table.format === 'network-csv')
    return cidrSql(
      `SELECT c1 AS text, c1 AS network, ${asnSql('c2')} AS asn, c3 AS operator FROM ${relation}`,
    )
  return cidrSql(`
      SELECT
        trimBoth(line) AS text,
        extract(text, '^[^\\\\s,;#]+') AS network,
        toUInt32(0) AS asn,
        extract(text, '^[^\\\\s,;#]+[\\\\s,;#"]+([^"]*)') AS operator
      FROM ${relation}
      WHERE text != '' AND NOT match(text, '^([#;/]|(cidr|network|prefix|range|ip)\\\\b)')`)
}

/** What a range holds is the code, in the column that has the operator's name otherwise. */
function countrySql(table: FactTable, relation: string): string {
  const isCode = (column: string) => `match(trimBoth(${column}), '^[A-Za-z]{2}$')`
  if (table.format === 'network-csv')
    return `
      SELECT good AND ${isCode('operator')} AS good, text, start, end, asn, upper(trimBoth(operator)) AS operator
      FROM (${cidrSql(`SELECT c1 AS text, c1 AS network, toUInt32(0) AS asn, c2 AS operator FROM ${relation}`)})`
  return `
      SELECT
        toIPv6OrNull(trimBoth(c1)) AS first,
        toIPv6OrNull(trimBoth(c2)) AS last,
        ifNull(first <= last, 0) AND ${isCode('c3')} AS good,
        c1 || ',' || c2 || ',' || c3 AS text,
        toUInt128(ifNull(first, toIPv6('::'))) AS start,
        toUInt128(ifNull(last, toIPv6('::'))) AS end,
        toUInt32(0) AS asn,
        upper(trimBoth(c3)) AS operator
      FROM ${relation}`
}

function asnSql(column: string): string {
  return `toUInt32OrZero(if(startsWith(upper(${column}), 'AS'), substring(${column}, 3), ${column}))`
}

function cidrSql(lines: string): string {
  return `
    SELECT
      splitByChar('/', network) AS part,
      toIPv6OrNull(part[1]) AS address,
      position(part[1], ':') = 0 AS is_v4,
      if(length(part) = 1, if(is_v4, 32, 128), toUInt8OrNull(part[2])) AS bits,
      ifNull(length(part) <= 2 AND address IS NOT NULL AND bits <= if(is_v4, 32, 128), 0) AS good,
      text,
      IPv6CIDRToRange(ifNull(address, toIPv6('::')), if(good, toUInt8(assumeNotNull(bits) + if(is_v4, 96, 0)), 0)) AS span,
      toUInt128(span.1) AS start,
      toUInt128(span.2) AS end,
      asn,
      operator
    FROM (${lines})`
}

interface Text {
  /** What to SELECT from: columns `c1` to `c4`, or `line`. */
  readonly relation: string
  close(): Promise<void>
}

async function openText(store: Store, table: FactTable, path: string): Promise<Text> {
  const isCsv = table.format !== 'cidr-lines'
  const columns = isCsv ? COLUMNS : 'line String'
  const isPacked = isGzipFile(path)
  if (store.kind === 'embedded') {
    const plain = plainPath(path)
    return {
      relation: `file('${plain.path}', ${isCsv ? 'CSV' : 'LineAsString'}, '${columns}', '${isPacked ? 'gzip' : 'auto'}')`,
      close: async () => plain.remove(),
    }
  }
  const staged = `fact_stage_${randomBytes(6).toString('hex')}`
  await store.command(`CREATE TABLE ${staged} (${columns}) ENGINE = Memory`)
  const close = () => store.command(`DROP TABLE IF EXISTS ${staged}`)
  try {
    const file = createReadStream(path)
    const text = isPacked ? pipeline(file, createGunzip(), () => {}) : file
    await send(store, staged, isCsv ? 'CSV' : 'LineAsString', text)
  } catch (error) {
    await close()
    throw error
  }
  return { relation: staged, close }
}

/** A name of the file that the engine takes for neither a pattern nor the end of a text. */
function plainPath(path: string): { readonly path: string; remove(): void } {
  if (!/[*?{}'\\|\n]/.test(path)) return { path, remove() {} }
  const directory = temporaryDirectory('stillwatch-facts-')
  const link = join(directory, 'table')
  symlinkSync(path, link)
  return { path: link, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

async function send(store: Store, table: string, format: string, data: Readable): Promise<void> {
  try {
    const { stream } = await store.client.exec({
      query: `INSERT INTO ${table} FORMAT ${format}`,
      values: data,
      clickhouse_settings: CSV,
    })
    stream.resume()
  } catch (error) {
    throw engineProblem(error, store.location)
  }
}
