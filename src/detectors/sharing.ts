// The null model of every shared trait: do a group's owners share its values more than as many owners drawn from
// everybody else would? Counted by independent owners, so one organisation's many accounts count once, and a
// popular client, a carrier's address or a published prompt is worth about nothing.
import { groupByCandidate } from './by-candidate.js'
import type { Context, Detector, Measured, Trait } from './detector.js'
import { clamp, describes, excessBits } from './statistics.js'

interface CandidateRow {
  readonly kind: number
  readonly cand: number
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

/** Kinds of traits that a detector measures so. */
const KINDS: number[] = []

// Each asks for all of these kinds at once: the detectors that share this measure then share its answers.
const ofKinds = () => `kind IN (${KINDS.join(', ')})`

const sharingSql = () => `SELECT t.kind AS kind, p.cand AS cand,
  uniqExactIf(t.owner, p.inside >= 2) AS sharing,
  uniqExactIf(t.value, p.inside >= 2) AS values_shared,
  max(p.inside) AS top_inside,
  argMax(p.outside, (p.inside, p.outside)) AS top_outside
FROM work_trait AS t
INNER JOIN (SELECT cand, kind, value, inside, outside FROM work_inside WHERE ${ofKinds()}) AS p ON p.kind = t.kind AND p.value = t.value
WHERE t.${ofKinds()} AND (p.cand, t.aid) IN (SELECT cand, aid FROM work_member)
GROUP BY kind, cand`

/** Sizes outside of the group: everyone's, less the values that the group holds, which are put back reduced. */
const sizesSql = () =>
  `SELECT kind, owners, count() AS values FROM work_trait_size WHERE ${ofKinds()} GROUP BY kind, owners`
const heldSql = () => `SELECT kind, cand, outside, inside + outside AS total, count() AS values
FROM work_inside
WHERE ${ofKinds()}
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
  KINDS.push(trait.code)
  return async (context: Context): Promise<Map<number, Measured>> => {
    const ofTrait = ({ kind }: { readonly kind: number }) => kind === trait.code
    const rows = (await context.query<CandidateRow>(sharingSql())).filter(ofTrait)
    const everyone = (await context.query<SizeRow>(sizesSql())).filter(ofTrait)
    const heldBy = groupByCandidate((await context.query<HeldRow>(heldSql())).filter(ofTrait))
    const result = new Map<number, Measured>()
    const ownersOf = new Map(context.candidates.map(({ id, owners }) => [id, owners]))
    for (const row of rows) {
      const owners = ownersOf.get(row.cand) ?? 0
      const others = Math.max(context.population.owners - owners, 1)
      const chance = (size: number) =>
        (size / others) * (1 - (1 - Math.min(size / others, 1)) ** (owners - 1))
      let expected = 0
      for (const size of everyone)
        if (size.owners >= 1) expected += size.values * chance(Math.min(size.owners, others))
      for (const own of heldBy.get(row.cand) ?? []) {
        if (own.total >= 2) expected -= own.values * chance(Math.min(own.total, others))
        expected += own.values * chance(own.outside)
      }
      const nullRate = clamp(expected, 1 / (others + 1), 1)
      const share = owners === 0 ? 0 : row.sharing / owners
      const bits =
        clamp(
          excessBits(row.sharing, owners, nullRate),
          0,
          Math.min(range.most, words.mostFor?.(row.top_inside, row.values_shared) ?? range.most),
        ) * describes(share)
      result.set(row.cand, {
        bits,
        summary: `${row.sharing} of ${owners} owners share ${words.plural} with another member; ${(nullRate * owners).toFixed(1)} would be expected of as many owners drawn from everyone else`,
        facts: {
          owners,
          owners_sharing: row.sharing,
          values_shared: row.values_shared,
          expected_sharing: Number((nullRate * owners).toFixed(3)),
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
