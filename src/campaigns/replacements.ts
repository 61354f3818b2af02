// Which new account of a campaign took the place of which suspended one, as far as their times and what they share tell.
// Arrivals are taken for growth at an even rate, and for each suspended account perhaps one successor after a delay; both
// are fitted together, as stochastic declustering parts earthquakes from their aftershocks (Zhuang, Ogata and Vere-Jones
// 2002; expectation-maximisation by Marsan and Lengliné 2008).

export interface Suspended {
  readonly account: number
  /** Seconds since 1970. */
  readonly at: number
}

export interface Newcomer {
  readonly account: number
  /** First exchange of the campaign, seconds since 1970. */
  readonly at: number
}

/** What is tuned. */
export const REPLACEMENT = {
  /** A successor comes within so many seconds, and at most so many suspended accounts are held against each newcomer. */
  longest: 7 * 86_400,
  mostCandidates: 200,
  /** Suspended accounts and newcomers of one campaign, each: the fit holds every pair in memory. */
  mostAccounts: 2000,
  /** From which on a pair is told. */
  leastProbability: 0.5,
  rounds: 60,
} as const
/** Mean delay, seconds: shorter ones can't be told from accounts that were there, longer ones not from growth. */
const SHORTEST_DELAY = 300
const FIRST_DELAY = 6 * 3600
/** Of a fit that finds none. */
const LEAST_RATE = 1e-9

export interface Replacement {
  readonly suspended: number
  readonly successor: number
  readonly probability: number
}

export interface Fit {
  /** Each suspended account and each successor at most once, surest first. */
  readonly pairs: readonly Replacement[]
  /** Suspended accounts that were replaced by anybody, in expectation. */
  readonly replaced: number
  /** Seconds until a successor came, on average; undefined when nobody was replaced. */
  readonly meanDelay: number | undefined
}

interface Arrival {
  readonly newcomer: number
  readonly candidates: {
    readonly from: number
    readonly delay: number
    readonly weight: number
    share: number
  }[]
}

/**
 * Successors of suspended accounts.
 * @param bits by which what two accounts share is rarer among the campaign's others, log2; 0 for nothing
 * @param end of what is known, seconds since 1970
 */
export function findReplacements(
  suspended: readonly Suspended[],
  newcomers: readonly Newcomer[],
  bits: (suspended: number, newcomer: number) => number,
  end: number,
): Fit {
  const left = [...suspended].sort((a, b) => a.at - b.at)
  const start = left[0]?.at ?? end
  const arrivals = newcomers
    .filter(({ at }) => at > start)
    .map(({ account, at }): Arrival => {
      const before = left.findLastIndex((one) => one.at <= at)
      const candidates: Arrival['candidates'] = []
      for (let from = before; from >= 0 && candidates.length < REPLACEMENT.mostCandidates; from--) {
        const one = left[from] as Suspended
        if (at - one.at > REPLACEMENT.longest) break
        if (one.account !== account)
          candidates.push({ from, delay: at - one.at, weight: 2 ** bits(one.account, account), share: 0 })
      }
      return { newcomer: account, candidates }
    })
  if (arrivals.length === 0) return { pairs: [], replaced: 0, meanDelay: undefined }
  const { replaced, delays } = fit(arrivals, left.length, Math.max(1, end - start))
  return {
    pairs: choose(arrivals, left),
    replaced,
    meanDelay: replaced < LEAST_RATE ? undefined : delays / replaced,
  }
}

/** Sets every candidate's share: the probability that the newcomer took that one's place. */
function fit(
  arrivals: readonly Arrival[],
  suspended: number,
  span: number,
): { replaced: number; delays: number } {
  let mean = FIRST_DELAY
  let likely = 0.5
  let growth = arrivals.length / 2 / span
  const taken = new Float64Array(suspended)
  const room = new Float64Array(suspended).fill(1)
  let [replaced, delays] = [0, 0]
  for (let round = 0; round < REPLACEMENT.rounds; round++) {
    taken.fill(0)
    ;[replaced, delays] = [0, 0]
    for (const { candidates } of arrivals) {
      let all = growth
      for (const one of candidates) {
        one.share = ((likely * Math.exp(-one.delay / mean)) / mean) * one.weight * (room[one.from] as number)
        all += one.share
      }
      for (const one of candidates) {
        one.share /= all
        taken[one.from] = (taken[one.from] as number) + one.share
        replaced += one.share
        delays += one.share * one.delay
      }
    }
    // Nobody is replaced twice: who was given away more than once has less to give in the next round.
    for (let from = 0; from < suspended; from++)
      room[from] = Math.min(1, (room[from] as number) / Math.max(1e-6, Math.min(1e6, taken[from] as number)))
    likely = Math.min(1, Math.max(LEAST_RATE, replaced / suspended))
    growth = Math.max(LEAST_RATE / span, (arrivals.length - replaced) / span)
    if (replaced > LEAST_RATE) mean = Math.max(SHORTEST_DELAY, delays / replaced)
  }
  return { replaced, delays }
}

function choose(arrivals: readonly Arrival[], left: readonly Suspended[]): Replacement[] {
  const all = arrivals
    .flatMap(({ newcomer, candidates }) =>
      candidates.map(({ from, share }) => ({
        suspended: (left[from] as Suspended).account,
        successor: newcomer,
        probability: share,
      })),
    )
    .filter(({ probability }) => probability >= REPLACEMENT.leastProbability)
    .sort((a, b) => b.probability - a.probability || a.successor - b.successor)
  const gone = new Set<number>()
  const come = new Set<number>()
  return all.filter(({ suspended, successor }) => {
    if (gone.has(suspended) || come.has(successor)) return false
    gone.add(suspended)
    come.add(successor)
    return true
  })
}
