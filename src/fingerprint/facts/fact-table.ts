// Which tables of facts a run wants: those the user names and those that npm packages carry. Looks at files, loads
// nothing.
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { constants, gunzipSync } from 'node:zlib'
import { Problem } from '../../model/problem.js'

export type FactRole = 'asn' | 'country' | 'datacenter' | 'vpn' | 'disposable' | 'free'
export type FactFormat = 'range-csv' | 'network-csv' | 'cidr-lines' | 'mmdb' | 'domains'

/** A table of facts, found but not read. */
export interface FactTable {
  readonly role: FactRole
  /** Of two tables of one role that know an address, the higher rank is believed; packaged tables have rank 0. */
  readonly rank: number
  readonly name: string
  /** Where it comes from, for people. */
  readonly source: string
  readonly format: FactFormat
  readonly paths: readonly string[]
  /** Changes when the content does. */
  readonly signature: string
  /** Day of the data, `YYYY-MM-DD`, where the package tells it. */
  readonly dated?: string
}

const require = createRequire(import.meta.url)

/** The packaged network operators, or undefined when that optional package is not installed. */
export function packagedOperators(): FactTable | undefined {
  const found = findPackage('@ip-location-db/asn')
  if (found === undefined) return undefined
  const day = /(\d{4})(\d{2})(\d{2})\d{2}$/.exec(found.version)
  return {
    role: 'asn',
    rank: 0,
    name: 'network operators',
    source: `npm ${found.name}@${found.version} (RouteViews, NRO, DB-IP; CC BY 4.0)`,
    format: 'range-csv',
    paths: [join(found.directory, 'asn-ipv4.csv'), join(found.directory, 'asn-ipv6.csv')],
    signature: `${found.name}@${found.version}`,
    ...(day && { dated: `${day[1]}-${day[2]}-${day[3]}` }),
  }
}

/** The packaged disposable mail domains, or undefined when that package is not installed. */
export function packagedDisposable(): FactTable | undefined {
  const found = findPackage('disposable-email-domains-js')
  if (found === undefined) return undefined
  return {
    role: 'disposable',
    rank: 0,
    name: 'disposable mail domains',
    source: `npm ${found.name}@${found.version} (CC0)`,
    format: 'domains',
    paths: [join(found.directory, 'dist', 'dict', 'disposable_email_blocklist.json')],
    signature: `${found.name}@${found.version}`,
  }
}

/**
 * The tables at the paths a user named for one role; the first named is believed first.
 * @throws Problem `facts-missing` when there is no readable file, `facts-format` when the role can't use its format
 */
export function userTables(role: FactRole, paths: readonly string[] = []): FactTable[] {
  return paths.map((named, index) => {
    const path = resolve(named)
    const { size, mtimeMs } = statFile(path, named)
    return {
      role,
      rank: paths.length - index,
      name: named,
      source: `file ${named}`,
      format: formatOf(role, path, named),
      paths: [path],
      signature: `${path} ${size} ${mtimeMs}`,
    }
  })
}

/** The start of a file, unpacked when it is gzip; at most `bytes` are read from the disk. */
export function readStart(path: string, bytes = 65_536): Buffer {
  const start = Buffer.alloc(bytes)
  const file = openSync(path, 'r')
  try {
    const read = readSync(file, start, 0, bytes, 0)
    const data = start.subarray(0, read)
    return isGzip(data) ? gunzipSync(data, { finishFlush: constants.Z_SYNC_FLUSH }) : data
  } finally {
    closeSync(file)
  }
}

export function isGzipFile(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const magic = Buffer.alloc(2)
    readSync(file, magic, 0, 2, 0)
    return isGzip(magic)
  } finally {
    closeSync(file)
  }
}

export function isGzip(data: Buffer): boolean {
  return data[0] === 0x1f && data[1] === 0x8b
}

function findPackage(name: string): { name: string; version: string; directory: string } | undefined {
  try {
    const manifest = require.resolve(`${name}/package.json`)
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
    return { name, version, directory: dirname(manifest) }
  } catch {
    return undefined
  }
}

function statFile(path: string, named: string): { size: number; mtimeMs: number } {
  try {
    const found = statSync(path)
    if (!found.isFile()) throw new Error('it is not a file')
    if (found.size === 0) throw new Error('it is empty')
    readStart(path, 1)
    return found
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(
      'facts-missing',
      `cannot read the table ${named}: ${reason}`,
      'Correct the path, or leave the table out: what it would have told is then reported as not known.',
      { cause: error },
    )
  }
}

function formatOf(role: FactRole, path: string, named: string): FactFormat {
  const format = guessFormat(role, path)
  if (format !== undefined) return format
  const wanted =
    role === 'asn'
      ? 'an MMDB file (GeoLite2-ASN, DB-IP) or CSV lines of start,end,asn,name or network,asn,name'
      : role === 'country'
        ? 'an MMDB file (GeoLite2-Country, DB-IP, IPinfo) or CSV lines of start,end,code or network,code'
        : role === 'disposable' || role === 'free'
          ? 'text with one mail domain a line, or a JSON array of them'
          : 'text with one address or CIDR range a line and, if you like, a label after it'
  throw new Problem('facts-format', `${named} is not a table that can be read as ${role}`, `Give ${wanted}.`)
}

function guessFormat(role: FactRole, path: string): FactFormat | undefined {
  let start: Buffer
  try {
    start = readStart(path)
  } catch {
    return undefined
  }
  if (/\.mmdb(\.gz)?$/i.test(path)) return role === 'asn' || role === 'country' ? 'mmdb' : undefined
  if (start.includes(0)) return undefined
  if (role === 'disposable' || role === 'free') return 'domains'
  if (role !== 'asn' && role !== 'country') return 'cidr-lines'
  const lines = start.toString('utf8').split(/\r?\n/, 50)
  const value = role === 'asn' ? '(AS)?\\d+' : '[a-z]{2}"?\\s*(,|$)'
  const isRange = new RegExp(`^"?[\\da-f.:]+"?,"?[\\da-f.:]+"?,"?${value}`, 'i')
  const isNetwork = new RegExp(`^"?[\\da-f.:]+/\\d+"?,"?${value}`, 'i')
  if (lines.some((line) => isRange.test(line))) return 'range-csv'
  if (lines.some((line) => isNetwork.test(line))) return 'network-csv'
  return undefined
}
