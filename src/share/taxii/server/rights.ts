// Who may do what with a collection, as the file says.
import { Problem } from '../../../model/problem.js'
import { lowerOf, type TlpLevel } from '../../stix/tlp.js'
import type { ClientSettings, CollectionSettings, RootSettings } from './configuration.js'

/** Who asks. */
export interface Member {
  /** As the audit log has it. */
  readonly actor: string
  /** All that a list may call them by: the name of their key, `key:ID`, `role:ROLE`. */
  readonly names: readonly string[]
  /** Other actors that are the same member: keys of the same name, those that count no more too. */
  readonly others?: () => readonly string[]
}

export interface Rights {
  readonly canRead: boolean
  readonly canWrite: boolean
}

export function rightsOf({ read, write }: CollectionSettings, { names }: Member): Rights {
  const isIn = (list: readonly string[]) => list.some((name) => name === '*' || names.includes(name))
  return { canRead: isIn(read), canWrite: isIn(write) }
}

/** The bounds of somebody, where the file has some. */
export function clientOf(clients: readonly ClientSettings[], { names }: Member): ClientSettings | undefined {
  return clients.find(({ name }) => name === '*' || names.includes(name))
}

/** The most closed marking that somebody is given of a collection, and that is taken from them. */
export function ceilingOf({ tlp }: CollectionSettings, client: ClientSettings | undefined): TlpLevel {
  return client?.tlp === undefined ? tlp : lowerOf(tlp, client.tlp)
}

/** Whether somebody is told of a collection. */
export function isTold(collection: CollectionSettings, member: Member): boolean {
  const { canRead, canWrite } = rightsOf(collection, member)
  return canRead || canWrite || collection.listed
}

/** Whether somebody is told of a root: of one of its collections, or of one that has none yet. */
export function isRootTold({ collections }: RootSettings, member: Member): boolean {
  return collections.length === 0 || collections.some((collection) => isTold(collection, member))
}

/** @throws Problem `collection-forbidden` */
export function needRight(collection: CollectionSettings, member: Member, right: keyof Rights): void {
  if (rightsOf(collection, member)[right]) return
  throw new Problem(
    'collection-forbidden',
    right === 'canRead'
      ? 'what is in this collection is not for you to read'
      : 'you may not change what is in this collection',
    'Ask its operator to put the name of your key into the list.',
  )
}
