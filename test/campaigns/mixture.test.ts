// Groups fitted from seeds: members stay, bystanders fall out, the rest of a group is found.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { absorbGroups, extendGroup, fitGroups, MIXTURE } from '../../src/campaigns/mixture.js'
import { alike, type Holding, RULES, range, sorted, type Value, worldOf } from './world.js'

const POPULATION = 10_000
const seedsOf = (world: { indexOf(value: Value): number }, ...values: readonly Value[]) =>
  values.map((value, index) => ({ value: world.indexOf(value), weight: values.length - index }))
const ring: readonly Holding[] = [
  'template:t',
  'payment:a',
  'address:a',
  'registration:a',
  'plan:paid',
  'mail:own',
]

describe('a template of ten accounts of one hand and three bystanders', () => {
  const world = worldOf(POPULATION, [
    ...alike(10, ...ring),
    ...range(0, 3).map((i): readonly Holding[] => ['template:t', `payment:own${i}`]),
  ])
  const groups = fitGroups(world.data, seedsOf(world, 'template:t'), RULES, 10)

  test('the ten stay and the bystanders fall out', () => {
    expect(groups).toHaveLength(1)
    expect(sorted(groups[0]?.members.keys() ?? [])).toEqual(range(0, 10))
    expect(groups[0]?.seeds).toEqual([world.indexOf('template:t')])
  })

  test('members of the same holdings have the same bits, in favour', () => {
    const bits = [...(groups[0]?.members.values() ?? [])]
    expect(new Set(bits).size).toBe(1)
    expect(bits[0]).toBeGreaterThan(0)
  })
})

test('all who regularly send a text that asks for training material are a candidate, also when parts of them are', () => {
  const world = worldOf(POPULATION, [
    ...alike(14, ['template:asking', 40], 'payment:a'),
    ...alike(16, ['template:asking', 40]),
    ...alike(6, ['template:asking', 1]),
  ])
  const [card, text] = seedsOf(world, 'payment:a', 'template:asking')
  const fitted = (standsAlone: boolean) =>
    fitGroups(world.data, card && text ? [card, { ...text, standsAlone }] : [], RULES, 10).map(
      ({ members }) => sorted(members.keys()),
    )
  expect(fitted(true)).toContainEqual(range(0, 30))
  expect(fitted(false)).not.toContainEqual(range(0, 30))
})

test('a holder of the seed with habits unlike the others falls out, where little else is known', () => {
  const world = worldOf(POPULATION, [...alike(20, 'payment:a', 'mail:own'), ['payment:a']], {
    'mail:own': 5000,
  })
  const [group] = fitGroups(world.data, seedsOf(world, 'payment:a'), RULES, 10)
  expect(sorted(group?.members.keys() ?? [])).toEqual(range(0, 20))
})

test('an account without the seed that holds the card and the address is recruited', () => {
  const world = worldOf(POPULATION, [
    ...alike(10, ...ring),
    ['payment:a', 'address:a', 'registration:a', 'plan:paid', 'mail:own'],
    ['plan:paid', 'mail:own'],
  ])
  const [group] = fitGroups(world.data, seedsOf(world, 'template:t'), RULES, 10)
  expect(sorted(group?.members.keys() ?? [])).toEqual(range(0, 11))
})

test('an occasional user of the seed whom little else binds falls out, a steady one stays', () => {
  const membersWith = (uses: number) => {
    const world = worldOf(
      POPULATION,
      [
        ...alike(7, ['template:t', 80], 'address:a', 'mail:own'),
        ...alike(3, ['template:t', 80], 'address:a'),
        [['template:t', uses], 'address:a'],
      ],
      { 'mail:own': 500 },
    )
    return fitGroups(world.data, seedsOf(world, 'template:t'), RULES, 10).map((group) =>
      sorted(group.members.keys()),
    )
  }
  expect(membersWith(2)).toEqual([range(0, 10)])
  expect(membersWith(60)).toEqual([range(0, 11)])
})

test('two hands with a seed each are two groups', () => {
  const world = worldOf(POPULATION, [
    ...alike(6, 'payment:a', 'address:a', 'registration:a'),
    ...alike(7, 'payment:b', 'address:b', 'registration:b'),
  ])
  const groups = fitGroups(world.data, seedsOf(world, 'payment:a', 'payment:b'), RULES, 10)
  expect(groups.map((group) => sorted(group.members.keys()))).toEqual([range(0, 6), range(6, 13)])
})

test('where firms take all places, a text that stands alone has one nevertheless', () => {
  const world = worldOf(POPULATION, [
    ...alike(6, 'payment:a', 'address:a', 'registration:a'),
    ...alike(7, 'payment:b', 'address:b', 'registration:b'),
    ...alike(20, ['template:asking', 40]),
  ])
  const seeds = seedsOf(world, 'payment:a', 'payment:b', 'template:asking')
  const fitted = (standsAlone: boolean) =>
    fitGroups(
      world.data,
      seeds.map((seed) => ({ ...seed, standsAlone: standsAlone && seed === seeds[2] })),
      RULES,
      1,
    ).map(({ members }) => sorted(members.keys()))
  expect(fitted(false)).toEqual([range(0, 6)])
  expect(fitted(true)).toEqual([range(0, 6), range(13, 33)])
})

test('a seed that a group explains joins it, and is not fitted again', () => {
  const world = worldOf(POPULATION, alike(8, 'payment:a', 'address:a', 'registration:a'))
  const groups = fitGroups(world.data, seedsOf(world, 'payment:a', 'address:a'), RULES, 10)
  expect(groups).toHaveLength(1)
  expect(groups[0]?.seeds).toEqual([world.indexOf('payment:a'), world.indexOf('address:a')])
})

test('fewer than the fewest members are no group, and one more is', () => {
  for (const size of [MIXTURE.leastMembers - 1, MIXTURE.leastMembers]) {
    const world = worldOf(POPULATION, alike(size, 'payment:a', 'address:a', 'registration:a'))
    const groups = fitGroups(world.data, seedsOf(world, 'payment:a'), RULES, 10)
    expect(groups).toHaveLength(size - MIXTURE.leastMembers + 1)
  }
})

test('no more groups than asked for, strongest first', () => {
  const world = worldOf(POPULATION, [
    ...alike(6, 'payment:a', 'address:a', 'registration:a'),
    ...alike(6, 'payment:b', 'address:b', 'registration:b'),
  ])
  const groups = fitGroups(world.data, seedsOf(world, 'payment:b', 'payment:a'), RULES, 1)
  expect(groups.map((group) => sorted(group.members.keys()))).toEqual([range(6, 12)])
})

const someAccounts = fc.array(
  fc.record({
    card: fc.integer({ min: 0, max: 3 }),
    address: fc.integer({ min: 0, max: 3 }),
    text: fc.integer({ min: 0, max: 2 }),
    uses: fc.integer({ min: 1, max: 100 }),
  }),
  { minLength: 6, maxLength: 40 },
)

test('the order in which seeds come changes nothing, and every group is large enough', () => {
  fc.assert(
    fc.property(someAccounts, (accounts) => {
      const { data } = worldOf(
        POPULATION,
        accounts.map(({ card, address, text, uses }): readonly Holding[] => [
          `payment:${card}`,
          `address:${address}`,
          [`template:${text}`, uses],
        ]),
      )
      const seeds = range(0, data.values.length).map((value) => ({ value, weight: value % 3 }))
      const plain = (groups: ReturnType<typeof fitGroups>) =>
        groups.map(({ seeds: values, members }) => ({ values, members: [...members] }))
      const groups = fitGroups(data, seeds, RULES, 20)
      expect(plain(fitGroups(data, [...seeds].reverse(), RULES, 20))).toEqual(plain(groups))
      for (const { members } of groups) {
        expect(members.size).toBeGreaterThanOrEqual(MIXTURE.leastMembers)
        for (const member of members.keys()) expect(member).toBeLessThan(accounts.length)
      }
    }),
    { numRuns: 25, seed: 7 },
  )
})

describe('extending an accused group of ten', () => {
  const { data } = worldOf(
    POPULATION,
    [
      ...alike(10, ...ring),
      ['payment:a', 'address:a', 'registration:a', 'template:t', 'plan:paid', 'mail:own'],
      ['plan:paid', 'mail:own'],
      ['template:t'],
      ['payment:b', 'address:b'],
    ],
    { 'plan:paid': 3000, 'mail:own': 3000 },
  )
  const members = new Map(range(0, 10).map((account) => [account, 0]))
  const found = extendGroup(data, members, RULES)

  test('an account that is as much like it as its members are is found, with its bits', () => {
    expect([...found.keys()]).toEqual([10])
    expect(found.get(10)).toBeGreaterThan(MIXTURE.extendBits)
  })

  test('nobody is found for a group that shares nothing', () => {
    const strangers = worldOf(
      POPULATION,
      range(0, 12).map((i): readonly Holding[] => [`payment:${i}`, 'plan:free']),
      { 'plan:free': 9000 },
    )
    expect(extendGroup(strangers.data, members, RULES).size).toBe(0)
  })
})

describe('a campaign of three wordings of which one part was accused', () => {
  const part = (own: Value, other: Value): readonly Holding[] => [own, other, 'plan:paid', 'mail:own']
  const world = worldOf(
    POPULATION,
    [
      ...alike(20, ...part('template:a', 'template:b')),
      ...alike(8, ...part('template:b', 'template:c')),
      ...alike(8, 'template:tool', 'address:office', 'plan:paid', 'mail:own'),
      ...alike(30, ...part('template:a', 'template:c')),
    ],
    { 'plan:paid': 2000, 'mail:own': 3000 },
  )
  const campaign = new Set(range(0, 20))
  const absorb = (...groups: readonly number[][]) => absorbGroups(world.data, campaign, groups, RULES)

  test('a part that holds its text joins; a group bound among itself does not', () => {
    expect(absorb(range(20, 28), range(28, 36))).toEqual([range(20, 28)])
  })

  test('its own accounts are nobody to join, and a larger group is no part of it', () => {
    expect(absorb(range(0, 5))).toEqual([])
    expect(absorb(range(36, 66))).toEqual([])
  })
})
