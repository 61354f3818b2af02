// The SQL that turns landed rows into fingerprints, in the engine: text in, hashes and marks out. Staged as nested
// SELECTs in the order things become known: text, words, time, anchors and marks.
import { addressSql } from './address-sql.js'
import { CAPABILITIES, CAPABILITY_WORDS, CONCEPTS, LANGUAGES, PURPOSE_RULES, WORDS } from './lexicon.js'

/** To be raised when the same text would leave other hashes than before. */
export const FINGERPRINT_VERSION = 3

/** Share of the hash space that is kept as anchors: a quarter, so a 12-word constant leaves two or three. */
export const ANCHOR_FRACTION = 1 / 4
/** Most anchors kept of one text; the smallest hashes, so that the same template keeps the same ones. */
export const ANCHOR_LIMIT = 40
/** Most anchors kept of one system prompt. */
export const SYSTEM_ANCHOR_LIMIT = 16
/** Bytes of a text that are read: the beginning and the end, where templates stand. */
export const TEXT_HEAD_BYTES = 6144
export const TEXT_TAIL_BYTES = 2048

/** Epoch milliseconds outside of which a time is refused: 2015, and thirty days after now. */
const EARLIEST = "toDateTime64('2015-01-01 00:00:00', 3, 'UTC')"
const LATEST = "now64(3, 'UTC') + INTERVAL 30 DAY"

/** Why a landed row is refused; the empty string accepts it. */
export const REJECT_REASONS = {
  'not-json': 'the line is not a JSON object, or nests deeper than about a thousand',
  'no-id': 'no exchange id',
  'no-account': 'no account; see the identity recipe of the format',
  'no-time': 'no time',
  'bad-time': 'a time that is no time (not RFC 3339, not epoch seconds to nanoseconds, or before 2015)',
  'future-time': 'a time more than thirty days ahead of this clock',
  'already-loaded':
    'an exchange that the store holds already, from an earlier run or an earlier file of this one',
  'duplicate-id': 'an exchange id that comes twice in the input',
  truncated: 'the file ends in the middle of compressed data',
} as const
export type RejectReason = keyof typeof REJECT_REASONS

/** The time of a refused row, and the partition that it is staged in. */
const NO_TIME = "toDateTime64(0, 3, 'UTC')"
export const REFUSED_PARTITION = '197001'

/** Columns by name, each an expression over what stands before its step. */
type Derived = Readonly<Record<string, string>>

/**
 * A relation with columns derived from it, one step further. A step costs milliseconds of planning, and so does a long
 * expression that its own step uses again and again, as the engine writes it out each time.
 */
function derive(relation: string, derived: Derived): string {
  const columns = Object.entries(derived).map(([name, expression]) => `${expression} AS ${name}`)
  return `SELECT *,\n  ${columns.join(',\n  ')}\nFROM ${relation}`
}

/**
 * Milliseconds of a number that tells seconds, milliseconds, micro- or nanoseconds, by its size. To be rounded: nanoseconds
 * and fractions of seconds are as near as such a number comes to them, above or below.
 */
const EPOCH_MILLISECONDS =
  'least(greatest(multiIf(epoch >= 1e17, epoch / 1e6, epoch >= 1e14, epoch / 1e3, epoch >= 1e11, epoch, epoch * 1e3), 0), 9e12)'

/** The time of a landed row, and why it is refused. */
const VALIDITY: Derived = {
  epoch: 'toFloat64OrNull(ts)',
  at_or_null: `if(isFinite(epoch), fromUnixTimestamp64Milli(toInt64(round(${EPOCH_MILLISECONDS})), 'UTC'), parseDateTime64BestEffortOrNull(ts, 3, 'UTC'))`,
  reason: `multiIf(
    id = '' AND account = '' AND raw != '' AND NOT startsWith(trimLeft(raw), '{'), 'not-json',
    id = '' AND account = '' AND raw != '' AND NOT isValidJSON(raw), 'not-json',
    id = '', 'no-id',
    account = '', 'no-account',
    ts = '', 'no-time',
    at_or_null IS NULL OR at_or_null < ${EARLIEST}, 'bad-time',
    at_or_null > ${LATEST}, 'future-time',
    ''
  )`,
}

/** `at_or_null` (DateTime64) and `reason` for each landed row. */
export function validated(landing: string): string {
  return derive(`(${landing})`, VALIDITY)
}

/** Text of a message's content: a string, or the text parts of an array of parts. */
function contentText(content: string): string {
  return `if(startsWith(${content}, '[{'), arrayStringConcat(JSONExtract(${content}, 'Array(Tuple(text String))').text, '\\n'), ${content})`
}

/** Texts of messages' contents, a line each. */
export function joinedText(contents: string): string {
  return `arrayStringConcat(arrayMap(content -> ${contentText('content')}, ${contents}), '\\n')`
}

/** Contents of the messages of some roles. */
function contentsOf(...roles: readonly string[]): string {
  const isOne = roles.map((role) => `role = '${role}'`).join(' OR ')
  return `arrayFilter((content, role) -> ${isOne}, messages.content, messages.role)`
}

/**
 * What each row's user and system said. The user text is the first and the last message of the user; of system prompts
 * there is only the key here, as most are known.
 */
function spoken(relation: string): string {
  const sides = derive(relation, {
    said: contentsOf('user', 'human'),
    told: contentsOf('system', 'developer'),
  })
  const ends = 'arrayConcat(arraySlice(said, 1, 1), arraySlice(said, greatest(length(said), 2), 1))'
  return derive(`(${sides})`, {
    user_text: `concat(${joinedText(ends)}, if(empty(said), prompt, ''))`,
    system_key: 'cityHash64(system, told)',
  })
}

const SYSTEM_TEXT = `if(empty(told), system, concat(system, '\\n', ${joinedText('told')}))`

/**
 * A text as far as it is read, its ASCII letters in lower case: those of other scripts would cost several times as
 * much, and the same wording mostly has the same capitals. Words are searched for in valid UTF-8 only.
 */
function readable(text: string): string {
  const most = TEXT_HEAD_BYTES + TEXT_TAIL_BYTES
  const ends = `concat(substring(${text}, 1, ${TEXT_HEAD_BYTES}), ' ', substring(${text}, -${TEXT_TAIL_BYTES}))`
  return `lower(if(length(${text}) <= ${most} AND isValidUTF8(${text}), ${text}, toValidUTF8(if(length(${text}) <= ${most}, ${text}, ${ends}))))`
}

/** Characters for each space above which a text that is not plain ASCII is taken to put no spaces between words. */
const CHARACTERS_A_SPACE = 12

/** Hashes of words, or of pairs of characters for scripts that put no spaces between words. */
function tokenHashes(text: string): string {
  const hashed = (tokens: string) => `arrayMap(token -> toUInt32(cityHash64(token)), ${tokens})`
  const isUnspaced = `length(${text}) > lengthUTF8(${text}) AND ${CHARACTERS_A_SPACE} * countSubstrings(${text}, ' ') < lengthUTF8(${text})`
  return `if(${isUnspaced}, ${hashed(`ngrams(${text}, 2)`)}, ${hashed(`tokens(${text})`)})`
}

/** Sampled hashes of three tokens in a row. */
function anchorsOf(hashes: string, limit: number, lowBit: 0 | 1): string {
  const shingles = `arrayMap((a, b, c) -> bitXor(a, bitXor(bitRotateLeft(b, 7), bitRotateLeft(c, 14))), arraySlice(${hashes}, 1, -2), arraySlice(${hashes}, 2, -1), arraySlice(${hashes}, 3))`
  const kept = `arraySlice(arrayCompact(arraySort(arrayFilter(s -> s < ${Math.floor(2 ** 32 * ANCHOR_FRACTION)}, ${shingles}))), 1, ${limit})`
  return `arrayMap(s -> toUInt32(bitOr(bitAnd(s, 4294967294), ${lowBit})), ${kept})`
}

/** The words and their bits, once for all subqueries: the lists are most of the statement's text. */
const LEXICON = `WITH
  [${WORDS.map(({ word }) => quote(word)).join(', ')}] AS lexicon,
  [${WORDS.map(({ bits }) => bits).join(', ')}] AS lexicon_bits`

/** A statement after which the search for the words is ready: the engine keeps what it compiled of a list. */
export const PREPARE_LEXICON = `${LEXICON} SELECT multiMatchAllIndices('', lexicon)`

/** Bits of the words that occur in a text. */
function bitsOf(text: string): string {
  return `arrayReduce('groupBitOr', arrayMap(i -> lexicon_bits[i], multiMatchAllIndices(${text}, lexicon)))`
}

/** A text that is read for its hashes and words. */
interface Reading {
  /** Column that holds it, and what the names of the columns made from it begin with. */
  readonly text: string
  readonly name: string
  /** Bytes that are searched for words. */
  readonly searched: number
}

const USER: Reading = { text: 'user_text', name: 'user', searched: 2048 }
const SYSTEM: Reading = { text: 'unknown_text', name: 'unknown', searched: 1024 }
const KNOWN: Reading = { text: 'known_text', name: 'known', searched: 1024 }

/** For each text NAME_tokens, their hashes, and NAME_found, bits of the words found. */
function read(relation: string, ...readings: readonly Reading[]): string {
  const each = (derived: (reading: Reading) => Derived): Derived =>
    Object.assign({}, ...readings.map(derived)) as Derived
  const lower = each(({ text, name }) => ({ [`${name}_lower`]: readable(text) }))
  const found = each(({ name, searched }) => ({
    [`${name}_tokens`]: tokenHashes(`${name}_lower`),
    [`${name}_found`]: bitsOf(`substring(${name}_lower, 1, ${searched})`),
  }))
  return derive(`(${derive(relation, lower)})`, found)
}

/** Rows of the beginning whose system prompts are read once for all: most of a log repeats the same few. */
const KNOWN_ROWS = 16_384

/**
 * Reads the texts of each row; of system prompts only those that the beginning of the log does not hold. The beginning
 * is read in small steps, as whole chunks of the file would be parsed in parallel that nobody asks for.
 */
function readOnce(landing: string): string {
  const beginning = `SELECT system_key, ${SYSTEM_TEXT} AS text FROM (${spoken(`(SELECT system, messages, prompt FROM (${landing}))`)}) LIMIT ${KNOWN_ROWS} SETTINGS input_format_parallel_parsing = 0, max_block_size = 4096`
  const known = `SELECT known_key, known_found, ${anchorsOf('known_tokens', SYSTEM_ANCHOR_LIMIT, 1)} AS known_anchors, ${hashOf('known')} AS known_hash
FROM (${read(`(SELECT system_key AS known_key, any(text) AS known_text FROM (${beginning}) GROUP BY known_key)`, KNOWN)})`
  const joined = `(${spoken(`(${landing})`)}) AS row ANY LEFT JOIN (${known}) AS known ON system_key = known_key`
  const unknown = derive(joined, { unknown_text: `if(known_key = system_key, '', ${SYSTEM_TEXT})` })
  return read(`(${unknown})`, USER, SYSTEM)
}

/** Hash of a text's tokens, 0 without text. */
function hashOf(name: string): string {
  return `if(${name}_lower = '', 0, cityHash64(${name}_tokens))`
}

/** Hash of the request's parameters, 0 when none was logged. */
function paramsHash(): string {
  const given = ['max_tokens', 'temperature', 'top_p', 'n']
  const isNone = `${given.map((name) => `isNull(${name})`).join(' AND ')} AND logprobs = 0 AND stream = 0 AND empty(tools)`
  return `if(${isNone}, 0, cityHash64(${given.map((name) => `ifNull(${name}, -1)`).join(', ')}, logprobs, stream, arraySort(tools)))`
}

/** Zero-based index of the lowest set bit among `count` bits from `from`; `absent` when none is set. */
function lowestBit(from: number, count: number, absent: number): string {
  const bits = `bitAnd(bitShiftRight(found, ${from}), ${2 ** count - 1})`
  return `toUInt8(if(${bits} = 0, ${absent}, bitCount(bitXor(${bits}, ${bits} - 1)) - 1))`
}

/** The marks byte: a bit a purpose, set when one of its combinations of concepts was found. */
function marksSql(): string {
  const bits = PURPOSE_RULES.map(({ any }, bit) => {
    const combinations = any.map((names) => {
      const mask = names.reduce(
        (sum, name) => sum + 2 ** CONCEPTS.findIndex((concept) => concept.name === name),
        0,
      )
      return `bitAnd(found, ${mask}) = ${mask}`
    })
    return `if(${combinations.join(' OR ')}, ${2 ** bit}, 0)`
  })
  return `toUInt8(${bits.join(' + ')})`
}

/** First bytes of an IPv4 address that is written as IPv6 (RFC 4291, section 2.5.5.2). */
const MAPPED = "unhex('00000000000000000000FFFF')"

/** Number of the /24 or /48 block of a textual address; 0 when it is none. */
export function blockSql(ip: string): string {
  const bytes = `IPv6StringToNumOrDefault(${ip})`
  return `multiIf(
    isIPv4String(${ip}), bitOr(bitShiftRight(toUInt64(IPv4StringToNumOrDefault(${ip})), 8), bitShiftLeft(toUInt64(1), 40)),
    isIPv6String(${ip}) AND startsWith(${bytes}, ${MAPPED}), bitOr(reinterpretAsUInt64(reverse(substring(${bytes}, 13, 3))), bitShiftLeft(toUInt64(1), 40)),
    isIPv6String(${ip}), bitOr(reinterpretAsUInt64(reverse(substring(${bytes}, 1, 6))), bitShiftLeft(toUInt64(1), 50)),
    0)`
}

/**
 * SELECT of the exchange table's columns from a SELECT of the landing columns. Rows that are refused are there too, in
 * a partition of their own.
 * @param landing SQL that yields LANDING_COLUMNS
 * @param keepText whether the text column holds the text
 */
export function fingerprintSql(landing: string, keepText: boolean): string {
  const number = (column: string, most: number) =>
    `toUInt32(least(greatest(ifNull(${column}, 0), 0), ${most}))`
  return `${LEXICON}
SELECT
  id,
  if(reason = '', assumeNotNull(at_or_null), ${NO_TIME}) AS ts,
  account,
  org,
  key,
  pathway,
  address AS ip,
  ${blockSql('address')} AS block,
  user_agent,
  ja4,
  model,
  ${number('input_tokens', 4e9)} AS input_tokens,
  ${number('output_tokens', 4e9)} AS output_tokens,
  ${paramsHash()} AS params,
  ${number('max_tokens', 4e9)} AS max_tokens,
  if(session = '', 0, cityHash64(session)) AS session,
  arrayMap(r -> cityHash64(r), arrayFilter(r -> r != '', arraySlice(opaque_refs, 1, 64))) AS opaque_refs,
  status,
  toUInt8(error != '' OR match(status, '^[45][0-9][0-9]$') OR lower(status) IN ('failure', 'failed', 'error')) AS failed,
  arrayConcat(${anchorsOf('user_tokens', ANCHOR_LIMIT, 0)}, ${anchorsOf('unknown_tokens', SYSTEM_ANCHOR_LIMIT, 1)}, known_anchors) AS anchors,
  ${hashOf('user')} AS prompt_hash,
  known_hash + ${hashOf('unknown')} AS system_hash,
  toUInt32(length(user_tokens)) AS words,
  toUInt16(least(length(messages), 65535)) AS turns,
  ${marksSql()} AS marks,
  ${lowestBit(CONCEPTS.length, CAPABILITY_WORDS.length, CAPABILITIES.length - 1)} AS capability,
  ${lowestBit(CONCEPTS.length + CAPABILITY_WORDS.length, LANGUAGES.length, 255)} AS language,
  ${keepText ? `concat(${SYSTEM_TEXT}, if(${SYSTEM_TEXT} = '', '', '\\n\\n'), user_text)` : "''"} AS text,
  toUInt8(${FINGERPRINT_VERSION}) AS fingerprint
FROM (${derive(`(${readOnce(landing)})`, { ...VALIDITY, address: addressSql('ip'), found: 'bitOr(bitOr(user_found, unknown_found), known_found)' })})`
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
