// The null model of every shared trait: do a group's owners share its values more than as many owners drawn from
// everybody else would? Counted by independent owners, so one organisation's many accounts count once, and a
// popular client, a carrier's address or a published prompt is worth about nothing.
import { type Sentence, say } from '../model/sentence.js'
import type { Context, Detector, Measured, Trait } from './detector.js'
import { clamp, describes, excessBits } from './statistics.js'

interface SharingRow {
  readonly kind: number
  readonly cand: number
  /** Owners that hold a value with another member, and such values. */
  readonly sharing: number
  readonly values: number
  /** Owners inside and outside of the group that hold its commonest value. */
  readonly top: readonly [inside: number, outside: number]
}
interface HeldRow {
  readonly kind: number
  readonly cand: number
  /** Values that the group holds, counted by how many owners hold them. */
  readonly held: readonly (readonly [inside: number, outside: number, values: number])[]
}
interface SizesRow {
  readonly kind: number
  readonly sizes: readonly (readonly [owners: number, values: number])[]
}

/** Codes of the traits that are measured here. */
const measured: number[] = []

// Each asks for all kinds of traits at once: the detectors that share this measure then share its answers.
const isMeasured = () => `kind IN (${measured.join(', ')})`

// Members are counted as they are: `work_inside` still counts those that were left out as bystanders.
const sharingSql = () => `SELECT kind, cand, max((here, everyone - here)) AS top,
  uniqExactArrayIf(holders, here >= 2) AS sharing, countIf(here >= 2) AS values
FROM (
  SELECT t.kind AS kind, m.cand AS cand, t.value AS value, groupUniqArray(t.owner) AS holders, length(holders) AS here,
    any(i.inside + i.outside) AS everyone
  FROM work_trait AS t
  INNER JOIN (SELECT cand, aid FROM work_member) AS m ON m.aid = t.aid
  INNER JOIN (SELECT cand, kind, value, inside, outside FROM work_inside WHERE ${isMeasured()}) AS i
    ON i.cand = m.cand AND i.kind = t.kind AND i.value = t.value
  WHERE ${isMeasured()}
  GROUP BY kind, cand, value
)
GROUP BY kind, cand`

const heldSql = () => `SELECT kind, cand, groupArray((inside, outside, values)) AS held
FROM (SELECT kind, cand, inside, outside, count() AS values FROM work_inside WHERE ${isMeasured()} GROUP BY kind, cand, inside, outside)
GROUP BY kind, cand`

/** Sizes of everyone's values. */
const sizesSql = () => `SELECT kind, groupArray((owners, values)) AS sizes
FROM (SELECT kind, owners, count() AS values FROM work_trait_size WHERE ${isMeasured()} GROUP BY kind, owners)
GROUP BY kind`

/** What is asked of groups, for `early`. */
export const sharingQueries = () => [heldSql(), sharingSql()]

/** The fact of a shared trait that its query does not give. */
export const EXPECTED_SHARING = ['expected_sharing'] as const

/**
 * The query that shows a shared trait.
 * @param held SELECT of `account, value String, seen String` from the durable tables; `seen` is the value for people
 */
export function sharesSql(held: string): string {
  return `SELECT
  (SELECT uniqExact(owner) FROM analysed_account FINAL WHERE account IN {members}) AS owners,
  length(arrayDistinct(groupArrayArrayIf(holders, here >= 2))) AS owners_sharing, countIf(here >= 2) AS values_shared,
  max((here, elsewhere)).1 AS largest_value_inside, max((here, elsewhere)).2 AS largest_value_outside,
  arrayMap(entry -> (entry.3, entry.1, entry.2), arraySlice(arrayReverseSort(groupArrayIf((here, elsewhere, seen), here >= 2)), 1, 20)) AS shared_most
FROM (
  SELECT h.value AS value, any(h.seen) AS seen, groupUniqArrayIf(k.owner, h.account IN {members}) AS holders,
    length(holders) AS here, uniqExact(k.owner) - here AS elsewhere
  FROM (
    ${held}
  ) AS h
  INNER JOIN (SELECT account, owner FROM analysed_account FINAL) AS k ON k.account = h.account
  GROUP BY value
  HAVING here > 0
)`
}

interface SharingWords {
  /** Bits at most, by the owners that share the commonest value and the number of shared values. */
  readonly mostFor?: (topInside: number, shared: number) => number
  /** The trait in the plural, as in "share ‹payment instruments›". */
  readonly plural: Sentence
  readonly innocent: (facts: {
    share: number
    expected: number
    topInside: number
    topOutside: number
  }) => Sentence[]
}

/**
 * The measure of a shared trait. `bits` is the one-sided likelihood ratio of "this many owners share a value with
 * another member" against the rate expected of the same number of owners drawn from outside of the group.
 */
export function measureSharing(trait: Trait, range: Detector['range'], words: SharingWords) {
  measured.push(trait.code)
  return async (context: Context): Promise<Map<number, Measured>> => {
    const ofTrait = ({ kind }: { readonly kind: number }) => kind === trait.code
    const everyone = (await context.query<SizesRow>(sizesSql())).find(ofTrait)?.sizes ?? []
    const heldBy = new Map(
      (await context.query<HeldRow>(heldSql())).filter(ofTrait).map(({ cand, held }) => [cand, held]),
    )
    const ownersOf = new Map(context.candidates.map(({ id, owners }) => [id, owners]))
    const result = new Map<number, Measured>()
    for (const { cand, sharing, values: shared, top } of (
      await context.query<SharingRow>(sharingSql())
    ).filter(ofTrait)) {
      const [topInside, topOutside] = top
      const owners = ownersOf.get(cand) ?? 0
      const others = Math.max(context.population.owners - owners, 1)
      const chance = (size: number) =>
        (size / others) * (1 - (1 - Math.min(size / others, 1)) ** (owners - 1))
      // Sizes outside of the group: everyone's, less the values that the group holds, which are put back reduced.
      let expected = 0
      for (const [size, values] of everyone)
        if (size >= 1) expected += values * chance(Math.min(size, others))
      for (const [inside, outside, values] of heldBy.get(cand) ?? []) {
        const total = inside + outside
        if (total >= 2) expected -= values * chance(Math.min(total, others))
        expected += values * chance(outside)
      }
      const nullRate = clamp(expected, 1 / (others + 1), 1)
      const share = owners === 0 ? 0 : sharing / owners
      const bits =
        clamp(
          excessBits(sharing, owners, nullRate),
          0,
          Math.min(range.most, words.mostFor?.(topInside, shared) ?? range.most),
        ) * describes(share)
      result.set(cand, {
        bits,
        summary: say`${sharing} of ${owners} owners share ${words.plural} with another member; ${(nullRate * owners).toFixed(1)} would be expected of as many owners drawn from everyone else`,
        facts: {
          owners,
          owners_sharing: sharing,
          values_shared: shared,
          expected_sharing: Number((nullRate * owners).toFixed(3)),
          largest_value_inside: topInside,
          largest_value_outside: topOutside,
        },
        innocent: words.innocent({
          share,
          expected: nullRate,
          topInside,
          topOutside,
        }),
      })
    }
    return result
  }
}
