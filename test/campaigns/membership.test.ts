// Scores of membership, against numbers worked by hand.
import { describe, expect, test } from 'vitest'
import { createScorer, valuesOf } from '../../src/campaigns/membership.js'
import { alike, KINDS, RULES, range, sorted, worldOf } from './world.js'

const membersOf = (count: number) => new Map(range(0, count).map((account) => [account, 0]))

describe('four members with one card, a fifth holder outside and an account without', () => {
  const { data, indexOf } = worldOf(1000, [...alike(5, 'payment:a'), ['payment:other']])
  const scorer = createScorer(data, membersOf(4), RULES)

  test('the card is the profile', () => {
    expect(scorer.profile).toEqual([indexOf('payment:a')])
  })

  test('a member does not vouch for itself', () => {
    const bits = Math.log2((3.25 / 5) * (997 / 2.5))
    const score = scorer.score(0)
    expect(score.bits).toBeCloseTo(bits, 9)
    expect(score.bond).toBeCloseTo(bits, 9)
    expect(score.link).toBeCloseTo(bits, 9)
    expect(score.seedBits).toBe(0)
  })

  test('a stranger that holds it has all four for it', () => {
    expect(scorer.score(4).bits).toBeCloseTo(Math.log2((4.25 / 5) * (997 / 1.5)), 9)
  })

  test('an account without it has the least for lacking it, and no link', () => {
    expect(scorer.score(5)).toEqual({ bits: -1, seedBits: 0, bond: 0, link: 0 })
  })

  test('bits of the kinds that seeded are told apart', () => {
    const card = new Set<number>([KINDS.payment])
    expect(scorer.score(4, card).seedBits).toBeGreaterThan(8)
    expect(scorer.score(4, new Set<number>([KINDS.address])).seedBits).toBe(0)
    expect(scorer.score(4, card).bits).toBe(scorer.score(4).bits)
  })
})

test('what seeded a group speaks neither for nor against its holders', () => {
  const { data } = worldOf(1000, [...alike(12, 'payment:a', 'address:a'), ['payment:a'], ['address:a']])
  const { score } = createScorer(data, membersOf(12), RULES)
  const seeds = new Set<number>([KINDS.payment])
  const rest = (account: number) => score(account, seeds).bits - score(account, seeds).seedBits
  expect(rest(13)).toBeCloseTo(rest(0), 0)
  expect(rest(12)).toBeLessThan(0)
  expect(rest(13)).toBeGreaterThan(0)
})

test('the best value of a kind counts, and no more than the rule allows', () => {
  const { data } = worldOf(1_000_000, alike(8, 'address:a', 'address:b', 'address:c'))
  const { score } = createScorer(data, membersOf(8), RULES)
  expect(score(0).bits).toBe(6)
  expect(score(0).bond).toBe(6)
  expect(score(0).link).toBeGreaterThan(12)
})

test('text links but is no bond, and a habit is neither', () => {
  const text = worldOf(1000, alike(6, 'template:t'))
  const texted = createScorer(text.data, membersOf(6), RULES).score(0)
  expect(texted.bond).toBe(0)
  expect(texted.link).toBeGreaterThan(6)
  const plan = worldOf(1000, alike(6, 'plan:p'))
  const planned = createScorer(plan.data, membersOf(6), RULES).score(0)
  expect(planned).toEqual({ bits: 2, seedBits: 0, bond: 0, link: 0 })
})

test('what is as common outside says nothing', () => {
  const { data } = worldOf(1000, alike(6, 'plan:free'), { 'plan:free': 1000 })
  const scorer = createScorer(data, membersOf(6), RULES)
  expect(scorer.profile).toEqual([])
  expect(scorer.score(0).bits).toBe(0)
})

test('one member’s own value is no profile', () => {
  const { data } = worldOf(1000, [['payment:a'], ['payment:b'], ['payment:c']])
  expect(createScorer(data, membersOf(3), RULES).profile).toEqual([])
})

test('strangers with a link are those who hold a telling value of a kind that recruits', () => {
  const { data, indexOf } = worldOf(1000, [
    ...alike(4, 'payment:a', 'plan:p'),
    ['payment:a'],
    ['plan:p'],
    ['template:t'],
  ])
  expect([...valuesOf(data, 0)]).toEqual([indexOf('payment:a'), indexOf('plan:p')])
  const { linked, score } = createScorer(data, membersOf(4), RULES)
  expect(sorted(linked(5))).toEqual([4])
  expect(score(4).link).toBeGreaterThan(5)
  expect(sorted(linked(50))).toEqual([])
})
