// What came since the newest whole analysis, each id once, with the families that it carries; and what the accounts that
// may have come to a campaign hold, in the tables in which a whole analysis has it of everybody.
import { OPAQUE_TRAIT } from '../../detectors/opaque-replay.js'
import { sharedAddress } from '../../detectors/shared-address.js'
import { sharedSession } from '../../detectors/shared-session.js'
import { TEMPLATE_TRAIT } from '../../detectors/shared-template.js'
import { NEWER_COLUMN_LIST } from '../../store/newer.js'
import type { Store } from '../../store/store.js'
import { type Log, WHOLE_LOG } from '../drawn-log.js'
import { MIXTURE } from '../mixture.js'
import { familiesSql, KNOWN_ANCHORS } from '../templates.js'
import { fillTraits } from '../traits.js'
import { buildAccounts, buildExchanges, buildMix, buildMoments, buildSignups } from '../workspace.js'

/** What came, and what the log had of it all together. */
export interface Newer {
  readonly exchanges: number
  /** Accounts that the whole analysis did not see. */
  readonly accounts: number
  /** RFC 3339. */
  readonly from: string
  readonly to: string
}

/** Fills `work_family_anchor` and `work_newer`. */
export async function gatherNewer(store: Store): Promise<Newer> {
  await store.command(
    'CREATE TABLE work_family_anchor ENGINE = Memory AS SELECT anchor, family, size FROM family_anchor',
  )
  await store.command(`CREATE TABLE work_newer ENGINE = Memory AS
WITH (${KNOWN_ANCHORS}) AS known
SELECT account, ts, input_tokens, output_tokens, model, capability, block, session, key, opaque_refs, ${familiesSql('anchors', 'known')} AS families
FROM newer_exchange
LIMIT 1 BY id`)
  const time = (value: string) => `if(exchanges = 0, '', formatDateTime(${value}, '%Y-%m-%dT%H:%i:%SZ'))`
  const [row] = await store.query<Newer>(`SELECT
  count() AS exchanges,
  uniqExactIf(account, account NOT IN (SELECT account FROM analysed_account)) AS accounts,
  ${time('min(ts)')} AS from,
  ${time('max(ts)')} AS to
FROM work_newer`)
  return row ?? { exchanges: 0, accounts: 0, from: '', to: '' }
}

/** Values of a kind that draw accounts into a campaign, as SQL. */
const drawing = (kind = 0) =>
  `SELECT value FROM campaign_profile WHERE kind = ${kind} AND bits >= ${MIXTURE.recruitBits}`

/** Exchanges since that must show a campaign's values before an account that the whole analysis saw is looked at again. */
const SHOWN = 3

/**
 * Fills `work_near`: accounts of no campaign that are new since the whole analysis, or that sent more than once since from
 * where, in which session or words, or with which reference a campaign's accounts do. What else an account holds the
 * whole analysis knew.
 * @param settled campaigns whose accounts stay where they are
 * @returns how many there are
 */
export async function gatherNear(
  store: Store,
  analysis: string,
  settled: readonly string[],
): Promise<number> {
  await store.command(
    `CREATE TABLE work_near ENGINE = Memory AS
WITH
  (SELECT groupArray(toUInt32(value)) FROM (${drawing(TEMPLATE_TRAIT)})) AS wordings,
  (SELECT groupArray(value) FROM (${drawing(OPAQUE_TRAIT)})) AS references
SELECT account, account NOT IN (SELECT account FROM analysed_account) AS is_fresh
FROM work_newer
WHERE account NOT IN (SELECT account FROM campaign_member WHERE analysis = {analysis: String} AND campaign IN {settled: Array(String)})
GROUP BY account
HAVING is_fresh OR countIf(
  hasAny(families, wordings) OR hasAny(opaque_refs, references)
  OR cityHash64('block', block) IN (${drawing(sharedAddress.trait?.code)})
  OR cityHash64('session', session) IN (${drawing(sharedSession.trait?.code)})
  OR cityHash64('key', key) IN (${drawing(sharedSession.trait?.code)})) >= ${SHOWN}`,
    { parameters: { analysis, settled } },
  )
  const [row] = await store.query<{ accounts: number }>('SELECT count() AS accounts FROM work_near')
  return row?.accounts ?? 0
}

const NEAR: Log = { ...WHOLE_LOG, relation: 'work_near_exchange' }
const NEAR_TABLES = [
  ...['work_near_exchange', 'work_visit', 'work_address', 'work_account', 'work_signup'],
  ...['work_exchange', 'work_mix', 'work_moment', 'work_trait'],
]

/**
 * Fills the tables of accounts, exchanges and traits for the accounts in `work_near`, on what these sent since.
 * @param whole accounts of which all counts that they ever sent; of those that the whole analysis did not see, that is all
 */
export async function buildNear(store: Store, whole: readonly string[] = []): Promise<void> {
  await store.command(`DROP TABLE IF EXISTS ${NEAR_TABLES.join(', ')}`)
  const since = `SELECT ${NEWER_COLUMN_LIST} FROM newer_exchange WHERE account IN (SELECT account FROM work_near) AND account NOT IN {whole: Array(String)} LIMIT 1 BY id`
  const all = `SELECT ${NEWER_COLUMN_LIST} FROM exchange WHERE account IN {whole: Array(String)}`
  await store.command(
    `CREATE TABLE work_near_exchange ENGINE = Memory AS
${whole.length === 0 ? since : `SELECT * FROM (${since})\nUNION ALL\n${all}`}`,
    { parameters: { whole } },
  )
  // No trait asks who runs an address, and to look it up costs more than all the rest.
  await store.command(
    'CREATE TABLE work_visit (account String, ip String, block UInt64, exchanges UInt32, hours UInt32) ENGINE = Memory',
  )
  await store.command(
    'CREATE TABLE work_address (ip String, asn UInt32, operator_kind String) ENGINE = Memory',
  )
  await buildAccounts(store, NEAR)
  await Promise.all([buildSignups(store), buildExchanges(store, NEAR)])
  await Promise.all([buildMix(store, NEAR), buildMoments(store, NEAR)])
  await fillTraits(store)
}

/** Of some accounts in `work_near` those that the whole analysis saw. */
export async function olderOf(store: Store, accounts: readonly string[]): Promise<string[]> {
  if (accounts.length === 0) return []
  const rows = await store.query<{ account: string }>(
    'SELECT account FROM work_near WHERE NOT is_fresh AND account IN {accounts: Array(String)} ORDER BY account',
    { parameters: { accounts } },
  )
  return rows.map(({ account }) => account)
}
