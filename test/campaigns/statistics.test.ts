// Statistics in bits, against values worked by hand.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  betaBinomialLog2,
  clamp,
  clears,
  describes,
  excessBits,
  normalBits,
  poissonExcessBits,
  probabilityFromBits,
} from '../../src/detectors/statistics.js'

test('clamp holds a number between two others, and takes what is no number for the least', () => {
  expect([clamp(5, 0, 3), clamp(-1, 0, 3), clamp(2, 0, 3), clamp(Number.NaN, 0, 3)]).toEqual([3, 0, 2, 0])
})

describe('excessBits', () => {
  test('is the likelihood ratio worked by hand', () => {
    // 7 of 9 at a null of one half: the rate is 7.5/10.
    expect(excessBits(7, 9, 0.5)).toBeCloseTo(7 * Math.log2(1.5) + 2 * Math.log2(0.5), 12)
  })

  test('is zero when not above the null, or without trials', () => {
    expect(excessBits(5, 10, 0.5)).toBe(0)
    expect(excessBits(2, 10, 0.5)).toBe(0)
    expect(excessBits(9, 10, 1)).toBe(0)
    expect(excessBits(0, 0, 0.1)).toBe(0)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(200),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, hits, up) => {
          const count = hits % (trials + 1)
          const rate = (count + 0.5) / (trials + 1)
          expect(excessBits(count, trials, rate + up * (1 - rate))).toBe(0)
        },
      ),
      { numRuns: 200, seed: 7 },
    )
  })

  test('grows with the hits and as the null gets rarer', () => {
    for (let hits = 6; hits < 20; hits++)
      expect(excessBits(hits + 1, 20, 0.2)).toBeGreaterThan(excessBits(hits, 20, 0.2))
    expect(excessBits(10, 20, 0.01)).toBeGreaterThan(excessBits(10, 20, 0.1))
  })

  test('is finite at a null of nothing and at all hits', () => {
    expect(Number.isFinite(excessBits(20, 20, 0))).toBe(true)
    expect(excessBits(20, 20, 0)).toBeGreaterThan(500)
  })
})

describe('betaBinomialLog2', () => {
  test('is worked by hand', () => {
    // Two of three at a mean of one half that is worth two: 1/2 of 2/2, then 2/3, then 1/4.
    expect(betaBinomialLog2(2, 3, { mean: 0.5, weight: 2 })).toBeCloseTo(
      Math.log2((1 / 2) * (2 / 3) * (1 / 4)),
      12,
    )
    expect(betaBinomialLog2(0, 0, { mean: 0.3, weight: 4 })).toBe(0)
  })

  test('adds up to one over all counts, whatever their order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (trials, mean, weight) => {
          let [sum, orders] = [0, 1]
          for (let hits = 0; hits <= trials; hits++) {
            sum += orders * 2 ** betaBinomialLog2(hits, trials, { mean, weight })
            orders *= (trials - hits) / (hits + 1)
          }
          expect(sum).toBeCloseTo(1, 9)
        },
      ),
      { numRuns: 100, seed: 11 },
    )
  })

  test('comes to independent trials as the weight grows, and to one draw for all as it falls', () => {
    const bits = (weight: number) => betaBinomialLog2(5, 5, { mean: 0.1, weight })
    expect(bits(1e9)).toBeCloseTo(5 * Math.log2(0.1), 5)
    expect(bits(1e-9)).toBeCloseTo(Math.log2(0.1), 5)
  })
})

test('poissonExcessBits is worked by hand, and zero when not above the mean', () => {
  expect(poissonExcessBits(8, 2)).toBeCloseTo(8 * 2 - 6 / Math.LN2, 12)
  expect(poissonExcessBits(2, 2)).toBe(0)
  expect(poissonExcessBits(1, 2)).toBe(0)
  expect(poissonExcessBits(0, 0)).toBe(0)
  expect(Number.isFinite(poissonExcessBits(3, 0))).toBe(true)
})

test('normalBits says which of two models explains a value better', () => {
  const one = { mean: 0, sd: 1 }
  const other = { mean: 2, sd: 1 }
  expect(normalBits(0, one, other)).toBeCloseTo(2 / Math.LN2, 12)
  expect(normalBits(1, one, other)).toBeCloseTo(0, 12)
  expect(normalBits(2, one, other)).toBeCloseTo(-2 / Math.LN2, 12)
  expect(normalBits(0, one, { mean: 0, sd: 4 })).toBeCloseTo(2, 12)
})

test('probabilityFromBits is the odds’ share, never quite nothing or all by far', () => {
  expect(probabilityFromBits(0)).toBe(0.5)
  expect(probabilityFromBits(1)).toBeCloseTo(2 / 3, 12)
  expect(probabilityFromBits(-2)).toBeCloseTo(0.2, 12)
  expect(probabilityFromBits(-1000)).toBeGreaterThan(0)
  expect(probabilityFromBits(Number.NaN)).toBeLessThan(1e-9)
  for (let bits = -20; bits < 20; bits++) {
    expect(probabilityFromBits(bits + 1)).toBeGreaterThan(probabilityFromBits(bits))
    expect(probabilityFromBits(bits) + probabilityFromBits(-bits)).toBeCloseTo(1, 12)
  }
})

test('evidence about a corner of a group is not about the group', () => {
  expect([0, 1 / 3, 0.5, 2 / 3, 1].map(describes)).toEqual([0, 0, 0.5, 1, 1])
})

test('a handful of requests clears nobody, many clear in full, and evidence for one hand is as it is', () => {
  expect(clears(-4, 1)).toBeCloseTo(-0.4, 12)
  expect(clears(-4, 8)).toBe(-2)
  expect(clears(-4, 100)).toBe(-4)
  expect(clears(-4, 8, 2)).toBe(-2)
  expect(clears(-4, 6, 6)).toBe(-4)
  expect(clears(3, 1)).toBe(3)
})
