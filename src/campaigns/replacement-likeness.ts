// What successors keep of who was there before. Accounts of a campaign are alike anyway; a value that two of them share
// tells of a succession as far as successors of this campaign keep values of its kind, which is fitted, and as few others
// hold it, which is counted. The null is that whoever else holds a newcomer's value is any of the others: over all of
// them, the likeness of a newcomer is 1 on average, whatever stock cards and lines come from.
import type { Meetings } from './replacement-times.js'

/** Accounts of the campaign that hold one value. */
export interface HeldValue {
  readonly kind: string
  readonly accounts: readonly number[]
}

/** An account by its number, and where it is known its sign-up, seconds since 1970. */
export interface Known {
  readonly account: number
  readonly at: number
  readonly opened?: number
}

export const SIGN_UP = 'sign-up'

/** Successions that kept nothing, as which the fit begins: a few pairs that happen to share something tell little. */
const PRIOR_PAIRS = 10
/** Share of the successions that is thought to keep anything before any is looked at. */
const FIRST_KEPT = 0.5
/** Mean seconds from a suspension to a sign-up that it was the reason for. */
const SIGN_UP_DELAY = 3600
/** Newcomers' ages are smoothed by so much of their logarithm; one from a minute to three years counts as seen. */
const AGE_WIDTH = 0.7
const AGES = Math.log(3 * 365 * 24 * 60)
/** Ages are counted in steps of their logarithm. */
const AGE_STEP = 0.1

export class Likeness {
  /** Of each pair, by the kind: how much likelier it is that a value was kept than that it came by chance. */
  private readonly kinds: { readonly kind: string; readonly ratio: Float64Array; share: number }[]
  private readonly signUp: Float64Array
  readonly all: Float64Array

  constructor(
    private readonly meetings: Meetings,
    private readonly suspended: readonly Known[],
    private readonly newcomers: readonly Known[],
    values: readonly HeldValue[],
    size: number,
  ) {
    const names = [...new Set(values.map(({ kind }) => kind))]
    const ratios = names.map((kind) => ({
      kind,
      ratio: this.compare(
        values.filter((value) => value.kind === kind),
        size,
      ),
    }))
    this.signUp = new Float64Array(meetings.delays.length)
    this.kinds = [...ratios, { kind: SIGN_UP, ratio: this.signUp }].map((one) => ({
      ...one,
      share: FIRST_KEPT / (names.length + 1),
    }))
    this.all = new Float64Array(meetings.delays.length)
    this.compareSignUps(new Float64Array(meetings.delays.length))
    this.sum()
  }

  /** Share of the successions that keep a value of each kind, as far as was fitted. */
  get kept(): ReadonlyMap<string, number> {
    return new Map(this.kinds.map(({ kind, share }) => [kind, share]))
  }

  /** What of a pair's likeness each kind makes by itself, in bits, most first. */
  bitsOf(pair: number): { readonly kind: string; readonly bits: number }[] {
    return this.kinds
      .map(({ kind, ratio, share }) => ({
        kind,
        bits: Math.log2(1 + share * Math.max(0, (ratio[pair] as number) - 1)),
      }))
      .sort((a, b) => b.bits - a.bits)
  }

  /** Fits how much is kept of each kind to the probabilities of the pairs (expectation-maximisation). */
  fit(probability: Float64Array): void {
    let pairs = 0
    const kept = this.kinds.map(() => 0)
    for (let pair = 0; pair < probability.length; pair++) {
      const weight = probability[pair] as number
      if (weight < 1e-6) continue
      pairs += weight
      this.kinds.forEach(({ ratio, share }, index) => {
        kept[index] =
          (kept[index] as number) + (weight * share * (ratio[pair] as number)) / (this.all[pair] as number)
      })
    }
    this.kinds.forEach((one, index) => {
      one.share = (kept[index] as number) / (pairs + PRIOR_PAIRS)
    })
    this.compareSignUps(probability)
    this.sum()
  }

  /** A succession keeps one thing or none. */
  private sum(): void {
    const nothing = 1 - this.kinds.reduce((sum, { share }) => sum + share, 0)
    this.all.fill(Math.max(0, nothing))
    for (const { ratio, share } of this.kinds)
      for (let pair = 0; pair < ratio.length; pair++)
        this.all[pair] = (this.all[pair] as number) + share * (ratio[pair] as number)
  }

  /** A newcomer that kept a value kept any of those that it has: which one is not known. */
  private compare(values: readonly HeldValue[], size: number): Float64Array {
    const holds = new Map<number, Set<number>>()
    values.forEach(({ accounts }, value) => {
      for (const account of accounts) {
        const own = holds.get(account)
        if (own === undefined) holds.set(account, new Set([value]))
        else own.add(value)
      }
    })
    const { left, right } = this.meetings
    return this.meetings.delays.map((_, pair) => {
      const own = holds.get((this.newcomers[right[pair] as number] as Known).account)
      const other = holds.get((this.suspended[left[pair] as number] as Known).account)
      if (own === undefined || other === undefined) return 0
      let ratio = 0
      for (const value of own)
        if (other.has(value)) ratio += (size - 1) / ((values[value] as HeldValue).accounts.length - 1)
      return ratio / own.size
    })
  }

  /**
   * A sign-up soon after a suspension, against how old newcomers that are nobody's successors are at their first exchange.
   * Accounts that are opened just before they are used say by it no more than their first exchange does.
   */
  private compareSignUps(probability: Float64Array): void {
    const { left, right, rights } = this.meetings
    const own = new Float64Array(rights).fill(1)
    for (let pair = 0; pair < probability.length; pair++)
      own[right[pair] as number] = (own[right[pair] as number] as number) - (probability[pair] as number)
    const ages = this.newcomers.map(({ at, opened }) =>
      opened === undefined ? undefined : Math.log(Math.max(60, at - opened)),
    )
    const densities = densitiesOf(ages, own)
    for (let pair = 0; pair < this.signUp.length; pair++) {
      const newcomer = right[pair] as number
      const { opened } = this.newcomers[newcomer] as Known
      const after = (opened ?? 0) - (this.suspended[left[pair] as number] as Known).at
      this.signUp[pair] =
        opened === undefined || after < 0
          ? 0
          : Math.exp(-after / SIGN_UP_DELAY) / SIGN_UP_DELAY / (densities[newcomer] as number)
    }
  }
}

/**
 * Density, a second, of each newcomer's age among the others that came of themselves, by a kernel over its logarithm.
 * @param ages logarithms of seconds
 * @param own how likely each came of itself
 */
function densitiesOf(ages: readonly (number | undefined)[], own: Float64Array): Float64Array {
  const stepOf = (age: number) => Math.round(age / AGE_STEP)
  const steps = new Map<number, number>()
  let all = 1
  ages.forEach((age, newcomer) => {
    if (age === undefined) return
    const weight = Math.max(0, own[newcomer] as number)
    steps.set(stepOf(age), (steps.get(stepOf(age)) ?? 0) + weight)
    all += weight
  })
  return Float64Array.from(ages, (age, newcomer) => {
    if (age === undefined) return 0
    const itself = Math.max(0, own[newcomer] as number)
    let near = 1 / AGES - itself * kernel(0)
    for (const [step, weight] of steps) near += weight * kernel((step - stepOf(age)) * AGE_STEP)
    return near / (all - itself) / Math.exp(age)
  })
}

function kernel(distance: number): number {
  return Math.exp(-((distance / AGE_WIDTH) ** 2) / 2) / (AGE_WIDTH * Math.sqrt(2 * Math.PI))
}
