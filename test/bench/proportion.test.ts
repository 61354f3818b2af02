import { describe, expect, it } from 'vitest'
import { wilson } from '../../src/model/proportion.js'

describe('wilson', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published interval for %i of %i', (events, count, low, high) => {
    const interval = wilson(events / count, count)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  it('knows nothing without a unit', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  })
})
