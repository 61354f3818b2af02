// Exact Poisson intervals against tabulated values (Garwood 1936).
import { expect, it } from 'vitest'
import { poissonInterval } from '../../bench/detection/poisson-interval.js'

it.each([
  [0, 0, 3.689],
  [1, 0.0253, 5.572],
  [5, 1.623, 11.668],
  [20, 12.217, 30.888],
  [100, 81.36, 121.63],
])('of %i events is %f to %f', (count, low, high) => {
  const interval = poissonInterval(count)
  expect(interval.low).toBeCloseTo(low, 2)
  expect(interval.high).toBeCloseTo(high, 2)
})
