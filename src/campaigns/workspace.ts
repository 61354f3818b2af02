// The tables of one analysis: accounts with an integer id and an owner, template families, traits, members and the
// campaign substreams. Everything is in the engine's memory, where it is neither sorted nor packed to be read a few
// times; it is made anew by each analysis and dropped at its end.
import { crowdSql } from '../detectors/synchrony.js'
import { textsSql } from '../detectors/texts.js'
import { addressFactsSql, mailKindSql } from '../fingerprint/facts/facts.js'
import type { Store } from '../store/store.js'
import { byAccount, IN_LARGE_BLOCKS, isWhole, type Log, lastDrawn, memoryOf, WHOLE_LOG } from './drawn-log.js'
import { INCREMENT_TABLES } from './increments/tables.js'
import { ROUND_TABLES } from './substream.js'
import { familiesSql, KNOWN_ANCHORS } from './templates.js'

/** Names of the tables that live only as long as an analysis. */
export const WORK_TABLES = [
  'work_drawn',
  'work_visit',
  'work_address',
  'work_account',
  'work_signup',
  'work_received',
  'work_exchange',
  'work_member_exchange',
  'work_text',
  'work_mix',
  'work_moment',
  'work_crowd',
  'work_anchor',
  'work_family_anchor',
  'work_trait',
  'work_trait_size',
  'work_held',
  'work_ring',
  'work_fitting',
  'work_fitted',
  'work_given',
  'work_member',
  'work_regrouped',
  'work_first',
  'work_left_out',
  'work_left',
  'work_member_judged',
  ...ROUND_TABLES,
  'work_wanted',
  ...INCREMENT_TABLES,
] as const

/** Removes what an analysis left, also one that was killed. */
export async function dropWorkspace(store: Store): Promise<void> {
  await store.command(`DROP TABLE IF EXISTS ${WORK_TABLES.join(', ')}`)
}

/** Accounts and all that is known of them but what they send. */
export async function buildPeople(store: Store, log = WHOLE_LOG): Promise<void> {
  await buildVisits(store, log)
  await buildAddresses(store)
  await buildAccounts(store, log)
  await buildSignups(store)
  await createReceived(store)
}

/** Accounts that show what partners' indicators ask for, by campaign of a partner: empty until somebody fills it. */
async function createReceived(store: Store): Promise<void> {
  await store.command(
    'CREATE TABLE IF NOT EXISTS work_received (source String, producer String, voice String, told String, own_bits Float64, accounts_there UInt32, aid UInt32, bits Float64, families UInt8) ENGINE = Memory',
  )
}

/** What the accounts send, exchange by exchange and summed up; needs the templates. */
export async function buildUses(store: Store, log = WHOLE_LOG): Promise<void> {
  await Promise.all([buildExchanges(store, log), buildTexts(store, log)])
  await Promise.all([buildMix(store, log), buildMoments(store, log).then(() => buildCrowd(store))])
  if (!isWhole(log)) await store.command(`DROP TABLE ${log.relation}`)
}

/** Creates `work_member`, the accounts of each group, empty. */
export async function createMembers(store: Store): Promise<void> {
  await store.command(
    'CREATE TABLE work_member (cand UInt32, aid UInt32, owner UInt64, score Float32) ENGINE = Memory',
  )
}

/** Exchanges of each account by address, as far as one was logged, of those that are read of everybody, and in how many hours. */
async function buildVisits(store: Store, { relation }: Log): Promise<void> {
  await store.command(`CREATE TABLE work_visit ENGINE = Memory AS
SELECT account, ip, any(block) AS block, toUInt32(count()) AS exchanges, toUInt32(uniqExact(toStartOfHour(ts))) AS hours
FROM ${relation}
WHERE ip != ''
GROUP BY account, ip`)
}

/** Facts of each distinct address in the exchanges. */
async function buildAddresses(store: Store): Promise<void> {
  await store.command(`CREATE TABLE work_address ENGINE = Memory AS
SELECT ip, asn, operator, operator_kind, country
FROM (${addressFactsSql('(SELECT ip FROM work_visit)')})`)
}

/**
 * Payment instruments per account below which the accounts of one mail domain, not a free or disposable one, are
 * taken to be one organisation's: companies and schools pay centrally or not at all.
 */
const COMPANY_PAYMENTS = 0.1

/** Owners of one time of sign-up from which on it is no time of sign-up. */
const IMPORTED = 4

const EPOCH = "toDateTime64(0, 3, 'UTC')"

/** A function of the time of day as an angle, looked up by minute. */
const ofMinute = (angle: 'cos' | 'sin') =>
  `arrayMap(minute -> ${angle}(2 * pi() * (intDiv(minute, 60) + minute % 60 / 60) / 24), range(1440))[1 + intDiv(toUInt32(ts), 60) % 1440]`

/** Number of the network in which hired machines and VPNs are, whoever runs them. */
const HOSTED = 1

/**
 * Number of the network that an address `w.ip` is in: its operator's, and where that is not known its /16 (IPv4) or /32
 * (IPv6). Who hires machines or a VPN changes exits among a few sellers, so all of these are one.
 */
const NETWORK = `multiIf(w.operator_kind IN ('datacenter', 'vpn'), toUInt64(${HOSTED}), w.asn != 0, bitShiftLeft(toUInt64(1), 60) + w.asn, bitShiftRight(v.block, if(v.block < bitShiftLeft(toUInt64(1), 41), 8, 16)))`

/**
 * One row an account: who owns it, how it was registered, how it is used, and how many of its exchanges are among those
 * that are read of everybody (`drawn`). Accounts without exchanges are left out.
 */
export async function buildAccounts(store: Store, log: Log): Promise<void> {
  await store.command(
    `CREATE TABLE work_account ENGINE = Memory AS
SELECT
  toUInt32(row_number() OVER (ORDER BY e.account)) AS aid,
  e.account AS account,
  if(e.org != '', e.org, a.org) AS org,
  multiIf(o.domain != '', cityHash64('domain', o.domain), org != '', cityHash64('org', org), cityHash64('account', e.account)) AS owner,
  e.exchanges AS exchanges,
  ${isWhole(log) ? 'e.exchanges' : 'd.drawn'} AS drawn,
  e.first AS first,
  e.last AS last,
  e.days AS days,
  e.hour_x AS hour_x,
  e.hour_y AS hour_y,
  e.input_tokens AS input_tokens,
  e.output_tokens AS output_tokens,
  e.failed AS failed,
  e.pathway AS pathway,
  e.with_text AS with_text,
  e.single_turn AS single_turn,
  ${isWhole(log) ? 'h.hosted' : 'toUInt64(round(h.hosted * e.exchanges / greatest(d.drawn, 1)))'} AS hosted,
  h.visits AS visits,
  toFloat32(h.visits_again / greatest(h.visits * (h.visits - 1), 1)) AS same_network,
  a.created_at AS created_at,
  if(a.created_at > ${EPOCH}, greatest(dateDiff('second', a.created_at, e.first), 0) / 86400, -1) AS age_days,
  a.payment AS payment,
  lower(a.email_domain) AS email_domain,
  if(a.email_domain = '', '', ${mailKindSql('lower(a.email_domain)')}) AS mail_kind,
  a.phone_prefix AS phone_prefix,
  a.tier AS tier,
  a.program AS program,
  a.signup_ip AS signup_ip,
  a.status AS status,
  a.suspended_at AS suspended_at,
  a.declared AS declared
FROM (
  SELECT
    account,
    anyLastIf(org, org != '') AS org,
    count() AS exchanges,
    min(ts) AS first,
    max(ts) AS last,
    arrayUniq(groupArray(toDate(ts))) AS days,
    avg(${ofMinute('cos')}) AS hour_x,
    avg(${ofMinute('sin')}) AS hour_y,
    sum(exchange.input_tokens) AS input_tokens,
    sum(exchange.output_tokens) AS output_tokens,
    sum(exchange.failed) AS failed,
    any(exchange.pathway) AS pathway,
    countIf(prompt_hash != 0) AS with_text,
    countIf(turns <= 2) AS single_turn
  FROM ${isWhole(log) ? log.relation : 'exchange'} AS exchange
  GROUP BY account
) AS e
LEFT JOIN (
  SELECT account, sumIf(sent, network = ${HOSTED}) AS hosted, sum(here) AS visits, sum(here * (here - 1)) AS visits_again
  FROM (
    SELECT v.account AS account, ${NETWORK} AS network, sum(v.exchanges) AS sent, toFloat64(sum(v.hours)) AS here
    FROM work_visit AS v
    ANY LEFT JOIN work_address AS w ON w.ip = v.ip
    GROUP BY account, network
  )
  GROUP BY account
) AS h ON e.account = h.account
${isWhole(log) ? '' : `LEFT JOIN (SELECT account, count() AS drawn FROM ${log.relation} GROUP BY account) AS d ON e.account = d.account\n`}LEFT JOIN (SELECT * FROM account FINAL) AS a ON e.account = a.account
LEFT JOIN (
  SELECT domain
  FROM (
    SELECT lower(email_domain) AS domain, count() AS accounts, uniqExactIf(payment, payment != '') AS payments
    FROM account FINAL
    WHERE email_domain != ''
    GROUP BY domain
    HAVING accounts >= 3 AND payments <= greatest(1, ${COMPANY_PAYMENTS} * accounts)
  )
  WHERE ${mailKindSql('domain')} = 'other'
) AS o ON lower(a.email_domain) = o.domain`,
    byAccount(log),
  )
}

/**
 * When accounts signed up, where it is known; `at` in seconds. A time that several owners share to the millisecond is the
 * stamp of an import, or of a log that keeps days only.
 */
export async function buildSignups(store: Store): Promise<void> {
  await store.command(`CREATE TABLE work_signup ENGINE = Memory AS
SELECT aid, owner, created_at, toUnixTimestamp(created_at) AS at, toUInt32(exchanges) AS exchanges
FROM work_account
WHERE created_at > toDateTime64(86400, 3)
  AND created_at NOT IN (SELECT created_at FROM work_account GROUP BY created_at HAVING uniqUpTo(${IMPORTED})(owner) >= ${IMPORTED})`)
}

/** What is linked by, which is read of those that are drawn alone: hashes of the software, session and key, 0 when none was logged. */
const LINKS = `
  if(e.ja4 = '' AND e.user_agent = '', 0, cityHash64(e.ja4, e.user_agent)) AS client,
  if(e.session = 0, 0, cityHash64('session', e.session)) AS session, if(e.key = '', 0, cityHash64('key', e.key)) AS key,
  e.opaque_refs AS opaque_refs,`

/**
 * Exchanges, narrow and with their accounts' numbers: what most detectors read. `exchange` is the hash of the id; `families`
 * are those that it carries of `work_family_anchor`; `drawn` tells whether it is one of those that are read of everybody.
 * @param accounts SELECT of account, aid, owner and last_drawn
 */
const exchangesSql = (relation: string, accounts: string, links = '') => `WITH (${KNOWN_ANCHORS}) AS known
SELECT
  a.aid AS aid, a.owner AS owner, cityHash64(e.id) AS exchange, e.ts AS ts,
  e.prompt_hash AS prompt_hash, e.words AS words, e.turns AS turns, e.marks AS marks, e.capability AS capability, e.language AS language,
  e.model AS model, e.params AS params, e.input_tokens AS input_tokens, e.output_tokens AS output_tokens, e.failed AS failed,
  e.block AS block,${links}
  ${familiesSql('e.anchors', 'known')} AS families,
  exchange <= a.last_drawn AS drawn
FROM ${relation} AS e
GLOBAL SEMI LEFT JOIN (${accounts}) AS a ON a.account = e.account`

const accountsSql = ({ cap }: Log) =>
  `SELECT account, aid, owner, ${lastDrawn(cap, 'exchanges')} AS last_drawn FROM work_account`

/** One row an exchange of those that are read of everybody. */
export async function buildExchanges(store: Store, log: Log): Promise<void> {
  await store.command(`CREATE TABLE work_exchange ${memoryOf(log)} AS
${exchangesSql(log.relation, accountsSql(log), LINKS)}`)
}

/** All exchanges of the accounts in `work_member`, where not all are in `work_exchange`. */
export async function completeMembers(store: Store, log: Log): Promise<void> {
  if (isWhole(log)) return
  await store.command(
    `CREATE TABLE IF NOT EXISTS work_member_exchange ${memoryOf(log)} AS SELECT * EXCEPT (client, session, key, opaque_refs) FROM work_exchange LIMIT 0`,
  )
  const wanted = 'aid IN (SELECT aid FROM work_member) AND aid NOT IN (SELECT aid FROM work_member_exchange)'
  // Named as well as joined: the store keeps exchanges in the order of accounts, and the others are passed over.
  await store.command(
    `INSERT INTO work_member_exchange
${exchangesSql('exchange', `${accountsSql(log)} WHERE ${wanted}`)}
PREWHERE e.account GLOBAL IN (SELECT account FROM work_account WHERE ${wanted})`,
    IN_LARGE_BLOCKS,
  )
}

/** To be called when the groups are what they stay: what they sent is in the tables of the round. */
export async function dropMemberExchanges(store: Store): Promise<void> {
  await store.command('DROP TABLE IF EXISTS work_member_exchange')
}

/** Anchors of users' texts, by text. */
async function buildTexts(store: Store, { relation }: Log): Promise<void> {
  await store.command(
    'CREATE TABLE work_text (text UInt64, anchors Array(UInt32)) ENGINE = Join(ANY, LEFT, text) SETTINGS persistent = 0',
  )
  await store.command(`INSERT INTO work_text
${textsSql(relation)}`)
}

/** Exchanges with text counted by account and by what they ask for: owners at large, as narrow, broad or marked as they are. */
export async function buildMix(store: Store, log: Log): Promise<void> {
  await store.command(
    `CREATE TABLE work_mix ENGINE = Memory AS
${isWhole(log) ? MIX : ofAccounts('a.owner AS owner, e.capability AS capability, e.language AS language, e.marks AS marks, e.n AS n', MIX_OF_LARGE)}`,
    byAccount(log),
  )
}

const MIX =
  'SELECT aid, owner, capability, language, marks, toUInt32(count()) AS n FROM work_exchange WHERE prompt_hash != 0 GROUP BY aid, owner, capability, language, marks'

/**
 * The same by account of a large log, account after account: what each asks for as numbers in order, of which the last of
 * its kind tells how many there are. A key of four columns would be hashed for every exchange.
 */
const MIX_OF_LARGE = `SELECT account, toUInt8(bitShiftRight(asked, 16)) AS capability, toUInt8(bitShiftRight(asked, 8)) AS language, toUInt8(asked) AS marks, place AS n
FROM (
  SELECT account, arraySort(groupArrayIf(
    bitOr(bitShiftLeft(toUInt32(capability), 16), bitOr(bitShiftLeft(toUInt32(language), 8), toUInt32(marks))), prompt_hash != 0)) AS all
  FROM exchange
  GROUP BY account
  HAVING notEmpty(all)
)
ARRAY JOIN all AS asked, arrayEnumerateUniq(all) AS place, arrayPushBack(arrayPopFront(all), toUInt32(0xFFFFFFFF)) AS next
WHERE next != asked`

/** Most exchanges of one account whose times are kept in order. */
const MOST_MOMENTS = 1_000_000

/** The times of each account's exchanges in order, in milliseconds. */
export async function buildMoments(store: Store, log: Log): Promise<void> {
  const moments = (who: string, relation: string) =>
    `SELECT ${who}, arraySort(groupArray(${MOST_MOMENTS})(toUnixTimestamp64Milli(ts))) AS moments FROM ${relation} GROUP BY ${who}`
  await store.command(
    `CREATE TABLE work_moment ENGINE = Memory AS
${isWhole(log) ? moments('aid', 'work_exchange') : ofAccounts('e.moments AS moments', moments('account', 'exchange'))}`,
    byAccount(log),
  )
}

/** How many accounts are active when. */
async function buildCrowd(store: Store): Promise<void> {
  await store.command(`CREATE TABLE work_crowd ENGINE = Memory AS
${crowdSql}`)
}

/** What was summed up by account of a whole log, with the accounts' numbers. */
function ofAccounts(columns: string, sums: string): string {
  return `SELECT a.aid AS aid, ${columns}
FROM (${sums}) AS e
SEMI LEFT JOIN (SELECT account, aid, owner FROM work_account) AS a ON a.account = e.account`
}
