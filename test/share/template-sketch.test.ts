// Near-identical templates are found by who has the key, as often as their likeness lets expect; to others a sketch is
// noise.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshKey } from '../../src/share/community-key.js'
import { estimateLikeness, SKETCH, templateSketches } from '../../src/share/template-sketch.js'
import { KEY, OTHER_KEY } from './campaign.js'

const sketch = templateSketches(KEY)

/** Numbers that a seed gives (SplitMix32). */
function numbersOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
}

/** Two sets of so many anchors, of which a number are in both. */
function pairOf(size: number, common: number, seed: number) {
  const next = numbersOf(seed)
  const all = new Set<number>()
  while (all.size < 2 * size - common) all.add(next())
  const anchors = [...all]
  return [anchors.slice(0, size), anchors.slice(size - common)] as const
}

const SIZE = 30
const PAIRS = 60
/** Anchors of thirty that are in both, the likeness that this is, and the share of pairs that must and may be found. */
const EXPECTED = [
  { common: 30, least: 1, most: 1 },
  { common: 27, least: 1, most: 1 },
  { common: 25, least: 1, most: 1 },
  { common: 23, least: 0.97, most: 1 },
  { common: 20, least: 0.2, most: 0.8 },
  { common: 17, least: 0, most: 0.05 },
  { common: 10, least: 0, most: 0 },
  { common: 0, least: 0, most: 0 },
]

describe('two members of a community', () => {
  test.each(EXPECTED)('find templates with $common of 30 anchors in common', ({ common, least, most }) => {
    const jaccard = common / (2 * SIZE - common)
    let found = 0
    let squares = 0
    for (let pair = 0; pair < PAIRS; pair++) {
      const [one, other] = pairOf(SIZE, common, 1000 * common + pair)
      const estimate = estimateLikeness(sketch(one), sketch(other)) ?? -1
      if (estimate >= SKETCH.near) found++
      squares += (estimate - jaccard) ** 2
    }
    expect(found / PAIRS).toBeGreaterThanOrEqual(least)
    expect(found / PAIRS).toBeLessThanOrEqual(most)
    expect(Math.sqrt(squares / PAIRS)).toBeLessThan(0.04)
  })

  test('a sketch does not depend on the order of anchors, nor on one that comes twice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 32 - 1), { minLength: 1, maxLength: 40 }), (anchors) => {
        expect(sketch([...anchors].reverse())).toBe(sketch([...anchors, ...anchors]))
      }),
      { numRuns: 30 },
    )
  })
})

describe('an outsider', () => {
  test('finds the same template under two keys no more alike than any two', () => {
    const other = templateSketches(OTHER_KEY)
    const estimates = Array.from({ length: PAIRS }, (_, seed) => {
      const [anchors] = pairOf(SIZE, SIZE, seed)
      return estimateLikeness(sketch(anchors), other(anchors)) ?? 1
    })
    expect(Math.max(...estimates)).toBeLessThan(0.12)
    // Below nothing is cut off: half of them are at most noise above it.
    expect(estimates.reduce((sum, one) => sum + one, 0) / PAIRS).toBeLessThan(0.02)
  })

  test('sees rows that are as good as drawn, whatever the size of a template', () => {
    for (const size of [8, 30, 400]) {
      const counts = [0, 0, 0, 0]
      for (let seed = 0; seed < 20; seed++) {
        const [anchors] = pairOf(size, size, 77 * size + seed)
        for (const byte of Buffer.from(sketch(anchors), 'base64url'))
          for (let row = 0; row < 4; row++)
            counts[(byte >> (2 * row)) & 3] = (counts[(byte >> (2 * row)) & 3] ?? 0) + 1
      }
      const expected = (20 * SKETCH.rows) / 4
      const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
      // 0.1 % of drawn ones are above 16.3 with three degrees of freedom.
      expect(chiSquare).toBeLessThan(16.3)
    }
  })

  test('what is no sketch is like none', () => {
    expect(estimateLikeness('', '')).toBeUndefined()
    expect(estimateLikeness(sketch([1]), 'AAAA')).toBeUndefined()
  })
})

// What docs/decisions/0026 says that the construction leaks, held to be so.
describe('a member who tries every anchor', () => {
  /** Rows in which an anchor alone has the bits of the sketch. */
  const agreement = (whole: string, anchor: number) => {
    const [a, b] = [Buffer.from(whole, 'base64url'), Buffer.from(sketch([anchor]), 'base64url')]
    let same = 0
    for (let at = 0; at < a.length; at++)
      for (let row = 0; row < 4; row++) if (((((a[at] ?? 0) ^ (b[at] ?? 0)) >> (2 * row)) & 3) === 0) same++
    return same
  }
  const strangers = Array.from({ length: 400 }, (_, index) => numbersOf(index + 5)())

  test('recognises those of a phrase, which is why phrases are not sketched', () => {
    const phrase = [11, 12]
    const own = Math.min(...phrase.map((anchor) => agreement(sketch(phrase), anchor)))
    expect(own).toBeGreaterThan(Math.max(...strangers.map((anchor) => agreement(sketch(phrase), anchor))))
  })

  test('can’t tell those of a template from others by one anchor alone', () => {
    const [template] = pairOf(60, 60, 3)
    const whole = sketch(template)
    const best = Math.max(...strangers.map((anchor) => agreement(whole, anchor)))
    const found = template.filter((anchor) => agreement(whole, anchor) > best)
    expect(found.length).toBeLessThan(6)
  })
})

test('a key that was made for one export matches none', () => {
  const [anchors] = pairOf(SIZE, SIZE, 1)
  const estimate = estimateLikeness(
    templateSketches(freshKey())(anchors),
    templateSketches(freshKey())(anchors),
  )
  expect(estimate).toBeLessThan(0.2)
})
