// Polls a collection page by page. What the standard asks of servers is not taken for granted: a page that brings
// nothing new, a `next` without `more`, a `more` without `next` and objects without times are told aloud, and end.
import { createHash } from 'node:crypto'
import { Problem } from '../../../model/problem.js'
import { say } from '../../../model/sentence.js'
import { findSpans } from '../../stix/json-spans.js'
import { isObject } from '../../stix/object-check.js'
import { microsOf, timeOfMicros } from '../timestamp.js'
import { ADDED_LAST } from '../wire.js'
import { type Answer, type Connection, unreadable } from './connection.js'
import { type FoundCollection, listOf } from './find-collection.js'

/** What is tuned. */
export const POLL = {
  /** Objects that are asked for at a time; servers may send fewer. */
  limit: 500,
  /** Most pages of one poll; the next poll goes on. */
  pages: 2000,
  /** How far back of what came last a poll begins: clocks go back, and several objects may have one time. */
  overlapMs: 300_000,
} as const

/** Where a poll goes on: after objects added at that time, or at the page that a server named. */
export interface Cursor {
  /** As the server tells it: RFC 3339, microseconds; undefined from the beginning. */
  readonly addedAfter?: string
  readonly next?: string
}

/** An object of a page. */
export interface PolledObject {
  readonly object: unknown
  /** The very text that came, where its place could be told. */
  readonly text: string
}

export interface Page {
  readonly objects: readonly PolledObject[]
  /** Where to go on when this page is kept. */
  readonly cursor: Cursor
  readonly isLast: boolean
}

/**
 * Pages of a collection from a cursor on. Whoever reads them keeps each page before asking for the next.
 * @throws Problem of the connection
 */
export async function* pollCollection(
  connection: Connection,
  { url }: FoundCollection,
  from: Cursor,
  limit: number = POLL.limit,
  pages: number = POLL.pages,
): AsyncGenerator<Page> {
  const addedAfter = overlapped(from.addedAfter)
  let newest = from.addedAfter
  let { next } = from
  // A server may name all its pages alike: what they hold says whether they go on.
  const seen = new Set<string>()
  let isForgotten = false
  for (let count = 1; ; count++) {
    const answer = await ask(connection, url, addedAfter, next, limit)
    if (answer === undefined) {
      if (isForgotten) throw unreadable(url, say`it forgets each page that it names`)
      isForgotten = true
      // From the beginning of this poll, and what is known is passed over.
      connection.odd(say`it forgot the page that it had named; the poll began again`)
      next = undefined
      seen.clear()
      continue
    }
    const told = pageOf(answer, url)
    const objects = objectsOf(answer, connection)
    const last = answer.headers.get(ADDED_LAST)
    const micros = last === null ? undefined : microsOf(last)
    if (objects.length > 0 && micros === undefined)
      connection.odd(say`it does not say when objects were added: each poll reads the whole collection`)
    if (micros !== undefined && (newest === undefined || micros > (microsOf(newest) ?? 0)))
      newest = timeOfMicros(micros)
    const following = typeof told.next === 'string' && told.next !== '' ? told.next : undefined
    const hasMore = told.more === true
    if (following !== undefined && !hasMore && objects.length > 0)
      connection.odd(say`it names a next page without saying that there is more`)
    const digest = digestOf(objects)
    const isRepeated = objects.length > 0 && seen.has(digest)
    seen.add(digest)
    if (isRepeated) connection.odd(say`it sends the same page again and again`)
    if (hasMore && following === undefined)
      connection.odd(say`it says that there is more and not where; what was left comes by its time`)
    const goesOn = following !== undefined && objects.length > 0 && !isRepeated
    const rest = newest === undefined ? {} : { addedAfter: newest }
    const isFurther = newest !== from.addedAfter
    if (goesOn && count >= pages) {
      connection.odd(PAGES_LEFT)
      // Where time says nothing, the page that was named is the only place to go on at.
      yield { objects, cursor: isFurther ? rest : { ...rest, next: following }, isLast: true }
      return
    }
    // Without a page to ask for, time alone says where to go on; it must have moved.
    const byTime = hasMore && following === undefined && micros !== undefined && isFurther
    if (!goesOn) {
      yield { objects, cursor: rest, isLast: true }
      if (!byTime || isRepeated) return
      yield* pollAfter(connection, url, rest, limit, pages - count)
      return
    }
    next = following
    yield {
      objects,
      cursor: { ...(from.addedAfter !== undefined && { addedAfter: from.addedAfter }), next: following },
      isLast: false,
    }
  }
}

const PAGES_LEFT = say`it has more pages than are read in one poll; the next one goes on there`

/**
 * What a page says of itself.
 * @throws Problem `taxii-unreadable`: what is no page is not an empty one
 */
function pageOf({ body }: Answer, url: URL): Readonly<Record<string, unknown>> {
  if (!isObject(body)) throw unreadable(url, say`a page is no object`)
  if (body.objects !== undefined && !Array.isArray(body.objects))
    throw unreadable(url, say`the objects of a page are no list`)
  return body
}

/** Goes on by time alone, where a server names no pages; ends when time stands still. */
async function* pollAfter(
  connection: Connection,
  url: URL,
  from: Cursor,
  limit: number,
  pages: number,
): AsyncGenerator<Page> {
  let { addedAfter } = from
  for (let count = 1; ; count++) {
    const answer = await ask(connection, url, addedAfter, undefined, limit)
    if (answer === undefined) return
    const told = pageOf(answer, url)
    const objects = objectsOf(answer, connection)
    const last = answer.headers.get(ADDED_LAST)
    const micros = last === null ? undefined : microsOf(last)
    const isFurther = micros !== undefined && micros > (microsOf(addedAfter ?? '') ?? 0)
    if (isFurther) addedAfter = timeOfMicros(micros)
    const isEnd = !isFurther || objects.length === 0 || told.more !== true
    const isLast = isEnd || count >= pages
    if (isLast && !isEnd) connection.odd(PAGES_LEFT)
    yield { objects, cursor: addedAfter === undefined ? {} : { addedAfter }, isLast }
    if (isLast) return
  }
}

/** One page; undefined when the server doesn't know the page that it had named. */
async function ask(
  connection: Connection,
  collection: URL,
  addedAfter: string | undefined,
  next: string | undefined,
  limit: number,
): Promise<Answer | undefined> {
  const url = new URL('objects/', collection)
  url.searchParams.set('limit', String(limit))
  url.searchParams.set('match[version]', 'all')
  if (addedAfter !== undefined) url.searchParams.set('added_after', addedAfter)
  if (next !== undefined) url.searchParams.set('next', next)
  try {
    return await connection.get(url)
  } catch (error) {
    const isForgotten = error instanceof Problem && /answers (400|404|410|422)\b/.test(error.message)
    if (next !== undefined && isForgotten) return undefined
    throw error
  }
}

function overlapped(time: string | undefined): string | undefined {
  const micros = time === undefined ? undefined : microsOf(time)
  return micros === undefined ? undefined : timeOfMicros(Math.max(0, micros - POLL.overlapMs * 1000))
}

/** The objects of a page, each as the text that came; where the text nests too deep or has a name twice, as it is meant. */
function objectsOf({ text, body }: Answer, connection: Connection): PolledObject[] {
  const objects = listOf(body, 'objects')
  let spans: readonly { readonly from: number; readonly to: number }[] = []
  try {
    spans =
      findSpans(text, MOST_LEVELS, (why) => new Problem('taxii-unreadable', why, '')).elements.get(
        'objects',
      ) ?? []
  } catch {
    connection.odd(say`a page nests deeper than 64 levels or has a name twice in an object`)
  }
  return objects.map((object, index) => {
    const span = spans.length === objects.length ? spans[index] : undefined
    return { object, text: span ? text.slice(span.from, span.to) : written(object) }
  })
}

/** As for any bundle. */
const MOST_LEVELS = 66

function digestOf(objects: readonly PolledObject[]): string {
  const hash = createHash('sha256')
  for (const { text } of objects) hash.update(text).update('\0')
  return hash.digest('base64')
}

function written(object: unknown): string {
  try {
    return JSON.stringify(object)
  } catch {
    return ''
  }
}
