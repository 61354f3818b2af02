// The scores of a grouping, by hand.
import { describe, expect, it } from 'vitest'
import { bestMatches, meanOf, scoreGrouping, scoreTexts } from '../../bench/detection/real-data/grouping.js'

describe('score of a grouping', () => {
  it('is perfect for the same partition under other names', () => {
    const score = scoreGrouping(['a', 'a', 'b', 'c'], [7, 7, 8, 9])
    expect(score.groupingAccuracy).toBe(1)
    expect(score.pairs.f1).toBe(1)
    expect(score.bCubed.f1).toBe(1)
    expect(score.adjustedRand).toBe(1)
    expect(score.groups).toBe(3)
  })

  it('counts what a group takes too much and a split leaves out', () => {
    // Gold a a a b b b; one b is taken into a's group.
    const gold = ['a', 'a', 'a', 'b', 'b', 'b']
    const found = [1, 1, 1, 1, 2, 2]
    const score = scoreGrouping(gold, found)
    expect(score.groupingAccuracy).toBe(0)
    // Pairs in gold 3 + 3, in found 6 + 1, in both 3 + 1.
    expect(score.pairs.precision).toBeCloseTo(4 / 7)
    expect(score.pairs.recall).toBeCloseTo(4 / 6)
    // Precision: three a's 3/4, the strayed b 1/4, two b's 1. Recall: a's 1, the strayed b 1/3, two b's 2/3.
    expect(score.bCubed.precision).toBeCloseTo((3 * 0.75 + 0.25 + 2) / 6)
    expect(score.bCubed.recall).toBeCloseTo((3 + 1 / 3 + 2 * (2 / 3)) / 6)
    // 15 pairs: chance 6 * 7 / 15 = 2.8, most 6.5.
    expect(score.adjustedRand).toBeCloseTo((4 - 2.8) / (6.5 - 2.8))
  })

  it('gives a text for which a whole group is right its place in the accuracy', () => {
    expect(scoreGrouping(['a', 'a', 'b', 'b', 'c'], [1, 1, 2, 3, 4]).groupingAccuracy).toBeCloseTo(3 / 5)
  })

  it('gives singletons full precision and no pair', () => {
    const score = scoreGrouping(['a', 'a', 'a', 'a'], [1, 2, 3, 4])
    expect(score.pairs).toEqual({ precision: 1, recall: 0, f1: 0 })
    expect(score.bCubed.precision).toBe(1)
    expect(score.bCubed.recall).toBe(0.25)
    expect(score.adjustedRand).toBe(0)
  })

  it('gives one group for all what chance gives', () => {
    const score = scoreGrouping(['a', 'a', 'b', 'b'], [1, 1, 1, 1])
    expect(score.adjustedRand).toBe(0)
    expect(score.pairs.precision).toBeCloseTo(2 / 6)
  })

  it('is told for a part of the texts within the whole grouping', () => {
    const texts = scoreTexts(['a', 'a', 'b', 'b'], [1, 1, 1, 2])
    const part = meanOf(texts.slice(2))
    expect(part.groupingAccuracy).toBe(0)
    expect(part.bCubed.precision).toBeCloseTo((1 / 3 + 1) / 2)
    expect(part.bCubed.recall).toBe(0.5)
  })

  it('refuses labels that do not fit', () => {
    expect(() => scoreGrouping(['a'], [1, 2])).toThrow(RangeError)
  })

  it('finds the best of overlapping groups for each gold group', () => {
    // Group 1 holds a a and b: 2 * 2 / (2 + 3) for a. Group 2 holds b b: 1. Nothing holds c.
    const best = bestMatches(['a', 'a', 'b', 'b', 'c'], [[1], [1], [1, 2], [2], []])
    expect(best.get('a')).toBeCloseTo(0.8)
    expect(best.get('b')).toBe(1)
    expect(best.get('c')).toBe(0)
  })
})
