// Who asks: a key, or a person who signed in. Most routes know no other difference between them than the name.
import type { Session } from '../people/sessions.js'
import type { Key, KeyRing, Scope } from './key-ring.js'

export interface Caller {
  readonly kind: 'key' | 'person'
  /** Of a key its id; of a person their actor. Batches of different callers are kept apart by it. */
  readonly id: string
  /** As the audit log has it: `key:ID`, `person:SUBJECT`. */
  readonly actor: string
  readonly scopes: readonly Scope[]
  /** Of a key: what its operator called it. */
  readonly name?: string
  /** Of a key: actors of the other keys of its name, those that count no more too. */
  readonly namesakes?: () => readonly string[]
  /** Of a person. */
  readonly session?: Session
  /** Has work done when a person's session or a key ends; the result takes that back. */
  readonly onEnd?: (work: () => void) => () => void
}

export function callerOfKey({ id, name, scopes }: Key, keys: KeyRing): Caller {
  const onEnd = (work: () => void) => keys.onEnd(id, work)
  return {
    kind: 'key',
    id,
    actor: actorOf(id),
    scopes,
    name,
    onEnd,
    namesakes: () => namesakesOf(id, name, keys),
  }
}

const actorOf = (id: string) => `key:${id}`

const namesakesOf = (id: string, name: string, keys: KeyRing) =>
  keys
    .list()
    .filter((key) => key.name === name && key.id !== id)
    .map((key) => actorOf(key.id))

/** Whether somebody may do what needs a scope. */
export function isAllowed({ scopes }: Pick<Caller, 'scopes'>, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes('admin')
}
