// Which new account of a campaign took the place of which suspended one, as far as their times and what they share tell.
// Newcomers are growth at an even rate, or each the successor of one suspended account after a delay, as stochastic
// declustering parts earthquakes from their aftershocks (Zhuang, Ogata and Vere-Jones 2002; Marsan and Lengliné 2008);
// nobody has two successors, and what isn't known of the campaign is averaged over.
import { type HeldValue, type Known, Likeness } from './replacement-likeness.js'
import { type Meetings, Times } from './replacement-times.js'

/** What is tuned. */
export const REPLACEMENT = {
  /** A successor comes within so many seconds; within half of it, or a half of that, where there would be too many pairs. */
  longest: 7 * 86_400,
  /** Halved below this, too few successors would come within it to tell anything. */
  shortest: 5 * 3600,
  /** Pairs of a suspended account and a newcomer that are held against each other. */
  mostPairs: 60_000,
  /** From which on a pair is told. */
  leastProbability: 0.5,
  rounds: 6,
} as const
/** Rounds in which every answer about times is tried again. */
const COMPLETE = new Set([0, REPLACEMENT.rounds - 1])

export interface Succession {
  readonly suspended: readonly Known[]
  /** Accounts of the campaign by their first exchange of it. */
  readonly newcomers: readonly Known[]
  readonly values: readonly HeldValue[]
  /** Accounts of the campaign. */
  readonly size: number
  /** Of what is known, seconds since 1970. */
  readonly end: number
}

export interface Replacement {
  readonly suspended: number
  readonly successor: number
  readonly probability: number
  /** What speaks for it beside times, in bits, most first; of those that are told. */
  readonly shares: readonly { readonly kind: string; readonly bits: number }[]
}

export interface Fit {
  /** Every pair that is possible; the probabilities of one account add up to 1 at most. */
  readonly pairs: readonly Replacement[]
  /** Suspended accounts that were replaced by anybody, in expectation. */
  readonly replaced: number
  /** Seconds until a successor came, on average; undefined when nobody was replaced. */
  readonly meanDelay: number | undefined
  /** Share of the successors that kept a value of each kind. */
  readonly kept: ReadonlyMap<string, number>
}

/** Successors of suspended accounts; nothing where there are too many to be held against each other. */
export function findReplacements({ suspended, newcomers, values, size, end }: Succession): Fit | undefined {
  const gone = [...suspended].sort((a, b) => a.at - b.at)
  const start = gone[0]?.at ?? end
  const come = newcomers.filter(({ at }) => at > start).sort((a, b) => a.at - b.at)
  const longest = longestOf(gone, come)
  if (longest === undefined) return undefined
  const meetings = meet(gone, come, longest, Math.max(1, end - start), end)
  if (meetings.delays.length === 0) return { pairs: [], replaced: 0, meanDelay: undefined, kept: new Map() }
  const likeness = new Likeness(meetings, gone, come, values, size)
  const times = new Times(meetings)
  let { probability, replaced } = times.weigh(likeness.all, true)
  for (let round = 1; round < REPLACEMENT.rounds; round++) {
    likeness.fit(probability)
    ;({ probability, replaced } = times.weigh(likeness.all, COMPLETE.has(round)))
  }
  let delays = 0
  for (let pair = 0; pair < probability.length; pair++)
    delays += (probability[pair] as number) * (meetings.delays[pair] as number)
  return {
    pairs: Array.from(probability, (one, pair) => ({
      suspended: (gone[meetings.left[pair] as number] as Known).account,
      successor: (come[meetings.right[pair] as number] as Known).account,
      probability: one,
      shares: one < REPLACEMENT.leastProbability ? [] : likeness.bitsOf(pair),
    })),
    replaced,
    meanDelay: replaced < LEAST_REPLACED ? undefined : delays / replaced,
    kept: likeness.kept,
  }
}

/** Of a fit that finds none. */
const LEAST_REPLACED = 1e-6

/** The longest delay up to which there are not too many pairs. */
function longestOf(gone: readonly Known[], come: readonly Known[]): number | undefined {
  for (let { longest } = REPLACEMENT; longest >= REPLACEMENT.shortest; longest /= 2)
    if (countPairs(gone, come, longest) <= REPLACEMENT.mostPairs) return longest
  return undefined
}

/** Both are sorted by time. */
function countPairs(gone: readonly Known[], come: readonly Known[], longest: number): number {
  let [pairs, first, after] = [0, 0, 0]
  for (const { at } of come) {
    while (after < gone.length && (gone[after] as Known).at <= at) after++
    while (first < after && at - (gone[first] as Known).at > longest) first++
    pairs += after - first
  }
  return pairs
}

function meet(
  gone: readonly Known[],
  come: readonly Known[],
  longest: number,
  span: number,
  end: number,
): Meetings {
  const left: number[] = []
  const right: number[] = []
  const delays: number[] = []
  come.forEach(({ account, at }, newcomer) => {
    for (let from = gone.findLastIndex((one) => one.at <= at); from >= 0; from--) {
      const one = gone[from] as Known
      if (at - one.at > longest) break
      if (one.account === account) continue
      left.push(from)
      right.push(newcomer)
      delays.push(at - one.at)
    }
  })
  return {
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    lefts: gone.length,
    rights: come.length,
    delays: Float64Array.from(delays),
    followed: Float64Array.from(gone, ({ at }) => Math.min(end - at, longest)),
    span,
  }
}
