// Collections in the store. Rows are only ever added. Each gets a time of its own, later than all before it, whoever posts
// at the same moment and whatever the clock does: who polls with `added_after` misses nothing.

import type { Store } from '../../../store/store.js'
import { toStored } from '../../../store/times.js'
import { createTurns } from '../../../store/turns.js'
import { sortableTime, timeOfMicros } from '../timestamp.js'
import type { Status, StatusDetail } from '../wire.js'
import type { AddAsked, Archive, Incoming, ObjectAsked, PageAsked, RemoveAsked } from './archive.js'
import { findVersions, hasObject, readPage } from './page-query.js'
import { needRoom } from './quota.js'
import { statusOf } from './status.js'

/** A version that a collection has or had. */
interface Known {
  readonly id: string
  readonly spec: string
  readonly key: string
  readonly version: string
  readonly digest: string
  /** Microseconds since 1970. */
  readonly addedAt: number
  /** 0 when it was deleted. */
  readonly isThere: number
}

/** Characters of the ids that are bound in a statement: a server refuses longer ones. */
const MOST_ID_CHARACTERS = 50_000

export class StoreArchive implements Archive {
  private readonly turn = createTurns(1)
  /** The newest time that was given, microseconds since 1970. */
  private newest: number | undefined

  constructor(
    private readonly store: Store,
    /** Microseconds since 1970. */
    private readonly now: () => number = () => Date.now() * 1000,
  ) {}

  page(asked: PageAsked) {
    return readPage(this.store, asked)
  }

  has(asked: ObjectAsked) {
    return hasObject(this.store, asked)
  }

  add(asked: AddAsked): Promise<Status> {
    return this.turn(() => this.addNow(asked))
  }

  remove({ collection, object, ceiling, filters, by }: RemoveAsked): Promise<number> {
    return this.turn(async () => {
      const found = await findVersions(this.store, { collection, object, ceiling, filters })
      const removed_at = toStored(Date.now())
      await this.store.insert(
        'taxii_removal',
        found.map((addedAt) => ({ collection, date_added: storedMicros(addedAt), removed_at, by })),
      )
      await this.hideLeft(collection, object)
      return found.length
    })
  }

  /** What is left of an object has a newest version again, and the others are hidden by it. */
  private async hideLeft(collection: string, id: string): Promise<void> {
    const versions = (await this.readKnown(collection, [{ id }])).get(id) ?? []
    const newest = newestOf(versions)
    if (!newest) return
    const others = versions.filter((one) => one.isThere === 1 && one !== newest)
    const hidden_by = storedMicros(newest.addedAt)
    await this.store.insert(
      'taxii_hidden',
      others.map(({ addedAt }) => ({ collection, date_added: storedMicros(addedAt), hidden_by })),
    )
  }

  async status(root: string, id: string) {
    const [row] = await this.store.query<{ by: string; status: string }>(
      'SELECT by, status FROM taxii_status WHERE id = {id: String} AND root = {root: String} LIMIT 1',
      { parameters: { id, root } },
    )
    return row && { by: row.by, status: JSON.parse(row.status) as Status }
  }

  private async addNow(asked: AddAsked) {
    const { collection, root, by, status: id, requestedAt, objects, failures } = asked
    const known = await this.readKnown(collection, objects)
    const refused: StatusDetail[] = [...failures]
    const successes: StatusDetail[] = []
    const rows: ReturnType<typeof rowOf>[] = []
    await this.readNewest()
    for (const object of objects) {
      const addedAt = this.nextTime()
      const version = object.version ?? timeOfMicros(addedAt)
      const before = listAt(known, object.id)
      const same = sameVersion(object, before)
      const told = { id: object.id, version: same?.version ?? version }
      if (same && same.digest !== object.digest) {
        refused.push({
          ...told,
          message: 'this version is there and says something else; post it with a later modified',
        })
        continue
      }
      successes.push({ ...told, message: same ? 'Object already added' : 'Object added' })
      if (same) continue
      const key = sortableTime(version) ?? ''
      const now = {
        id: object.id,
        spec: object.specVersion,
        key,
        version,
        digest: object.digest,
        addedAt,
        isThere: 1,
      }
      const newest = newestOf(before)
      const hidden = newest && (isNewer(now, newest) ? [newest, now] : [now, newest])
      rows.push(rowOf(object, { collection, addedAt, version, key, repeats: before.length > 0, hidden, by }))
      before.push(now)
    }
    await needRoom(this.store, asked, rows)
    await this.store.insert('taxii_object', rows)
    const status = statusOf(id, requestedAt, { successes, failures: refused })
    const requested_at = storedMicros(requestedAt)
    await this.store.insert('taxii_status', [{ id, root, by, requested_at, status: JSON.stringify(status) }])
    return status
  }

  private async readKnown(
    collection: string,
    objects: readonly Pick<Incoming, 'id'>[],
  ): Promise<Map<string, Known[]>> {
    const known = new Map<string, Known[]>()
    for (const ids of piecesOf(new Set(objects.map(({ id }) => id)))) {
      const rows = await this.store.query<Known>(
        `SELECT
  id,
  spec_version AS spec,
  version_key AS key,
  version,
  digest,
  toUnixTimestamp64Micro(date_added) AS addedAt,
  date_added NOT IN (SELECT date_added FROM taxii_removal WHERE collection = {collection: String}) AS isThere
FROM taxii_object
WHERE collection = {collection: String} AND id IN {ids: Array(String)}
ORDER BY date_added`,
        { parameters: { collection, ids } },
      )
      for (const row of rows) listAt(known, row.id).push(row)
    }
    return known
  }

  /** After a restart times go on where they were. */
  private async readNewest(): Promise<void> {
    if (this.newest !== undefined) return
    const [row] = await this.store.query<{ newest: number }>(
      'SELECT toUnixTimestamp64Micro(max(date_added)) AS newest FROM taxii_object',
    )
    this.newest = row?.newest ?? 0
  }

  private nextTime(): number {
    this.newest = Math.max((this.newest ?? 0) + 1, this.now())
    return this.newest
  }
}

/** The version that is given to who asks for the newest: of the newest STIX. */
function newestOf(versions: readonly Known[]): Known | undefined {
  const there = versions.filter(({ isThere }) => isThere === 1)
  return there.reduce<Known | undefined>(
    (newest, one) => (newest === undefined || isNewer(one, newest) ? one : newest),
    undefined,
  )
}

function isNewer(one: Known, other: Known): boolean {
  const [a, b] = [`${one.spec} ${one.key}`, `${other.spec} ${other.key}`]
  return a === b ? one.addedAt > other.addedAt : a > b
}

function piecesOf(ids: Iterable<string>): string[][] {
  const pieces: string[][] = []
  let left = 0
  for (const id of ids) {
    if (id.length > left) {
      pieces.push([])
      left = MOST_ID_CHARACTERS
    }
    pieces.at(-1)?.push(id)
    left -= id.length
  }
  return pieces
}

function listAt(known: Map<string, Known[]>, id: string): Known[] {
  const list = known.get(id) ?? []
  known.set(id, list)
  return list
}

/** The version that an object is, of those that are there; of what has no versions the newest, if it says the same. */
function sameVersion(object: Incoming, before: readonly Known[]): Known | undefined {
  const there = before.filter(({ isThere, spec }) => isThere === 1 && spec === object.specVersion)
  if (object.version === undefined) {
    const newest = there.at(-1)
    return newest?.digest === object.digest ? newest : undefined
  }
  const key = sortableTime(object.version)
  return there.find((one) => one.key === key)
}

interface Placed {
  readonly collection: string
  readonly addedAt: number
  readonly version: string
  readonly key: string
  readonly repeats: boolean
  /** The older and the newer of two versions, when there is another. */
  readonly hidden: readonly Known[] | undefined
  readonly by: string
}

function rowOf(object: Incoming, { collection, addedAt, version, key, repeats, hidden, by }: Placed) {
  return {
    collection,
    date_added: storedMicros(addedAt),
    id: object.id,
    type: object.type,
    version,
    version_key: key,
    spec_version: object.specVersion,
    repeats: repeats ? 1 : 0,
    hidden_row: storedMicros(hidden?.[0]?.addedAt ?? 0),
    hidden_by: storedMicros(hidden?.[1]?.addedAt ?? 0),
    digest: object.digest,
    bytes: Buffer.byteLength(object.text),
    by,
    text: object.text,
    tlp: object.tlp,
  }
}

/** Microseconds as the store reads them. */
const storedMicros = (micros: number) => timeOfMicros(micros).replace('T', ' ').replace('Z', '')
