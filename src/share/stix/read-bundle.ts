// Reads bundles of anybody: ours, OASIS's examples, MITRE's. Nothing is lost: each object is kept as the very text that
// came, beside what it says, and is handed on as that.
import { Problem } from '../../model/problem.js'
import { findSpans, invalid, type Span } from './json-spans.js'
import { isObject, whatIsOdd, whatIsWrong } from './object-check.js'
import type { StixObject } from './stix-object.js'

/** What is taken in at most. MITRE's ATT&CK is 50 MB, 25,000 objects and 7 levels. */
export const BUNDLE_LIMITS = { bytes: 128 * 2 ** 20, objects: 250_000, depth: 64 } as const

export interface ReadObject {
  readonly object: StixObject
  /** The object as it came. */
  readonly text: string
  /** What is odd about it, as a clause: two objects that claim one id and version may not be taken for one. */
  readonly doubt?: string
}

/** An object that can't be used. */
export interface RefusedObject {
  /** Its place in the bundle, from 1. */
  readonly place: number
  readonly why: string
  readonly text: string
}

export interface ReadBundle {
  readonly id: string
  readonly objects: readonly ReadObject[]
  readonly refused: readonly RefusedObject[]
  /** The bundle with the objects that can be used, every one as it came, and whatever else the bundle had. */
  write(): string
}

/**
 * Reads a bundle and leaves aside what can't be used.
 * @param source what it is called in messages
 * @throws Problem `bundle-invalid` when it can't be read at all
 */
export function sortBundle(bytes: Uint8Array, source: string): ReadBundle {
  const text = decode(bytes, source)
  const spans = findSpans(text, BUNDLE_LIMITS.depth, (why) => invalid(source, why))
  const bundle = parse(text, source)
  if (!isObject(bundle) || bundle.type !== 'bundle') throw invalid(source, 'its type is not bundle')
  const { id, objects = [] } = bundle
  if (typeof id !== 'string' || !id.startsWith('bundle--')) throw invalid(source, 'it has no id')
  if (!Array.isArray(objects)) throw invalid(source, 'its objects are no list')
  if (objects.length > BUNDLE_LIMITS.objects)
    throw invalid(source, `it has more than ${BUNDLE_LIMITS.objects} objects`)
  const cut = ({ from, to }: Span) => text.slice(from, to)
  const texts = (spans.elements.get('objects') ?? []).map(cut)
  const sorted = sortObjects(objects, texts)
  const others = [...spans.members].filter(([name]) => name !== 'objects')
  return {
    id,
    ...sorted,
    write: () => {
      const members = others.map(([name, span]) => `${JSON.stringify(name)}: ${cut(span)}`)
      const list = sorted.objects.map((one) => one.text).join(',\n')
      return `{${[...members, `"objects": [\n${list}\n]`].join(',\n')}}\n`
    },
  }
}

/**
 * Reads a bundle of which everything must be usable.
 * @throws Problem `bundle-invalid`, `bundle-refused` with the first objects that can't be used, and why
 */
export function readBundle(bytes: Uint8Array, source: string): ReadBundle {
  const bundle = sortBundle(bytes, source)
  const { refused } = bundle
  if (refused.length === 0) return bundle
  const first = refused.slice(0, 5).map(({ place, why }) => `object ${place} ${why}`)
  throw new Problem(
    'bundle-refused',
    `${source} has ${refused.length} objects that can’t be used: ${first.join('; ')}${refused.length > first.length ? '; …' : ''}`,
    'Ask who made it to mend these, or take them out.',
  )
}

function sortObjects(objects: readonly unknown[], texts: readonly string[]) {
  const usable: ReadObject[] = []
  const refused: RefusedObject[] = []
  const known = new Map<string, unknown>()
  objects.forEach((object, index) => {
    const text = texts[index] ?? ''
    const why = whatIsWrong(object)
    if (why !== undefined) {
      refused.push({ place: index + 1, why: why.text, text })
      return
    }
    const told = object as StixObject
    const doubt = conflict(told, known) ?? whatIsOdd(told)?.text
    usable.push({ object: told, text, ...(doubt !== undefined && { doubt }) })
  })
  return { objects: usable, refused }
}

/**
 * Two versions of an object may come together; one version should not say two things. It does in bundles of MITRE’s, so
 * both are kept, and the second is doubted.
 */
function conflict(object: StixObject, known: Map<string, unknown>): string | undefined {
  const version = `${object.id} ${String(object.modified ?? object.created ?? '')}`
  const before = known.get(version)
  if (before === undefined) {
    known.set(version, object)
    return undefined
  }
  return canonical(before) === canonical(object)
    ? undefined
    : 'has the id and version of an object before it, and says something else'
}

/** The same for whatever means the same: names in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}

function decode(bytes: Uint8Array, source: string): string {
  if (bytes.length > BUNDLE_LIMITS.bytes)
    throw invalid(source, `it is larger than ${BUNDLE_LIMITS.bytes / 2 ** 20} MB`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw invalid(source, 'it is not UTF-8', error)
  }
}

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalid(source, `it is not JSON (${error instanceof Error ? error.message : String(error)})`, error)
  }
}
