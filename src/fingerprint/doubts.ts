// What in the loaded exchanges makes a result doubtful without a row being refused, in sentences for people.
import { type Sentence, say } from '../model/sentence.js'
import type { Store } from '../store/store.js'
import { isPrivateSql } from './address-sql.js'
import { FINGERPRINT_VERSION } from './fingerprint-sql.js'

/** Hours after now that a clock may be ahead without a word. */
const CLOCK_ALLOWANCE_HOURS = 1

/** Doubts about all exchanges of the store: two statements over narrow columns. */
export async function describeDoubts(store: Store): Promise<Sentence[]> {
  const [row] = await store.query<{ older: number; ahead: number; furthest: string }>(`SELECT
  countIf(fingerprint != ${FINGERPRINT_VERSION}) AS older,
  countIf(ts > now64(3, 'UTC') + INTERVAL ${CLOCK_ALLOWANCE_HOURS} HOUR) AS ahead,
  formatDateTime(max(ts), '%Y-%m-%d %H:%i') AS furthest
FROM exchange`)
  const [addresses] = await store.query<{ unreadable: number; private: number }>(`SELECT
  sumIf(exchanges, block = 0) AS unreadable,
  sumIf(exchanges, block != 0 AND ${isPrivateSql('address')}) AS private
FROM (SELECT block, any(ip) AS address, count() AS exchanges FROM exchange WHERE ip != '' GROUP BY block)`)
  const { older = 0, ahead = 0, furthest = '' } = row ?? {}
  const { unreadable = 0, private: hidden = 0 } = addresses ?? {}
  return [
    ...(older > 0
      ? [
          say`${VERBS.was(older)} loaded by an older version, whose hashes of texts are others: texts are compared among them and among the rest, not across. Load them again into another store to compare all.`,
        ]
      : []),
    ...(ahead > 0
      ? [
          say`${VERBS.is(ahead)} dated after now, up to ${furthest} UTC: the clock or the time zone of what wrote them is wrong, and evidence that rests on times may be, too.`,
        ]
      : []),
    ...(unreadable > 0
      ? [
          say`${VERBS.has(unreadable)} an address that could not be read and no network evidence: give one IPv4 or IPv6 address, or a list of them.`,
        ]
      : []),
    ...(hidden > 0
      ? [
          say`${VERBS.is(hidden)} known by a private address only, most likely that of a proxy: log the address of the client; docs/sources tells how.`,
        ]
      : []),
  ]
}

/** Which verb, by its form for one exchange. */
const VERBS = {
  is: (count: number) => (count === 1 ? say`1 exchange is` : say`${told(count)} exchanges are`),
  was: (count: number) => (count === 1 ? say`1 exchange was` : say`${told(count)} exchanges were`),
  has: (count: number) => (count === 1 ? say`1 exchange has` : say`${told(count)} exchanges have`),
} as const

const told = (count: number) => count.toLocaleString('en')
