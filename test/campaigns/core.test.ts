// Who of a campaign is there by a text alone, and is otherwise like everybody.
import { expect, test } from 'vitest'
import { besideCore } from '../../src/campaigns/core.js'
import { trimCampaign } from '../../src/campaigns/partition.js'
import { alike, type Holding, RULES, range, sorted, worldOf } from './world.js'

const POPULATION = 1000
const bound: readonly Holding[] = ['template:t', 'payment:a', 'registration:a']
const manner = { 'plan:paid': 150, 'mail:own': 150, 'plan:free': 800, 'mail:free': 800 } as const
const worldWith = (...others: (readonly Holding[])[]) =>
  worldOf(POPULATION, [...alike(9, ...bound, 'plan:paid', 'mail:own'), ...others], manner).data

test('strangers who send the same text and are like everybody in all else', () => {
  const strangers = alike(8, 'template:t', 'plan:free', 'mail:free')
  const data = worldWith(...strangers)
  expect(sorted(besideCore(data, new Set(range(0, 17)), RULES))).toEqual(range(9, 17))
  expect(sorted(trimCampaign(data, new Set(range(0, 17)), RULES))).toEqual(range(0, 9))
})

test('not accounts with cards of their own that are like the bound ones in manner', () => {
  const own = range(0, 8).map((i): readonly Holding[] => [
    'template:t',
    `payment:own${i}`,
    'plan:paid',
    'mail:own',
  ])
  expect(besideCore(worldWith(...own), new Set(range(0, 17)), RULES)).toEqual([])
})

test('nobody where too few are bound to hold others against, or where what binds them is everybody’s', () => {
  const few = worldOf(
    POPULATION,
    [...alike(4, ...bound, 'plan:paid', 'mail:own'), ...alike(8, 'template:t', 'plan:free', 'mail:free')],
    manner,
  )
  expect(besideCore(few.data, new Set(range(0, 12)), RULES)).toEqual([])
  const common = worldOf(
    POPULATION,
    [
      ...alike(9, 'template:t', 'address:carrier', 'plan:paid', 'mail:own'),
      ...alike(8, 'template:t', 'plan:free', 'mail:free'),
    ],
    { ...manner, 'address:carrier': 100 },
  )
  expect(besideCore(common.data, new Set(range(0, 17)), RULES)).toEqual([])
})
