// Small statistics in bits (log2 likelihood ratios), shared by the detectors. Every function is pure.

/** `value` held between `least` and `most`. */
export function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, least), most) : least
}

/**
 * Log2 likelihood ratio of `hits` in `trials` at the observed rate against a null rate, zero when the observed rate
 * is not above the null (a one-sided G statistic over 2 ln 2; Dunning 1993). Half a count is added on each side.
 */
export function excessBits(hits: number, trials: number, nullRate: number): number {
  if (trials <= 0) return 0
  const observed = (hits + 0.5) / (trials + 1)
  const expected = clamp(nullRate, 1e-9, 1 - 1e-9)
  if (observed <= expected) return 0
  return Math.max(
    0,
    hits * Math.log2(observed / expected) + (trials - hits) * Math.log2((1 - observed) / (1 - expected)),
  )
}

/** Log2 of the ratio of two normal densities at `x`: how much better `one` explains it than `other`. */
export function normalBits(
  x: number,
  one: { readonly mean: number; readonly sd: number },
  other: { readonly mean: number; readonly sd: number },
): number {
  const logDensity = (model: { readonly mean: number; readonly sd: number }) =>
    -0.5 * ((x - model.mean) / model.sd) ** 2 - Math.log(model.sd)
  return (logDensity(one) - logDensity(other)) / Math.LN2
}

/** Bits of a Poisson count above its mean: log2 likelihood ratio at the observed mean, zero when not above. */
export function poissonExcessBits(count: number, mean: number): number {
  const expected = Math.max(mean, 1e-6)
  if (count <= expected) return 0
  return (count * Math.log(count / expected) - (count - expected)) / Math.LN2
}

/**
 * Log2 of how likely some `hits` of `trials` in a given order are, where groups differ in their rate as a beta
 * distribution says (beta-binomial; Skellam 1948): `mean` between 0 and 1, and `weight`, the trials that it is worth. The
 * smaller the weight, the more alike are members of one group.
 */
export function betaBinomialLog2(
  hits: number,
  trials: number,
  { mean, weight }: { readonly mean: number; readonly weight: number },
): number {
  let log = 0
  for (let i = 0; i < trials; i++) {
    const [prior, before] = i < hits ? [mean, i] : [1 - mean, i - hits]
    log += Math.log2((prior * weight + before) / (weight + i))
  }
  return log
}

/** Probability from bits of evidence and prior bits. */
export function probabilityFromBits(bits: number): number {
  return 1 / (1 + 2 ** -clamp(bits, -60, 60))
}

/**
 * Weight of evidence that holds for a share of a group's members: nothing below a third, all from two thirds.
 * Evidence about a corner of a group is not evidence about the group.
 */
export function describes(share: number): number {
  return clamp(3 * share - 1, 0, 1)
}

/**
 * Weight of negative evidence from behaviour when accounts have few exchanges: a handful of requests in one sitting
 * is what a person does and what a script does, so it clears nobody. The same few on a week of different days do.
 */
export function clears(bits: number, exchangesPerAccount: number, daysPerAccount = 1): number {
  const weight = Math.max((exchangesPerAccount - 2) / 12, (daysPerAccount - 2) / 4)
  return bits >= 0 ? bits : bits * clamp(weight, 0.1, 1)
}
