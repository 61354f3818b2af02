// Who took whose place: against arrivals whose truth is known.
import { describe, expect, test } from 'vitest'
import { findReplacements, REPLACEMENT } from '../../src/campaigns/replacements.js'

/** Numbers between 0 and 1, the same each time (Park and Miller 1988). */
function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}
const exponential = (draw: () => number, mean: number) => -mean * Math.log(1 - draw())
const DAY = 86_400
const NOTHING = () => 0

/** A campaign in which `gone` accounts are suspended, at even times or in one wave, and replaced after a while. */
function world(
  { gone, delay, growth, isWave }: { gone: number; delay: number; growth: number; isWave: boolean },
  seed: number,
) {
  const draw = drawing(seed)
  const suspended = Array.from({ length: gone }, (_, account) => ({
    account,
    at: isWave ? DAY + 600 * draw() : DAY + 10 * DAY * draw(),
  }))
  const heirs = suspended.map(({ account, at }) => ({
    account: 1000 + account,
    at: at + exponential(draw, delay),
  }))
  const others = Array.from({ length: growth }, (_, index) => ({
    account: 5000 + index,
    at: 12 * DAY * draw(),
  }))
  return { suspended, newcomers: [...heirs, ...others] }
}
const isTrue = ({ suspended, successor }: { suspended: number; successor: number }) =>
  successor === 1000 + suspended

describe('successors', () => {
  test('are told by their times where suspensions lie apart, and are as often right as is told', () => {
    let [told, right, expected, all] = [0, 0, 0, 0]
    for (let seed = 1; seed <= 25; seed++) {
      const { suspended, newcomers } = world(
        { gone: 14, delay: 1200, growth: 12, isWave: false },
        7919 * seed,
      )
      const { pairs, meanDelay } = findReplacements(suspended, newcomers, NOTHING, 12 * DAY)
      told += pairs.length
      right += pairs.filter(isTrue).length
      expected += pairs.reduce((sum, { probability }) => sum + probability, 0)
      all += suspended.length
      expect(meanDelay).toBeGreaterThan(300)
      expect(meanDelay).toBeLessThan(3 * 3600)
    }
    expect(told / all).toBeGreaterThan(0.75)
    expect(Math.abs(right - expected) / told).toBeLessThan(0.06)
    expect(right / told).toBeGreaterThan(0.85)
  })

  test('of a wave are counted and not paired, unless they share what few others have', () => {
    const { suspended, newcomers } = world({ gone: 30, delay: 3600, growth: 4, isWave: true }, 104_729)
    const alone = findReplacements(suspended, newcomers, NOTHING, 12 * DAY)
    expect(alone.pairs).toEqual([])
    expect(alone.replaced).toBeGreaterThan(20)
    expect(alone.replaced).toBeLessThanOrEqual(31)
    const shared = findReplacements(
      suspended,
      newcomers,
      (one, other) => (other === 1000 + one ? 9 : 0),
      12 * DAY,
    )
    expect(shared.pairs.filter(isTrue).length).toBeGreaterThan(25)
    expect(shared.pairs.every(isTrue)).toBe(true)
  })

  test('are not made up where a campaign merely grows', () => {
    const draw = drawing(31)
    const suspended = Array.from({ length: 12 }, (_, account) => ({ account, at: DAY + 10 * DAY * draw() }))
    const newcomers = Array.from({ length: 60 }, (_, index) => ({
      account: 5000 + index,
      at: DAY + 11 * DAY * draw(),
    }))
    const { pairs, replaced } = findReplacements(suspended, newcomers, NOTHING, 12 * DAY)
    expect(pairs.length).toBeLessThanOrEqual(2)
    expect(replaced).toBeLessThanOrEqual(12)
  })

  test('come after who they replace, each once, and never of nobody', () => {
    expect(findReplacements([], [{ account: 1, at: 5 }], NOTHING, 10)).toEqual({
      pairs: [],
      replaced: 0,
      meanDelay: undefined,
    })
    expect(findReplacements([{ account: 1, at: 50 }], [{ account: 2, at: 40 }], NOTHING, 100).pairs).toEqual(
      [],
    )
    const { suspended, newcomers } = world({ gone: 200, delay: 600, growth: 100, isWave: false }, 65_537)
    const { pairs } = findReplacements(suspended, newcomers, NOTHING, 12 * DAY)
    const at = new Map([...suspended, ...newcomers].map((one) => [one.account, one.at]))
    expect(new Set(pairs.map((pair) => pair.suspended)).size).toBe(pairs.length)
    expect(new Set(pairs.map((pair) => pair.successor)).size).toBe(pairs.length)
    for (const { suspended: gone, successor, probability } of pairs) {
      expect(at.get(successor) ?? 0).toBeGreaterThanOrEqual(at.get(gone) ?? 0)
      expect(probability).toBeGreaterThanOrEqual(REPLACEMENT.leastProbability)
      expect(probability).toBeLessThanOrEqual(1)
    }
  })
})
