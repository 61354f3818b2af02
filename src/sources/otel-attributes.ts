// Reads attributes of OpenTelemetry spans in SQL: a value by its possible names, messages spelled as indexed keys
// (`gen_ai.prompt.0.content`), as a JSON text, or as nested values.
import { ARRAY_LIMIT, firstOf, literal, partsText } from './landing-select.js'

const VALUE = `stringValue String, intValue String, doubleValue String, boolValue String, arrayValue String,
  kvlistValue String`

/** Type of an `attributes` array as OTLP JSON has it. */
export const ATTRIBUTES = `Array(Tuple(key String, value Tuple(${VALUE})))`

/** Attributes beyond this number are not looked at, unless they are named: lookups are linear. */
export const ATTRIBUTE_LIMIT = 8192

/**
 * A map of attribute name to value as text, from an array of type `ATTRIBUTES`. The named ones are there wherever they
 * stand: the caller decides how many messages come before them.
 */
export function attributeMap(attributes: string, named: readonly string[]): string {
  const first = `arrayFilter(a -> has([${named.map(literal).join(', ')}], a.key), ${attributes})`
  const kept = `arraySlice(arrayConcat(${first}, ${attributes}), 1, ${ATTRIBUTE_LIMIT})`
  const value = firstOf(
    ...['stringValue', 'intValue', 'doubleValue', 'boolValue', 'arrayValue', 'kvlistValue'].map(
      (k) => `a.value.${k}`,
    ),
  )
  return `mapFromArrays(arrayMap(a -> a.key, ${kept}), arrayMap(a -> ${value}, ${kept}))`
}

/** A small map of the named attributes only, values cut: it is repeated for every span of a resource. */
export function smallAttributeMap(attributes: string, names: readonly string[]): string {
  const kept = `arrayFilter(a -> a.key IN (${names.map(literal).join(', ')}), ${attributes})`
  return `mapFromArrays(arrayMap(a -> a.key, ${kept}), arrayMap(a -> substring(a.value.stringValue, 1, 1024), ${kept}))`
}

/** The first of the named attributes that is there, as text, of the span or of another map. */
export function attribute(...names: readonly string[]): string {
  return attributeIn(['attrs'], names)
}

/** As `attribute`, from the span or else from its resource. */
export function attributeOrResource(...names: readonly string[]): string {
  return attributeIn(['attrs', 'resource'], names)
}

// No lambda may capture the map: the engine would copy all of it for every element.
function attributeIn(maps: readonly string[], names: readonly string[]): string {
  const lookups = maps.flatMap((map) => names.map((name) => `${map}[${literal(name)}]`))
  return lookups.length === 1 ? (lookups[0] ?? '') : `arrayFirst(v -> v != '', [${lookups.join(', ')}])`
}

/** As `attribute`, as a number. */
export function numberAttribute(...names: readonly string[]): string {
  return `toFloat64OrNull(${attribute(...names)})`
}

/**
 * Attributes with keys `PREFIX.N.ROLE` and `PREFIX.N.CONTENT` as (N, is content, value), sorted. N only orders:
 * nothing is allocated for the numbers left out.
 */
export function indexedEntries(prefix: string, role: string, content: string): string {
  const name = (text: string) => text.replaceAll('.', '[.]')
  const pattern = literal(`^${name(prefix)}[.]([0-9]{1,18})[.](${name(role)}|${name(content)})$`)
  const isEntry = `startsWith(k, ${literal(`${prefix}.`)}) AND match(k, ${pattern})`
  const keys = `arrayFilter(k -> ${isEntry}, mapKeys(attrs))`
  const values = `arrayFilter((v, k) -> ${isEntry}, mapValues(attrs), mapKeys(attrs))`
  const entry = `(toUInt64OrZero(extract(k, ${pattern})), endsWith(k, ${literal(`.${content}`)}), v)`
  return `arraySlice(arraySort(e -> (e.1, e.2), arrayMap((k, v) -> ${entry}, ${keys}, ${values})), 1, ${2 * ARRAY_LIMIT})`
}

/** (role, content) tuples of entries: the role of a content, if there is one, comes just before it. */
export function pairedEntries(entries: string): string {
  const before = `arraySlice(arrayPushFront(${entries}, (0, 1, '')), 1, length(${entries}))`
  const pairs = `arrayMap((e, b) -> (e.2, if(b.1 = e.1 AND b.2 = 0, b.3, ''), e.3), ${entries}, ${before})`
  return `arrayMap(p -> (p.2, p.3), arrayFilter(p -> p.1 = 1, ${pairs}))`
}

const PARTS = 'Array(Tuple(type String, content String, text String))'

/**
 * (role, content) tuples of a JSON text: `[{role, content}]` or `[{role, parts: [{type, content}]}]`, one object of
 * the kind, or `{messages: […]}`.
 */
export function jsonMessages(text: string): string {
  const message = `Tuple(role String, content String, parts ${PARTS})`
  const array = `multiIf(startsWith(${text}, '['), ${text}, startsWith(${text}, '{"messages":'), JSONExtractRaw(${text}, 'messages'), startsWith(${text}, '{'), concat('[', ${text}, ']'), '')`
  const content = firstOf(partsText('m.content'), joinedParts('m.parts'))
  return `arrayMap(m -> (m.role, ${content}), arraySlice(JSONExtract(${array}, 'Array(${message})'), 1, ${ARRAY_LIMIT}))`
}

function joinedParts(parts: string): string {
  return `arrayStringConcat(arrayFilter(t -> notEmpty(t), arrayMap(p -> ${firstOf('p.content', 'p.text')}, ${parts})), '\\n')`
}

const LEAF = 'Array(Tuple(key String, value Tuple(stringValue String)))'
const PART = `Tuple(stringValue String, kvlistValue Tuple(values ${LEAF}))`
const FIELD = `Tuple(key String, value Tuple(stringValue String, arrayValue Tuple(values Array(${PART}))))`
const NESTED = `Tuple(values Array(Tuple(stringValue String, kvlistValue Tuple(values Array(${FIELD})))))`

/** (role, content) tuples of messages given as nested attribute values rather than as a JSON text. */
function nestedMessages(text: string): string {
  const leaf = (name: string) => `arrayFirst(l -> l.key = '${name}', p.kvlistValue.values).value.stringValue`
  const part = firstOf(leaf('content'), leaf('text'), 'p.stringValue')
  const field = (name: string) => `arrayFirst(f -> f.key = '${name}', m.kvlistValue.values).value`
  const parts = `arrayStringConcat(arrayMap(p -> ${part}, ${field('parts')}.arrayValue.values), '\\n')`
  const own = firstOf(`${field('content')}.stringValue`, 'm.stringValue')
  return `arrayMap(m -> (${field('role')}.stringValue, ${firstOf(own, parts)}), JSONExtract(${text}, '${NESTED}').values)`
}

/** (role, content) tuples of an attribute's text that is JSON or nested values. */
export function messagesOf(text: string): string {
  return `if(startsWith(${text}, '{"values":'), ${nestedMessages(text)}, ${jsonMessages(text)})`
}

/** The first array that is not empty. */
export function firstNotEmpty(...arrays: readonly string[]): string {
  const last = arrays[arrays.length - 1] ?? '[]'
  return `multiIf(${arrays
    .slice(0, -1)
    .map((a) => `notEmpty(${a}), ${a}`)
    .join(', ')}, ${last})`
}

/** The same of arrays of one type, each written once: planning takes longer the longer a statement is. */
export function firstArray(...arrays: readonly string[]): string {
  return `arrayFirst(a -> notEmpty(a), [${arrays.join(', ')}])`
}

/** The first text that is not empty, each written once. */
export function firstText(...texts: readonly string[]): string {
  return `arrayFirst(t -> t != '', [${texts.join(', ')}])`
}
