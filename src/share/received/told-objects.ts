// What partners' objects say of what is looked for, in memory: parsed once, and read on from there. Of each object the
// newest version of each who answers for it.
import type { Store } from '../../store/store.js'
import { createTurns } from '../../store/turns.js'
import { EXTENSION_ID } from '../stix/extension.js'
import { isObject } from '../stix/object-check.js'
import { type SignatureHeader, signatureOf } from '../stix/signed-object.js'
import type { StixObject } from '../stix/stix-object.js'
import { type Asked, readPattern } from './pattern-values.js'

export interface Told {
  readonly partner: string
  readonly tlp: string
  /** Whose signature counted when it came; empty for none. */
  readonly signedBy: string
  /** What its signature says of itself. */
  readonly header: SignatureHeader | undefined
  /** The properties that count here. */
  readonly object: StixObject
  /** What an indicator asks for. */
  readonly asks: readonly Asked[]
}

/** Most objects that are kept, each signer of each partner having its part of them; the newest count. */
const MOST_OBJECTS = 500_000
/** Rows that are read at a time: while they are parsed the thread does nothing else. */
const PAGE_ROWS = 10_000

interface Kept {
  readonly told: Told
  readonly version: string
  /** Milliseconds since 1970. */
  readonly at: number
}

interface Row {
  readonly partner: string
  readonly id: string
  readonly version: string
  readonly tlp: string
  readonly signed_by: string
  readonly at: number
  readonly text: string
}

const COUNTS = "refused = '' AND type IN ('campaign', 'indicator', 'relationship')"
const AT = 'toUnixTimestamp64Milli(received_at)'

export class ToldObjects {
  private readonly turn = createTurns(1)
  private readonly kept = new Map<string, Kept>()
  private readonly headers = new Map<string, SignatureHeader>()
  /** Rows that were read, and when the newest of them came. */
  private rows = 0
  private at = -1
  private list: readonly Told[] = []

  /** All of it, what somebody signed first, newest first; the same list as long as nothing came or went. */
  read(store: Store): Promise<readonly Told[]> {
    return this.turn(async () => {
      if (await this.readOn(store)) this.list = this.sorted()
      return this.list
    })
  }

  /** @returns whether something changed */
  private async readOn(store: Store): Promise<boolean> {
    const [state] = await store.query<{ rows: number; known: number; newest: number; voices: number }>(
      `SELECT count() AS rows, countIf(${AT} <= {at: Int64}) AS known, max(${AT}) AS newest, uniqExact(partner, signed_by) AS voices
FROM received_object
WHERE ${COUNTS}`,
      { parameters: { at: this.at } },
    )
    const { rows = 0, known = 0, newest = -1, voices = 1 } = state ?? {}
    // Rows that went, or came with an older time: all of it is read again.
    const isBroken = known !== this.rows
    if (isBroken) {
      this.kept.clear()
      this.at = -1
    }
    const until = rows === 0 ? -1 : newest
    if (!isBroken && until === this.at) return false
    const each = Math.floor(MOST_OBJECTS / Math.max(voices, 1))
    for await (const page of this.pages(store, until)) {
      for (const row of page) this.keep(row)
      if (this.kept.size > 2 * MOST_OBJECTS) this.prune(each)
    }
    this.prune(each)
    this.rows = rows
    this.at = until
    return true
  }

  /** Rows that came after what was read, by ranges of the table's order. */
  private async *pages(store: Store, until: number): AsyncGenerator<readonly Row[]> {
    const isNew = `${COUNTS} AND ${AT} > {from: Int64} AND ${AT} <= {until: Int64}`
    const times = { from: this.at, until }
    const begins = await store.query<{ partner: string; id: string }>(
      `SELECT DISTINCT partner, id
FROM (SELECT partner, id, row_number() OVER (PARTITION BY partner ORDER BY id) AS place FROM received_object WHERE ${isNew})
WHERE place % ${PAGE_ROWS} = 1
ORDER BY partner, id`,
      { parameters: times },
    )
    for (const [index, { partner, id }] of begins.entries()) {
      const next = begins[index + 1]
      const end = next?.partner === partner ? next.id : undefined
      yield await store.query<Row>(
        `SELECT partner, id, version, tlp, signed_by, ${AT} AS at, text
FROM received_object
WHERE partner = {partner: String} AND id >= {id: String}${end === undefined ? '' : ' AND id < {end: String}'} AND ${isNew}
ORDER BY version DESC, received_at DESC
LIMIT 1 BY signed_by, id`,
        { parameters: { ...times, partner, id, ...(end !== undefined && { end }) } },
      )
    }
  }

  private keep(row: Row): void {
    const name = `${row.partner} ${row.signed_by} ${row.id}`
    const before = this.kept.get(name)
    if (before && (before.version > row.version || (before.version === row.version && before.at >= row.at)))
      return
    const told = this.toldBy(row)
    if (told) this.kept.set(name, { told, version: row.version, at: row.at })
    else this.kept.delete(name)
  }

  private toldBy({ partner, tlp, signed_by: signedBy, text }: Row): Told | undefined {
    const whole = parsed(text)
    if (!whole) return undefined
    const asks =
      whole.type === 'indicator'
        ? readPattern(String(whole.pattern), String(whole.pattern_type ?? 'stix'))
        : NOTHING
    const header = signedBy === '' ? undefined : this.shared(signatureOf(whole))
    return { partner, tlp, signedBy, header, object: slim(whole), asks }
  }

  /** One header for all objects that bear the same: a bundle is signed at one time. */
  private shared(header: SignatureHeader | undefined): SignatureHeader | undefined {
    if (!header) return undefined
    const name = `${header.iss} ${header.kid} ${header.iat}`
    const known = this.headers.get(name)
    if (known) return known
    if (this.headers.size >= PAGE_ROWS) this.headers.clear()
    this.headers.set(name, header)
    return header
  }

  private prune(each: number): void {
    if (this.kept.size <= each) return
    const counts = new Map<string, number>()
    for (const [name, { told }] of [...this.kept].sort(([, a], [, b]) => compare(b.version, a.version))) {
      const voice = `${told.partner} ${told.signedBy}`
      const count = (counts.get(voice) ?? 0) + 1
      counts.set(voice, count)
      if (count > each) this.kept.delete(name)
    }
  }

  private sorted(): readonly Told[] {
    return [...this.kept.values()]
      .sort(
        (a, b) =>
          Number(a.told.signedBy === '') - Number(b.told.signedBy === '') || compare(b.version, a.version),
      )
      .map(({ told }) => told)
  }
}

const NOTHING: readonly Asked[] = []
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function parsed(text: string): StixObject | undefined {
  try {
    const object: unknown = JSON.parse(text)
    return isObject(object) && typeof object.id === 'string' && typeof object.type === 'string'
      ? (object as StixObject)
      : undefined
  } catch {
    return undefined
  }
}

const OF_ALL = ['type', 'id', 'created_by_ref', 'revoked'] as const
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  campaign: ['name', 'confidence'],
  indicator: ['confidence', 'valid_from', 'valid_until', 'created', 'modified'],
  relationship: ['relationship_type', 'source_ref', 'target_ref'],
}

/** An object without what nobody asks for here: there may be hundreds of thousands. */
function slim(object: StixObject): StixObject {
  const names = [...OF_ALL, ...(OF_TYPE[object.type] ?? [])]
  const kept = Object.fromEntries(names.flatMap((name) => (name in object ? [[name, object[name]]] : [])))
  const { extensions } = object
  const about = isObject(extensions) && object.type !== 'relationship' ? extensions[EXTENSION_ID] : undefined
  return { ...kept, ...(isObject(about) && { extensions: { [EXTENSION_ID]: about } }) } as StixObject
}
