// What campaigns leave of a group that was accused before they were told apart. The group was accused with them in it: what
// it showed is theirs as well, and those who are left are accused of what they show themselves or of nothing.
import type { Store } from '../store/store.js'
import { LEFT_OUT } from './bystanders.js'
import { DisjointSets } from './disjoint-sets.js'
import type { Judged } from './judge.js'
import { LEAST_MEMBERS } from './likeness.js'
import { bringBack, listed, putAside, THIRD_ROUND } from './substream.js'

/** SQL: whether an account is in one of these campaigns of the second round, which `work_member` holds. */
export const isConvicted = (convicted: readonly number[]) =>
  `aid IN (SELECT aid FROM work_member WHERE cand IN (${listed(convicted)}))`

/** SQL: whether an account went from an accused group: to a campaign, or as a bystander of one. */
export const isTaken = (convicted: readonly number[]) => `(${isConvicted(convicted)} OR aid IN (${LEFT_OUT}))`

/** Accounts of an accused group that nothing took. */
export interface Left {
  readonly cand: number
  readonly aids: readonly number[]
  readonly scores: readonly number[]
  /** Nothing was taken of it. */
  readonly isWhole: boolean
}

/** What is left of accused groups of the first round. */
export async function readLeft(
  store: Store,
  accused: readonly number[],
  convicted: readonly number[],
): Promise<Left[]> {
  const rows = await store.query<Omit<Left, 'isWhole'> & { taken: number }>(`SELECT
  cand, groupArrayIf(aid, NOT went) AS aids, groupArrayIf(score, NOT went) AS scores, countIf(went) AS taken
FROM (SELECT cand, aid, score, ${isTaken(convicted)} AS went FROM work_first WHERE cand IN (${listed(accused)}) ORDER BY cand, aid)
GROUP BY cand
HAVING length(aids) >= ${LEAST_MEMBERS}
ORDER BY length(aids) DESC, aids, cand`)
  return rows.map(({ taken, ...left }) => ({ ...left, isWhole: taken === 0 }))
}

/** Share of the smaller of two at which they are pieces of one. */
const ONE = 0.5

/** Accounts that are to be judged anew, with what they were put together for. */
export type Joined = ReadonlyMap<number, number>

/**
 * Puts together what is left of groups that are pieces of one: the search finds a campaign several times.
 * @param left the largest first
 * @returns groups that hold all of theirs and stand as they were judged, and what is to be judged anew
 */
export function joinLeft(left: readonly Left[]): {
  readonly whole: ReadonlySet<number>
  readonly joined: Joined[]
} {
  const sets = new DisjointSets(left.length)
  const placesOf = new Map<number, number[]>()
  left.forEach(({ aids }, place) => {
    const common = new Map<number, number>()
    for (const aid of aids) {
      const places = placesOf.get(aid) ?? []
      for (const other of places) common.set(other, (common.get(other) ?? 0) + 1)
      placesOf.set(aid, [...places, place])
    }
    for (const [other, count] of common) if (count >= ONE * aids.length) sets.join(other, place)
  })
  const whole = new Set<number>()
  const joined: Joined[] = []
  for (const root of new Set(left.map((_, place) => sets.find(place)))) {
    const pieces = left.filter((_, place) => sets.find(place) === root)
    const members = new Map<number, number>()
    for (const { aids, scores } of pieces)
      aids.forEach((aid, index) => {
        members.set(aid, Math.max(scores[index] ?? 0, members.get(aid) ?? 0))
      })
    const all = pieces.find(({ aids, isWhole }) => isWhole && aids.length === members.size)
    if (all) whole.add(all.cand)
    else joined.push(members)
  }
  return { whole, joined }
}

/** Judges what is left, beside the groups that were judged: these are as they were, afterwards. */
export async function judgeLeft(
  store: Store,
  joined: readonly Joined[],
  examine: () => Promise<Judged[]>,
): Promise<Judged[]> {
  if (joined.length === 0) return []
  await putAside(store, 'judged')
  await store.command('RENAME TABLE work_member TO work_member_judged')
  await store.command('CREATE TABLE work_member AS work_member_judged')
  await store.command('CREATE TABLE work_left (cand UInt32, aid UInt32, score Float32) ENGINE = Memory')
  await store.insert(
    'work_left',
    joined.flatMap((members, place) =>
      [...members].map(([aid, score]) => ({ cand: THIRD_ROUND + place, aid, score })),
    ),
  )
  await store.command(`INSERT INTO work_member
SELECT l.cand, l.aid, a.owner, l.score
FROM work_left AS l
INNER JOIN (SELECT aid, owner FROM work_account) AS a ON a.aid = l.aid`)
  const judged = await examine()
  await store.command('INSERT INTO work_member SELECT * FROM work_member_judged')
  await store.command('DROP TABLE work_member_judged')
  await bringBack(store, 'judged')
  return judged
}
