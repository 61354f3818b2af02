// Walks a MaxMind DB (GeoLite2-ASN, GeoLite2-Country, DB-IP, IPinfo) in address order and yields its ranges as lines for the engine.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { Problem } from '../../model/problem.js'
import { isGzip } from './fact-table.js'

// The library looks up single addresses; to walk all of them takes its parts, whose default exports differ by loader.
const require = createRequire(import.meta.url)
const { default: Decoder } = require('mmdb-lib/lib/decoder.js') as typeof import('mmdb-lib/lib/decoder.js')
const { parseMetadata } = require('mmdb-lib/lib/metadata.js') as typeof import('mmdb-lib/lib/metadata.js')
const { default: openWalker } =
  require('mmdb-lib/lib/reader/walker.js') as typeof import('mmdb-lib/lib/reader/walker.js')

/** IPv4 addresses are kept where IPv6 maps them. */
const MAPPED = 0xffff_0000_0000
const SEPARATOR_BYTES = 16

interface Tree {
  readonly nodeCount: number
  readonly ipv4Root: number
  child(node: number, bit: 0 | 1): number
  /** Tab-separated `asn`, `operator` of a leaf, or undefined when it tells neither. */
  operator(leaf: number): string | undefined
}

/**
 * Lines of `start`, `end`, `asn`, `operator`, tab-separated, in chunks; numbers are 128-bit addresses. Where countries are
 * asked for, their codes stand in the place of the operator.
 * @throws Problem `facts-mmdb` when the file is damaged or tells nothing of what is asked for
 */
export function* readMmdb(path: string, named: string, tells: 'asn' | 'country'): Generator<Buffer> {
  let lines: string[] = []
  let seen = 0
  try {
    for (const line of walk(openTree(path, tells === 'asn' ? operatorOf : countryOf))) {
      lines.push(line)
      if (lines.length < 32_768) continue
      seen += lines.length
      yield Buffer.from(lines.join(''))
      lines = []
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(
      'facts-mmdb',
      `${named} is damaged or not an MMDB file: ${reason}`,
      'Download it again, or name another table.',
      { cause: error },
    )
  }
  if (seen + lines.length === 0)
    throw new Problem(
      'facts-mmdb',
      `${named} tells no ${tells === 'asn' ? 'network operator' : 'country'} for any address`,
      tells === 'asn'
        ? 'Name an ASN database, such as GeoLite2-ASN.mmdb or dbip-asn-lite.mmdb, not one of countries or cities.'
        : 'Name a country database, such as GeoLite2-Country.mmdb or dbip-country-lite.mmdb.',
    )
  yield Buffer.from(lines.join(''))
}

function openTree(path: string, factOf: (record: unknown) => string | undefined): Tree {
  const raw = readFileSync(path)
  const file = isGzip(raw) ? gunzipSync(raw) : raw
  const facts = parseMetadata(file)
  const { nodeCount, nodeByteSize, searchTreeSize } = facts
  if (searchTreeSize + SEPARATOR_BYTES > file.length) throw new Error('it ends before its search tree does')
  const side = openWalker(file, facts.recordSize)
  const records = new Decoder(file, searchTreeSize + SEPARATOR_BYTES)
  const known = new Map<number, string | undefined>()
  const child = (node: number, bit: 0 | 1) =>
    bit === 0 ? side.left(node * nodeByteSize) : side.right(node * nodeByteSize)
  let ipv4Root = 0
  if (facts.ipVersion === 6)
    for (let depth = 0; depth < 96 && ipv4Root < nodeCount; depth++) ipv4Root = child(ipv4Root, 0)
  return {
    nodeCount,
    ipv4Root,
    child,
    operator(leaf) {
      if (!known.has(leaf)) {
        const record: unknown = records.decode(leaf - nodeCount + searchTreeSize).value
        known.set(leaf, factOf(record))
      }
      return known.get(leaf)
    },
  }
}

function* walk(tree: Tree): Generator<string> {
  const visits = { left: tree.nodeCount * 2 + 256 }
  if (tree.ipv4Root !== 0) yield* walkV6(tree, visits)
  yield* walkV4(tree, visits)
}

function* walkV4(tree: Tree, visits: { left: number }): Generator<string> {
  const stack: [node: number, base: number, depth: number][] = [[tree.ipv4Root, 0, 0]]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node, base, depth] = top
    if (node === tree.nodeCount) continue
    const size = 2 ** (32 - depth)
    if (node > tree.nodeCount) {
      const operator = tree.operator(node)
      if (operator !== undefined) yield `${MAPPED + base}\t${MAPPED + base + size - 1}\t${operator}\n`
      continue
    }
    count(visits, depth, 32)
    stack.push([tree.child(node, 1), base + size / 2, depth + 1], [tree.child(node, 0), base, depth + 1])
  }
}

/** Passes over the IPv4 part and the places that point back to it (mapped, 6to4 and Teredo addresses). */
function* walkV6(tree: Tree, visits: { left: number }): Generator<string> {
  const stack: [node: number, base: bigint, depth: number][] = [[0, 0n, 0]]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node, base, depth] = top
    if (node === tree.nodeCount || node === tree.ipv4Root) continue
    const size = 1n << BigInt(128 - depth)
    if (node > tree.nodeCount) {
      const operator = tree.operator(node)
      if (operator !== undefined) yield `${base}\t${base + size - 1n}\t${operator}\n`
      continue
    }
    count(visits, depth, 128)
    stack.push([tree.child(node, 1), base + size / 2n, depth + 1], [tree.child(node, 0), base, depth + 1])
  }
}

/** A damaged tree can point in circles: each node is met about once, and never below the last bit. */
function count(visits: { left: number }, depth: number, bits: number): void {
  visits.left--
  if (visits.left < 0 || depth >= bits) throw new Error('its search tree points in circles')
}

function operatorOf(record: unknown): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined
  const fields = record as Readonly<Record<string, unknown>>
  const number = fields.autonomous_system_number ?? fields.asn
  const asn = Number(String(number ?? '').replace(/^AS/i, ''))
  if (!Number.isInteger(asn) || asn <= 0 || asn > 0xffff_ffff) return undefined
  const name = fields.autonomous_system_organization ?? fields.as_name ?? fields.org ?? fields.name ?? ''
  return `${asn}\t${String(name)
    .replace(/[\t\n\r\\]/g, ' ')
    .slice(0, 200)}`
}

function countryOf(record: unknown): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined
  const { country, country_code, registered_country } = record as Readonly<Record<string, unknown>>
  const code = [country_code, isoCode(country), country, isoCode(registered_country)].find(
    (one): one is string => typeof one === 'string' && /^[a-z]{2}$/i.test(one),
  )
  return code && `0\t${code.toUpperCase()}`
}

const isoCode = (place: unknown): unknown =>
  typeof place === 'object' && place !== null ? (place as { iso_code?: unknown }).iso_code : undefined
