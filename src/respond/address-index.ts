// Finds what is filed under an address: the address itself or a range that holds it. One look a length of prefix in use.
import { isIP } from 'node:net'

interface Prefix {
  readonly bits: number
  readonly start: bigint
}

/** An IPv4 address as IPv6 maps it. */
const MAPPED = 0xffffn << 32n
const LENGTH = 128

/** An address as a number of 128 bits, IPv4 as IPv6 maps it (RFC 4291, 2.5.5.2); undefined when it is none. */
export function parseAddress(text: string): bigint | undefined {
  const kind = isIP(text)
  if (kind === 0 || text.includes('%')) return undefined
  if (kind === 4) return MAPPED | parseIPv4(text)
  const last = text.slice(text.lastIndexOf(':') + 1)
  const tail = last.includes('.') ? parseIPv4(last) : undefined
  const words =
    tail === undefined ? text : `${text.slice(0, -last.length)}${hex(tail >> 16n)}:${hex(tail & 0xffffn)}`
  const [head = '', rest] = words.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = rest === undefined || rest === '' ? [] : rest.split(':')
  const zeros = Array<string>(rest === undefined ? 0 : 8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].reduce((sum, word) => (sum << 16n) | BigInt(`0x${word}`), 0n)
}

/** An address or a range as CIDR; undefined when it is neither. */
export function parseRange(text: string): Prefix | undefined {
  const [address = '', length, ...more] = text.split('/')
  const number = parseAddress(address)
  if (number === undefined || more.length > 0) return undefined
  const most = isIP(address) === 4 ? 32 : LENGTH
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined
  const own = length === undefined ? most : Number(length)
  if (own > most) return undefined
  const bits = own + LENGTH - most
  return { bits, start: maskTo(number, bits) }
}

export class AddressIndex<Value> {
  private readonly lengths = new Map<number, Map<bigint, Set<Value>>>()

  /** Files a value; what is neither address nor range is not filed. */
  add(range: string, value: Value): void {
    const prefix = parseRange(range)
    if (!prefix) return
    const starts = this.lengths.get(prefix.bits) ?? new Map<bigint, Set<Value>>()
    this.lengths.set(prefix.bits, starts)
    const values = starts.get(prefix.start) ?? new Set()
    starts.set(prefix.start, values.add(value))
  }

  remove(range: string, value: Value): void {
    const prefix = parseRange(range)
    if (!prefix) return
    const starts = this.lengths.get(prefix.bits)
    const values = starts?.get(prefix.start)
    if (!starts || !values) return
    values.delete(value)
    if (values.size === 0) starts.delete(prefix.start)
    if (starts.size === 0) this.lengths.delete(prefix.bits)
  }

  /** Everything that is filed under an address or a range that holds it. */
  *find(address: string): Generator<Value> {
    if (this.lengths.size === 0) return
    const number = parseAddress(address)
    if (number === undefined) return
    for (const [bits, starts] of this.lengths) yield* starts.get(maskTo(number, bits)) ?? []
  }
}

function parseIPv4(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
}

function maskTo(number: bigint, bits: number): bigint {
  const rest = BigInt(LENGTH - bits)
  return (number >> rest) << rest
}

const hex = (number: bigint) => number.toString(16)
