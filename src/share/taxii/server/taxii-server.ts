// TAXII 2.1 as a server answers it: from who asks and what is asked to a resource. What collections hold is asked of an
// archive; of HTTP it knows what the standard says of it.
import { randomUUID } from 'node:crypto'
import { Problem } from '../../../model/problem.js'
import type { StixObject } from '../../stix/stix-object.js'
import { rankOf, TLP_LEVELS, type TlpLevel } from '../../stix/tlp.js'
import { filterKey, LAST_ONLY, type MatchField, parseFilters, parseLimit, type Query } from '../filters.js'
import { acceptsTaxii, isTaxiiContent, stixType, TAXII_TYPE } from '../media.js'
import { timeOfMicros } from '../timestamp.js'
import {
  type ApiRoot,
  CEILING_PROPERTY,
  type Collection,
  type Collections,
  type Discovery,
  type Status,
  type StatusDetail,
} from '../wire.js'
import type { Archive, Incoming, ObjectAsked, PageRow } from './archive.js'
import type {
  ClientSettings,
  CollectionSettings,
  Quota,
  RootSettings,
  TaxiiConfiguration,
  Withhold,
} from './configuration.js'
import { Cursors } from './cursor.js'
import { PendingPosts } from './pending-posts.js'
import { readEnvelope } from './read-envelope.js'
import { redact } from './redact.js'
import { ceilingOf, clientOf, isRootTold, isTold, type Member, needRight, rightsOf } from './rights.js'

/** Who asks, and what they take. */
export interface Asking {
  readonly member: Member
  /** Header `Accept`. */
  readonly accept: string | undefined
}

/** What a path names. */
export interface Place {
  readonly root: string
  /** Id or alias. */
  readonly collection: string
}

/** A page as text, and when its first and last rows were added. */
export interface PageAnswer {
  readonly text: string
  readonly first: string | undefined
  readonly last: string | undefined
  readonly rows: number
  /** Id of the collection. */
  readonly collection: string
  /** Versions of objects that who asks was not given: too closed for them, or withheld from them. */
  readonly closed: number
  readonly withheld: number
}

export interface TaxiiServerOptions {
  readonly configuration: TaxiiConfiguration
  readonly archive: Archive
  /** 32 bytes that cursors are signed with. */
  readonly secret: Uint8Array
  /** How long somebody who posts is kept waiting before they are told that it is pending. */
  readonly patienceMs: number
  /** Signs what a client is given of an object in part; left out, it goes without a signature. */
  readonly sign?: ((part: StixObject, whole: StixObject) => Promise<StixObject>) | undefined
}

const ROOT_OF_ALL = '/taxii2/'
/** Pages that are looked at for one of which something is given; then an empty one says where to go on. */
const MOST_LOOKED = 50

/** Endpoints that are read in pages, and what they can be matched by. */
const PAGED = {
  objects: ['id', 'type', 'version', 'spec_version'],
  manifest: ['id', 'type', 'version', 'spec_version'],
  object: ['version', 'spec_version'],
  versions: ['spec_version'],
} as const satisfies Readonly<Record<string, readonly MatchField[]>>
type Paged = keyof typeof PAGED

export class TaxiiServer {
  private readonly cursors: Cursors
  private readonly pending: PendingPosts

  constructor(private readonly options: TaxiiServerOptions) {
    this.cursors = new Cursors(options.secret)
    this.pending = new PendingPosts(options.patienceMs)
  }

  /** Most bytes that any root takes. */
  get mostBytes(): number {
    return Math.max(...this.options.configuration.roots.map(({ maxContentLength }) => maxContentLength))
  }

  discover({ member, accept }: Asking): Discovery {
    needAccept(accept)
    const { title, description, contact, url, roots, default: preferred } = this.options.configuration
    const told = roots.filter((root) => isRootTold(root, member))
    const addressOf = ({ path }: RootSettings) => `${(url ?? '').replace(/\/$/, '')}${ROOT_OF_ALL}${path}/`
    const first = told.find(({ path }) => path === preferred)
    return {
      title,
      ...(description !== undefined && { description }),
      ...(contact !== undefined && { contact }),
      ...(first && { default: addressOf(first) }),
      api_roots: told.map(addressOf),
    }
  }

  root({ member, accept }: Asking, path: string): ApiRoot {
    needAccept(accept)
    const { title, description, maxContentLength } = this.findRoot(path, member)
    return {
      title,
      ...(description !== undefined && { description }),
      versions: [TAXII_TYPE],
      max_content_length: maxContentLength,
    }
  }

  collections({ member, accept }: Asking, path: string): Collections {
    needAccept(accept)
    const told = this.findRoot(path, member).collections.filter((one) => isTold(one, member))
    return told.length === 0 ? {} : { collections: told.map((one) => this.resourceOf(one, member)) }
  }

  collection({ member, accept }: Asking, place: Place): Collection {
    needAccept(accept)
    return this.resourceOf(this.find(place, member).collection, member)
  }

  /** @throws Problem `not-found` also for what others posted */
  async status({ member, accept }: Asking, root: string, id: string): Promise<Status> {
    needAccept(accept)
    this.findRoot(root, member)
    const found = this.pending.find(root, id) ?? (await this.options.archive.status(root, id))
    if (found?.by === member.actor) return found.status
    throw notThere(`status ${id.slice(0, 60)} of something that you posted`)
  }

  /**
   * A page of what a collection holds.
   * @param object id, for the endpoints of one object
   */
  async page(
    { member, accept }: Asking,
    place: Place,
    {
      endpoint,
      object,
      query,
    }: { readonly endpoint: Paged; readonly object?: string; readonly query: Query },
  ): Promise<PageAnswer> {
    needAccept(accept)
    const { collection } = this.find(place, member)
    needRight(collection, member, 'canRead')
    const own = parseFilters(query, PAGED[endpoint])
    const isAll = endpoint === 'versions'
    const filters = isAll ? { ...own, version: { ...own.version, isAll, isLast: false } } : own
    const limit = parseLimit(query.limit, this.options.configuration.pageSize)
    const asked = `${collection.id} ${endpoint} ${object ?? ''} ${filterKey(filters)}`
    const after = query.next === undefined ? 0 : this.cursors.read(String(query.next), asked)
    const client = this.clientOf(member)
    const of = { collection: collection.id, object, ceiling: rankOf(ceilingOf(collection, client)) }
    const wanted = endpoint === 'objects' || endpoint === 'object'
    const rule = client?.withhold
    const told = { rows: [] as PageRow[], closed: 0, withheld: 0 }
    let from = after
    let isMore = true
    // Many clients take a page without objects for the last one.
    for (let page = 0; isMore && told.rows.length === 0 && page < MOST_LOOKED; page++) {
      const hasTexts = wanted || rule !== undefined
      const found = await this.options.archive.page({ ...of, filters, after: from, limit, hasTexts })
      const rows = rule ? await this.withhold(found.rows, rule, of) : found.rows
      told.rows.push(...rows)
      told.closed += found.withheld
      told.withheld += found.rows.length - rows.length
      from = found.rows.at(-1)?.addedAt ?? from
      isMore = found.isMore
    }
    if (told.rows.length === 0 && object !== undefined && !(await this.options.archive.has(of)))
      throw notThere(`object ${object.slice(0, 120)}`)
    const next = isMore ? this.cursors.write(from, asked) : undefined
    return { ...answerOf(told, next, endpoint), collection: collection.id, ...told, rows: told.rows.length }
  }

  /** Rows as a client is given them, those that it isn't given left out. */
  private async withhold(rows: readonly PageRow[], rule: Withhold, of: ObjectAsked): Promise<PageRow[]> {
    const { archive, sign } = this.options
    const look = async (ids: readonly string[]) => {
      const asked = { collection: of.collection, ceiling: of.ceiling, after: 0, hasTexts: true }
      const filters = { ids, version: LAST_ONLY }
      const { rows: found } = await archive.page({ ...asked, filters, limit: ids.length })
      return found.map(({ text }) => JSON.parse(text) as StixObject)
    }
    const wholes = rows.map(({ text }) => JSON.parse(text) as StixObject)
    const given = await redact(wholes, rule, look)
    const left: PageRow[] = []
    for (const [index, row] of rows.entries()) {
      const [one, whole] = [given[index], wholes[index]]
      if (one?.isAltered && whole)
        left.push({ ...row, text: JSON.stringify(sign ? await sign(one.object, whole) : one.object) })
      else if (one) left.push(row)
    }
    return left
  }

  /**
   * Adds what is posted.
   * @returns the status, complete if the archive was fast enough, and all of it when it is complete
   */
  async add(
    { member, accept }: Asking,
    place: Place,
    { bytes, contentType }: { readonly bytes: Uint8Array; readonly contentType: string | undefined },
  ): Promise<{
    readonly status: Status
    readonly whole: Promise<Status>
    readonly collection: string
    /** Objects that are too closed for the collection, or to be taken from who posts. */
    readonly closed: number
  }> {
    needAccept(accept)
    const { root, collection } = this.find(place, member)
    if (!isTaxiiContent(contentType))
      throw new Problem(
        'type-unsupported',
        'what is posted is not said to be TAXII 2.1',
        `Send it as Content-Type: ${TAXII_TYPE}.`,
      )
    needRight(collection, member, 'canWrite')
    if (bytes.length > root.maxContentLength)
      throw new Problem(
        'body-too-large',
        `the body is larger than the ${root.maxContentLength} bytes that this API root takes`,
        'Post fewer objects at a time.',
      )
    const client = this.clientOf(member)
    const ceiling = ceilingOf(collection, client)
    const read = readEnvelope(bytes, collection.specVersions)
    const objects = read.objects.filter(({ tlp }) => tlp <= rankOf(ceiling))
    const closed = read.objects
      .filter(({ tlp }) => tlp > rankOf(ceiling))
      .map((one) => tooClosed(one, ceiling))
    const failures = [...read.failures, ...closed]
    const bounds = { ...collection.quota, ...dayOf(collection.quota, client?.quota) }
    const posted = { status: randomUUID(), root: root.path, by: member.actor, requestedAt: Date.now() * 1000 }
    const whole = this.options.archive.add({
      ...posted,
      sameMember: member.others?.() ?? [],
      collection: collection.id,
      objects,
      failures,
      bounds,
    })
    const status = await this.pending.wait(whole, { ...posted, objects, failures })
    return { status, whole, collection: collection.id, closed: closed.length }
  }

  /**
   * Deletes an object, or the versions of it that are matched; the newest without a match.
   * @returns how many versions are gone
   */
  async remove(
    { member, accept }: Asking,
    place: Place,
    { object, query }: { readonly object: string; readonly query: Query },
  ): Promise<{ readonly versions: number; readonly collection: string }> {
    needAccept(accept)
    const { collection } = this.find(place, member)
    const { canRead, canWrite } = rightsOf(collection, member)
    if (!canRead && !canWrite) throw notThere('collection of that id')
    needRight(collection, member, 'canWrite')
    needRight(collection, member, 'canRead')
    const filters = parseFilters(query, PAGED.object)
    const ceiling = rankOf(ceilingOf(collection, this.clientOf(member)))
    const asked = { collection: collection.id, ceiling, object, filters, by: member.actor }
    const versions = await this.options.archive.remove(asked)
    if (versions === 0) throw notThere(`version of ${object.slice(0, 120)} that is meant`)
    return { versions, collection: collection.id }
  }

  private clientOf(member: Member): ClientSettings | undefined {
    return clientOf(this.options.configuration.clients, member)
  }

  private resourceOf(collection: CollectionSettings, member: Member): Collection {
    const { id, title, description, alias, specVersions } = collection
    const { canRead, canWrite } = rightsOf(collection, member)
    return {
      id,
      title,
      ...(description !== undefined && { description }),
      ...(alias !== undefined && { alias }),
      can_read: canRead,
      can_write: canWrite,
      media_types: specVersions.map(stixType),
      [CEILING_PROPERTY]: ceilingOf(collection, this.clientOf(member)),
    }
  }

  private findRoot(path: string, member: Member): RootSettings {
    const root = this.options.configuration.roots.find((one) => one.path === path)
    if (root && isRootTold(root, member)) return root
    throw notThere('API root of that name')
  }

  private find(place: Place, member: Member): { root: RootSettings; collection: CollectionSettings } {
    const root = this.findRoot(place.root, member)
    const wanted = place.collection.toLowerCase()
    const collection = root.collections.find(({ id, alias }) => id === wanted || alias === wanted)
    if (collection && isTold(collection, member)) return { root, collection }
    throw notThere('collection of that id')
  }
}

function tooClosed({ id, version, tlp }: Incoming, ceiling: TlpLevel): StatusDetail {
  const name = (level: string | undefined) => `TLP:${(level ?? '').toUpperCase()}`
  return {
    id,
    version: version ?? '',
    message: `is marked ${name(TLP_LEVELS[tlp])}, or not at all; ${name(ceiling)} is the most closed that this collection takes from you`,
  }
}

/** What a client may add in a day, where it is more or less than others. */
function dayOf(quota: Quota, own: ClientSettings['quota']): Pick<Quota, 'dayObjects' | 'dayBytes'> {
  return { dayObjects: own?.dayObjects ?? quota.dayObjects, dayBytes: own?.dayBytes ?? quota.dayBytes }
}

/** A page without rows is an empty resource. */
function answerOf(
  { rows }: { readonly rows: readonly PageRow[] },
  next: string | undefined,
  endpoint: Paged,
): Pick<PageAnswer, 'text' | 'first' | 'last'> {
  const head = next === undefined ? '"more":false' : `"more":true,"next":${JSON.stringify(next)}`
  const [first, last] = [rows[0], rows.at(-1)]
  const list = `"${endpoint === 'versions' ? 'versions' : 'objects'}":[${rows.map((row) => rowText(row, endpoint)).join(',')}]`
  return {
    text: rows.length > 0 ? `{${head},${list}}` : next === undefined ? '{}' : `{${head}}`,
    first: first && timeOfMicros(first.addedAt),
    last: last && timeOfMicros(last.addedAt),
  }
}

function rowText({ id, addedAt, version, specVersion, text }: PageRow, endpoint: Paged): string {
  if (endpoint === 'versions') return JSON.stringify(version)
  if (endpoint !== 'manifest') return text
  return JSON.stringify({ id, date_added: timeOfMicros(addedAt), version, media_type: stixType(specVersion) })
}

function needAccept(accept: string | undefined): void {
  if (acceptsTaxii(accept)) return
  throw new Problem('not-acceptable', 'the request takes no TAXII 2.1', `Send Accept: ${TAXII_TYPE}.`)
}

function notThere(what: string): Problem {
  return new Problem('not-found', `there is no ${what} here`, 'Begin at /taxii2/.')
}
