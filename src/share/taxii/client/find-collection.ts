// From the address that a partner gave to the collection: by the server's discovery, an API root, or the collection
// itself, whichever it is the address of.
import { Problem } from '../../../model/problem.js'
import { say } from '../../../model/sentence.js'
import { isObject } from '../../stix/object-check.js'
import type { Connection } from './connection.js'

export interface FoundCollection {
  /** Address of the collection, with a slash at its end. */
  readonly url: URL
  readonly id: string
  readonly title: string
  readonly canRead: boolean
  readonly canWrite: boolean
  /** All that it says of itself. */
  readonly told: Readonly<Record<string, unknown>>
}

/** API roots that are asked at most. */
const MOST_ROOTS = 20

/**
 * Finds a collection by id, alias or title.
 * @param address of the server, an API root or the collection
 * @throws Problem `taxii-collection` when there is none such, and those of the connection
 */
export async function findCollection(
  connection: Connection,
  address: string,
  wanted: string,
): Promise<FoundCollection> {
  const start = withSlash(new URL(address))
  const { body } = await connection.get(start)
  const direct = collectionOf(body, start, wanted, connection)
  if (direct) return direct
  const roots = rootsOf(body, start, connection)
  const seen: string[] = []
  let last: unknown
  for (const root of roots.slice(0, MOST_ROOTS)) {
    try {
      const listed = await connection.get(new URL('collections/', root))
      for (const one of listOf(listed.body, 'collections')) {
        const url = isObject(one) ? new URL(`collections/${encodeURIComponent(String(one.id))}/`, root) : root
        const found = collectionOf(one, url, wanted, connection)
        if (found) return found
        if (isObject(one)) seen.push(String(one.title ?? one.id))
      }
    } catch (error) {
      last = error
    }
  }
  if (seen.length === 0 && last instanceof Problem) throw last
  throw new Problem(
    'taxii-collection',
    seen.length > 0
      ? say`${start.href} shows no collection “${wanted}”; it shows ${seen.slice(0, 10).join(', ')}`
      : say`${start.href} shows no collection “${wanted}”`,
    'Name one of those in the file of partners, by id, alias or title, or ask the partner for the right to read it.',
  )
}

function collectionOf(
  told: unknown,
  url: URL,
  wanted: string,
  connection: Connection,
): FoundCollection | undefined {
  if (!isObject(told) || typeof told.id !== 'string') return undefined
  const { id, title, alias, can_read, can_write } = told
  const isIt = [id, title, alias].includes(wanted)
  if (!isIt) return undefined
  if (typeof can_read !== 'boolean') connection.odd(say`it does not say whether its collections may be read`)
  return {
    url,
    id,
    title: typeof title === 'string' ? title : id,
    canRead: can_read !== false,
    canWrite: can_write === true,
    told,
  }
}

/** API roots of a discovery, which may be paths; the address itself, where it is one. */
function rootsOf(body: unknown, start: URL, connection: Connection): URL[] {
  const told = isObject(body) ? [body.default, ...listOf(body, 'api_roots')] : []
  const roots = told.flatMap((one) =>
    typeof one === 'string' && URL.canParse(one, start.href) ? withSlash(new URL(one, start)) : [],
  )
  const own = roots.filter(({ origin }) => origin === start.origin)
  // Credentials are this server's; behind a proxy discovery often tells the name that it knows itself by.
  for (const root of roots.filter(({ origin }) => origin !== start.origin)) {
    connection.odd(
      say`it says that ${root.pathname} is at ${root.origin}; it is asked for at ${start.origin}`,
    )
    own.push(new URL(root.pathname, start))
  }
  const distinct = [...new Map(own.map((root) => [root.href, root])).values()]
  return distinct.length > 0 ? distinct : [start]
}

export function listOf(body: unknown, name: string): readonly unknown[] {
  const list = isObject(body) ? body[name] : undefined
  return Array.isArray(list) ? list : []
}

function withSlash(url: URL): URL {
  return url.pathname.endsWith('/') ? url : new URL(`${url.pathname}/${url.search}`, url)
}
