// Reads exchanges from a table that is there already, where it is: a view gives the landing columns by the expressions
// of a map, and fingerprints are made from the view. Text is copied nowhere.
import { Problem } from '../model/problem.js'
import type { Store } from '../store/store.js'
import { landingSelect, literal } from './landing-select.js'
import { nearest } from './nearest.js'
import type { OpenReading, ReadingPlan } from './reading.js'
import { type GivenColumn, landingExpressions, misfit } from './table-columns.js'
import type { MappedField, TableMap } from './table-map.js'

const VIEW = 'load_view'

/** A hash that tells ids apart, in memory for all that the store holds: 16 bytes, however long an id is. */
const ID_HASH = 'sipHash128(id)'

interface ColumnRow {
  readonly name: string
  readonly type: string
}

/**
 * Plans the reading of a table.
 * @param table a table's name, or whatever else may follow FROM, such as a table function
 * @throws Problem `table-unreadable`, `map-field`, or one of the store
 */
export async function planTable(store: Store, table: string, map: TableMap): Promise<ReadingPlan> {
  const place = await placeOf(store, table)
  const from = map.from.replaceAll('{table}', () => table.trim()).replaceAll('{database}', () => place)
  const scope = { map, from, columns: await describeTable(store, table, from) }
  await Promise.all([
    ...Object.entries(map.with).map(([name, sql]) => assertParses(store, `with.${name}`, sql)),
    ...map.where.map((sql) => assertParses(store, 'where', sql)),
    ...given(map).map(({ field, sql }) => assertParses(store, `field ${field}`, sql)),
  ])
  const columns = await describeFields(store, scope)
  const view = viewSql(scope, columns)
  const reading = {
    source: { id: 'table', title: 'a table of the store' },
    files: [shownTable(table)],
    size: 0,
    damage: [],
    open: async () => opened(store, scope, view),
  }
  return { readings: [reading], ignored: [] }
}

interface Scope {
  readonly map: TableMap
  readonly from: string
  /** Columns that expressions may name. */
  readonly columns: readonly ColumnRow[]
}

const NAME = /^(?:(?<database>[\w-]+|`[^`]+`)\.)?(?<table>[\w-]+|`[^`]+`)$/

/** The database of a named table, as SQL takes it; that of the store for anything else. */
async function placeOf(store: Store, table: string): Promise<string> {
  const { database } = NAME.exec(table.trim())?.groups ?? {}
  if (database !== undefined) return database
  const [row] = await store.query<{ name: string }>('SELECT currentDatabase() AS name')
  return `\`${(row?.name ?? 'default').replaceAll('`', '\\`')}\``
}

async function describeTable(store: Store, table: string, from: string): Promise<ColumnRow[]> {
  try {
    return await store.query<ColumnRow>(`DESCRIBE TABLE (SELECT * FROM ${from})`)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'engine') throw error
    throw new Problem(
      'table-unreadable',
      `cannot read the table ${shownTable(table)}: ${shorten(error.message)}`,
      await adviseTable(store, table),
      { cause: error },
    )
  }
}

/** Whether it is a name and no expression: those of table functions hold passwords. */
export function isTableName(table: string): boolean {
  return NAME.test(table.trim())
}

function shownTable(table: string): string {
  return isTableName(table) ? table.trim() : 'given as an expression'
}

async function adviseTable(store: Store, table: string): Promise<string> {
  const rows = await store.query<{ name: string }>(
    "SELECT if(database = currentDatabase(), name, concat(database, '.', name)) AS name FROM system.tables WHERE database NOT IN ('system', 'information_schema', 'INFORMATION_SCHEMA')",
  )
  const names = rows.map(({ name }) => name)
  const wanted = NAME.exec(table.trim())?.groups?.table ?? table
  const near =
    nearest(table, names) ??
    names.find((name) => name.split('.').at(-1) === wanted) ??
    nearest(
      wanted,
      names.map((name) => name.split('.').at(-1) ?? name),
    )
  return near === undefined
    ? 'Name it with --table as DATABASE.TABLE, or check that the user of --store may read it.'
    : `Name it with --table as DATABASE.TABLE; the nearest is ${near}.`
}

interface Given {
  readonly field: MappedField
  readonly sql: string
}

/** Expressions of all fields, in order. */
function given({ fields }: TableMap): Given[] {
  return Object.entries(fields).flatMap(([field, expressions]) =>
    (expressions ?? []).map((sql) => ({ field: field as MappedField, sql })),
  )
}

/** One expression and no more: nothing of a map ends up elsewhere in a statement than where it belongs. */
async function assertParses(store: Store, what: string, sql: string): Promise<void> {
  try {
    await store.query('SELECT formatQuery({sql: String}) AS formatted', {
      parameters: { sql: `SELECT (${sql}\n)` },
    })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'engine') throw error
    throw mapProblem(what, `is no SQL expression (${shorten(error.message)})`, error)
  }
}

/** Each expression as a column of its own, with its type. */
async function describeFields(store: Store, scope: Scope): Promise<GivenColumn[]> {
  const all = given(scope.map)
  const describe = (some: readonly Given[], where: readonly string[]) =>
    store.query<ColumnRow>(`DESCRIBE TABLE (${innerSql({ ...scope, map: { ...scope.map, where } }, some)})`)
  let rows: readonly ColumnRow[]
  try {
    rows = await describe(all, scope.map.where)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'engine') throw error
    // One by one, to tell which.
    for (const one of all) {
      const failure = await describe([one], []).then(
        () => undefined,
        (cause: unknown) => cause,
      )
      if (failure !== undefined) throw fieldProblem(`field ${one.field}`, failure, scope)
    }
    throw fieldProblem('where', error, scope)
  }
  const columns = all.map(({ field }, index) => ({
    field,
    name: columnName(index),
    type: rows[index]?.type ?? '',
  }))
  for (const column of columns) {
    const wrong = misfit(column)
    if (wrong !== undefined) throw mapProblem(`field ${column.field}`, wrong)
  }
  return columns
}

function fieldProblem(what: string, cause: unknown, { columns, map }: Scope): Problem {
  const message = cause instanceof Error ? cause.message : String(cause)
  const missing = /[Uu]nknown (?:expression )?(?:or function )?identifier [`'"]([^`'"]+)[`'"]/.exec(
    message,
  )?.[1]
  if (missing === undefined) return mapProblem(what, `cannot be evaluated (${shorten(message)})`, cause)
  const names = [...columns.map(({ name }) => name), ...Object.keys(map.with)]
  const near = nearest(missing.split('.').at(-1) ?? missing, names)
  return mapProblem(
    what,
    `names ${missing}, and the table has no such column${near ? `; the nearest is ${near}` : `; it has ${names.slice(0, 12).join(', ')}`}`,
    cause,
  )
}

function mapProblem(what: string, wrong: string, cause?: unknown): Problem {
  return new Problem(
    'map-field',
    `the map does not fit the table: ${what} ${wrong}`,
    'Correct the map; `stillwatch query "DESCRIBE TABLE …"` shows the columns of a table in the store.',
    { cause },
  )
}

const columnName = (index: number) => `given_${index}`

/** The expressions as columns, row by row of the table. */
function innerSql({ map, from }: Scope, some: readonly Given[]): string {
  const named = Object.entries(map.with).map(([name, sql]) => `(${sql}\n) AS ${name}`)
  const columns = some.map(({ sql }, index) => `  (${sql}\n) AS ${columnName(index)}`)
  return `${named.length > 0 ? `WITH\n  ${named.join(',\n  ')}\n` : ''}SELECT
${columns.join(',\n')}
FROM ${from}${map.where.length > 0 ? `\nWHERE ${map.where.map((sql) => `(${sql}\n)`).join(' AND ')}` : ''}`
}

function viewSql(scope: Scope, columns: readonly GivenColumn[]): string {
  return landingSelect(landingExpressions(columns), `FROM (${innerSql(scope, given(scope.map))})`)
}

async function opened(store: Store, { map, from }: Scope, view: string): Promise<OpenReading> {
  await store.command(`CREATE OR REPLACE VIEW ${VIEW} AS ${view}`)
  const isKnown = `${ID_HASH} IN (SELECT ${ID_HASH} FROM exchange)`
  const conditions = map.where.map((sql) => `(${sql}\n)`).join(' AND ')
  const named = Object.entries(map.with).map(([name, sql]) => `(${sql}\n) AS ${name}`)
  const leftOut = `${named.length > 0 ? `WITH ${named.join(', ')}\n` : ''}SELECT 'table-left-out-by-map' AS reason, count() AS documents, toUInt8(0) AS is_read
FROM ${from}
WHERE NOT (${conditions})`
  const known = `SELECT 'table-already-loaded' AS reason, count() AS documents, toUInt8(0) AS is_read
FROM ${VIEW}
WHERE ${isKnown}`
  return {
    select: `SELECT * FROM ${VIEW} WHERE NOT (${isKnown})`,
    selectSkipped: conditions === '' ? known : `SELECT * FROM (${leftOut})\nUNION ALL\n${known}`,
    selectNaming: (ids) => `SELECT * FROM ${VIEW} WHERE id IN (${ids.map(literal).join(', ')})`,
    close: () => store.command(`DROP VIEW IF EXISTS ${VIEW}`),
  }
}

/** Without the statement, which the engine repeats behind what is wrong with it. */
function shorten(message: string): string {
  const said = message.split(/:? in scope |\. Stack trace|: While |In query/i)[0] ?? message
  return said.length <= 200 ? said : `${said.slice(0, 200)}…`
}
