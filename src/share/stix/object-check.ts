// What every STIX object must have for anything to be done with it: a type, an id of that type, times and references that
// are such. Whatever else it has is its own business, and is kept.

import { type Sentence, say } from '../../model/sentence.js'

const TYPE = /^[a-z0-9][a-z0-9-]{0,248}[a-z0-9]$/
const ID = /^[a-z0-9][a-z0-9-]*--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/

type Check = (value: unknown) => Sentence | undefined

const isText: Check = (value) => (typeof value === 'string' ? undefined : say`is no text`)
const isId: Check = (value) => (typeof value === 'string' && ID.test(value) ? undefined : say`is no id`)
const isTime: Check = (value) =>
  typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value))
    ? undefined
    : say`is no time in UTC`
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) ? value.map(check).find((wrong) => wrong !== undefined) : say`is no list`
const isRecord: Check = (value) => (isObject(value) ? undefined : say`is no object`)
/** Of a part of an object: a marking, or a language. */
const isGranular: Check = (value) => {
  if (!isObject(value)) return say`is no object`
  if (value.marking_ref !== undefined) return isId(value.marking_ref)
  return typeof value.lang === 'string' ? undefined : say`names neither a marking nor a language`
}
const isShare: Check = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100
    ? undefined
    : say`is no whole number from 0 to 100`
const isBoolean: Check = (value) => (typeof value === 'boolean' ? undefined : say`is neither true nor false`)

/** Properties that say who may see an object. What can't be read of them can't be kept to. */
const MARKINGS: Readonly<Record<string, Check>> = {
  object_marking_refs: listOf(isId),
  granular_markings: listOf(isGranular),
}

/** Properties that several types have, and those by which objects are tied together and indicators are used. */
const CHECKS: Readonly<Record<string, Check>> = {
  spec_version: isText,
  created: isTime,
  modified: isTime,
  created_by_ref: isId,
  revoked: isBoolean,
  confidence: isShare,
  labels: listOf(isText),
  external_references: listOf(isRecord),
  ...MARKINGS,
  extensions: isRecord,
  source_ref: isId,
  target_ref: isId,
  sighting_of_ref: isId,
  relationship_type: isText,
  pattern: isText,
  pattern_type: isText,
  valid_from: isTime,
  valid_until: isTime,
  first_seen: isTime,
  last_seen: isTime,
}

/** Properties without which an object of a type is of no use. */
const NEEDED: ReadonlyMap<string, readonly string[]> = new Map([
  ['relationship', ['relationship_type', 'source_ref', 'target_ref']],
  ['sighting', ['sighting_of_ref']],
  ['indicator', ['pattern', 'valid_from']],
])

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Why an object can't be told from others, as a clause; undefined when it has a type and an id of that type. */
export function whatIsNameless(value: unknown): Sentence | undefined {
  if (!isObject(value)) return say`is no object`
  const { type, id } = value
  if (typeof type !== 'string' || !TYPE.test(type)) return say`has no type`
  if (typeof id !== 'string' || !ID.test(id)) return say`has no id`
  return id.startsWith(`${type}--`) ? undefined : say`has an id of another type than ${type}`
}

/** What is wrong with an object, as a clause; undefined when it can be used. */
export function whatIsWrong(value: unknown): Sentence | undefined {
  const nameless = whatIsNameless(value)
  if (nameless !== undefined || !isObject(value)) return nameless
  const { type } = value as { readonly type: string }
  for (const name of NEEDED.get(type) ?? []) if (!Object.hasOwn(value, name)) return say`has no ${name}`
  const wrong = whatFails(value, CHECKS)
  if (wrong !== undefined) return wrong
  if (isBefore(value.valid_until, value.valid_from)) return say`ends before it begins`
  return undefined
}

/** What is wrong with the markings of an object, as a clause. */
export function whatIsMismarked(object: Readonly<Record<string, unknown>>): Sentence | undefined {
  return whatFails(object, MARKINGS)
}

function whatFails(
  object: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
): Sentence | undefined {
  for (const [name, check] of Object.entries(checks)) {
    const wrong = Object.hasOwn(object, name) ? check(object[name]) : undefined
    if (wrong !== undefined) return say`has a ${name} that ${wrong}`
  }
  return undefined
}

/** What is odd about an object that can be used all the same; MITRE's own have it. */
export function whatIsOdd({ modified, created }: Readonly<Record<string, unknown>>): Sentence | undefined {
  return isBefore(modified, created) ? say`was modified before it was created` : undefined
}

const isBefore = (one: unknown, other: unknown) =>
  typeof one === 'string' && typeof other === 'string' && Date.parse(one) < Date.parse(other)
