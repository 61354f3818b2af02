// Fills the store's own tables with a scale world, in the engine: accounts from numbers(), exchanges from accounts, in
// the shape in which `src/fingerprint` writes them. No text is made: anchors, hashes and marks are drawn as a text of
// that kind would leave them. Shares were set to those of the simulated scenarios: nine anchors of an exchange are the
// user's, six in ten stand under four accounts or more, a text in own words has about thirty words.
import {
  ANCHOR_LIMIT,
  blockSql,
  FINGERPRINT_VERSION,
  SYSTEM_ANCHOR_LIMIT,
} from '../../../src/fingerprint/fingerprint-sql.js'
import type { Store } from '../../../src/store/store.js'
import { ACCOUNT, EXCHANGE } from '../../../src/store/tables.js'
import type { Kind, Program } from './kind.js'
import { KINDS } from './kinds.js'
import { DAY, DAYS, RELEASE_DAY, START } from './plans.js'
import { belowSql, hashSql, normalSql, pickSql, uniformSql } from './sql-draws.js'

export interface MakeOptions {
  readonly seed: number
  /** Share of the full size. */
  readonly part: number
}

/** Truth of each account, beside the store's own tables: the analysis knows nothing of it. */
export const TRUTH = 'scale_truth'
/** Accounts with all that their exchanges are drawn from; gone when the world is made. */
const DRAWN = 'scale_account'

/** Makes the world; parts are merged at the end as a store that has rested has them. */
export async function makeWorld(store: Store, { seed, part }: MakeOptions): Promise<void> {
  await store.command(
    `CREATE TABLE ${DRAWN} (${DRAWN_COLUMNS.join(', ')}) ENGINE = MergeTree ORDER BY (kind, account)`,
  )
  await store.command(
    `CREATE TABLE ${TRUTH} (account String, label LowCardinality(String)) ENGINE = MergeTree ORDER BY account`,
  )
  for (const [index, kind] of KINDS.entries()) {
    await store.command(`INSERT INTO ${DRAWN}\n${accountsSql(kind, index, seed, part)}`)
  }
  await store.command(`INSERT INTO ${TRUTH} SELECT account, label FROM ${DRAWN}`)
  await store.command(`INSERT INTO ${ACCOUNT.name}
SELECT account, org, fromUnixTimestamp64Milli(toInt64(created) * 1000 + r % 1000, 'UTC'), payment, domain, phone, country, tier, program,
  IPv4NumToString(signup), if(suspended > 0, 'suspended', 'active'), fromUnixTimestamp64Milli(toInt64(suspended) * 1000, 'UTC'), declared, 1
FROM ${DRAWN}`)
  for (const [index, kind] of KINDS.entries()) {
    const rows = Math.max(16, Math.floor(65_536 / kind.exchanges))
    await store.command(`INSERT INTO ${EXCHANGE.name}\n${exchangesSql(kind, index)}`, {
      settings: {
        max_block_size: String(rows),
        min_insert_block_size_rows: '1048576',
        max_insert_threads: '2',
      },
    })
  }
  await store.command(`DROP TABLE ${DRAWN}`)
  for (const table of [EXCHANGE.name, ACCOUNT.name, TRUTH])
    await store.command(`OPTIMIZE TABLE ${table} FINAL`)
}

/** Columns that exchanges are drawn from. */
const DRAWN_COLUMNS = [
  'kind UInt8',
  'label LowCardinality(String)',
  'r UInt64',
  'gr UInt64',
  'account String',
  'org String',
  'payment String',
  'domain String',
  'phone String',
  'country String',
  'created UInt32',
  'tier LowCardinality(String)',
  'program LowCardinality(String)',
  'declared LowCardinality(String)',
  'signup UInt32',
  'suspended UInt32',
  'volume UInt32',
  'span_from UInt32',
  'span_to UInt32',
  'hour Float32',
  'length UInt16',
  'home UInt32',
  'key String',
  'user_agent LowCardinality(String)',
  'ja4 LowCardinality(String)',
  'model LowCardinality(String)',
  'params UInt64',
  'max_tokens UInt32',
  'system UInt64',
  'wordy UInt8',
  'language UInt8',
  'switches UInt32',
] as const

const COUNTRIES = ['US', 'GB', 'DE', 'FR', 'JP', 'KR', 'IN', 'BR', 'ID', 'ES', 'CN', 'TW']
/** Language of each country's people, as an index into the fingerprint's list. */
const SPEAK = [9, 9, 13, 12, 0, 1, 9, 11, 18, 10, 2, 2]
/** Hours by which a country's evening is away from that of UTC. */
const OFFSETS = [-6, 0, 1, 1, 9, 9, 5, -3, 7, 1, 8, 8]

/** User agents of a program, as SQL of the account: popular ones are shared by thousands, versions tell some apart. */
const USER_AGENTS: Readonly<Record<Program, string>> = {
  browser: `concat('Mozilla/5.0 (', ['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64'][bitShiftRight(r, 12) % 3 + 1], ') Chrome/', toString(128 + bitShiftRight(r, 16) % 14), '.0.0.0')`,
  'phone-app': `concat('MeridianApp/', toString(4 + bitShiftRight(r, 12) % 2), '.', toString(bitShiftRight(r, 16) % 12), if(bitShiftRight(r, 20) % 2 = 0, ' (iOS ', ' (Android '), toString(11 + bitShiftRight(r, 24) % 7), ')')`,
  sdk: `concat('meridian-python/1.', toString(20 + bitShiftRight(r, 12) % 24), '.', toString(bitShiftRight(r, 20) % 4), ' Python/3.', toString(9 + bitShiftRight(r, 24) % 5))`,
  'coding-agent': `concat('lathe/2.', toString(bitShiftRight(r, 12) % 14), '.', toString(bitShiftRight(r, 20) % 5))`,
  script: `concat('Python/3.', toString(9 + bitShiftRight(gr, 12) % 4), ' aiohttp/3.', toString(8 + bitShiftRight(gr, 20) % 4), '.', toString(bitShiftRight(gr, 24) % 6))`,
  rare: `concat('okhttp/', toString(3 + gr % 3), '.', toString(bitShiftRight(gr, 12) % 12), '.', toString(bitShiftRight(gr, 20) % 200))`,
}

function accountsSql(kind: Kind, index: number, seed: number, part: number): string {
  const { record, lives = 1, members, wordy = 8 } = kind
  const wanted = Math.max(1, Math.round(kind.accounts * part))
  const size = members ?? wanted
  const count =
    members === undefined ? Math.max(wanted, 5) : Math.max(1, Math.round(wanted / members)) * members
  const programs = kind.programs.map(([name, weight]) => [`'${name}'`, weight] as const)
  const life = Math.floor((DAYS * DAY) / lives)
  const ofOwner =
    kind.system === undefined
      ? 'toUInt64(0)'
      : hashSql('system', kind.system === 'kind' ? `toUInt64(${index})` : kind.system)
  const style = kind.isUniform ? 'gr' : 'r'
  const isWeb = kind.pathway === 'subscription'
  return `SELECT
  ${index} AS kind, '${kind.label}' AS label, r, gr,
  concat('acct_', lower(hex(${hashSql('account', 'r')}))) AS account,
  ${record.org} AS org, ${record.payment} AS payment, ${record.domain} AS domain,
  concat('+', toString(1 + country_index * 7), toString(100 + bitShiftRight(r, 30) % 900)) AS phone,
  ${JSON.stringify(COUNTRIES).replaceAll('"', "'")}[country_index] AS country,
  ${lives > 1 ? `toUInt32(greatest(${START} - ${70 * DAY} * ${uniformSql('opened', 'r')}, 0) + ${life} * life)` : record.created} AS created,
  ${record.tier} AS tier, ${record.program} AS program, ${record.declared} AS declared, ${record.signup} AS signup,
  ${lives > 1 ? `if(life < ${lives - 1}, toUInt32(${START} + ${life} * (life + 1)), 0)` : `if(r % 250 = 0, toUInt32(${START} + ${DAYS * DAY}), 0)`} AS suspended,
  toUInt32(least(greatest(round(${kind.exchanges} * exp(${kind.spread} * ${normalSql('volume', 'r')} - ${(kind.spread ** 2 / 2).toFixed(4)})), 1), ${40 * kind.exchanges})) AS volume,
  toUInt32(greatest(${START} + ${life} * life, if(created < ${START + DAYS * DAY - 4 * DAY}, created, ${START}))) AS span_from,
  toUInt32(${START} + ${life} * (life + 1)) AS span_to,
  (10 + 11 * ${uniformSql('clock', 'r')} - ${JSON.stringify(OFFSETS)}[country_index] + 24) % 24 AS hour,
  toUInt16(1 + ${belowSql(7, 'length', 'r')}) AS length,
  signup AS home,
  ${isWeb ? "''" : `concat('key_', lower(hex(${hashSql('key', 'r')})))`} AS key,
  ${pickSql(
    kind.programs.map(([name, weight]) => [USER_AGENTS[name], weight] as const),
    'program',
    'r',
  )} AS user_agent,
  concat('t13d1516h2_', lower(substring(hex(cityHash64(${pickSql(programs, 'program', 'r')}, ${kind.programs.some(([name]) => name === 'rare') ? 'gr' : 'bitShiftRight(r, 16) % 3'})), 1, 12))) AS ja4,
  ['meridian-large-3', 'meridian-small-3', 'meridian-mini-3'][${hashSql('model', style)} % 3 + 1] AS model,
  ${isWeb ? "cityHash64('app')" : `cityHash64('style', toUInt64(pow(700, ${uniformSql('style', style)})))`} AS params,
  ${isWeb ? '0' : `[0, 256, 512, 1024, 2048, 4096, 8192][${hashSql('most', style)} % 7 + 1]`} AS max_tokens,
  ${ofOwner} AS system,
  toUInt8(least(greatest(round(${wordy} * exp(0.5 * ${normalSql('wordy', 'r')})), 1), 36)) AS wordy,
  toUInt8(${JSON.stringify(SPEAK)}[country_index]) AS language,
  toUInt32(${START + RELEASE_DAY * DAY} + if(r % 100 < 40, ${3 * DAY} * -log(1 - ${uniformSql('switch', style)}), ${400 * DAY})) AS switches
FROM (
  SELECT number AS i, toUInt64(intDiv(number, ${size})) AS g, number % ${size} AS m,
    ${hashSql('account of kind', `toUInt64(${seed})`, `toUInt64(${index})`, 'i')} AS r,
    ${hashSql('group of kind', `toUInt64(${seed})`, `toUInt64(${index})`, 'g')} AS gr,
    toUInt8(least(12, floor(pow(${uniformSql('country', 'r')}, 1.6) * 12) + 1)) AS country_index,
    toUInt32(m % ${lives}) AS life
  FROM numbers(${count})
)`
}

/** Trigrams that come again and again in a language's texts on a topic; the k-th is met once in k times (Zipf). */
const COMMON = 150_000
/** Uncommon ones that one account says again. */
const VOICE = 120

/** Anchors of a user's text: the template's own, then words of the topic, of the account's stock, and new ones. */
function userAnchors(constant: number): string {
  const hash = 'cityHash64(item, template, nth)'
  const drawn = `bitAnd(bitShiftRight(h, 32), 255)`
  const rank = `toUInt64(pow(${COMMON}, bitShiftRight(h, 40) / 16777216))`
  const slot = `multiIf(
      ${drawn} < 110, cityHash64('common', topic, speech, ${rank}),
      ${drawn} < 160 AND voiced, cityHash64('voice', r, bitShiftRight(h, 40) % ${VOICE}),
      h)`
  const words = `arrayMap(nth -> arrayMap(h -> ${slot}, [${hash}])[1], range(toUInt32(words_drawn)))`
  const frame = `if(template = 0, emptyArrayUInt64(), arrayMap(nth -> cityHash64('frame', template, nth), range(toUInt64(${constant}))))`
  return `arraySlice(arrayCompact(arraySort(arrayMap(h -> toUInt32(bitAnd(h, 1073741822)), arrayConcat(${frame}, ${words})))), 1, ${ANCHOR_LIMIT})`
}

const SYSTEM_ANCHORS = `if(system = 0, emptyArrayUInt32(), arraySort(arrayMap(nth -> toUInt32(bitOr(bitAnd(cityHash64('system', system, nth), 1073741822), 1)), range(toUInt64(${Math.min(12, SYSTEM_ANCHOR_LIMIT)})))))`

function exchangesSql({ text, place, clock, label, ...kind }: Kind, index: number): string {
  const isPerson = clock.sitting !== 'n'
  const topics = [11, 10, 5, 2, 9, 7, 4, 3, 1, 0, 6, 8]
  const purpose =
    text.marks === 0 ? '0' : `if(template != 0 AND ${hashSql('asks', 'r', 'n')} % 100 < 95, ${text.marks}, 0)`
  return `SELECT
  concat('req_', lower(substring(hex(${hashSql('id', 'r', 'n')}), 1, 14))) AS id,
  fromUnixTimestamp64Milli(at * 1000 + ${belowSql(1000, 'milli', 'r', 'n')}, 'UTC') AS ts,
  account, org, key, '${kind.pathway}' AS pathway, ip, ${blockSql('ip')} AS block, user_agent, ja4,
  if(at >= switches AND ${hashSql('moves', 'r', 'n')} % 10 < 8, 'meridian-large-4', model) AS model,
  toUInt32(words * 1.4 + turns * 60 + if(system = 0, 0, 180)) AS input_tokens,
  toUInt32(least(20 * exp(${kind.isUniform ? `5 + 0.35 * ${normalSql('answer', 'r', 'n')}` : `(2.2 + ${uniformSql('answers', 'r')}) + 0.9 * ${normalSql('answer', 'r', 'n')}`}), 8000)) AS output_tokens,
  params, max_tokens,
  ${isPerson ? `if(length > 1 AND r % 2 = 0, ${hashSql('session', 'r', 'sitting')}, 0)` : 'toUInt64(0)'} AS session,
  ${kind.programs.some(([name]) => name === 'coding-agent') && label.startsWith('benign:') ? `if(r % 3 = 0 AND place > 0, [${hashSql('reference', 'r', 'sitting')}], emptyArrayUInt64())` : 'emptyArrayUInt64()'} AS opaque_refs,
  if(failed = 1, '529', '200') AS status, failed,
  arrayConcat(${userAnchors(text.constant)}, ${SYSTEM_ANCHORS}) AS anchors,
  cityHash64('text', template, item) AS prompt_hash, system AS system_hash,
  toUInt32(4 * (words_drawn + if(template = 0, 0, ${text.constant})) + 2 + item % 4) AS words,
  toUInt16(${isPerson ? '1 + 2 * least(place, 20)' : '1'}) AS turns,
  toUInt8(bitOr(${purpose}, if(${hashSql('mark', 'r', 'n')} % 40 = 0, bitShiftLeft(1, ${hashSql('which', 'r', 'n')} % 7), 0))) AS marks,
  toUInt8([${topics.join(', ')}][topic % 12 + 1]) AS capability,
  toUInt8(speech) AS language, '' AS text, ${FINGERPRINT_VERSION} AS fingerprint
FROM (
  SELECT *, ${text.hasVoice} AS voiced, toUInt8(${text.topic}) AS topic, toUInt64(least(${text.slots} * (0.5 + ${uniformSql('wordiness', 'item')}), 38)) AS words_drawn,
    IPv4NumToString(${place.address}) AS ip, toUInt8(${kind.language ?? `if(${hashSql('speaks', 'r', 'n')} % 8 = 0, 9, language)`}) AS speech,
    toUInt8(${hashSql('fails', 'r', 'n')} % 80 = 0) AS failed
  FROM (
    SELECT *, toInt64(${clock.at}) AS at, ${text.item} AS item
    FROM (
      SELECT *, toUInt32(${clock.sitting}) AS sitting, toUInt32(${clock.place}) AS place, ${text.template} AS template
      FROM (SELECT *, arrayJoin(range(volume)) AS n FROM ${DRAWN} WHERE kind = ${index})
    )
  )
)
WHERE at >= ${START} AND at < ${START + DAYS * DAY} AND at >= created`
}
