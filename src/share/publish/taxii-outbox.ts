// A collection of a TAXII server as an outbox.
import { Problem } from '../../model/problem.js'
import type { StixObject } from '../stix/stix-object.js'
import { type Connection, unreadable } from '../taxii/client/connection.js'
import { COLLECTION, STATUS, type Status } from '../taxii/wire.js'
import type { Outbox } from './outbox.js'

export interface Target extends Outbox {
  /** Address of the collection, with a slash at its end. */
  readonly url: string
  readonly title: string
}

/**
 * The collection at an address, if it may be written to.
 * @throws Problem `publish-closed`, and those of the connection
 */
export async function openTarget(connection: Connection, address: string): Promise<Target> {
  const url = collectionUrl(address)
  const { body } = await connection.get(url)
  const told = COLLECTION.safeParse(body)
  if (!told.success) throw unreadable(url, 'it is no collection: name one, …/collections/ID/')
  if (!told.data.can_write)
    throw new Problem(
      'publish-closed',
      `you may not add to the collection “${told.data.title}” at ${url.href}`,
      'Ask its operator for the right to write, or name another with --to.',
    )
  return {
    url: url.href,
    title: told.data.title,
    post: async (objects: readonly StixObject[]) => {
      const target = new URL('objects/', url)
      return statusOf(target, (await connection.post(target, { objects })).body)
    },
    status: async (id: string) => {
      const target = new URL(`../../status/${encodeURIComponent(id)}/`, url)
      try {
        return statusOf(target, (await connection.get(target)).body)
      } catch (error) {
        // A server that forgets what it was sent says that there is no such status.
        if (error instanceof Problem && error.code === 'taxii-refused') return undefined
        throw error
      }
    },
  }
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
    `${address.slice(0, 200)} is no address of a collection`,
    'Write --to as https://host/taxii2/ROOT/collections/ID/, without user and password.',
  )
}

function statusOf(url: URL, body: unknown): Status {
  const parsed = STATUS.safeParse(body)
  if (parsed.success) return parsed.data
  throw unreadable(url, 'it is no status, so that nobody knows what became of the objects')
}
