// Template families: sets of anchors that travel together. Hot anchors are found in the engine; anchors whose
// exchanges overlap (bottom-k sketches, Broder 1997) are joined here; an exchange then belongs to the families whose
// anchors it carries. Linear in exchanges; pairs of accounts are never formed.
import { packedSql, unpack } from '../store/packed.js'
import type { Store } from '../store/store.js'
import { DisjointSets } from './disjoint-sets.js'
import { WHOLE_LOG } from './drawn-log.js'

/** Fewest accounts that make an anchor worth looking at. */
export const LEAST_ACCOUNTS = 4
/** Exchanges kept in an anchor's sketch. */
const SKETCH_SIZE = 24
/** Estimated overlap (Jaccard) above which two anchors are taken to belong to one template. */
const SAME_TEMPLATE = 0.5
/** Anchors that must travel together to be called a template. */
const LEAST_ANCHORS = 2
/** Share of a family's anchors (of at most 24) that an exchange must carry to belong to it. */
const CARRIED_SHARE = 0.4
/** Exchanges at the head of a sketch by which anchors are brought together, and neighbours each is compared with. */
const LED_BY = 6
const NEIGHBOURS = 4
/** Above the number of anchors; an exchange's 32 bits times this fit a number. */
const ROWS = 2 ** 20
/** Most hot anchors that are grouped; beyond, those of most accounts' worth of uses go first. */
const MOST_ANCHORS = 60_000

/** Anchors, and beside them their sketches end to end: smallest hashes of the exchanges that they stand in, in order. */
export interface Sketches {
  readonly anchors: Uint32Array
  readonly sizes: Uint32Array
  readonly exchanges: Uint32Array
}

export interface Family {
  readonly id: number
  readonly anchors: readonly number[]
}

/** Finds the families and fills `work_family_anchor`. */
export async function buildTemplates(store: Store, { relation } = WHOLE_LOG): Promise<Family[]> {
  // An account's anchors are made distinct first: most come again and again under the same accounts.
  await store.command(`CREATE TABLE work_anchor ENGINE = Memory AS
SELECT anchor
FROM (SELECT arrayDistinct(groupArrayArray(anchors)) AS own FROM ${relation} GROUP BY account)
ARRAY JOIN own AS anchor
GROUP BY anchor
HAVING count() >= ${LEAST_ACCOUNTS}`)
  // As three columns: a row an anchor would be tens of thousands of small documents.
  const [found] = await store.query<Record<keyof Sketches, string>>(
    `SELECT ${packedSql('groupArray(anchor)')} AS anchors, ${packedSql('groupArray(toUInt32(length(sketch)))')} AS sizes,
  ${packedSql('groupArrayArray(sketch)')} AS exchanges
FROM (
  SELECT anchor, groupArraySorted(${SKETCH_SIZE})(exchange) AS sketch
  FROM (SELECT toUInt32(cityHash64(id)) AS exchange, anchors FROM ${relation})
  ARRAY JOIN anchors AS anchor
  WHERE anchor IN (SELECT anchor FROM work_anchor)
  GROUP BY anchor
  ORDER BY count() DESC, anchor
  LIMIT ${MOST_ANCHORS}
)`,
  )
  const families = found
    ? groupAnchors({
        anchors: unpack(found.anchors),
        sizes: unpack(found.sizes),
        exchanges: unpack(found.exchanges),
      })
    : []
  await store.command(
    'CREATE TABLE work_family_anchor (anchor UInt32, family UInt32, size UInt32) ENGINE = Memory',
  )
  await store.insert(
    'work_family_anchor',
    families.flatMap((family) =>
      family.anchors.map((anchor) => ({ anchor, family: family.id, size: family.anchors.length })),
    ),
  )
  return families
}

/** Union of anchors whose sketches overlap; anchors are compared only within a bucket of a shared exchange. */
export function groupAnchors(sketches: Sketches): Family[] {
  const { anchors } = sketches
  const laid = layOut(sketches)
  const sets = new DisjointSets(anchors.length)
  const led = ledBy(laid)
  // Each anchor of a bucket is compared with a few neighbours: overlap is transitive enough to join the rest.
  for (let i = 1, start = 0; i < led.anchors.length; i++) {
    if (led.exchanges[i] !== led.exchanges[start]) start = i
    for (let j = Math.max(start, i - NEIGHBOURS); j < i; j++) {
      const a = led.anchors[i] as number
      const b = led.anchors[j] as number
      if (sets.find(a) !== sets.find(b) && isSame(laid, a, b)) sets.join(a, b)
    }
  }
  const groups = new Map<number, number[]>()
  anchors.forEach((anchor, index) => {
    const root = sets.find(index)
    const group = groups.get(root)
    if (group) group.push(anchor)
    else groups.set(root, [anchor])
  })
  return [...groups.values()]
    .filter((group) => group.length >= LEAST_ANCHORS)
    .map((group, index) => ({ id: index + 1, anchors: group }))
}

/** Sketches end to end, and where each starts: that of an anchor ends where the next one's starts. */
interface Laid {
  readonly exchanges: Uint32Array
  readonly start: Uint32Array
}

function layOut({ sizes, exchanges }: Sketches): Laid {
  const start = new Uint32Array(sizes.length + 1)
  sizes.forEach((size, anchor) => {
    start[anchor + 1] = (start[anchor] as number) + size
  })
  return { exchanges, start }
}

/** Anchors by the exchanges that their sketches begin with, as two columns in order of exchange and anchor. */
function ledBy({ exchanges: hashes, start }: Laid) {
  const keys = new Float64Array(LED_BY * (start.length - 1))
  let found = 0
  for (let anchor = 0; anchor + 1 < start.length; anchor++) {
    const from = start[anchor] as number
    const to = Math.min(start[anchor + 1] as number, from + LED_BY)
    for (let i = from; i < to; i++) keys[found++] = (hashes[i] as number) * ROWS + anchor
  }
  const sorted = keys.subarray(0, found).sort()
  const exchanges = new Uint32Array(found)
  const anchors = new Uint32Array(found)
  for (let i = 0; i < found; i++) {
    const key = sorted[i] as number
    const exchange = Math.floor(key / ROWS)
    exchanges[i] = exchange
    anchors[i] = key - exchange * ROWS
  }
  return { exchanges, anchors }
}

/** Above every hash of an exchange. */
const ABOVE = 2 ** 32

/** Whether the Jaccard similarity, estimated from two bottom-k sketches of sorted hashes, is that of one template. */
function isSame({ exchanges, start }: Laid, a: number, b: number): boolean {
  let i = start[a] as number
  let j = start[b] as number
  const endA = start[a + 1] as number
  const endB = start[b + 1] as number
  const size = Math.min(SKETCH_SIZE, Math.max(endA - i, endB - j))
  let mayDiffer = size * (1 - SAME_TEMPLATE)
  // The union has at least as many hashes as the longer sketch.
  for (let union = 0; union < size; union++) {
    const left = i < endA ? (exchanges[i] as number) : ABOVE
    const right = j < endB ? (exchanges[j] as number) : ABOVE
    if (left <= right) i++
    if (right <= left) j++
    if (left !== right && --mayDiffer < 0) return false
  }
  return size > 0
}

/** Above the anchors of a family that an exchange must carry: a family and that number are told as one. */
const CARRIED = 16

/** A SELECT of every anchor of a family, beside what its family asks for, as two lists; for `familiesSql`. */
export const KNOWN_ANCHORS = `SELECT (groupArray(anchor), groupArray(asked))
FROM (
  SELECT 0 AS anchor, toUInt32(0) AS asked
  UNION ALL
  SELECT anchor, toUInt32(family * ${CARRIED} + greatest(least(2, size), ceil(${CARRIED_SHARE} * least(size, 24)))) AS asked
  FROM work_family_anchor
)`

/**
 * Which families an exchange carries: at least two anchors, and a good part of the family's. An anchor belongs to one
 * family, which is looked up where the anchor stands; the one that completes what its family asks for stands for it.
 */
export function familiesSql(anchors: string, known: string): string {
  const asked = `arrayFilter(asked -> asked != 0, arrayMap(anchor -> transform(anchor, ${known}.1, ${known}.2, toUInt32(0)), ${anchors}))`
  return `arrayMap(
    complete -> toUInt32(intDiv(complete, ${CARRIED})),
    arrayFilter((asked, nth) -> nth = asked % ${CARRIED}, ${asked} AS asked_anchors, arrayEnumerateUniq(asked_anchors)))`
}
