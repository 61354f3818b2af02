// Probabilities of pairs where nobody is in two, against every matching there is.
import { describe, expect, test } from 'vitest'
import { createMessages, matchPairs, type Pairs } from '../../src/campaigns/matching.js'
import { drawing } from './drawing.js'

/** Every pair's probability and the sum of all, by counting all matchings. */
function countAll({ left, right }: Pairs, weights: Float64Array) {
  const of = new Array<number>(left.length).fill(0)
  let sum = 0
  const go = (pair: number, weight: number, taken: readonly number[]): void => {
    if (pair === left.length) {
      sum += weight
      for (const one of taken) of[one] = (of[one] ?? 0) + weight
      return
    }
    go(pair + 1, weight, taken)
    if (taken.some((one) => left[one] === left[pair] || right[one] === right[pair])) return
    go(pair + 1, weight * (weights[pair] ?? 0), [...taken, pair])
  }
  go(0, 1, [])
  return { probability: of.map((one) => one / sum), logSum: Math.log(sum) }
}

function settle(pairs: Pairs, weights: Float64Array) {
  const messages = createMessages(pairs)
  for (let round = 0; round < 20; round++) matchPairs(pairs, weights, messages)
  return matchPairs(pairs, weights, messages)
}

describe('a matching', () => {
  test('is exact where pairs form a tree', () => {
    const pairs: Pairs = {
      left: Int32Array.of(0, 0, 1, 2),
      right: Int32Array.of(0, 1, 1, 1),
      lefts: 3,
      rights: 2,
    }
    const weights = Float64Array.of(3, 0.5, 2, 0.1)
    const exact = countAll(pairs, weights)
    const found = settle(pairs, weights)
    expect(found.logSum).toBeCloseTo(exact.logSum, 6)
    exact.probability.forEach((one, pair) => {
      expect(found.probability[pair]).toBeCloseTo(one, 6)
    })
  })

  test('is close where everybody may meet everybody', () => {
    const draw = drawing(17)
    const cells = Array.from({ length: 16 }, (_, index) => index)
    const pairs: Pairs = {
      left: Int32Array.from(cells, (cell) => cell % 4),
      right: Int32Array.from(cells, (cell) => Math.floor(cell / 4)),
      lefts: 4,
      rights: 4,
    }
    for (let round = 0; round < 10; round++) {
      const weights = Float64Array.from(cells, () => 10 ** (3 * draw() - 1.5))
      const exact = countAll(pairs, weights)
      const found = settle(pairs, weights)
      exact.probability.forEach((one, pair) => {
        expect(Math.abs((found.probability[pair] ?? 0) - one)).toBeLessThan(0.1)
      })
      expect(Math.abs(found.logSum - exact.logSum)).toBeLessThan(0.4)
    }
  })

  test('never gives anybody away more than once, whatever the weights', () => {
    const pairs: Pairs = { left: Int32Array.of(0, 0, 1), right: Int32Array.of(0, 1, 1), lefts: 2, rights: 2 }
    for (const weights of [
      [0, 0, 0],
      [1e12, 1e12, 1e12],
      [1e-12, 1e9, 1],
    ]) {
      const { probability, logSum } = settle(pairs, Float64Array.from(weights))
      expect((probability[0] ?? 0) + (probability[1] ?? 0)).toBeLessThan(1.01)
      expect((probability[1] ?? 0) + (probability[2] ?? 0)).toBeLessThan(1.01)
      expect(Number.isFinite(logSum)).toBe(true)
    }
  })
})
