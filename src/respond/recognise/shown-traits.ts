// The values that an account shows, by kind: what recognition compares. In the engine from what is kept of exchanges and
// accounts, and in memory from what a gateway knows.
import { blockSql } from '../../fingerprint/fingerprint-sql.js'
import { parseAddress } from '../address-index.js'
import type { ShownTraits } from '../decision.js'

/** Kinds of values, each with what it is. */
export const SHOWN_KINDS = {
  payment: 'fingerprint of the payment instrument',
  mail: 'mail domain',
  phone: 'telephone prefix',
  'signup-block': 'address block of the sign-up, as `blockOf` numbers it',
  block: 'address block of a request',
  client: 'JA4 and user agent, with a space between',
  parameters: 'hash of the request parameters, and the model',
  system: 'hash of the system prompt',
  reference: 'hash of an opaque reasoning blob',
  template: 'one of the campaigns’ templates, by number',
} as const

export type ShownKind = keyof typeof SHOWN_KINDS

/** Exchanges of an account that are looked at: who has sent more is no new account. */
export const FIRST_EXCHANGES = 20

/** Share of a template's anchors that an exchange carries at least, as an analysis has it, and how many. */
const CARRIED_SHARE = 0.4
const LEAST_CARRIED = 2

/**
 * A SELECT of `account String, kind String, value String` and `place UInt32`, the number of the account's exchange that
 * showed the value first. Takes the parameter `templates Array(Array(UInt32))`.
 * @param from a SELECT or table of exchanges, in any order, with those columns of the table `exchange`
 */
export function shownSql(from: string): string {
  return `SELECT account, shown.1 AS kind, shown.2 AS value, min(place) AS place
FROM (
  SELECT e.account AS account, e.place AS place,
    arrayJoin(arrayConcat(
      [('payment', a.payment), ('mail', lower(a.email_domain)), ('phone', a.phone_prefix), ('signup-block', toString(${blockSql('a.signup_ip')}))],
      [('block', toString(e.block)), ('client', trimBoth(e.ja4 || ' ' || e.user_agent)), ('parameters', if(e.params = 0, '', toString(e.params) || ' ' || e.model)), ('system', toString(e.system_hash))],
      arrayMap(reference -> ('reference', toString(reference)), e.opaque_refs),
      arrayMap(number -> ('template', toString(number)), arrayFilter(number -> length(arrayIntersect(e.anchors, {templates: Array(Array(UInt32))}[number])) >= greatest(${LEAST_CARRIED}, ${CARRIED_SHARE} * length({templates: Array(Array(UInt32))}[number])), range(1, length({templates: Array(Array(UInt32))}) + 1)))
    )) AS shown
  FROM (
    SELECT account, toString(ja4) AS ja4, toString(user_agent) AS user_agent, toString(model) AS model, params, block, system_hash, opaque_refs, anchors, row_number() OVER (PARTITION BY account ORDER BY ts, id) AS place
    FROM (${from})
  ) AS e
  LEFT JOIN (SELECT account, payment, email_domain, phone_prefix, signup_ip FROM account FINAL) AS a ON a.account = e.account
)
WHERE value NOT IN ('', '0')
GROUP BY account, kind, value`
}

/** Number of an address's /24 (IPv4) or /48 (IPv6) block, as the table `exchange` has it; undefined when it is none. */
export function blockOf(ip: string): string | undefined {
  const number = parseAddress(ip)
  if (number === undefined) return undefined
  const isIPv4 = number >> 32n === 0xffffn
  return String(isIPv4 ? ((number & 0xffffffffn) >> 8n) | (1n << 40n) : (number >> 80n) | (1n << 50n))
}

/** A value as people read it; empty for hashes and numbers of templates, which say nothing. */
export function toldValue(kind: string, value: string): string {
  if (kind === 'block' || kind === 'signup-block') return toldBlock(value)
  return kind === 'mail' || kind === 'phone' || kind === 'client' ? value : ''
}

/** The block of a number that `blockOf` gave. */
function toldBlock(text: string): string {
  if (!/^\d{1,18}$/.test(text)) return ''
  const number = BigInt(text)
  if (number >> 50n === 1n) {
    const [a = 0n, b = 0n, c = 0n] = [32n, 16n, 0n].map((shift) => (number >> shift) & 0xffffn)
    return `${[a, b, c].map((group) => group.toString(16)).join(':')}::/48`
  }
  return `${[16n, 8n, 0n].map((shift) => String((number >> shift) & 0xffn)).join('.')}.0/24`
}

/** Values by kind, as one lists them. */
export function* valuesOf(traits: ShownTraits): Generator<readonly [kind: string, value: string]> {
  for (const [kind, values] of Object.entries(traits)) for (const value of values) yield [kind, String(value)]
}
