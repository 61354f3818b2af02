// Pieces of SQL that every source builds its SELECT from: reading a document safely, once, into a typed tuple,
// and handing the landing columns on in their order and types.
import { LANDING_COLUMNS, type LandingColumnName, MESSAGES } from '../model/exchange.js'

/** SQL expressions by landing column; a column left out is empty. */
export type LandingExpressions = Readonly<Partial<Record<LandingColumnName, string>>>

/** A string as a SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** Elements that one array of a document may contribute: a hostile document cannot make a row grow without end. */
export const ARRAY_LIMIT = 4096

/** A SELECT of exactly the landing columns. `tail` is what follows: FROM, WHERE, SETTINGS. */
export function landingSelect(expressions: LandingExpressions, tail: string): string {
  const columns = LANDING_COLUMNS.map(({ name, type }) => {
    const expression = expressions[name]
    return `  ${expression === undefined ? emptyValue(type) : typed(expression, type)} AS ${name}`
  })
  return `SELECT\n${columns.join(',\n')}\n${tail}`
}

function emptyValue(type: string): string {
  if (type === 'String') return "''"
  return type.startsWith('Nullable')
    ? `CAST(NULL, '${type}')`
    : `CAST(${type === 'UInt8' ? 0 : '[]'}, '${type}')`
}

function typed(expression: string, type: string): string {
  if (type === 'String') return expression
  if (type === 'Nullable(Float64)') return `if(isFinite(${expression}), ${expression}, NULL)`
  return `CAST(${expression}, '${type}')`
}

/**
 * Documents parsed once: columns `document`, `body` (the document as valid JSON, empty when it is no JSON object) and
 * `d`, a tuple of `fields`. Values of the wrong type become the field's default.
 */
export function parsedDocuments(documents: string, fields: string): string {
  return `(
  SELECT
    document,
    body,
    JSONExtract(body, ${literal(tuple(fields))}) AS d
  FROM (
    SELECT
      document,
      multiIf(${isObject('document')}, document, ${isObject(repaired('document'))}, ${repaired('document')}, '') AS body
    FROM ${documents}
  )
)`
}

function isObject(expression: string): string {
  return `JSONType(${expression}) = 'Object'`
}

/** A tuple type from its fields, newlines dropped. */
export function tuple(fields: string): string {
  return `Tuple(${fields.trim().replace(/\s+/g, ' ')})`
}

const ESCAPE_OR_PAIR = String.raw`(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})`
const LONE_SURROGATE = String.raw`\\u[dD][89a-fA-F][0-9a-fA-F]{2}`
const BARE_NUMBER = String.raw`([:,\[]\s*)(-?(?:NaN|Infinity|[0-9]{19,}|[0-9.]+[eE][+]?[0-9]{3,}))\b`

/**
 * What writers commonly get wrong put right, for documents that the engine refuses only: bytes that are not UTF-8,
 * lone surrogates, bare NaN and Infinity, numbers beyond 64 bits.
 */
function repaired(expression: string): string {
  const surrogates = `replaceRegexpAll(toValidUTF8(${expression}), ${literal(`${ESCAPE_OR_PAIR}|${LONE_SURROGATE}`)}, ${literal('\\1')})`
  return `replaceRegexpAll(${surrogates}, ${literal(BARE_NUMBER)}, ${literal('\\1"\\2"')})`
}

/** The form of an id that was made of a document's bytes, which no document contains. */
export const MADE_ID = /^[0-9A-F]{32}$/

/** An id for a document that has none: the same document always gets the same one; none for what is no JSON. */
export function idOr(expression: string, distinguishing = 'document'): string {
  return `multiIf(body = '', '', notEmpty(${expression}), ${expression}, hex(sipHash128(${distinguishing})))`
}

/** The first expression that is not an empty string. */
export function firstOf(...expressions: readonly string[]): string {
  const last = expressions[expressions.length - 1] ?? "''"
  const rest = expressions.slice(0, -1)
  return rest.length === 0 ? last : `multiIf(${rest.map((e) => `notEmpty(${e}), ${e}`).join(', ')}, ${last})`
}

/** 1 for a JSON value read as text that means yes: true, a number but zero, any object. */
export function flag(expression: string): string {
  return `(${expression} NOT IN ('', '0', 'false', 'False', 'null', '[]', '{}'))`
}

/** Names of tools given as names, as `{name}` or as `{function: {name}}`, each element as text. */
export function toolNames(expression: string): string {
  const s = "JSONExtract(t, 'Tuple(name String, function Tuple(name String), toolSpec Tuple(name String))')"
  const name = firstOf(`${s}.name`, `${s}.function.name`, `${s}.toolSpec.name`)
  return `arrayFilter(t -> notEmpty(t), arrayMap(t -> if(startsWith(t, '{'), ${name}, t), arraySlice(${expression}, 1, ${ARRAY_LIMIT})))`
}

const PART = 'text String, content String, outputText String'

/** Text of content that is a plain text or a JSON array of parts, given as text. */
export function partsText(expression: string): string {
  const parts = `JSONExtract(${expression}, 'Array(Tuple(${PART}))')`
  const text = 'multiIf(notEmpty(p.text), p.text, notEmpty(p.content), p.content, p.outputText)'
  const joined = `arrayStringConcat(arrayFilter(t -> notEmpty(t), arrayMap(p -> ${text}, arraySlice(${parts}, 1, ${ARRAY_LIMIT}))), '\\n')`
  return `if(startsWith(${expression}, '[{') AND isValidJSON(${expression}), ${joined}, ${expression})`
}

/** A JSON array given as text, or nothing when it is empty or no array. */
export function arrayText(expression: string): string {
  return `if(startsWith(${expression}, '[') AND ${expression} != '[]', ${expression}, '')`
}

/** Messages from a JSON array of `{role, content}` given as text. */
export function parsedMessages(expression: string): string {
  return `JSONExtract(${expression}, '${MESSAGES}')`
}
