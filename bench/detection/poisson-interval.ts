// Exact intervals of counts.
import type { Interval } from '../../src/model/proportion.js'

const TAIL = 0.025
const STEPS = 60

/** Probability of at most `count` events where `mean` are expected. */
function atMost(count: number, mean: number): number {
  let term = Math.exp(-mean)
  let sum = term
  for (let events = 1; events <= count; events++) {
    term *= mean / events
    sum += term
  }
  return sum
}

/** Where a falling function of the mean passes `level`, by halving. */
function solve(falling: (mean: number) => number, level: number, highest: number): number {
  let low = 0
  let high = highest
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (falling(middle) > level) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Exact interval of 95 % for the mean of a Poisson count (Garwood 1936). */
export function poissonInterval(count: number): Interval {
  const highest = 2 * count + 20
  return {
    low: count === 0 ? 0 : solve((mean) => atMost(count - 1, mean), 1 - TAIL, highest),
    high: solve((mean) => atMost(count, mean), TAIL, highest),
  }
}
