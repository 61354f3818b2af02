import { describe, expect, it } from 'vitest'
import {
  describeOdds,
  formatBits,
  formatPeriod,
  formatProbability,
  formatQValue,
  formatShare,
  formatStep,
} from '../../src/report/quantities.js'

describe('quantities in words', () => {
  it('never call anything certain', () => {
    expect(formatProbability(1)).toBe('>99.9%')
    expect(formatProbability(0)).toBe('<0.1%')
    expect(formatProbability(0.914)).toBe('91.4%')
  })

  it('keep what is there from reading as nothing', () => {
    expect(formatShare(0.00001)).toBe('<0.1%')
    expect(formatShare(0)).toBe('0%')
    expect(formatShare(0.062)).toBe('6.2%')
    expect(formatShare(0.62)).toBe('62%')
    expect(formatQValue(0.00002)).toBe('<0.0001')
    expect(formatQValue(0.0004)).toBe('0.0004')
  })

  it('turn bits into odds', () => {
    expect(formatBits(-3)).toBe('−3.0')
    expect(describeOdds(10)).toBe('about 1 thousand to 1 in favour')
    expect(describeOdds(-2.33)).toBe('about 5 to 1 against')
    expect(describeOdds(0)).toBe('about even')
    expect(describeOdds(400)).toBe('beyond a quadrillion to 1 in favour')
  })

  it('shorten periods without ambiguity', () => {
    expect(formatPeriod('2026-09-03T00:00:00Z', '2026-09-16T23:00:00Z')).toBe('3 to 16 Sep 2026')
    expect(formatPeriod('2026-08-30T00:00:00Z', '2026-09-16T23:00:00Z')).toBe('30 Aug to 16 Sep 2026')
    expect(formatPeriod('2025-12-30T00:00:00Z', '2026-01-02T00:00:00Z')).toBe('30 Dec 2025 to 2 Jan 2026')
    expect(formatPeriod('2026-09-03T08:00:00Z', '2026-09-03T09:30:00Z')).toBe(
      '3 Sep 2026, 08:00 to 09:30 UTC',
    )
    expect(formatPeriod('', '')).toBe('no time given')
  })

  it('name steps of time', () => {
    expect([formatStep(3600), formatStep(21_600), formatStep(86_400), formatStep(900)]).toEqual([
      'hour',
      '6 hours',
      'day',
      '15 minutes',
    ])
  })
})
