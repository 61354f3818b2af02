// The SQL that turns landed rows into fingerprints, in the engine: text in, hashes and marks out. Staged as nested
// SELECTs in the order things become known: time, text, words, anchors and marks.
import { CAPABILITIES, CAPABILITY_WORDS, CONCEPTS, LANGUAGES, PATTERNS, PURPOSE_RULES } from './lexicon.js'

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
  'not-json': 'the line is not a JSON object',
  'no-id': 'no exchange id',
  'no-account': 'no account; see the identity recipe of the format',
  'no-time': 'no time',
  'bad-time': 'a time that is no time (not RFC 3339, not epoch seconds to nanoseconds, or before 2015)',
  'future-time': 'a time more than thirty days ahead of this clock',
  'duplicate-id': 'an exchange id that was already there',
  truncated: 'the file ends in the middle of compressed data',
} as const
export type RejectReason = keyof typeof REJECT_REASONS

const NO_TIME = "toDateTime64(0, 3, 'UTC')"

/** `at` (DateTime64) and `reason` for each landed row. */
export function validated(landing: string): string {
  return `SELECT *,
  toFloat64OrNull(ts) AS epoch,
  multiIf(
    ts = '', NULL,
    epoch IS NOT NULL AND NOT isFinite(epoch), NULL,
    epoch IS NOT NULL AND abs(epoch) >= 1e17, fromUnixTimestamp64Milli(toInt64(greatest(least(epoch / 1e6, 9e12), 0)), 'UTC'),
    epoch IS NOT NULL AND abs(epoch) >= 1e14, fromUnixTimestamp64Milli(toInt64(epoch / 1e3), 'UTC'),
    epoch IS NOT NULL AND abs(epoch) >= 1e11, fromUnixTimestamp64Milli(toInt64(epoch), 'UTC'),
    epoch IS NOT NULL, fromUnixTimestamp64Milli(toInt64(epoch * 1e3), 'UTC'),
    parseDateTime64BestEffortOrNull(ts, 3, 'UTC')
  ) AS at_or_null,
  ifNull(at_or_null, ${NO_TIME}) AS at,
  multiIf(
    id = '' AND account = '' AND raw != '' AND NOT startsWith(trimLeft(raw), '{'), 'not-json',
    id = '' AND account = '' AND raw != '' AND NOT isValidJSON(raw), 'not-json',
    id = '', 'no-id',
    account = '', 'no-account',
    ts = '', 'no-time',
    at_or_null IS NULL OR at < ${EARLIEST}, 'bad-time',
    at > ${LATEST}, 'future-time',
    ''
  ) AS reason
FROM (${landing})`
}

/** Text of a message: a string, or the text parts of an array of parts. */
const CONTENT =
  "m -> if(startsWith(m.2, '[{'), arrayStringConcat(arrayMap(p -> p.1, JSONExtract(m.2, 'Array(Tuple(text String))')), '\\n'), m.2)"

function bounded(text: string): string {
  return `if(length(${text}) <= ${TEXT_HEAD_BYTES + TEXT_TAIL_BYTES}, ${text}, concat(substring(${text}, 1, ${TEXT_HEAD_BYTES}), ' ', substring(${text}, -${TEXT_TAIL_BYTES})))`
}

/** System and user text of each accepted row. The user text is the first and the last message of the user. */
function texted(relation: string, rejects: boolean): string {
  return `SELECT * EXCEPT (system),
  JSONExtract(messages, 'Array(Tuple(role String, content String))') AS turns_in,
  arrayFilter(m -> m.1 = 'user' OR m.1 = 'human', turns_in) AS said,
  arrayFilter(m -> m.1 = 'system' OR m.1 = 'developer', turns_in) AS told,
  arrayMap(${CONTENT}, arraySlice(said, 1, 1)) AS first_said,
  arrayMap(${CONTENT}, if(length(said) > 1, arraySlice(said, -1, 1), [])) AS last_said,
  multiIf(
    notEmpty(said), arrayStringConcat(arrayConcat(first_said, last_said), '\\n'),
    prompt != '', prompt,
    notEmpty(turns_in), '',
    messages
  ) AS user_text,
  if(empty(told), system, arrayStringConcat(arrayConcat([system], arrayMap(${CONTENT}, told)), '\\n')) AS system_text,
  toValidUTF8(${bounded('user_text')}) AS user_bounded,
  toValidUTF8(${bounded('system_text')}) AS system_bounded
FROM (${relation})${rejects ? '' : "\nWHERE reason = ''"}`
}

/** Characters for each space above which a text that is not plain ASCII is taken to put no spaces between words. */
const CHARACTERS_A_SPACE = 12

/** Hashes of words, or of characters for scripts that put no spaces between words. */
function tokenHashes(text: string): string {
  return `arrayMap(w -> cityHash64(w), if(length(${text}) > lengthUTF8(${text}) AND ${CHARACTERS_A_SPACE} * countSubstrings(${text}, ' ') < lengthUTF8(${text}), arrayFilter(c -> c != ' ' AND c != '\\n', ngrams(${text}, 2)), splitByNonAlpha(${text})))`
}

/** Sampled hashes of three tokens in a row. */
function anchorsOf(hashes: string, limit: number, lowBit: 0 | 1): string {
  // No condition around it: the engine would compute what stands in one anew for each use.
  const size = `greatest(length(${hashes}) - 2, 0)`
  const shingles = `arrayMap((a, b, c) -> toUInt32(intHash64(a + 3 * b + 7 * c)), arraySlice(${hashes}, 1, ${size}), arraySlice(${hashes}, 2, ${size}), arraySlice(${hashes}, 3, ${size}))`
  const kept = `arraySlice(arrayCompact(arraySort(arrayFilter(s -> s < ${Math.floor(2 ** 32 * ANCHOR_FRACTION)}, ${shingles}))), 1, ${limit})`
  return `arrayMap(s -> toUInt32(bitOr(bitAnd(s, 4294967294), ${lowBit})), ${kept})`
}

function tokenised(relation: string): string {
  const given = ['max_tokens', 'temperature', 'top_p', 'n']
  return `SELECT *,
  if(${given.map((name) => `isNull(${name})`).join(' AND ')} AND logprobs = 0 AND stream = 0 AND empty(tools), 0, cityHash64(${given.map((name) => `ifNull(${name}, -1)`).join(', ')}, logprobs, stream, arraySort(tools))) AS request_params,
  if(length(user_bounded) = lengthUTF8(user_bounded), lower(user_bounded), lowerUTF8(user_bounded)) AS user_lower,
  if(length(system_bounded) = lengthUTF8(system_bounded), lower(system_bounded), lowerUTF8(system_bounded)) AS system_lower,
  ${tokenHashes('user_lower')} AS user_tokens,
  ${tokenHashes('system_lower')} AS system_tokens,
  arrayReduce('groupBitOr', arrayMap(i -> bitShiftLeft(toUInt64(1), i - 1), multiMatchAllIndices(concat(substring(user_lower, 1, 2048), ' ', substring(system_lower, 1, 1024)), [${PATTERNS.map(quote).join(', ')}]))) AS found
FROM (${relation})`
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

/** Number of the /24 or /48 block of a textual address; 0 when it is none. */
export function blockSql(ip: string): string {
  return `multiIf(
    isIPv4String(${ip}), bitOr(bitShiftRight(toUInt64(IPv4StringToNumOrDefault(${ip})), 8), bitShiftLeft(toUInt64(1), 40)),
    startsWith(lower(${ip}), '::ffff:') AND isIPv4String(substring(${ip}, 8)), bitOr(bitShiftRight(toUInt64(IPv4StringToNumOrDefault(substring(${ip}, 8))), 8), bitShiftLeft(toUInt64(1), 40)),
    isIPv6String(${ip}), bitOr(reinterpretAsUInt64(reverse(substring(IPv6StringToNumOrDefault(${ip}), 1, 6))), bitShiftLeft(toUInt64(1), 50)),
    0)`
}

/**
 * SELECT of the exchange table's columns from a SELECT of the landing columns.
 * @param landing SQL that yields LANDING_COLUMNS
 * @param keepText whether the text column holds the text
 */
export function fingerprintSql(landing: string, keepText: boolean): string {
  const number = (column: string, most: number) =>
    `toUInt32(least(greatest(ifNull(${column}, 0), 0), ${most}))`
  return `SELECT
  id,
  at AS ts,
  account,
  org,
  key,
  pathway,
  ip,
  ${blockSql('ip')} AS block,
  user_agent,
  ja4,
  model,
  ${number('input_tokens', 4e9)} AS input_tokens,
  ${number('output_tokens', 4e9)} AS output_tokens,
  request_params AS params,
  ${number('max_tokens', 4e9)} AS max_tokens,
  if(session = '', 0, cityHash64(session)) AS session,
  arrayMap(r -> cityHash64(r), arrayFilter(r -> r != '', arraySlice(opaque_refs, 1, 64))) AS opaque_refs,
  status,
  toUInt8(error != '' OR match(status, '^[45][0-9][0-9]$') OR lower(status) IN ('failure', 'failed', 'error')) AS failed,
  arrayConcat(${anchorsOf('user_tokens', ANCHOR_LIMIT, 0)}, ${anchorsOf('system_tokens', SYSTEM_ANCHOR_LIMIT, 1)}) AS anchors,
  if(user_lower = '', 0, cityHash64(user_tokens)) AS prompt_hash,
  if(system_lower = '', 0, cityHash64(system_tokens)) AS system_hash,
  toUInt32(length(user_tokens)) AS words,
  toUInt16(least(length(turns_in), 65535)) AS turns,
  ${marksSql()} AS marks,
  ${lowestBit(CONCEPTS.length, CAPABILITY_WORDS.length, CAPABILITIES.length - 1)} AS capability,
  ${lowestBit(CONCEPTS.length + CAPABILITY_WORDS.length, LANGUAGES.length, 255)} AS language,
  ${keepText ? "concat(system_text, if(system_text = '', '', '\\n\\n'), user_text)" : "''"} AS text
FROM (${tokenised(texted(validated(landing), false))})`
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
