// Rings of accounts that present each other's opaque references: connected components of the bipartite graph of
// accounts and references. A relay passes every reference on once or twice, so no single one is held by many; what
// tells it is that the pairs hang together. Pairs of honest accounts (a move between two accounts of one firm) don't:
// far below one link an account, components of a random graph stay small (Erdős and Rényi 1960).
import { OPAQUE_TRAIT } from '../detectors/opaque-replay.js'
import type { Store } from '../store/store.js'
import { DisjointSets } from './disjoint-sets.js'

/** Owners below which a component is a pair that its own reference tells already. */
const LEAST_OWNERS = 3

interface Link {
  readonly aids: readonly number[]
}

/** Adds the ring of each account, as one more value of the opaque references' kind, to `work_trait`. */
export async function addRings(store: Store): Promise<void> {
  const links = await store.query<Link>(
    `SELECT groupArray(aid) AS aids FROM work_trait WHERE kind = ${OPAQUE_TRAIT} GROUP BY value HAVING min(aid) != max(aid)`,
  )
  if (links.length === 0) return
  const ringOf = joinRings(links.map(({ aids }) => aids))
  await store.command('CREATE TABLE work_ring (aid UInt32, ring UInt32) ENGINE = Memory')
  await store.insert(
    'work_ring',
    [...ringOf].map(([aid, ring]) => ({ aid, ring })),
  )
  await store.command(`INSERT INTO work_trait
SELECT ${OPAQUE_TRAIT}, cityHash64('ring', r.ring), r.aid, a.owner, t.uses
FROM work_ring AS r
INNER JOIN (SELECT aid, owner FROM work_account) AS a ON a.aid = r.aid
INNER JOIN (SELECT aid, toUInt32(sum(uses)) AS uses FROM work_trait WHERE kind = ${OPAQUE_TRAIT} GROUP BY aid) AS t ON t.aid = r.aid
WHERE r.ring IN (
  SELECT ring FROM work_ring AS r INNER JOIN (SELECT aid, owner FROM work_account) AS a ON a.aid = r.aid
  GROUP BY ring
  HAVING uniqExact(a.owner) >= ${LEAST_OWNERS}
)`)
  await store.command('DROP TABLE work_ring')
}

/** Component of each account that shares a value with another, named by its smallest account. */
export function joinRings(links: readonly (readonly number[])[]): Map<number, number> {
  const joined = links.filter((link) => link.length > 1)
  const sets = new DisjointSets(1 + joined.flat().reduce((most, aid) => Math.max(most, aid), 0))
  for (const [first = 0, ...others] of joined) for (const other of others) sets.join(first, other)
  return new Map(joined.flat().map((aid) => [aid, sets.find(aid)]))
}
