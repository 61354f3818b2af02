// Facts about addresses and mail domains, from packages and from tables the user names, never from the network.
// What no table tells is reported as not known.
import { type Sentence, say } from '../../model/sentence.js'
import type { Store } from '../../store/store.js'
import type { LoadCount } from './address-load.js'
import { loadAddresses } from './address-load.js'
import type { LoadedRow } from './fact-store.js'
import { createFactTables, isLoadedAs, nextLayer, putInForce, readLoaded } from './fact-store.js'
import type { FactRole, FactTable } from './fact-table.js'
import { packagedDisposable, packagedOperators, userTables } from './fact-table.js'
import { loadMailDomains, WEBMAIL_TABLE } from './mail-load.js'

export { addressFactsSql, mailKindSql } from './lookup-sql.js'
export type { OperatorKind } from './operator-kind.js'

export interface FactsOptions {
  /** MMDB files, or CSV of start,end,asn,name or network,asn,name; the first named is believed first. */
  readonly asn?: readonly string[] | undefined
  /** MMDB files, or CSV of start,end,code or network,code; codes of two letters. */
  readonly country?: readonly string[] | undefined
  /** Lists of addresses or CIDR ranges, one a line, with an optional label. */
  readonly datacenter?: readonly string[] | undefined
  readonly vpn?: readonly string[] | undefined
  /** Lists of mail domains, one a line or a JSON array. */
  readonly disposable?: readonly string[] | undefined
  readonly freeMail?: readonly string[] | undefined
  /** Whether to use what packages carry; true unless said otherwise. Tables named above are believed first. */
  readonly packaged?: boolean | undefined
}

export interface LoadedTable {
  readonly role: FactRole
  readonly name: string
  readonly source: string
  readonly rows: number
  /** Lines left out because they could not be read. */
  readonly rejected: number
}

export interface FactsReport {
  readonly loaded: readonly LoadedTable[]
  /** Roles no table was found for. */
  readonly missing: readonly FactRole[]
  /** Sentences for people: what is not known, and which lines were left out. */
  readonly caveats: readonly Sentence[]
  /** Whether the store held these tables already. */
  readonly isReused: boolean
}

const ADDRESS_ROLES: readonly FactRole[] = ['asn', 'country', 'datacenter', 'vpn']

const NOT_KNOWN: Readonly<Partial<Record<FactRole, Sentence>>> = {
  asn: say`No table of network operators: which operator an address belongs to, and whether that is a data centre, a VPN or an access network, is not known unless another list says so.`,
  datacenter: say`No list of data-centre ranges: data centres are told by the name and number of the network operator only.`,
  vpn: say`No list of VPN ranges: a VPN is recognised only where its operator is known for it, so most VPN exits look like data centres or access lines.`,
  disposable: say`No list of disposable mail domains: throw-away addresses are not recognised.`,
  free: say`No list of webmail domains: whether a mail address is one that anybody can open is not known.`,
}

/**
 * Loads the tables of facts that differ from those the store holds, and says what is and isn't known.
 * @throws Problem `facts-missing`, `facts-format`, `facts-mmdb`, `facts-overlap`, or one of the engine
 */
export async function loadFacts(store: Store, options: FactsOptions = {}): Promise<FactsReport> {
  const tables = wantedTables(options)
  await createFactTables(store)
  const held = await readLoaded(store)
  const isReused =
    held.filter((row) => row.role !== 'none').length === tables.length &&
    held.length > 0 &&
    tables.every((table) => held.some((row) => row.rank === table.rank && isLoadedAs(row, table)))
  if (isReused) return reportOf(tables, held, true)
  const rows = await loadTables(store, tables, held)
  await putInForce(store, (held[0]?.generation ?? 0) + 1, rows)
  return reportOf(tables, rows, false)
}

/** Whether a user named tables of his own. */
export function namesTables({ packaged: _, ...named }: FactsOptions = {}): boolean {
  return Object.values(named).some((paths) => paths !== undefined && paths.length > 0)
}

function wantedTables(options: FactsOptions): FactTable[] {
  const isPackaged = options.packaged ?? true
  const packaged = isPackaged ? [packagedOperators(), packagedDisposable(), WEBMAIL_TABLE] : []
  return [
    ...userTables('asn', options.asn),
    ...userTables('country', options.country),
    ...userTables('datacenter', options.datacenter),
    ...userTables('vpn', options.vpn),
    ...userTables('disposable', options.disposable),
    ...userTables('free', options.freeMail),
    ...packaged.filter((table) => table !== undefined),
  ]
}

type NewRow = Omit<LoadedRow, 'generation'>

async function loadTables(
  store: Store,
  tables: readonly FactTable[],
  held: readonly LoadedRow[],
): Promise<NewRow[]> {
  let layer = await nextLayer(store)
  const rows: NewRow[] = []
  for (const table of tables.filter(({ role }) => ADDRESS_ROLES.includes(role))) {
    const same = held.find((row) => isLoadedAs(row, table))
    if (same !== undefined) rows.push(rowOf(table, same.layer, same))
    else rows.push(rowOf(table, layer, await loadAddresses(store, table, layer++)))
  }
  const lists = tables.filter(({ role }) => !ADDRESS_ROLES.includes(role))
  if (lists.length === 0) return rows
  const counts = await loadMailDomains(store, lists, layer)
  for (const [index, table] of lists.entries()) {
    const count = counts[index]
    if (count !== undefined) rows.push(rowOf(table, layer, count))
  }
  return rows
}

function rowOf(table: FactTable, layer: number, count: LoadCount): NewRow {
  const { role, rank, name, source, signature } = table
  const { rows, rejected, example } = count
  return { layer, role, rank, name, source, rows, rejected, example, signature }
}

function reportOf(tables: readonly FactTable[], rows: readonly NewRow[], isReused: boolean): FactsReport {
  const loaded = rows.filter((row): row is NewRow & { role: FactRole } => row.role !== 'none')
  const roles = new Set(loaded.map(({ role }) => role))
  const missing = (Object.keys(NOT_KNOWN) as FactRole[]).filter((role) => !roles.has(role))
  const left = loaded
    .filter(({ rejected }) => rejected > 0)
    .map(({ name, rejected, example }) =>
      rejected === 1
        ? say`1 line of ${name} could not be read and was left out (${JSON.stringify(example)}).`
        : say`${rejected} lines of ${name} could not be read and were left out (one of them: ${JSON.stringify(example)}).`,
    )
  const dated = tables
    .filter((table) => table.dated !== undefined)
    .map(
      ({ name, dated }) =>
        say`The packaged table of ${name} is of ${dated ?? ''}: networks that changed hands since are told wrongly. Name a newer one to correct this.`,
    )
  return {
    loaded: loaded.map(({ role, name, source, rows: count, rejected }) => ({
      role,
      name,
      source,
      rows: count,
      rejected,
    })),
    missing,
    caveats: [...missing.flatMap((role) => NOT_KNOWN[role] ?? []), ...left, ...dated],
    isReused,
  }
}
