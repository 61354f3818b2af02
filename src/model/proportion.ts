// Proportions with their intervals.

export interface Interval {
  readonly low: number
  readonly high: number
}

/** Two-sided 95 % of the normal distribution. */
const Z = 1.959964

/**
 * Wilson score interval of 95 % (Wilson 1927) for a proportion among `count` independent units. For a mean of shares
 * between 0 and 1 it is conservative: a share varies at most as much as an event of that probability.
 */
export function wilson(proportion: number, count: number): Interval {
  if (count === 0) return { low: 0, high: 1 }
  const square = Z * Z
  const centre = (proportion + square / (2 * count)) / (1 + square / count)
  const reach =
    (Z / (1 + square / count)) *
    Math.sqrt((proportion * (1 - proportion)) / count + square / (4 * count * count))
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) }
}
