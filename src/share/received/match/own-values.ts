// The values that own accounts show, as indicators ask for them: which there are, and who shows one. SQL over all of the
// store, as far back as it goes.
import { blockSql } from '../../../fingerprint/fingerprint-sql.js'

/** Things that can be known of an account independently: what is used, where from, and who pays. */
export type Family = 'identity' | 'place' | 'work'

/** All exchanges, or those that came since the newest whole analysis. */
export type Source = 'exchange' | 'newer_exchange'

/** Of a part of the exchanges only who sent them counts. */
const sendersOf = (from: Source) =>
  from === 'exchange' ? '' : ` WHERE account IN (SELECT account FROM ${from})`

interface OwnKind {
  readonly family: Family
  /** Each value once, as `value String`. */
  readonly valuesSql: (from: Source) => string
  /** `account`, `value`, `exchanges`, and milliseconds of `first` and `last`, of the values of this kind in a table of hits. */
  readonly holdersSql: (hits: string) => string
}

const CLIENT = `trimBoth(toString(ja4) || ' ' || toString(user_agent))`
const asked = (kind: string, hits: string) => `(SELECT value FROM ${hits} WHERE kind = '${kind}')`

const ofExchanges =
  (kind: string, value: string, from = 'exchange') =>
  (hits: string) =>
    `SELECT account, ${value} AS value, count() AS exchanges, toUnixTimestamp64Milli(min(ts)) AS first, toUnixTimestamp64Milli(max(ts)) AS last
FROM ${from}
WHERE value IN ${asked(kind, hits)}
GROUP BY account, value`

/** Accounts that signed up and sent nothing count too. */
const ofAccounts = (kind: string, value: string) => (hits: string) =>
  `SELECT account, ${value} AS value, 0 AS exchanges, toUnixTimestamp64Milli(min(a.created_at)) AS first, toUnixTimestamp64Milli(max(a.created_at)) AS last
FROM (SELECT * FROM account FINAL) AS a
WHERE value IN ${asked(kind, hits)}
GROUP BY account, value`

const REFERENCES = '(SELECT account, ts, arrayJoin(opaque_refs) AS reference FROM exchange)'
const SIGNUP_BLOCK = `toString(${blockSql('signup_ip')})`

/** By the names that indicators give them. */
export const OWN_KINDS = {
  payment: {
    family: 'identity',
    valuesSql: (from) =>
      `SELECT DISTINCT payment AS value FROM (SELECT payment FROM account FINAL${sendersOf(from)}) WHERE value != ''`,
    holdersSql: ofAccounts('payment', 'payment'),
  },
  mail: {
    family: 'identity',
    valuesSql: (from) =>
      `SELECT DISTINCT lower(email_domain) AS value FROM (SELECT email_domain FROM account FINAL${sendersOf(from)}) WHERE value != ''`,
    holdersSql: ofAccounts('mail', 'lower(email_domain)'),
  },
  'signup-block': {
    family: 'place',
    valuesSql: (from) =>
      `SELECT DISTINCT ${SIGNUP_BLOCK} AS value FROM (SELECT signup_ip FROM account FINAL${sendersOf(from)}) WHERE value != '0'`,
    holdersSql: ofAccounts('signup-block', SIGNUP_BLOCK),
  },
  block: {
    family: 'place',
    valuesSql: (from) => `SELECT DISTINCT toString(block) AS value FROM ${from} WHERE block != 0`,
    holdersSql: ofExchanges('block', 'toString(block)'),
  },
  address: {
    family: 'place',
    valuesSql: (from) => `SELECT DISTINCT ip AS value FROM ${from} WHERE value != ''`,
    holdersSql: ofExchanges('address', 'ip'),
  },
  client: {
    family: 'work',
    valuesSql: (from) => `SELECT DISTINCT ${CLIENT} AS value FROM ${from} WHERE value != ''`,
    holdersSql: ofExchanges('client', CLIENT),
  },
  parameters: {
    family: 'work',
    valuesSql: (from) => `SELECT DISTINCT toString(params) AS value FROM ${from} WHERE params != 0`,
    holdersSql: ofExchanges('parameters', 'toString(params)'),
  },
  system: {
    family: 'work',
    valuesSql: (from) => `SELECT DISTINCT toString(system_hash) AS value FROM ${from} WHERE system_hash != 0`,
    holdersSql: ofExchanges('system', 'toString(system_hash)'),
  },
  reference: {
    family: 'work',
    valuesSql: (from) => `SELECT DISTINCT toString(arrayJoin(opaque_refs)) AS value FROM ${from}`,
    holdersSql: ofExchanges('reference', 'toString(reference)', REFERENCES),
  },
} as const satisfies Readonly<Record<string, OwnKind>>

export type OwnKindName = keyof typeof OWN_KINDS

export const isOwnKind = (kind: string): kind is OwnKindName => Object.hasOwn(OWN_KINDS, kind)
