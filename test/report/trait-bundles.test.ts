// The graph made small: what goes in comes out once, however it is put together.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCampaigns } from '../../src/report/compare-campaigns.js'
import { resample } from '../../src/report/resample.js'
import { bundleTraits } from '../../src/report/trait-bundles.js'
import { costOf, PRICE_LIST } from '../../src/server/price-list.js'
import { sampleReport } from './sample-report.js'

test('accounts that hold the same values are one bundle, and each stands in one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.array(fc.uniqueArray(fc.nat(59), { maxLength: 60 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 20 }),
      (count, members, most) => {
        const traits = members.map((own) => ({ members: own.filter((account) => account < count) }))
        const { bundles, rest } = bundleTraits(count, traits, most)
        const told = bundles.flatMap(({ accounts }) => accounts)
        expect(new Set(told).size).toBe(told.length)
        expect(told.length + rest).toBe(count)
        expect(bundles.length).toBeLessThanOrEqual(most)
        for (const { traits: own, accounts } of bundles)
          for (const account of accounts)
            expect(
              traits.flatMap((trait, index) => (trait.members.includes(account) ? [index] : [])),
            ).toEqual(own)
      },
    ),
  )
})

test('25,000 accounts with 40 values are put together in less than a second', () => {
  const traits = Array.from({ length: 40 }, (_, trait) => ({
    members: Array.from({ length: 25_000 }, (__, account) => account).filter(
      (account) => (account * 2654435761 + trait * 97) % (trait + 2) === 0,
    ),
  }))
  const started = performance.now()
  const { bundles, rest } = bundleTraits(25_000, traits, 300)
  expect(performance.now() - started).toBeLessThan(1000)
  expect(bundles.reduce((sum, { accounts }) => sum + accounts.length, rest)).toBe(25_000)
})

test('a series made shorter keeps its sum', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), fc.integer({ min: 1, max: 60 }), (values, most) => {
      const shorter = resample(values, most)
      expect(shorter.length).toBeLessThanOrEqual(most)
      expect(shorter.reduce((sum, value) => sum + value, 0)).toBe(
        values.reduce((sum, value) => sum + value, 0),
      )
    }),
  )
})

test('a campaign is like itself in everything, and the comparison is the same both ways', () => {
  const { analysis, details } = sampleReport()
  const drawn = (id: string) => details.find((detail) => detail.id === id)
  for (const one of analysis.campaigns)
    for (const other of analysis.campaigns) {
      const there = compareCampaigns(analysis, one, other, [drawn(one.id), drawn(other.id)])
      const back = compareCampaigns(analysis, other, one, [drawn(other.id), drawn(one.id)])
      expect(there.accounts.shared).toBe(back.accounts.shared)
      expect(there.capabilities).toBeCloseTo(back.capabilities, 9)
      if (one.id === other.id) {
        expect(there.capabilities).toBeCloseTo(1, 2)
        expect(there.accounts.shared).toBe(one.accounts.length)
        expect(there.anchors.shared).toBe(there.anchors.either)
      }
    }
})

test('tokens are told at list price, and those without one apart', () => {
  const list = PRICE_LIST.parse({ currency: 'USD', models: { large: { input: 3, output: 15 } } })
  const tokens = { large: { input: 2_000_000, output: 1_000_000 }, small: { input: 5, output: 6 } }
  expect(costOf(tokens, list)).toEqual({ currency: 'USD', amount: 21, unpriced_tokens: 11 })
  expect(costOf(tokens, undefined)).toBeUndefined()
  expect(PRICE_LIST.safeParse({ currency: 'dollars', models: {} }).success).toBe(false)
})
