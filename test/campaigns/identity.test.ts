// Which known campaign a group is: by accounts, by texts where none are left, with mergers and splits.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Found, type Known, settleIdentities } from '../../src/campaigns/life/identity.js'

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const known = (id: string, accounts: number, anchors: readonly number[] = []): Known => ({
  id,
  accounts,
  anchors,
})
const found = (key: number, accounts: number, anchors: readonly number[] = []): Found => ({
  key,
  accounts,
  anchors,
  ownId: `own-${key}`,
})
const common = (id: string, key: number, accounts: number) => ({ known: id, key, accounts })
const told = (identities: ReturnType<typeof settleIdentities>) =>
  identities.map(({ id, merged, splitFrom, isReplaced }) => [id, merged, splitFrom, isReplaced])

test('a group nobody knows has its own id', () => {
  expect(told(settleIdentities([found(1, 20)], [known('a', 20)], []))).toEqual([
    ['own-1', [], undefined, false],
  ])
})

test('a campaign that grew, or lost half of its accounts, keeps its id', () => {
  expect(told(settleIdentities([found(1, 90)], [known('a', 30)], [common('a', 1, 28)]))).toEqual([
    ['a', [], undefined, false],
  ])
  expect(told(settleIdentities([found(1, 20)], [known('a', 60)], [common('a', 1, 10)]))).toEqual([
    ['a', [], undefined, false],
  ])
  expect(told(settleIdentities([found(1, 20)], [known('a', 60)], [common('a', 1, 9)]))).toEqual([
    ['own-1', [], undefined, false],
  ])
})

test('two campaigns found as one have merged into the one with more accounts in it', () => {
  expect(
    told(
      settleIdentities(
        [found(1, 100)],
        [known('a', 40), known('b', 60)],
        [common('a', 1, 40), common('b', 1, 58)],
      ),
    ),
  ).toEqual([['b', ['a'], undefined, false]])
})

test('a campaign found as two has split: the larger part keeps its id', () => {
  expect(
    told(
      settleIdentities(
        [found(1, 30), found(2, 50)],
        [known('a', 80)],
        [common('a', 1, 30), common('a', 2, 50)],
      ),
    ),
  ).toEqual([
    ['own-1', [], 'a', false],
    ['a', [], undefined, false],
  ])
})

describe('a group of new accounts', () => {
  const texts = range(0, 20)
  test('is a gone campaign when it asks in its texts', () => {
    expect(told(settleIdentities([found(1, 30, texts)], [known('a', 40, range(5, 25))], []))).toEqual([
      ['a', [], undefined, true],
    ])
  })

  test('is another when that campaign is still there, or a phrase is all that they share', () => {
    const there = settleIdentities(
      [found(1, 30, texts), found(2, 40, texts)],
      [known('a', 40, texts)],
      [common('a', 2, 40)],
    )
    expect(there.map(({ id }) => id)).toEqual(['own-1', 'a'])
    expect(settleIdentities([found(1, 30, range(0, 7))], [known('a', 40, range(0, 7))], [])[0]?.isKnown).toBe(
      false,
    )
  })
})

test('an id that is known is not given to another', () => {
  const [identity] = settleIdentities([found(1, 30)], [known('own-1', 40)], [])
  expect(identity).toMatchObject({ id: 'own-1-2', isKnown: false })
})

test('whatever overlaps, every id is given once, and no known campaign goes into two', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          known: fc.integer({ min: 0, max: 5 }),
          key: fc.integer({ min: 0, max: 5 }),
          accounts: fc.integer({ min: 0, max: 40 }),
        }),
      ),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 6, maxLength: 6 }),
      (overlaps, sizes) => {
        const identities = settleIdentities(
          sizes.map((size, key) => found(key, size, range(0, 10))),
          sizes.map((size, id) => known(`k${id}`, size, range(0, 10))),
          overlaps.map((one) => common(`k${one.known}`, one.key, one.accounts)),
        )
        expect(identities.map(({ key }) => key)).toEqual(range(0, 6))
        expect(new Set(identities.map(({ id }) => id)).size).toBe(6)
        const gone = identities.flatMap(({ merged }) => merged)
        expect(new Set(gone).size).toBe(gone.length)
        for (const id of gone) expect(identities.some((one) => one.id === id)).toBe(false)
      },
    ),
  )
})
