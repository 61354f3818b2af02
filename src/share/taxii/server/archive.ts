// What collections hold, as the protocol asks for it: the store answers in the engine's process, and the service passes
// on what is asked.
import type { Filters } from '../filters.js'
import type { SpecVersion } from '../media.js'
import type { Status, StatusDetail } from '../wire.js'

/** An object that is to be added. */
export interface Incoming {
  readonly id: string
  readonly type: string
  /** As the object tells it; undefined for what has no versions, as observables. */
  readonly version: string | undefined
  readonly specVersion: SpecVersion
  /** Of what it says, whatever the order of its names. */
  readonly digest: string
  /** Place of its most closed marking, 0 for clear to 4 for red. */
  readonly tlp: number
  /** As it came. */
  readonly text: string
}

/** How much a collection holds, and how much of it somebody may add in 24 hours. */
export interface Bounds {
  readonly objects: number
  readonly bytes: number
  readonly dayObjects: number
  readonly dayBytes: number
}

export interface AddAsked {
  readonly collection: string
  readonly root: string
  /** Actor, as the audit log has it. */
  readonly by: string
  /** Other actors of the same member, such as its other keys: what they added counts for its quota. */
  readonly sameMember?: readonly string[]
  /** Id that the status gets. */
  readonly status: string
  /** Microseconds since 1970. */
  readonly requestedAt: number
  readonly objects: readonly Incoming[]
  /** What can't be added, with why. */
  readonly failures: readonly StatusDetail[]
  readonly bounds: Bounds
}

export interface ObjectAsked {
  readonly collection: string
  /** Place of the most closed marking that who asks may see: what is more closed isn't there for them. */
  readonly ceiling: number
  /** Of one object only. */
  readonly object?: string | undefined
}

export interface PageAsked extends ObjectAsked {
  readonly filters: Filters
  /** Microseconds since 1970: only what was added later, beside what the filters say. */
  readonly after: number
  /** Most rows. */
  readonly limit: number
  /** Whether the texts are wanted. */
  readonly hasTexts: boolean
}

export interface PageRow {
  /** Microseconds since 1970. */
  readonly addedAt: number
  readonly id: string
  readonly version: string
  readonly specVersion: SpecVersion
  /** Empty unless it was asked for. */
  readonly text: string
}

export interface Page {
  /** By the time at which they were added. */
  readonly rows: readonly PageRow[]
  /** Whether there are more that match. */
  readonly isMore: boolean
  /** Versions between the place where it began and its last row that are too closed for who asks. */
  readonly withheld: number
}

export interface RemoveAsked extends ObjectAsked {
  readonly object: string
  readonly filters: Filters
  readonly by: string
}

export interface Archive {
  page(asked: PageAsked): Promise<Page>
  /** Whether any version of an object is there. */
  has(asked: ObjectAsked): Promise<boolean>
  /**
   * Adds what is new; resolves when it is in the store.
   * @throws Problem `collection-full`, `post-above-quota`, `quota-used`; nothing of the post is added then
   */
  add(asked: AddAsked): Promise<Status>
  /** @returns how many versions were deleted */
  remove(asked: RemoveAsked): Promise<number>
  /** The status of something that was posted to a root, with who posted it. */
  status(root: string, id: string): Promise<{ readonly by: string; readonly status: Status } | undefined>
}

/** Bytes of texts on a page, unless a single object has more. */
export const PAGE_BYTES = 16 * 1024 * 1024
