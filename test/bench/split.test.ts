// Campaigns dealt over providers, and the least that is found.
import { describe, expect, it } from 'vitest'
import { smallestFound } from '../../bench/detection/split/smallest.js'
import { campaignOf, STEPS, STYLES, shareOf } from '../../bench/detection/split/styles.js'
import { dealByShares } from '../../bench/federation/split-world.js'
import { readCampaign } from '../../simulate/levers/specification.js'

describe('accounts that are dealt by shares', () => {
  it.each([
    [12, [1, 1, 1], [4, 4, 4]],
    [12, [60, 20, 20], [7, 3, 2]],
    [2, [1, 1, 1], [1, 0, 1]],
    [5, [1], [5]],
  ])('%i by %j are %j', (count, shares, expected) => {
    const places = dealByShares(count, shares)
    const counts = shares.map((_, place) => places.filter((one) => one === place).length)
    expect(counts).toEqual(expected)
  })

  it('stand apart from their neighbours', () => {
    const places = dealByShares(90, [1, 1, 1])
    const together = places.filter((place, index) => place === places[index + 1]).length
    expect(together).toBeLessThan(20)
  })
})

describe('the least that is found', () => {
  const steps = [1, 2, 4, 8, 16]
  const asked: string[] = []
  const find = (least: (seed: number) => number) =>
    smallestFound(steps, [1, 2, 3, 4, 5], 4, async (step, seed) => {
      asked.push(`${step} ${seed}`)
      return step >= least(seed)
    })

  it('is what enough seeds find', async () => {
    expect(await find(() => 4)).toBe(4)
    expect(await find((seed) => (seed === 3 ? 99 : 8))).toBe(8)
    expect(await find((seed) => (seed >= 4 ? 16 : 1))).toBe(16)
  })

  it('is nothing where too few do', async () => {
    expect(await find((seed) => (seed <= 3 ? 1 : 99))).toBeUndefined()
  })

  it('asks no seed when it is decided', async () => {
    asked.length = 0
    await find(() => 99)
    expect(asked).not.toContain('16 3')
  })
})

describe.each(STYLES)('the campaign $id', (style) => {
  it('can be made at every step and at a fifth of it', () => {
    for (const step of STEPS[style.axis])
      for (const least of [step, shareOf(style, step, 1 / 5)])
        expect(readCampaign(campaignOf(style, least, 3)).levers.accounts).toBeGreaterThanOrEqual(3)
  })

  it('sends a fifth of the requests at a fifth, but for what rounding of accounts does', () => {
    const daily = (step: number) => {
      const { accounts, perAccountDay } = readCampaign(campaignOf(style, step, 1)).levers
      return accounts * perAccountDay
    }
    const step = STEPS[style.axis].at(-1) as number
    expect(daily(shareOf(style, step, 1 / 5)) / daily(step)).toBeCloseTo(0.2, 1)
  })
})
