// Template families: sets of anchors that travel together. Hot anchors are found in the engine; anchors whose
// exchanges overlap (bottom-k sketches, Broder 1997) are joined here; an exchange then belongs to the family whose
// anchors it carries. Linear in exchanges; pairs of accounts are never formed.
import type { Store } from '../store/store.js'
import { DisjointSets } from './disjoint-sets.js'

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

interface AnchorRow {
  readonly anchor: number
  readonly sketch: readonly number[]
}

export interface Family {
  readonly id: number
  readonly anchors: readonly number[]
}

/** Hashes are taken of an exchange once, before its anchors are laid out. */
const HASHED = '(SELECT cityHash64(account) AS account, cityHash64(id) AS exchange, anchors FROM exchange)'

/** Finds the families and fills `work_family_anchor` and `work_use`. */
export async function buildTemplates(store: Store): Promise<Family[]> {
  await store.command(`CREATE TABLE work_anchor ENGINE = MergeTree ORDER BY anchor AS
SELECT anchor
FROM ${HASHED}
ARRAY JOIN anchors AS anchor
GROUP BY anchor
HAVING uniqUpTo(${LEAST_ACCOUNTS - 1})(account) >= ${LEAST_ACCOUNTS}`)
  const rows =
    await store.query<AnchorRow>(`SELECT anchor, groupArraySorted(${SKETCH_SIZE})(toUInt32(exchange)) AS sketch
FROM ${HASHED}
ARRAY JOIN anchors AS anchor
WHERE anchor IN (SELECT anchor FROM work_anchor)
GROUP BY anchor
ORDER BY count() DESC, anchor
LIMIT ${MOST_ANCHORS}`)
  const families = groupAnchors(rows)
  await store.command(
    'CREATE TABLE work_family_anchor (anchor UInt32, family UInt32, size UInt32) ENGINE = MergeTree ORDER BY anchor',
  )
  await store.insert(
    'work_family_anchor',
    families.flatMap((family) =>
      family.anchors.map((anchor) => ({ anchor, family: family.id, size: family.anchors.length })),
    ),
  )
  await assignFamilies(store)
  return families
}

/** Union of anchors whose sketches overlap; anchors are compared only within a bucket of a shared exchange. */
export function groupAnchors(rows: readonly AnchorRow[]): Family[] {
  const sets = new DisjointSets(rows.length)
  // Each anchor of a bucket is compared with a few neighbours: overlap is transitive enough to join the rest.
  for (const { start, end, at } of buckets(rows)) {
    for (let i = start + 1; i < end; i++) {
      for (let j = Math.max(start, i - NEIGHBOURS); j < i; j++) {
        const a = at(i)
        const b = at(j)
        if (sets.find(a) === sets.find(b)) continue
        if (overlap((rows[a] as AnchorRow).sketch, (rows[b] as AnchorRow).sketch) >= SAME_TEMPLATE)
          sets.join(a, b)
      }
    }
  }
  const groups = new Map<number, number[]>()
  rows.forEach((_, index) => {
    const root = sets.find(index)
    const group = groups.get(root)
    if (group) group.push(index)
    else groups.set(root, [index])
  })
  return [...groups.values()]
    .filter((group) => group.length >= LEAST_ANCHORS)
    .map((group, index) => ({
      id: index + 1,
      anchors: group.map((member) => (rows[member] as AnchorRow).anchor),
    }))
}

/** Runs of anchors whose sketches begin with one exchange, as places in one sorted column of (exchange, anchor). */
function* buckets(rows: readonly AnchorRow[]) {
  const keys = Float64Array.from(
    rows.flatMap(({ sketch }, index) => sketch.slice(0, LED_BY).map((exchange) => exchange * ROWS + index)),
  ).sort()
  const exchangeAt = (place: number) => Math.floor((keys[place] as number) / ROWS)
  const at = (place: number) => (keys[place] as number) % ROWS
  for (let start = 0, end = 0; start < keys.length; start = end) {
    while (end < keys.length && exchangeAt(end) === exchangeAt(start)) end++
    yield { start, end, at }
  }
}

/** Jaccard similarity estimated from two bottom-k sketches of sorted hashes. */
function overlap(a: readonly number[], b: readonly number[]): number {
  const size = Math.min(SKETCH_SIZE, Math.max(a.length, b.length))
  let i = 0
  let j = 0
  let union = 0
  let shared = 0
  while (union < size && (i < a.length || j < b.length)) {
    const left = a[i] ?? Number.POSITIVE_INFINITY
    const right = b[j] ?? Number.POSITIVE_INFINITY
    if (left === right) shared++
    if (left <= right) i++
    if (right <= left) j++
    union++
  }
  return union === 0 ? 0 : shared / union
}

/** `work_use`: which families an exchange carries: at least two anchors, and a good part of the family's. */
async function assignFamilies(store: Store): Promise<void> {
  await store.command(`CREATE TABLE work_use ENGINE = MergeTree ORDER BY (family, aid) AS
SELECT a.aid AS aid, a.owner AS owner, u.exchange AS exchange, u.family AS family
FROM (
  SELECT any(e.account) AS account, e.exchange AS exchange, f.family AS family, count() AS hits, any(f.size) AS size
  FROM (
    SELECT account, exchange, anchor
    FROM ${HASHED}
    ARRAY JOIN anchors AS anchor
    WHERE anchor IN (SELECT anchor FROM work_family_anchor)
  ) AS e
  INNER JOIN work_family_anchor AS f ON e.anchor = f.anchor
  GROUP BY exchange, family
  HAVING hits >= greatest(least(2, size), ceil(${CARRIED_SHARE} * least(size, 24)))
) AS u
INNER JOIN (SELECT cityHash64(account) AS account, aid, owner FROM work_account) AS a ON u.account = a.account`)
}
