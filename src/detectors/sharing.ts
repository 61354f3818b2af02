// The null model of every shared trait: do a group's owners share its values more than as many owners drawn from
// everybody else would? Counted by independent owners, so one organisation's many accounts count once, and a
// popular client, a carrier's address or a published prompt is worth about nothing.
import { groupByCandidate } from './by-candidate.js'
import type { Context, Detector, Measured, Trait } from './detector.js'
import { clamp, describes, excessBits } from './statistics.js'

interface CandidateRow {
  readonly kind: number
  readonly cand: number
  readonly owners: number
  readonly sharing: number
  readonly values_shared: number
  readonly top_inside: number
  readonly top_outside: number
}
interface HeldRow {
  readonly kind: number
  readonly cand: number
  readonly outside: number
  readonly total: number
  readonly values: number
}
interface SizeRow {
  readonly kind: number
  readonly owners: number
  readonly values: number
}

// Each asks for all kinds of traits at once: the detectors that share this measure then share its answers.
const SHARING = `SELECT kind, cand,
  any(group_owners) AS owners,
  uniqExactIf(owner, inside >= 2) AS sharing,
  uniqExactIf(value, inside >= 2) AS values_shared,
  argMax(inside, inside) AS top_inside,
  argMax(outside, inside) AS top_outside
FROM (
  SELECT t.kind AS kind, m.cand AS cand, m.owner AS owner, t.value AS value, g.owners AS group_owners, p.inside AS inside, p.outside AS outside
  FROM work_member AS m
  INNER JOIN work_trait AS t ON t.aid = m.aid
  INNER JOIN (SELECT cand, uniqExact(owner) AS owners FROM work_member GROUP BY cand) AS g ON g.cand = m.cand
  INNER JOIN work_inside AS p ON p.cand = m.cand AND p.kind = t.kind AND p.value = t.value
)
GROUP BY kind, cand`

/** Sizes outside of the group: everyone's, less the values that the group holds, which are put back reduced. */
const SIZES = 'SELECT kind, owners, count() AS values FROM work_trait_size GROUP BY kind, owners'
const HELD = `SELECT kind, cand, outside, inside + outside AS total, count() AS values
FROM work_inside
GROUP BY kind, cand, outside, total`

interface SharingWords {
  /** Bits at most, by the owners that share the commonest value and the number of shared values. */
  readonly mostFor?: (topInside: number, shared: number) => number
  /** The trait in the plural, as in "share ‹payment instruments›". */
  readonly plural: string
  readonly innocent: (facts: {
    share: number
    expected: number
    topInside: number
    topOutside: number
  }) => string[]
}

/**
 * The measure of a shared trait. `bits` is the one-sided likelihood ratio of "this many owners share a value with
 * another member" against the rate expected of the same number of owners drawn from outside of the group.
 */
export function measureSharing(trait: Trait, range: Detector['range'], words: SharingWords) {
  return async (context: Context): Promise<Map<number, Measured>> => {
    const ofTrait = ({ kind }: { readonly kind: number }) => kind === trait.code
    const rows = (await context.query<CandidateRow>(SHARING)).filter(ofTrait)
    const everyone = (await context.query<SizeRow>(SIZES)).filter(ofTrait)
    const heldBy = groupByCandidate((await context.query<HeldRow>(HELD)).filter(ofTrait))
    const result = new Map<number, Measured>()
    for (const row of rows) {
      const others = Math.max(context.population.owners - row.owners, 1)
      const chance = (size: number) =>
        (size / others) * (1 - (1 - Math.min(size / others, 1)) ** (row.owners - 1))
      let expected = 0
      for (const size of everyone)
        if (size.owners >= 1) expected += size.values * chance(Math.min(size.owners, others))
      for (const own of heldBy.get(row.cand) ?? []) {
        if (own.total >= 2) expected -= own.values * chance(Math.min(own.total, others))
        expected += own.values * chance(own.outside)
      }
      const nullRate = clamp(expected, 1 / (others + 1), 1)
      const share = row.owners === 0 ? 0 : row.sharing / row.owners
      const bits =
        clamp(
          excessBits(row.sharing, row.owners, nullRate),
          0,
          Math.min(range.most, words.mostFor?.(row.top_inside, row.values_shared) ?? range.most),
        ) * describes(share)
      result.set(row.cand, {
        bits,
        summary: `${row.sharing} of ${row.owners} owners share ${words.plural} with another member; ${(nullRate * row.owners).toFixed(1)} would be expected of as many owners drawn from everyone else`,
        facts: {
          owners: row.owners,
          owners_sharing: row.sharing,
          values_shared: row.values_shared,
          expected_sharing: Number((nullRate * row.owners).toFixed(3)),
          largest_value_inside: row.top_inside,
          largest_value_outside: row.top_outside,
        },
        innocent: words.innocent({
          share,
          expected: nullRate,
          topInside: row.top_inside,
          topOutside: row.top_outside,
        }),
      })
    }
    return result
  }
}
