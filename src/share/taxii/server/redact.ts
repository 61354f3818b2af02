// What a client is given of objects that it may read: without the types, the kinds of values and the properties that the
// file withholds from it. What names a value that is withheld goes too, as ids of observables follow from their values.
import { readPattern } from '../../received/pattern-values.js'
import { EXTENSION_ID, TRAIT_TYPE } from '../../stix/extension.js'
import { isObject } from '../../stix/object-check.js'
import { SIGNATURE_EXTENSION } from '../../stix/signed-object.js'
import type { StixObject } from '../../stix/stix-object.js'
import type { Withhold } from './configuration.js'

/** Objects whose ids follow from what they say, or that say it themselves: who isn't given them isn't told their ids. */
const TELLING: ReadonlySet<string> = new Set(['indicator', TRAIT_TYPE, 'ipv4-addr', 'ipv6-addr'])
/** References that an object is nothing without. */
const ENDS = ['source_ref', 'target_ref', 'sighting_of_ref'] as const
/** Lists of references, and whether an object may have none. */
const LISTS = [
  { name: 'object_refs', isNeeded: true },
  { name: 'observed_data_refs', isNeeded: false },
  { name: 'where_sighted_refs', isNeeded: false },
  { name: 'sample_refs', isNeeded: false },
] as const
/** Ids that are asked for at a time. */
const IDS_AT_ONCE = 200

/** Tells which objects of these ids a client may read, before anything is withheld. */
export type Look = (ids: readonly string[]) => Promise<readonly StixObject[]>

/** An object as it is given; undefined when it isn't. */
export interface Given {
  readonly object: StixObject
  /** Whether it says less than it did. */
  readonly isAltered: boolean
}

/**
 * What a client is given of objects.
 * @param look for objects that they refer to and that are not among them
 * @returns for each in turn
 */
export async function redact(
  objects: readonly StixObject[],
  rule: Withhold,
  look: Look,
): Promise<readonly (Given | undefined)[]> {
  const given = new Set(objects.filter((object) => !isWithheld(object, rule)).map(({ id }) => id))
  const known = new Set(objects.map(({ id }) => id))
  const asked = new Set(
    objects.filter(({ id }) => given.has(id)).flatMap((object) => referencesOf(object, known, rule)),
  )
  const ids = [...asked]
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE)
    for (const object of await look(ids.slice(at, at + IDS_AT_ONCE)))
      if (!isWithheld(object, rule)) given.add(object.id)
  const isHidden = (id: unknown) => {
    const type = typeOf(id)
    if (rule.types.includes(type)) return true
    // Of what tells nothing by its id a reference may lead out of the collection.
    return TELLING.has(type) && rule.kinds.length > 0 && !given.has(String(id))
  }
  return objects.map((object) => (given.has(object.id) ? reduce(object, rule, isHidden) : undefined))
}

const typeOf = (id: unknown) => String(id).split('--')[0] ?? ''

function referencesOf(object: StixObject, known: ReadonlySet<string>, { kinds }: Withhold): string[] {
  if (kinds.length === 0) return []
  const refs = [...ENDS.map((name) => object[name]), ...LISTS.flatMap(({ name }) => listOf(object[name]))]
  return refs.map(String).filter((id) => TELLING.has(typeOf(id)) && !known.has(id))
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function isWithheld(object: StixObject, { types, kinds }: Withhold): boolean {
  if (types.includes(object.type)) return true
  return kinds.length > 0 && kindsOf(object).some((kind) => (kinds as readonly string[]).includes(kind))
}

/** Kinds of values that an object tells, also one of others that says so by its pattern only. */
function kindsOf(object: StixObject): readonly string[] {
  const { type, extensions, kind, pattern, pattern_type } = object
  if (type === TRAIT_TYPE) return [String(kind)]
  if (type === 'ipv4-addr' || type === 'ipv6-addr') return PLACES
  if (type !== 'indicator') return []
  const about = isObject(extensions) ? extensions[EXTENSION_ID] : undefined
  const told = isObject(about) && typeof about.kind === 'string' ? [about.kind] : []
  const asked = readPattern(String(pattern), String(pattern_type ?? 'stix')).flatMap((one) =>
    one.form === 'address'
      ? PLACES
      : one.form === 'client'
        ? ['client']
        : one.form === 'sketch'
          ? ['template']
          : [one.kind],
  )
  return [...told, ...asked]
}

/** An address may be of a request or of a sign-up. */
const PLACES = ['block', 'signup-block'] as const

function reduce(
  object: StixObject,
  { properties }: Withhold,
  isHidden: (id: unknown) => boolean,
): Given | undefined {
  if (ENDS.some((name) => object[name] !== undefined && isHidden(object[name]))) return undefined
  let reduced: Record<string, unknown> = object
  const change = (name: string, value: unknown) => {
    const { [name]: _, ...others } = reduced
    reduced = value === undefined ? others : { ...reduced, [name]: value }
  }
  for (const { name, isNeeded } of LISTS) {
    const refs = listOf(object[name])
    const left = refs.filter((id) => !isHidden(id))
    if (left.length === refs.length) continue
    if (left.length === 0 && isNeeded) return undefined
    change(name, left.length === 0 ? undefined : left)
  }
  for (const name of properties) {
    if (name.startsWith(OWN)) {
      const about = isObject(reduced.extensions) ? reduced.extensions[EXTENSION_ID] : undefined
      const own = name.slice(OWN.length)
      if (!isObject(about) || !(own in about) || !isObject(reduced.extensions)) continue
      const { [own]: _, ...others } = about
      change('extensions', { ...reduced.extensions, [EXTENSION_ID]: others })
    } else if (name in reduced) change(name, undefined)
  }
  if (reduced === object) return { object, isAltered: false }
  return { object: unsigned(reduced) as StixObject, isAltered: true }
}

const OWN = 'stillwatch.'

/** A signature is over all that an object says. */
function unsigned(object: Record<string, unknown>): Record<string, unknown> {
  if (!isObject(object.extensions) || !(SIGNATURE_EXTENSION in object.extensions)) return object
  const { [SIGNATURE_EXTENSION]: _, ...others } = object.extensions
  const { extensions: __, ...rest } = object
  return Object.keys(others).length === 0 ? rest : { ...object, extensions: others }
}
