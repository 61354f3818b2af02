// The values that an indicator's pattern asks for, of patterns that can be asked of a log of exchanges: one observation
// of addresses, clients or keyed traits. What else a pattern may ask is not guessed at.
import { isIPv4, isIPv6 } from 'node:net'
import { SKETCH_PATTERN, TRAIT_TYPE } from '../stix/extension.js'

/** What a pattern asks for; any of several. */
export type Asked =
  | { readonly form: 'sketch'; readonly sketch: string }
  | { readonly form: 'pseudonym'; readonly kind: string; readonly value: string }
  | { readonly form: 'client'; readonly ja4: string; readonly userAgent: string }
  /** Addresses in CIDR. */
  | { readonly form: 'address'; readonly range: string }

/** What is read of a pattern at most. */
const MOST_CHARACTERS = 10_000
const MOST_COMPARISONS = 200

interface Comparison {
  readonly path: string
  readonly operator: string
  readonly values: readonly string[]
}

/** What an indicator asks for; nothing when it can't be asked of exchanges. */
export function readPattern(pattern: string, type: string): readonly Asked[] {
  if (type === SKETCH_PATTERN) return [{ form: 'sketch', sketch: pattern }]
  if (type !== 'stix' || pattern.length > MOST_CHARACTERS) return []
  const inside = /^\s*\[([\s\S]*)\]\s*$/.exec(pattern)?.[1]
  const parsed = inside === undefined ? undefined : comparisonsOf(inside)
  if (!parsed) return []
  const { comparisons, joined } = parsed
  if (joined === 'OR') return comparisons.flatMap((one) => askedBy([one]))
  return askedBy(comparisons)
}

/** Comparisons that are all met. */
function askedBy(comparisons: readonly Comparison[]): Asked[] {
  const [first] = comparisons
  if (!first) return []
  if (comparisons.every(({ path }) => path.startsWith(`${TRAIT_TYPE}:`))) {
    const kind = literalAt(comparisons, `${TRAIT_TYPE}:kind`)
    const value = literalAt(comparisons, `${TRAIT_TYPE}:value`)
    return kind !== undefined && value !== undefined && comparisons.length === 2
      ? [{ form: 'pseudonym', kind, value }]
      : []
  }
  const ja4 = literalAt(comparisons, JA4)
  const userAgent = literalAt(comparisons, USER_AGENT)
  if (comparisons.length === (ja4 === undefined ? 0 : 1) + (userAgent === undefined ? 0 : 1))
    return [{ form: 'client', ja4: ja4 ?? '', userAgent: userAgent ?? '' }]
  if (comparisons.length !== 1 || !ADDRESSES.has(first.path)) return []
  return first.values.flatMap((value): Asked[] => {
    const range = rangeOf(value)
    return range === undefined ? [] : [{ form: 'address', range }]
  })
}

const JA4 = 'network-traffic:x_ja4'
const USER_AGENT = "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'"
const ADDRESSES: ReadonlySet<string> = new Set(['ipv4-addr:value', 'ipv6-addr:value'])

function literalAt(comparisons: readonly Comparison[], path: string): string | undefined {
  const found = comparisons.filter((one) => one.path === path && one.operator === '=')
  return found.length === 1 ? found[0]?.values[0] : undefined
}

/** An address or a range as CIDR; undefined for neither, and for what is wider than a /8 or a /24 of IPv6. */
function rangeOf(text: string): string | undefined {
  const [address = '', length] = text.split('/')
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0
  const prefix = length === undefined ? bits : Number(length)
  if (bits === 0 || !Number.isInteger(prefix) || prefix > bits || prefix < (bits === 32 ? 8 : 24))
    return undefined
  return `${address}/${prefix}`
}

const LITERAL = String.raw`'(?:[^'\\]|\\.)*'`
const ONE = new RegExp(
  String.raw`^\s*([a-z0-9-]+:(?:[A-Za-z0-9_.-]|'[^']*')+)\s+(=|ISSUBSET|IN)\s+(${LITERAL}|\(\s*${LITERAL}(?:\s*,\s*${LITERAL})*\s*\))\s*`,
)

function comparisonsOf(
  text: string,
): { readonly comparisons: readonly Comparison[]; readonly joined: string } | undefined {
  const comparisons: Comparison[] = []
  let joined = ''
  let rest = text
  while (comparisons.length < MOST_COMPARISONS) {
    const match = ONE.exec(rest)
    if (!match) return undefined
    const [whole, path = '', operator = '', values = ''] = match
    comparisons.push({
      path,
      operator,
      values: [...values.matchAll(new RegExp(LITERAL, 'g'))].map(([one]) =>
        one.slice(1, -1).replace(/\\(.)/g, '$1'),
      ),
    })
    rest = rest.slice(whole.length)
    if (rest === '') return { comparisons, joined }
    const join = /^(AND|OR)\b/.exec(rest)?.[1]
    // Which binds closer is told by brackets, which none of those read here has.
    if (join === undefined || (joined !== '' && join !== joined)) return undefined
    joined = join
    rest = rest.slice(join.length)
  }
  return undefined
}
