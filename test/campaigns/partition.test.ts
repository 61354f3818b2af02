// Accused accounts are parted into campaigns by what tells them apart.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partitionAccused } from '../../src/campaigns/partition.js'
import { alike, type Holding, RULES, range, sorted, worldOf } from './world.js'

const POPULATION = 10_000
const partsOf = (data: Parameters<typeof partitionAccused>[0], accused: readonly number[]) =>
  partitionAccused(data, [{ accounts: accused, oneness: 0 }], RULES).map(sorted)

describe('two campaigns with a card and an address each that work through one list of tasks', () => {
  const list = range(0, 10).map((i): Holding => [`template:task${i}`, 10])
  const { data } = worldOf(POPULATION, [
    ...alike(8, 'payment:a', 'address:a', ...list),
    ...alike(8, 'payment:b', 'address:b', ...list),
  ])

  test('are parted', () => {
    expect(partsOf(data, range(0, 16))).toEqual([range(0, 8), range(8, 16)])
  })

  test('are parted the same way again, and in whatever order the accused come', () => {
    expect(partsOf(data, range(0, 16))).toEqual(partsOf(data, range(0, 16)))
    const backwards = partsOf(data, range(0, 16).reverse())
    expect(backwards.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([range(0, 8), range(8, 16)])
  })

  test('the list alone does not part the accounts of one of them', () => {
    expect(partsOf(data, range(0, 8))).toEqual([range(0, 8)])
  })
})

test('a campaign that is most of the accused keeps its bonds, and the small one beside it its own', () => {
  const list = range(0, 10).map((i): Holding => [`template:task${i}`, 10])
  const { data } = worldOf(POPULATION, [
    ...alike(40, 'payment:a', 'address:a', ...list),
    ...alike(6, 'payment:b', 'address:b', ...list),
  ])
  expect(partsOf(data, range(0, 46))).toEqual([range(0, 40), range(40, 46)])
})

test('the larger of two campaigns comes first', () => {
  const list = range(0, 10).map((i): Holding => [`template:task${i}`, 10])
  const { data } = worldOf(POPULATION, [
    ...alike(6, 'payment:a', 'address:a', ...list),
    ...alike(7, 'payment:b', 'registration:b', ...list),
    ...alike(8, 'payment:c', 'registration:c', ...list),
  ])
  expect(partsOf(data, range(0, 21))).toEqual([range(13, 21), range(6, 13), range(0, 6)])
})

describe('a campaign whose accounts joined on days of others', () => {
  // Two texts of their own, and days that a few of either share with each other and with many strangers.
  const days = range(0, 6)
  const joined = (text: Holding) => days.flatMap((day) => alike(3, text, `registration:day${day}`))
  const { data } = worldOf(POPULATION, [
    ...joined(['template:one', 3]),
    ...joined(['template:other', 3]),
    ...days.flatMap((day) => alike(30, `registration:day${day}`)),
  ])
  const [one, other] = [range(0, 18), range(18, 36)]

  test('is not parted by day', () => {
    const parts = partsOf(data, range(0, 36))
    expect(parts.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([one, other])
  })
})

test('a group that is unlike the campaign it would be put into stays one of its own', () => {
  const { data } = worldOf(POPULATION, [
    ...alike(40, 'payment:a', 'address:a', 'template:own', 'registration:a'),
    ...alike(8, 'template:own'),
  ])
  const groups = [range(0, 48), range(40, 48)].map((accounts) => ({ accounts, oneness: 0 }))
  expect(partitionAccused(data, groups, RULES).map(sorted)).toEqual([range(0, 40), range(40, 48)])
})

describe('one campaign over three cards', () => {
  const cards = ['a', 'b', 'c'] as const
  const over = (shared: Holding) =>
    cards.flatMap((card) => alike(6, `payment:${card}`, `address:${card}`, shared))

  test('is kept together by a text of its own that fills its traffic', () => {
    const { data } = worldOf(POPULATION, over('template:own'))
    expect(partsOf(data, range(0, 18))).toEqual([range(0, 18)])
  })

  test('is kept together by an address that hardly anybody else has', () => {
    const { data } = worldOf(POPULATION, over('address:all'))
    expect(partsOf(data, range(0, 18))).toEqual([range(0, 18)])
  })

  test('is three when the text is everybody’s', () => {
    const { data } = worldOf(POPULATION, over('template:own'), { 'template:own': 5000 })
    expect(partsOf(data, range(0, 18))).toEqual([range(0, 6), range(6, 12), range(12, 18)])
  })

  test('is three when the text is a passing item', () => {
    const { data } = worldOf(POPULATION, over(['template:own', 10]))
    expect(partsOf(data, range(0, 18))).toEqual([range(0, 6), range(6, 12), range(12, 18)])
  })
})

describe('parts with an address each', () => {
  const over = (wordings: (part: string) => readonly Holding[]) =>
    worldOf(
      POPULATION,
      ['a', 'b', 'c'].flatMap((part) =>
        alike(6, `address:${part}`, 'plan:new', 'mail:odd', ...wordings(part)),
      ),
    ).data

  test('that ask in the same five wordings are one campaign', () => {
    const same = over(() => range(0, 5).map((i): Holding => [`template:${i}`, 20]))
    expect(partsOf(same, range(0, 18))).toEqual([range(0, 18)])
  })

  test('are three when each has wordings of its own, and one is everybody’s', () => {
    const own = over((part) =>
      range(0, 5).map((i): Holding => [i === 0 ? 'template:all' : `template:${part}${i}`, 20]),
    )
    expect(partsOf(own, range(0, 18))).toEqual([range(0, 6), range(6, 12), range(12, 18)])
  })
})

test('accounts that share nothing are one set, and none are none', () => {
  const { data } = worldOf(
    POPULATION,
    range(0, 6).map((i): readonly Holding[] => [`payment:${i}`]),
  )
  expect(partsOf(data, range(0, 6))).toEqual([range(0, 6)])
  expect(partsOf(data, [])).toEqual([])
})

test('parts are of the accused alone, apart from each other, largest first and the same again', () => {
  const account = fc.record({
    card: fc.integer({ min: 0, max: 4 }),
    address: fc.integer({ min: 0, max: 4 }),
    text: fc.integer({ min: 0, max: 3 }),
    uses: fc.integer({ min: 1, max: 100 }),
    isAccused: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(account, { minLength: 1, maxLength: 40 }), (accounts) => {
      const { data } = worldOf(
        POPULATION,
        accounts.map(({ card, address, text, uses }): readonly Holding[] => [
          `payment:${card}`,
          `address:${address}`,
          [`template:${text}`, uses],
        ]),
      )
      const accused = range(0, accounts.length).filter((i) => accounts[i]?.isAccused)
      const parts = partsOf(data, accused)
      const all = parts.flat()
      expect(new Set(all).size).toBe(all.length)
      for (const member of all) expect(accused).toContain(member)
      const sizes = parts.map((part) => part.length)
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
      expect(parts.length > 0).toBe(accused.length > 0)
      expect(partsOf(data, accused)).toEqual(parts)
    }),
    { numRuns: 30, seed: 7 },
  )
})

test('accused who fall into small parts are one campaign, without those who are unlike the rest of it', () => {
  const { data } = worldOf(POPULATION, [
    ...alike(4, 'template:t', 'payment:a', 'registration:a', 'address:a'),
    ...alike(4, 'template:t', 'payment:a', 'registration:b', 'address:a'),
    ...alike(4, 'template:t', 'plan:free'),
  ])
  expect(partsOf(data, range(0, 12))).toEqual([range(0, 8)])
})
