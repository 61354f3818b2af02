// Rings of accounts that present each other's references.
import { expect, test } from 'vitest'
import { joinRings } from '../../src/campaigns/rings.js'

test('pairs that hang together are one ring, however long the chain; others stay apart', () => {
  const chain = Array.from({ length: 60 }, (_, i) => [i, i + 1])
  const rings = joinRings([...chain.reverse(), [100, 101], [102, 103, 104]])
  expect(new Set(Array.from({ length: 61 }, (_, i) => rings.get(i)))).toEqual(new Set([0]))
  expect([100, 101, 102, 103, 104].map((aid) => rings.get(aid))).toEqual([100, 100, 102, 102, 102])
})

test('a reference of one account joins nobody', () => {
  expect(joinRings([[7], []])).toEqual(new Map())
})
