// A collection of a TAXII server that objects are put into.
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import { isObject } from '../stix/object-check.js'
import type { StixObject } from '../stix/stix-object.js'
import { TLP_LEVELS, type TlpLevel } from '../stix/tlp.js'
import { type Connection, unreadable } from '../taxii/client/connection.js'
import { findCollection } from '../taxii/client/find-collection.js'
import { CEILING_PROPERTY, COLLECTION, ENVELOPE, STATUS, type Status } from '../taxii/wire.js'
import { canonicalJson } from '../trust/canonical-json.js'

export interface Target {
  /** Address of the collection, with a slash at its end. */
  readonly url: string
  readonly title: string
  /** The most closed marking that it says it takes; undefined when it says none. */
  readonly tlp: TlpLevel | undefined
  post(objects: readonly StixObject[]): Promise<Status>
  /** The status as it is now; undefined when the server doesn't know it any more. */
  status(id: string): Promise<Status | undefined>
  /** Which of the objects are there as the newest version, word for word; undefined when the collection doesn't say. */
  held(objects: readonly StixObject[]): Promise<ReadonlySet<StixObject> | undefined>
}

/** Ids that are asked for at a time: what they name fits on a page of most servers, and some fail at the second one. */
const IDS_AT_ONCE = 20
const MOST_PAGES = 100

/**
 * The collection at an address, if it may be written to.
 * @throws Problem `publish-closed`, and those of the connection
 */
export async function openTarget(connection: Connection, address: string): Promise<Target> {
  const url = collectionUrl(address)
  const { body } = await connection.get(url)
  const told = COLLECTION.safeParse(body)
  if (!told.success) throw unreadable(url, say`it is no collection: name one, …/collections/ID/`)
  return targetAt(connection, url, told.data.title, told.data.can_write, ceilingOf(body))
}

/**
 * The same of a collection that a partner’s file names by id, alias or title.
 * @throws Problem `publish-closed`, and those of the connection
 */
export async function findTarget(
  connection: Connection,
  address: string,
  collection: string,
): Promise<Target> {
  const found = await findCollection(connection, address, collection)
  return targetAt(connection, found.url, found.title, found.canWrite, ceilingOf(found.told))
}

function targetAt(
  connection: Connection,
  url: URL,
  title: string,
  canWrite: boolean,
  tlp: TlpLevel | undefined,
): Target {
  if (!canWrite)
    throw new Problem(
      'publish-closed',
      say`you may not add to the collection “${title}” at ${url.href}`,
      'Ask its operator for the right to write, or name another with --to.',
    )
  return {
    url: url.href,
    title,
    tlp,
    post: async (objects) => {
      const target = new URL('objects/', url)
      return statusOf(target, (await connection.post(target, { objects })).body)
    },
    status: async (id) => {
      const target = new URL(`../../status/${encodeURIComponent(id)}/`, url)
      try {
        return statusOf(target, (await connection.get(target)).body)
      } catch (error) {
        // A server that forgets what it was sent says that there is no such status.
        if (statusCodeOf(error) === 404) return undefined
        throw error
      }
    },
    held: (objects) => findHeld(connection, url, objects),
  }
}

/** What a collection says of itself beyond the standard. */
function ceilingOf(told: unknown): TlpLevel | undefined {
  const level = isObject(told) ? told[CEILING_PROPERTY] : undefined
  return TLP_LEVELS.find((one) => one === level)
}

async function findHeld(
  connection: Connection,
  url: URL,
  objects: readonly StixObject[],
): Promise<ReadonlySet<StixObject> | undefined> {
  const held = new Set<StixObject>()
  for (let at = 0; at < objects.length; at += IDS_AT_ONCE) {
    const some = objects.slice(at, at + IDS_AT_ONCE)
    const there = await readNewest(connection, url, [...new Set(some.map(({ id }) => id))])
    if (there === undefined) return undefined
    for (const object of some) if (there.has(contentOf(object))) held.add(object)
  }
  return held
}

async function readNewest(
  connection: Connection,
  url: URL,
  ids: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const there = new Set<string>()
  let next: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const target = new URL('objects/', url)
    target.searchParams.set('match[id]', ids.join(','))
    if (next !== undefined) target.searchParams.set('next', next)
    let body: unknown
    try {
      body = (await connection.get(target)).body
    } catch (error) {
      // Who may only write is told nothing of what is there; some servers answer 404 for none, and some fail at filters.
      const code = statusCodeOf(error)
      if (code === 404) return there
      if (code !== undefined && code !== 429 && code !== 503) return undefined
      throw error
    }
    const told = ENVELOPE.safeParse(body)
    if (!told.success) return undefined
    for (const object of told.data.objects ?? []) there.add(contentOf(object))
    next = told.data.more === true ? told.data.next : undefined
    if (next === undefined) break
  }
  return there
}

/** What an object says, whatever the order of its names. */
function contentOf(object: object): string {
  try {
    return canonicalJson(object)
  } catch {
    return ''
  }
}

/** The HTTP status of an answer that a request failed with. */
export function statusCodeOf(error: unknown): number | undefined {
  return error instanceof Problem && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined
}

/** @throws Problem `bad-value` */
export function collectionUrl(address: string): URL {
  const isUrl = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
  const url = isUrl ? new URL(address) : undefined
  if (url && url.username === '' && url.password === '' && /\/collections\/[^/]+\/?$/.test(url.pathname)) {
    url.search = ''
    url.hash = ''
    if (!url.pathname.endsWith('/')) url.pathname += '/'
    return url
  }
  throw new Problem(
    'bad-value',
    say`${address.slice(0, 200)} is no address of a collection`,
    'Write --to as https://host/taxii2/ROOT/collections/ID/, without user and password.',
  )
}

function statusOf(url: URL, body: unknown): Status {
  const parsed = STATUS.safeParse(body)
  if (parsed.success) return parsed.data
  throw unreadable(url, say`it is no status, so that nobody knows what became of the objects`)
}
