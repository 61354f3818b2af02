// What a column of somebody's table becomes in the exchange record, by its type: times, numbers and lists are what they
// are, and JSON in a text is read as what it holds.
import { LANDING_COLUMNS, MESSAGES } from '../model/exchange.js'
import { firstOf, flag, type LandingExpressions, toolNames } from './landing-select.js'
import { firstNotEmpty, jsonMessages } from './otel-attributes.js'
import type { MappedField } from './table-map.js'

/** A column that a map gives for a field. */
export interface GivenColumn {
  readonly field: MappedField
  readonly name: string
  /** Its type, as the engine writes it. */
  readonly type: string
}

type Kind = 'text' | 'number' | 'time' | 'second' | 'date' | 'list' | 'pairs' | 'map' | 'other'

function kindOf(type: string): Kind {
  const bare = bareType(type)
  if (/^(String|FixedString|Enum|UUID|IPv4|IPv6)/.test(bare)) return 'text'
  if (/^(U?Int|Float|BFloat|Decimal|Bool)/.test(bare)) return 'number'
  if (/^DateTime64/.test(bare)) return 'time'
  if (/^DateTime/.test(bare)) return 'second'
  if (/^Date/.test(bare)) return 'date'
  if (
    /^Array\(Tuple\((?:\w+ )?(String|LowCardinality\(String\)), (?:\w+ )?(String|LowCardinality\(String\))\)\)$/.test(
      bare,
    )
  )
    return 'pairs'
  if (/^Array\(/.test(bare)) return 'list'
  if (/^Map\(/.test(bare)) return 'map'
  return 'other'
}

function bareType(type: string): string {
  const wrapped = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)
  return wrapped?.[1] === undefined ? type : bareType(wrapped[1])
}

const NULL_TYPE = 'Nullable(Nothing)'

/** What is wrong with a column for its field; undefined when it fits. */
export function misfit({ field, type }: GivenColumn): string | undefined {
  const kind = kindOf(type)
  const wants = typeOf(field)
  const is = `is ${type}`
  if (type === NULL_TYPE) return undefined
  if (field === 'ts')
    return ['map', 'list', 'pairs', 'other'].includes(kind)
      ? `${is}; give a time, a number of seconds, milliseconds, micro- or nanoseconds, or RFC 3339`
      : undefined
  if (wants === MESSAGES)
    return ['text', 'pairs'].includes(kind)
      ? undefined
      : `${is}; give the JSON of the messages as text, or Array(Tuple(role String, content String))`
  if (wants === 'Array(String)')
    return ['text', 'list'].includes(kind)
      ? undefined
      : `${is}; give a list of texts, or the JSON of one as text`
  if (wants === 'Nullable(Float64)' || wants === 'UInt8')
    return ['text', 'number'].includes(kind) ? undefined : `${is}; give a number`
  return undefined
}

function typeOf(field: MappedField): string {
  return LANDING_COLUMNS.find(({ name }) => name === field)?.type ?? 'String'
}

/**
 * Landing columns from the given ones. Of several for one field the first that is not empty counts. A text given for
 * messages that is no JSON is the prompt, unless the map gives one.
 */
export function landingExpressions(columns: readonly GivenColumn[]): LandingExpressions {
  const expressions: Partial<Record<MappedField | 'raw', string>> = {}
  for (const { name: field } of LANDING_COLUMNS) {
    if (field === 'raw') continue
    const own = columns.filter((column) => column.field === field && column.type !== NULL_TYPE)
    if (own.length > 0) expressions[field] = first(field, own.map(landed))
  }
  const asked = columns.filter(({ field, type }) => field === 'messages' && kindOf(type) === 'text')
  if (expressions.prompt === undefined && asked.length > 0)
    expressions.prompt = `if(notEmpty(${expressions.messages}), '', ${firstOf(...asked.map(({ name }) => plainPrompt(text(name))))})`
  // Of a refused row: what tells which it is, and no text.
  const told = ['id', 'ts', 'account'] as const
  expressions.raw = `toJSONString(map(${told.map((field) => `'${field}', ${expressions[field] ?? "''"}`).join(', ')}))`
  return expressions
}

function first(field: MappedField, expressions: readonly string[]): string {
  if (expressions.length === 1) return expressions[0] ?? ''
  const type = typeOf(field)
  if (type === 'Nullable(Float64)') return `coalesce(${expressions.join(', ')})`
  if (type === 'UInt8') return `(${expressions.join(' OR ')})`
  return type === 'String' ? firstOf(...expressions) : firstNotEmpty(...expressions)
}

const text = (name: string) => `ifNull(toString(${name}), '')`

function plainPrompt(asked: string): string {
  return `if(match(${asked}, '^[\\\\[{]'), JSONExtractString(${asked}, 'prompt'), ${asked})`
}

function landed({ field, name, type }: GivenColumn): string {
  const kind = kindOf(type)
  const wants = typeOf(field)
  if (wants === MESSAGES)
    return kind === 'text'
      ? jsonMessages(text(name))
      : `arrayMap(m -> (toString(m.1), toString(m.2)), ${name})`
  if (wants === 'Array(String)') {
    const listed =
      kind === 'text'
        ? `JSONExtract(${text(name)}, 'Array(String)')`
        : `arrayMap(one -> toString(one), ${name})`
    return field === 'tools' ? toolNames(listed) : listed
  }
  if (wants === 'Nullable(Float64)')
    return kind === 'text' ? `toFloat64OrNull(${text(name)})` : `toFloat64(${name})`
  if (wants === 'UInt8') return kind === 'text' ? flag(text(name)) : `(ifNull(${name}, 0) != 0)`
  if (field === 'ts') return instant(name, kind)
  return kind === 'text' || kind === 'number'
    ? text(name)
    : kind === 'time' || kind === 'second' || kind === 'date'
      ? text(name)
      : `toJSONString(${name})`
}

/** A time as the record has it: of a type that is a point in time, its epoch, as its text lacks the zone. */
function instant(name: string, kind: Kind): string {
  const epoch = {
    time: `toUnixTimestamp64Milli(toDateTime64(${name}, 3))`,
    second: `toUnixTimestamp(${name})`,
    date: `toUnixTimestamp(toDateTime(${name}, 'UTC'))`,
  }
  return kind === 'time' || kind === 'second' || kind === 'date'
    ? `ifNull(toString(${epoch[kind]}), '')`
    : text(name)
}
