// Probabilities against outcomes, worked by hand.
import { describe, expect, test } from 'vitest'
import { measureReliability } from '../../bench/detection/reliability.js'
import { fitLogistic } from '../../bench/detection/worlds/logistic.js'

const forecasts = (probability: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ probability, isTrue: true })),
  ...Array.from({ length: wrong }, () => ({ probability, isTrue: false })),
]

describe('reliability', () => {
  test('is perfect where frequencies are what was said', () => {
    const found = measureReliability([...forecasts(0.25, 1, 3), ...forecasts(1, 4, 0)])
    expect(found.calibrationError).toBe(0)
    // Three times 0.25 squared and once 0.75 squared, over eight.
    expect(found.brier).toBeCloseTo((3 * 0.0625 + 0.5625) / 8, 12)
    expect(found.bins.map(({ count }) => count)).toEqual([4, 4])
  })

  test('counts each bin by how many are in it', () => {
    const found = measureReliability([...forecasts(0.9, 6, 4), ...forecasts(0.05, 0, 30)])
    expect(found.calibrationError).toBeCloseTo((10 * 0.3 + 30 * 0.05) / 40, 12)
    expect(found.brierOfBaseRate).toBeCloseTo(0.15 * 0.85, 12)
    expect(found.right).toBe(6)
  })

  test('says nothing of none', () => {
    expect(measureReliability([])).toMatchObject({ count: 0, brier: 0, calibrationError: 0, bins: [] })
  })
})

describe('a fitted curve', () => {
  const at = ({ intercept, slope }: { intercept: number; slope: number }, bits: number) =>
    1 / (1 + Math.exp(-(intercept + slope * bits)))

  test('gives the share of campaigns where bits tell nothing', () => {
    const curve = fitLogistic([
      ...Array.from({ length: 50 }, (_, i) => ({ bits: i % 2, isCampaign: i % 10 < 2 })),
    ])
    expect(at(curve, 0.5)).toBeCloseTo(0.2, 1)
  })

  test('rises with bits where campaigns have more of them', () => {
    const curve = fitLogistic(
      Array.from({ length: 400 }, (_, i) => ({ bits: i / 10, isCampaign: (i * 7) % 40 < i / 10 })),
    )
    expect(curve.slope).toBeGreaterThan(0.05)
    expect(at(curve, 0)).toBeLessThan(0.2)
    expect(at(curve, 40)).toBeGreaterThan(0.8)
  })

  test('is flat where campaigns have fewer bits: more evidence never clears', () => {
    const curve = fitLogistic(
      Array.from({ length: 400 }, (_, i) => ({ bits: i / 10, isCampaign: (i * 7) % 40 > i / 10 })),
    )
    expect(curve.slope).toBe(0)
    expect(at(curve, 7)).toBeCloseTo(0.5, 1)
  })

  test('is never certain: twenty campaigns without a counterexample are twenty-one in twenty-two', () => {
    const curve = fitLogistic(Array.from({ length: 20 }, () => ({ bits: 0, isCampaign: true })))
    expect(at(curve, 0)).toBeCloseTo(21 / 22, 6)
  })
})
