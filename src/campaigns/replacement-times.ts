// What times tell of who took whose place. Which share of the suspended was replaced, and after how long, is not known:
// every answer of a grid is tried, and what it says of each pair counts as far as it makes the arrivals likely.
import { createMessages, type Messages, matchPairs, type Pairs } from './matching.js'

/** Seconds from a suspension to the successor's first exchange. */
export interface Delay {
  /** Probability density at so many seconds. */
  density(seconds: number): number
  /** Probability of no more than so many. */
  within(seconds: number): number
}

/** Pairs of suspended accounts (left) and newcomers (right) that are possible by their times. */
export interface Meetings extends Pairs {
  /** Seconds from the suspension to the arrival, of each pair. */
  readonly delays: Float64Array
  /** Of each suspended account, how long a successor could have been seen, in seconds. */
  readonly followed: Float64Array
  /** Seconds over which newcomers were looked for. */
  readonly span: number
}

export interface Weighed {
  /** Of each pair. */
  readonly probability: Float64Array
  /** Suspended accounts that were replaced, in expectation. */
  readonly replaced: number
}

const HOUR = 3600
/** Means of delays that are tried. */
const MEANS = [0.25, 0.7, 2, 5.6, 16, 45].map((hours) => hours * HOUR)
/** Standard deviation of the logarithm, where successors come after about the same time: no delay lies between two means. */
const SPREAD = 0.8
/** Shares of the suspended that get a successor, beside none; and how likely none is beforehand. */
const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9]
const NOBODY = 0.15
/** Answers that are so much less likely than the best are left out of all rounds but the complete ones. */
const NEGLIGIBLE = 1e-3
/** An answer that begins so far behind the best, in nats, does not come near it; a tenth for each newcomer beside. */
const HOPELESS = 25
/** An arrival that has a suspended account for its cause is seldom certain of it. */
const LEAST_ALONE = 1e-6

function atAnyTime(mean: number): Delay {
  return {
    density: (seconds) => Math.exp(-seconds / mean) / mean,
    within: (seconds) => 1 - Math.exp(-seconds / mean),
  }
}

function afterAbout(mean: number): Delay {
  const z = (seconds: number) => (Math.log(Math.max(seconds, 1)) - Math.log(mean)) / SPREAD
  return {
    density: (seconds) =>
      Math.exp(-(z(seconds) ** 2) / 2) / (Math.max(seconds, 1) * SPREAD * Math.sqrt(2 * Math.PI)),
    within: (seconds) => 1 / (1 + Math.exp(-1.702 * z(seconds))),
  }
}

const DELAYS = MEANS.flatMap((mean) => [atAnyTime(mean), afterAbout(mean)])

/** One answer to which share of the suspended was replaced, and after how long. */
interface Answer {
  readonly share: number
  /** By the numbers of `DELAYS`. */
  readonly delay: number
  readonly prior: number
}

const ANSWERS: readonly Answer[] = [
  { share: 0, delay: 0, prior: NOBODY },
  ...DELAYS.flatMap((_, delay) =>
    SHARES.map((share) => ({ share, delay, prior: (1 - NOBODY) / SHARES.length / DELAYS.length })),
  ),
]

export class Times {
  private readonly messages: Messages
  private possible: readonly Answer[] = ANSWERS
  private readonly weights: Float64Array
  /** By the numbers of `DELAYS`: of each pair, and of each suspended account. */
  private readonly densities: readonly Float64Array[]
  private readonly seen: readonly Float64Array[]
  /** Growth of the group that the last answer left, in newcomers. */
  private growth: number

  constructor(private readonly meetings: Meetings) {
    this.messages = createMessages(meetings)
    this.weights = new Float64Array(meetings.delays.length)
    this.densities = DELAYS.map((delay) => meetings.delays.map((seconds) => delay.density(seconds)))
    this.seen = DELAYS.map((delay) => meetings.followed.map((seconds) => delay.within(seconds)))
    this.growth = meetings.rights / 2
  }

  /**
   * @param likeness of each pair: how much likelier what both show is of a successor than of anybody else
   * @param isComplete whether answers are tried again that were negligible before
   */
  weigh(likeness: Float64Array, isComplete: boolean): Weighed {
    const answers = isComplete ? ANSWERS : this.possible
    let best = Number.NEGATIVE_INFINITY
    const tried = answers.map((answer) => {
      const one = this.tryOne(answer, likeness, best)
      best = Math.max(best, one.log)
      return { answer, ...one }
    })
    const all = tried.reduce((sum, { log }) => sum + Math.exp(log - best), 0)
    const probability = new Float64Array(likeness.length)
    let replaced = 0
    const left: Answer[] = []
    for (const one of tried) {
      const relative = Math.exp(one.log - best)
      if (relative < NEGLIGIBLE) continue
      left.push(one.answer)
      const weight = relative / all
      replaced += weight * one.replaced
      for (let pair = 0; pair < probability.length; pair++)
        probability[pair] = (probability[pair] as number) + weight * (one.probability[pair] as number)
    }
    this.possible = left
    return { probability, replaced }
  }

  /** Pairs by one answer, and the logarithm of how likely it makes the arrivals. */
  private tryOne(
    { share, delay, prior }: Answer,
    likeness: Float64Array,
    best: number,
  ): Weighed & { readonly log: number } {
    const { left, rights, span } = this.meetings
    if (share === 0) {
      const rate = (rights + 0.5) / span
      return {
        probability: new Float64Array(likeness.length),
        replaced: 0,
        log: Math.log(prior) + rights * Math.log(rate) - rights - 0.5,
      }
    }
    // A suspended account without a successor says as much: it may still come, or not at all.
    const alone = (this.seen[delay] as Float64Array).map((seen) => Math.max(LEAST_ALONE, 1 - share * seen))
    const density = this.densities[delay] as Float64Array
    const caused = likeness.map(
      (like, pair) => (share * (density[pair] as number) * like) / (alone[left[pair] as number] as number),
    )
    const beforehand = Math.log(prior) + alone.reduce((sum, one) => sum + Math.log(one), 0)
    const hopeless = best - HOPELESS - beforehand - 0.1 * rights
    let log = 0
    let replaced = 0
    let probability = this.weights
    for (let round = 0; round < ROUNDS; round++) {
      const rate = this.growth / span
      for (let pair = 0; pair < caused.length; pair++) this.weights[pair] = (caused[pair] as number) / rate
      const matching = matchPairs(this.meetings, this.weights, this.messages)
      probability = matching.probability
      replaced = 0
      for (const one of probability) replaced += one
      log = matching.logSum + rights * Math.log(rate) - this.growth
      const growth = rights - replaced + 0.5
      const moved = Math.abs(growth - this.growth)
      this.growth = growth
      if (moved < 0.01 * growth || log < hopeless) break
    }
    return { probability, replaced, log: beforehand + log }
  }
}

/** Rounds in which growth and successors share the newcomers. */
const ROUNDS = 3
