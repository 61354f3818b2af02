// The second round: accounts of accused groups are put into campaigns, grown by what belongs to them, and judged again.
// A suspect group is too much for chance, and cleared by nothing or by what its members do on the whole: it may be several
// that look alike, and is parted too. Other cleared groups stay as they are, and so does an accused one of which no campaign
// took anybody; what campaigns leave of one is judged by what it shows itself.
import { clamp } from '../detectors/statistics.js'
import type { Store } from '../store/store.js'
import { createLeftOut } from './bystanders.js'
import type { Fitted } from './candidates.js'
import { CLEARED_BY_IDENTITY } from './explanations.js'
import type { Judged } from './judge.js'
import { isConvicted, joinLeft, judgeLeft, readLeft } from './left-over.js'
import { LEAST_MEMBERS } from './likeness.js'
import { bringBack, listed, putAside, SECOND_ROUND } from './substream.js'
import { isSearched, isSuggested } from './suggested.js'
import { ACCUSATION } from './thresholds.js'

/**
 * Puts accused groups of one campaign together and judges the result; cleared groups stay as they are.
 * @param beside groups that are only told of: they stay as they are, and keep nobody out of a campaign
 */
export async function regroup(
  store: Store,
  judged: readonly Judged[],
  beside: readonly Judged[],
  fitted: Fitted,
  progress: (step: string) => void,
  examineAgain: () => Promise<Judged[]>,
): Promise<Judged[]> {
  const accused = judged.filter((group) => group.verdict !== 'explained')
  const suspects = judged.filter(isSuspect)
  if (accused.length + suspects.length === 0) return [...judged, ...beside]
  progress('campaigns')
  const [groups, cleared, undecided] = await Promise.all([
    readAccused(store, accused),
    clearedMembers(store, judged),
    undecidedGroups(store, judged),
  ])
  const scores = bestScores(groups)
  const parts = fitted.partition(
    groups.map(({ cand, aids }) => ({ accounts: aids, oneness: onenessOf(accused, cand) })),
  )
  absorb(parts, undecided, fitted, scores)
  const suspected = await partSuspects(store, suspects, fitted, scores)
  await putInPlace(store, grow([...parts, ...suspected], cleared, fitted, scores))
  const firstSuspected = SECOND_ROUND + parts.length
  const again = (await examineAgain()).filter(
    ({ cand, verdict }) => cand < firstSuspected || verdict !== 'explained',
  )
  const settled = settledBy(groups, parts, again)
  const standing = accused.filter(({ cand }) => !settled.has(cand))
  const convicted = candsOf(again.filter(({ verdict }) => verdict !== 'explained'))
  const { whole, joined } = joinLeft(await readLeft(store, candsOf(standing), convicted))
  const kept = await keepFirst(store, judged, beside, { whole, suspects, convicted })
  return [...again, ...kept, ...(await judgeLeft(store, joined, examineAgain))]
}

/** Bits of each account that is in a campaign or will be, by number: those of what it was put there for. */
type Scores = Map<number, number>

interface FirstGroup {
  readonly cand: number
  readonly aids: readonly number[]
  readonly scores: readonly number[]
}

/** Members of accused groups, largest group first. */
function readAccused(store: Store, accused: readonly Judged[]): Promise<FirstGroup[]> {
  return store.query<FirstGroup>(
    `SELECT cand, groupArray(aid) AS aids, groupArray(score) AS scores FROM (SELECT cand, aid, score FROM work_member WHERE cand IN (${listed(candsOf(accused))}) ORDER BY cand, aid) GROUP BY cand ORDER BY count() DESC, cand`,
  )
}

function bestScores(groups: readonly FirstGroup[]): Scores {
  const scores: Scores = new Map()
  for (const group of groups)
    group.aids.forEach((aid, i) => {
      const score = group.scores[i] as number
      scores.set(aid, Math.max(score, scores.get(aid) ?? score))
    })
  return scores
}

/** Adds to each part the undecided groups that are like it. */
function absorb(
  parts: readonly Set<number>[],
  undecided: readonly (readonly number[])[],
  fitted: Fitted,
  scores: Scores,
): void {
  for (const aids of parts) {
    const free = undecided.map((group) => group.filter((aid) => !scores.has(aid)))
    for (const aid of fitted.absorb(aids, free).flat()) {
      aids.add(aid)
      scores.set(aid, 0)
    }
  }
}

/** The parts with their scores and the accounts that are like them, none in two and none that was cleared for what it is. */
function grow(
  parts: readonly ReadonlySet<number>[],
  cleared: ReadonlySet<number>,
  fitted: Fitted,
  scores: Scores,
): Scores[] {
  return parts.map((aids) => {
    const members: Scores = new Map([...aids].map((aid) => [aid, scores.get(aid) ?? 0]))
    for (const [aid, bits] of fitted.extend(members)) {
      if (scores.has(aid) || cleared.has(aid)) continue
      scores.set(aid, bits)
      members.set(aid, bits)
    }
    // A core that most of a campaign was drawn to is not what the campaign is like.
    if (members.size <= 2 * aids.size) return members
    const alike = fitted.trim([...members.keys()])
    return new Map([...members].filter(([aid]) => alike.has(aid)))
  })
}

/** Puts the groups of the second round in the place of those of the first, which are put aside. */
async function putInPlace(store: Store, grown: readonly Scores[]): Promise<void> {
  await store.command('CREATE TABLE work_regrouped (cand UInt32, aid UInt32, score Float32) ENGINE = Memory')
  await store.insert(
    'work_regrouped',
    grown.flatMap((members, index) =>
      [...members].map(([aid, score]) => ({ cand: SECOND_ROUND + index, aid, score })),
    ),
  )
  await store.command(`CREATE TABLE work_first ENGINE = Memory AS
SELECT cand, aid, owner, score FROM work_member`)
  await store.command('TRUNCATE TABLE work_member')
  await store.command(`INSERT INTO work_member
SELECT r.cand, r.aid, a.owner, r.score
FROM work_regrouped AS r
INNER JOIN (SELECT aid, owner FROM work_account) AS a ON a.aid = r.aid`)
  await putAside(store, 'first')
  await createLeftOut(store)
}

/** Brings back the groups of the first round that stand: the cleared ones, and accused ones of which no campaign took anybody. */
async function keepFirst(
  store: Store,
  judged: readonly Judged[],
  beside: readonly Judged[],
  {
    whole,
    suspects,
    convicted,
  }: {
    readonly whole: ReadonlySet<number>
    readonly suspects: readonly Judged[]
    readonly convicted: readonly number[]
  },
): Promise<Judged[]> {
  const told = await store.query<{ cand: number }>(`SELECT cand
FROM work_first
WHERE cand IN (${listed(candsOf(suspects))})
GROUP BY cand
HAVING countIf(NOT ${isConvicted(convicted)}) >= greatest(${LEFT} * count(), ${LEAST_MEMBERS})`)
  const rest = new Set(told.map(({ cand }) => cand))
  const kept = [
    ...judged.filter(
      (group) =>
        (group.verdict === 'explained' && !isSuspect(group)) || whole.has(group.cand) || rest.has(group.cand),
    ),
    ...beside,
  ]
  await store.command(`INSERT INTO work_member
SELECT cand, aid, owner, score
FROM work_first
WHERE cand IN (${listed(candsOf(kept))}) AND NOT (cand IN (${listed(candsOf(suspects))}) AND ${isConvicted(convicted)})`)
  await bringBack(store, { first: candsOf(kept) })
  return kept
}

/**
 * Accused groups that are a group that is cleared for what it is, and others beside it that nothing accuses: with strangers a
 * household is none any more. Several households that one campaign fell into are none either, and what was put together of
 * several groups says nothing of one.
 */
function settledBy(
  groups: readonly FirstGroup[],
  parts: readonly ReadonlySet<number>[],
  again: readonly Judged[],
): Set<number> {
  const judgedOf = new Map(again.map((group) => [group.cand - SECOND_ROUND, group]))
  const placeOf = new Map(parts.flatMap((part, place) => [...part].map((aid) => [aid, place] as const)))
  return new Set(
    groups.flatMap(({ cand, aids }) => {
      const all = new Set(aids)
      const own = [...new Set(aids.flatMap((aid) => placeOf.get(aid) ?? []))].flatMap((place) => {
        const judged = judgedOf.get(place)
        return judged ? [{ part: parts[place] ?? [], judged }] : []
      })
      const cleared = own.filter(
        ({ part, judged: { explanation } }) =>
          explanation !== undefined &&
          CLEARED_BY_IDENTITY.includes(explanation) &&
          [...part].every((aid) => all.has(aid)),
      )
      return cleared.length === 1 && own.every(({ judged }) => judged.verdict === 'explained') ? [cand] : []
    }),
  )
}

const candsOf = (groups: readonly Judged[]) => groups.map(({ cand }) => cand)

/** Explanations by what the members do on the whole: a half of them that are people clears the other half too. */
const ON_THE_WHOLE: readonly string[] = ['popular-tool-or-text', 'different-people', 'resold-accounts']

/**
 * Whether a group is too much for chance, and cleared by nothing or by what its members do on the whole. Those that partners
 * point at are what they were made.
 */
function isSuspect({ cand, verdict, q, explanations }: Judged): boolean {
  return (
    verdict === 'explained' &&
    !isSuggested(cand) &&
    q <= ACCUSATION.falseDiscovery.value &&
    explanations.every(({ name, holds }) => !holds || ON_THE_WHOLE.includes(name))
  )
}

/** Parts of suspect groups less the accounts that are in campaigns already; those that are the whole group are no news. */
async function partSuspects(
  store: Store,
  suspects: readonly Judged[],
  fitted: Fitted,
  taken: ReadonlyMap<number, number>,
): Promise<Set<number>[]> {
  const groups = await membersOf(store, suspects)
  return groups.flatMap((aids) => {
    const free = aids.filter((aid) => !taken.has(aid))
    if (free.length < LEAST_MEMBERS) return []
    return fitted
      .partition([{ accounts: free, oneness: 0 }])
      .filter((part) => part.size >= LEAST_MEMBERS && part.size < aids.length)
  })
}

/** Share of a suspect group that no campaign took at which it is told of. */
const LEFT = 0.5

/** Bits of dealt content at which a group is surely one campaign: several that share a text differ in what they send. */
const ONE_DECK = 2

function onenessOf(accused: readonly Judged[], cand: number): number {
  const bits = accused.find((group) => group.cand === cand)?.measured.get('dealt-content')?.bits ?? 0
  return clamp(bits / ONE_DECK, 0, 1)
}

/** Groups that no explanation clears and that lack evidence of their own: they may be parts of an accused campaign. */
function undecidedGroups(store: Store, judged: readonly Judged[]): Promise<number[][]> {
  return membersOf(
    store,
    judged.filter(
      ({ verdict, explanations }) => verdict === 'explained' && !explanations.some(({ holds }) => holds),
    ),
  )
}

async function membersOf(store: Store, groups: readonly Judged[]): Promise<number[][]> {
  if (groups.length === 0) return []
  const rows = await store.query<{ aids: number[] }>(
    `SELECT groupArray(aid) AS aids FROM (SELECT cand, aid FROM work_member WHERE cand IN (${listed(candsOf(groups))}) ORDER BY cand, aid) GROUP BY cand ORDER BY cand`,
  )
  return rows.map(({ aids }) => aids)
}

/** Members of groups that the search found and that are cleared for what they are; who points at others clears nobody. */
async function clearedMembers(store: Store, judged: readonly Judged[]): Promise<Set<number>> {
  const groups = judged.filter(
    ({ cand, explanation }) =>
      isSearched(cand) && explanation !== undefined && CLEARED_BY_IDENTITY.includes(explanation),
  )
  if (groups.length === 0) return new Set()
  const rows = await store.query<{ aid: number }>(
    `SELECT DISTINCT aid FROM work_member WHERE cand IN (${groups.map(({ cand }) => cand).join(', ')})`,
  )
  return new Set(rows.map(({ aid }) => aid))
}
