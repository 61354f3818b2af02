// What binds the accounts of a campaign, and who is bound to it from outside.
import { describe, expect, test } from 'vitest'
import { asksAlike, BONDS, commonBonds, haveSameWordings, isInRing } from '../../src/campaigns/bonds.js'
import { extendGroup } from '../../src/campaigns/mixture.js'
import { alike, type Holding, RULES, range, sorted, type Value, worldOf } from './world.js'

const POPULATION = 10_000
const wordings: readonly Value[] = ['template:a', 'template:b', 'template:c', 'template:d']
const inAll = (uses: number): readonly Holding[] => wordings.map((value) => [value, uses])
const toMembers = (accounts: readonly number[]) => new Map(accounts.map((account) => [account, 0]))

describe('a campaign of four wordings on one plan, and others who send its texts', () => {
  const world = worldOf(
    POPULATION,
    [
      ...alike(20, ...inAll(20), 'plan:paid', 'mail:throwaway'),
      // Who is left over: the same wordings, another plan.
      ...alike(6, ...inAll(20), 'mail:throwaway'),
      // Copied one text, tried them all once, and sends all but is unlike the rest in everything else.
      ...alike(3, ['template:a', 80], 'mail:throwaway'),
      ...alike(3, ...inAll(1), 'mail:throwaway'),
    ],
    { 'plan:paid': 1000, 'mail:throwaway': 400 },
  )
  const bonds = commonBonds(world.data, new Set(range(0, 20)), RULES)

  test('the wordings are its own, and no habit is a bond', () => {
    expect(sorted(bonds.wordings)).toEqual(sorted(wordings.map(world.indexOf)))
    expect([...bonds.strong]).toEqual([])
  })

  test('a text that more hold outside than inside is not its own', () => {
    const known = worldOf(POPULATION, alike(20, ...inAll(20)), { 'template:a': 41, 'template:b': 40 })
    const own = commonBonds(known.data, new Set(range(0, 20)), RULES).wordings
    expect(sorted(own)).toEqual(
      ['template:b', 'template:c', 'template:d'].map((one) => known.indexOf(one as Value)),
    )
  })

  test('who asks in most of the wordings, again and again, asks alike', () => {
    expect(range(0, 32).filter((account) => asksAlike(world.data, account, bonds))).toEqual(range(0, 26))
  })

  test('fewer wordings than strangers may have in common bind nobody', () => {
    const few = { ...bonds, wordings: new Set([...bonds.wordings].slice(0, BONDS.leastOfAccount - 1)) }
    expect(asksAlike(world.data, 0, few)).toBe(false)
  })

  test('the campaign grows by those who ask alike and by nobody who copied a text', () => {
    expect(sorted(extendGroup(world.data, toMembers(range(0, 20)), RULES).keys())).toEqual(range(20, 26))
  })

  test('two parts are of one campaign by most of the wordings of either', () => {
    const part = (...texts: readonly Value[]) => ({
      strong: new Set<number>(),
      wordings: new Set(texts.map(world.indexOf)),
    })
    expect(
      haveSameWordings(part('template:a', 'template:b'), part('template:a', 'template:b', 'template:c')),
    ).toBe(true)
    expect(haveSameWordings(part('template:a'), part('template:a'))).toBe(false)
    expect(haveSameWordings(part('template:a', 'template:b'), part(...wordings, 'template:a'))).toBe(true)
    expect(haveSameWordings(part('template:a', 'template:c'), part('template:b', 'template:d'))).toBe(false)
  })
})

describe('a ring of references on shared cards, some of it on cards of their own', () => {
  const world = worldOf(POPULATION, [
    ...alike(20, 'reference:r', 'payment:a', 'address:a', 'registration:a'),
    ...range(0, 5).map((i): readonly Holding[] => ['reference:r', `payment:own${i}`]),
    ...alike(5, 'payment:b'),
  ])
  const bonds = commonBonds(world.data, new Set(range(0, 20)), RULES)

  test('who presents its references is in the ring, whatever pays', () => {
    expect(range(0, 30).filter((account) => isInRing(world.data, account, bonds))).toEqual(range(0, 25))
    expect(sorted(extendGroup(world.data, toMembers(range(0, 20)), RULES).keys())).toEqual(range(20, 25))
  })
})
