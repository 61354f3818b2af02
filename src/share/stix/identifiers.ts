// Deterministic identifiers: the same thing has the same id in every export, so that a second one brings nothing twice.
import { createHash, createHmac } from 'node:crypto'
import { type CommunityKey, deriveKey } from '../community-key.js'
import type { StixObject } from './stix-object.js'

/** Namespace of ids of observables (STIX 2.1, section 2.9). */
const OBSERVABLES = '00abedb4-aa42-466c-9c01-fed23315a9b7'
/** Namespace of the ids of everything else that Stillwatch makes. */
const OWN = '6f1a5c1e-1f0f-5d0b-9a7e-53d8c0b7a1f4'

/** Version 5 of a name in a namespace (RFC 9562, section 5.5). */
export function uuidOf(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Id of something that is the same for everybody, such as a technique. */
export function publicId(type: string, name: string): string {
  return `${type}--${uuidOf(OWN, `${type} ${name}`)}`
}

/** Makes ids of what a provider tells: nobody without the key can check a guess of what stands behind one. */
export function keyedIds({ secret }: CommunityKey): (type: string, ...parts: readonly string[]) => string {
  const key = deriveKey(secret, 'id')
  return (type, ...parts) =>
    `${type}--${uuidOf(
      OWN,
      createHmac('sha256', key)
        .update(JSON.stringify([type, ...parts]))
        .digest('hex'),
    )}`
}

/**
 * Id of an observable by the properties that make it what it is: UUIDv5 over their canonical JSON (RFC 8785), as the
 * standard has it, so that everybody gives the same value the same id.
 */
export function observableId(type: string, contributing: Readonly<Record<string, string>>): string {
  const names = Object.keys(contributing).sort()
  return `${type}--${uuidOf(OBSERVABLES, JSON.stringify(contributing, names))}`
}

/** Objects by id, one of each. */
export function distinctById(objects: readonly StixObject[]): StixObject[] {
  return [...new Map(objects.map((object) => [object.id, object])).values()]
}
