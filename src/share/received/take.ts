// Takes in the objects of a page: each is checked, its signature too, and kept as it came, or kept aside with the reason.
// Nothing that one object says keeps the others out.
import { createHash } from 'node:crypto'
import { Problem } from '../../model/problem.js'
import { type Sentence, saidOf, say, word } from '../../model/sentence.js'
import type { Store } from '../../store/store.js'
import { toldSql, toStored } from '../../store/times.js'
import { TRAIT_TYPE } from '../stix/extension.js'
import { isObject, whatIsWrong } from '../stix/object-check.js'
import { verifyStixObject } from '../stix/signed-object.js'
import type { StixObject } from '../stix/stix-object.js'
import { COMMON_TYPES, rankOf, type TlpLevel, tlpOf } from '../stix/tlp.js'
import type { PolledObject } from '../taxii/client/poll.js'
import { sortableTime } from '../taxii/timestamp.js'
import { canonicalJson } from '../trust/canonical-json.js'
import type { KeyDirectory } from '../trust/signature.js'
import type { PartnerFeed } from './partner-file.js'

/** What is taken in at most. */
export const TAKEN = {
  /** Characters of one object. */
  characters: 2 ** 20,
  /** Characters that are kept of one that is kept aside. */
  asideCharacters: 4096,
  /** Levels of nesting. */
  depth: 64,
  /** How far ahead of the clock here a version may be dated: a version of another century would never be replaced. */
  aheadMs: 86_400_000,
  /** Objects of a page that the store is asked about and given at once: a server may send 100,000 where 500 were asked for. */
  atOnce: 5000,
  /** Objects that are kept of one partner. */
  objects: 1_000_000,
} as const

/** Observables say what a value is, and nothing of anybody; nothing here is drawn from them. */
const OBSERVABLES: ReadonlySet<string> = new Set([TRAIT_TYPE, 'ipv4-addr', 'ipv6-addr'])

export interface Taken {
  readonly taken: number
  /** Known already, word for word. */
  readonly repeated: number
  readonly aside: number
  readonly unsigned: number
}

interface Row {
  readonly partner: string
  readonly id: string
  readonly type: string
  readonly version: string
  readonly received_at: string
  readonly tlp: string
  readonly signed_by: string
  readonly refused: string
  readonly refused_said: string
  readonly digest: string
  readonly text: string
}

/**
 * Keeps what of a page is not known yet.
 * @param own identities of this provider
 */
export async function takeObjects(
  store: Store,
  feed: PartnerFeed,
  polled: readonly PolledObject[],
  directory: KeyDirectory,
  now = Date.now(),
  own: ReadonlySet<string> = new Set(),
): Promise<Taken> {
  let all: Taken = { taken: 0, repeated: 0, aside: 0, unsigned: 0 }
  for (let from = 0; from < polled.length; from += TAKEN.atOnce) {
    const one = await takeSome(store, feed, polled.slice(from, from + TAKEN.atOnce), directory, now, own)
    all = {
      taken: all.taken + one.taken,
      repeated: all.repeated + one.repeated,
      aside: all.aside + one.aside,
      unsigned: all.unsigned + one.unsigned,
    }
  }
  return all
}

async function takeSome(
  store: Store,
  feed: PartnerFeed,
  polled: readonly PolledObject[],
  directory: KeyDirectory,
  now: number,
  own: ReadonlySet<string>,
): Promise<Taken> {
  // What this provider put there itself is no news.
  const others = polled.filter(({ object }) => !isOwn(object, own))
  const rows = others.map((one) => rowOf(feed, one, directory, now))
  const known = await readKnown(store, feed.name, rows)
  const fresh: Row[] = []
  for (const [place, row] of rows.entries()) {
    const name = `${row.id} ${row.version}`
    const versions = known.get(name) ?? []
    // A server may write the same object otherwise tomorrow; before, the text itself was hashed.
    const written = hashOf(others[place]?.text ?? '')
    const same = versions.filter(({ digest }) => digest === row.digest || digest === written)
    const before = same.find(({ refused }) => refused === '') ?? same[0]
    // Of one signer: what others wrote under the same id is theirs.
    const isOther =
      row.refused === '' &&
      before?.refused !== '' &&
      versions.some(({ refused, signed_by }) => refused === '' && signed_by === row.signed_by)
    const judged = isOther ? asideOf(row, say`it says something else than the same version did before`) : row
    // What was kept aside for a reason that is gone, such as a key card that lacked, is taken now.
    if (before !== undefined && (before.refused === '' || judged.refused !== '')) continue
    fresh.push(judged)
    known.set(name, [...versions.filter((one) => one !== before), judged])
  }
  if (fresh.length > 0) await store.insert('received_object', fresh)
  const aside = fresh.filter(({ refused }) => refused !== '').length
  return {
    taken: fresh.length - aside,
    repeated: polled.length - fresh.length,
    aside,
    unsigned: fresh.filter(({ refused, signed_by }) => refused === '' && signed_by === '').length,
  }
}

const isOwn = (object: unknown, own: ReadonlySet<string>) =>
  isObject(object) && (own.has(String(object.created_by_ref)) || own.has(String(object.id)))

/** What tells a text of an object's version from another. */
type Known = Pick<Row, 'id' | 'version' | 'digest' | 'refused' | 'signed_by'>

/** What is kept, by id and version. */
async function readKnown(
  store: Store,
  partner: string,
  rows: readonly Row[],
): Promise<Map<string, readonly Known[]>> {
  const known = new Map<string, readonly Known[]>()
  if (rows.length === 0) return known
  const found = await store.query<Known>(
    `SELECT id, version, digest, refused, signed_by
FROM received_object
WHERE partner = {partner: String} AND id IN {ids: Array(String)}`,
    { parameters: { partner, ids: [...new Set(rows.map(({ id }) => id))] } },
  )
  for (const one of found) {
    const name = `${one.id} ${one.version}`
    known.set(name, [...(known.get(name) ?? []), one])
  }
  return known
}

function rowOf(feed: PartnerFeed, polled: PolledObject, directory: KeyDirectory, now: number): Row {
  const { object, text } = polled
  const told = isObject(object) ? object : {}
  const row: Row = {
    partner: feed.name,
    id: textOf(told.id).slice(0, 300),
    type: textOf(told.type).slice(0, 250),
    version: versionOf(told),
    received_at: toStored(now),
    tlp: '',
    signed_by: '',
    refused: '',
    refused_said: '',
    digest: digestOf(object, text),
    text,
  }
  let tlp: TlpLevel | '' = ''
  // Whatever an object makes go wrong here is a reason to keep it aside, and no other object.
  try {
    const wrong = whatKeepsAside(object, text, now)
    if (wrong !== undefined) return asideOf(row, wrong)
    const stix = object as StixObject
    tlp = tlpOf(stix)
    if (rankOf(tlp) > rankOf(feed.tlp))
      return asideOf({ ...row, tlp }, say`it is marked ${tlp}, and ${feed.tlp} is the most that you take`)
    const signed = verifyStixObject(stix, directory, now)
    if (signed === undefined && feed.isSignatureNeeded && isAboutOne(stix.type))
      return asideOf({ ...row, tlp }, say`nobody signed it, and this partner’s objects must be signed`)
    return { ...row, tlp, signed_by: signed?.provider ?? '' }
  } catch (error) {
    return asideOf({ ...row, tlp }, error instanceof Problem ? error.says.message : word(String(error)))
  }
}

/** By which an object is known again, in whatever order its names come. */
function digestOf(object: unknown, text: string): string {
  try {
    return hashOf(canonicalJson(object))
  } catch {
    return hashOf(text)
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Other types are never about one producer: they need no signature, and nothing counts by their versions. */
const isAboutOne = (type: string) => !COMMON_TYPES.has(type) && !OBSERVABLES.has(type)

function whatKeepsAside(object: unknown, text: string, now: number): Sentence | undefined {
  if (text === '') return say`it can’t be written down`
  if (text.length > TAKEN.characters) return say`it is longer than ${TAKEN.characters} characters`
  if (isDeeper(object, TAKEN.depth)) return say`it nests deeper than ${TAKEN.depth} levels`
  const wrong = whatIsWrong(object)
  if (wrong !== undefined) return say`it ${wrong}`
  const { type, modified, created } = object as StixObject
  const changed = textOf(modified ?? created)
  return isAboutOne(type) && Date.parse(changed) > now + TAKEN.aheadMs
    ? say`it is dated ${changed}, which is to come`
    : undefined
}

function asideOf(row: Row, refused: Sentence): Row {
  return {
    ...row,
    refused: refused.text.slice(0, 500),
    refused_said: keptSaid(refused),
    text: row.text.slice(0, TAKEN.asideCharacters),
  }
}

/** Characters of what a reason was made of; what is longer is told in English. */
const MOST_SAID = 2000

function keptSaid(why: Sentence): string {
  const text = JSON.stringify(saidOf(why))
  return text.length > MOST_SAID ? '' : text
}

/** The version that counts, as text that sorts by time: when it was changed, or made; nothing of what has neither. */
function versionOf({ modified, created }: Readonly<Record<string, unknown>>): string {
  return sortableTime(textOf(modified ?? created)) ?? ''
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Without recursion: what is too deep would end it. */
function isDeeper(value: unknown, most: number): boolean {
  const open: [unknown, number][] = [[value, 1]]
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const [one, level] = top
    if (typeof one !== 'object' || one === null) continue
    if (level > most) return true
    for (const inner of Object.values(one)) open.push([inner, level + 1])
  }
  return false
}

/** An object that is kept aside, as it is told. */
export interface Aside {
  readonly partner: string
  readonly id: string
  /** RFC 3339. */
  readonly received_at: string
  readonly why: string
  /** What that was made of, as JSON; empty of rows by older versions. */
  readonly said: string
  /** The beginning of it. */
  readonly text: string
}

/** The newest objects that are kept aside. */
export function readAside(store: Store): Promise<Aside[]> {
  return store.query<Aside>(
    `SELECT partner, id, ${toldSql('o.received_at')} AS received_at, refused AS why, refused_said AS said, substring(text, 1, 80) AS text
FROM received_object AS o
WHERE refused != ''
ORDER BY o.received_at DESC, partner, id
LIMIT 1000`,
  )
}
