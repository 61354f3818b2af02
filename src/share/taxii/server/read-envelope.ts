// What is posted: an envelope of objects. Each is kept as the text that came. It must be told from others, by type, id and
// version; whether it is of use is for those to judge who read it.
import { createHash } from 'node:crypto'
import { Problem } from '../../../model/problem.js'
import { findSpans } from '../../stix/json-spans.js'
import { isObject, whatIsMismarked, whatIsNameless } from '../../stix/object-check.js'
import { rankOf, tlpOf } from '../../stix/tlp.js'
import { canonicalJson } from '../../trust/canonical-json.js'
import { SPEC_VERSIONS, type SpecVersion } from '../media.js'
import { sortableTime } from '../timestamp.js'
import type { StatusDetail } from '../wire.js'
import type { Incoming } from './archive.js'

/** What is taken at once, beside its bytes. */
const MOST_OBJECTS = 50_000
const MOST_DEPTH = 64

export interface ReadEnvelope {
  readonly objects: readonly Incoming[]
  readonly failures: readonly StatusDetail[]
}

/**
 * Reads what was posted, and leaves aside objects that can't be added.
 * @param specVersions those of STIX that the collection takes
 * @throws Problem `envelope-invalid` when it is no envelope
 */
export function readEnvelope(bytes: Uint8Array, specVersions: readonly SpecVersion[]): ReadEnvelope {
  const text = decode(bytes)
  const spans = findSpans(text, MOST_DEPTH, invalid)
  const envelope = parse(text)
  if (!isObject(envelope) || !Array.isArray(envelope.objects)) throw invalid('it has no list of objects')
  if (envelope.objects.length > MOST_OBJECTS) throw invalid(`it has more than ${MOST_OBJECTS} objects`)
  const places = spans.elements.get('objects') ?? []
  const objects: Incoming[] = []
  const failures: StatusDetail[] = []
  envelope.objects.forEach((object: unknown, index) => {
    const { from, to } = places[index] ?? { from: 0, to: 0 }
    const read = readObject(object, text.slice(from, to), specVersions)
    if (typeof read === 'string') failures.push({ ...detailOf(object, index), message: read })
    else objects.push(read)
  })
  return { objects, failures }
}

/** An object as it is added, or why it can't be. */
function readObject(value: unknown, text: string, taken: readonly SpecVersion[]): Incoming | string {
  const nameless = whatIsNameless(value)
  if (nameless !== undefined) return nameless.text
  const object = value as Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }
  if (object.type === 'bundle') return 'is a bundle: post what is in it'
  const { created, modified } = object
  for (const [name, time] of Object.entries({ created, modified }))
    if (time !== undefined && (typeof time !== 'string' || sortableTime(time) === undefined))
      return `has a ${name} that is no time in UTC`
  const mismarked = whatIsMismarked(object)
  if (mismarked !== undefined) return mismarked.text
  const version = (modified ?? created) as string | undefined
  const specVersion = specVersionOf(object)
  if (specVersion === undefined) return 'is of a version of STIX that is not known here'
  if (!taken.includes(specVersion))
    return `is STIX ${specVersion}; this collection takes ${taken.join(' and ')}`
  try {
    const digest = digestOf(version === undefined ? object : { ...object, modified: version })
    return {
      id: object.id,
      type: object.type,
      version,
      specVersion,
      digest,
      tlp: rankOf(tlpOf(object)),
      text,
    }
  } catch {
    return 'has a number that is too large, or text that is no Unicode'
  }
}

/** Of STIX 2.0 what says nothing, unless it is an observable, which has no versions and says nothing in 2.1 either. */
function specVersionOf({
  spec_version,
  created,
}: Readonly<Record<string, unknown>>): SpecVersion | undefined {
  if (spec_version === undefined) return created === undefined ? '2.1' : '2.0'
  return SPEC_VERSIONS.find((version) => version === spec_version)
}

function digestOf(object: object): string {
  return createHash('sha256').update(canonicalJson(object)).digest('hex').slice(0, 32)
}

/** How an object is called that has no name: by what it says of itself, and its place. */
function detailOf(object: unknown, index: number): StatusDetail {
  const { id, modified } = isObject(object) ? object : {}
  const shown = (value: unknown) => (typeof value === 'string' ? value.slice(0, 300) : '')
  return { id: shown(id) || `object ${index + 1}`, version: shown(modified) }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalid('it is not UTF-8')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalid(`it is not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
}

function invalid(why: string): Problem {
  return new Problem(
    'envelope-invalid',
    `While processing supplied content, an error occurred: ${why}`,
    'Post {"objects": […]}.',
  )
}
