// Who took whose place: against arrivals whose truth is known.
import { describe, expect, test } from 'vitest'
import type { HeldValue, Known } from '../../src/campaigns/replacement-likeness.js'
import { findReplacements, REPLACEMENT, type Succession } from '../../src/campaigns/replacements.js'
import { drawing } from './drawing.js'

const exponential = (draw: () => number, mean: number) => -mean * Math.log(1 - draw())
const HOUR = 3600
const DAY = 86_400
const END = 12 * DAY
const HEIR = 1000
const GROWTH = 5000

interface Plan {
  readonly gone: number
  /** Share of them that is replaced. */
  readonly replaced?: number
  readonly delay: number
  readonly growth: number
  readonly isWave?: boolean
}

/** A campaign in which accounts are suspended, at even times or in one wave, and replaced after a while. */
function world({ gone, replaced = 1, delay, growth, isWave = false }: Plan, seed: number) {
  const draw = drawing(seed)
  const suspended = Array.from({ length: gone }, (_, account) => ({
    account,
    at: isWave ? DAY + 600 * draw() : DAY + 10 * DAY * draw(),
  }))
  const heirs = suspended
    .filter(({ account }) => account < gone * replaced)
    .map(({ account, at }): Known => ({ account: HEIR + account, at: at + exponential(draw, delay) }))
  const others = Array.from(
    { length: growth },
    (_, index): Known => ({ account: GROWTH + index, at: DAY + 11 * DAY * draw() }),
  )
  return { suspended, newcomers: [...heirs, ...others] }
}

function find(succession: Partial<Succession>) {
  const { suspended = [], newcomers = [], values = [] } = succession
  const size = succession.size ?? suspended.length + newcomers.length + 20
  const fit = findReplacements({ suspended, newcomers, values, size, end: END })
  if (fit === undefined) throw new Error('too many')
  return { ...fit, told: fit.pairs.filter(({ probability }) => probability >= REPLACEMENT.leastProbability) }
}

const isTrue = ({ suspended, successor }: { readonly suspended: number; readonly successor: number }) =>
  successor === HEIR + suspended

/** A value for every suspended account and its heir, and others that somebody else holds too. */
function keptBy({ suspended, newcomers }: ReturnType<typeof world>): HeldValue[] {
  const heirs = new Set(newcomers.map(({ account }) => account))
  return suspended
    .filter(({ account }) => heirs.has(HEIR + account))
    .map(({ account }) => ({ kind: 'payment', accounts: [account, HEIR + account] }))
}

describe('successors', () => {
  test('are told by their times where suspensions lie apart, and are as often right as is told', () => {
    const [sure, unsure] = [
      { told: 0, right: 0, expected: 0 },
      { told: 0, right: 0, expected: 0 },
    ]
    let all = 0
    for (let seed = 1; seed <= 25; seed++) {
      const { suspended, newcomers } = world({ gone: 14, delay: 1200, growth: 12 }, 7919 * seed)
      const { pairs, meanDelay } = find({ suspended, newcomers })
      for (const pair of pairs) {
        const bin = pair.probability >= 0.8 ? sure : unsure
        bin.told++
        bin.right += Number(isTrue(pair))
        bin.expected += pair.probability
      }
      all += suspended.length
      expect(meanDelay).toBeGreaterThan(300)
      expect(meanDelay).toBeLessThan(3 * HOUR)
    }
    expect(sure.told / all).toBeGreaterThan(0.6)
    expect(Math.abs(sure.right - sure.expected) / sure.told).toBeLessThan(0.05)
    expect(Math.abs(unsure.right - unsure.expected) / all).toBeLessThan(0.1)
  })

  test('of a wave are counted and not paired, unless they keep what few others have', () => {
    const one = world({ gone: 30, delay: HOUR, growth: 4, isWave: true }, 104_729)
    const alone = find(one)
    expect(alone.told).toEqual([])
    expect(alone.replaced).toBeGreaterThan(20)
    expect(alone.replaced).toBeLessThanOrEqual(31)
    const shared = find({ ...one, values: keptBy(one) })
    expect(shared.told.filter(isTrue).length).toBeGreaterThan(25)
    expect(shared.told.every(isTrue)).toBe(true)
    expect(shared.told[0]?.shares[0]?.kind).toBe('payment')
    expect(shared.kept.get('payment')).toBeGreaterThan(0.6)
  })

  test('are not told by cards out of one stock, which heirs share with anybody', () => {
    let [told, wrong, expected] = [0, 0, 0]
    for (let seed = 1; seed <= 10; seed++) {
      const one = world({ gone: 30, replaced: 0.8, delay: 8 * HOUR, growth: 10 }, 6011 * seed)
      const draw = drawing(seed)
      const everybody = [...one.suspended, ...one.newcomers]
      const cards = Array.from({ length: 20 }, (): number[] => [])
      for (const { account } of everybody) cards[Math.floor(20 * draw())]?.push(account)
      // All that a card brings with it: address and program go the same way.
      const values = ['payment', 'address', 'client'].flatMap((kind) =>
        cards.filter(({ length }) => length > 1).map((accounts) => ({ kind, accounts })),
      )
      const found = find({ ...one, values, size: everybody.length })
      told += found.told.length
      wrong += found.told.filter((pair) => !isTrue(pair)).length
      expected += found.told.reduce((sum, { probability }) => sum + 1 - probability, 0)
    }
    // Taken as kept, they would have every suspended account paired, nearly all of them wrongly.
    expect(told).toBeLessThan(120)
    expect(Math.abs(wrong - expected) / told).toBeLessThan(0.15)
  })

  test('are told by a sign-up soon after a suspension, and not by one just before their own use', () => {
    const one = world({ gone: 20, delay: 8 * HOUR, growth: 12 }, 31_337)
    const at = new Map(one.suspended.map(({ account, at }) => [HEIR + account, at]))
    const opened = (fresh: (newcomer: Known) => number) =>
      one.newcomers.map((newcomer) => ({ ...newcomer, opened: fresh(newcomer) }))
    const atBan = find({
      ...one,
      newcomers: opened(({ account, at: first }) => (at.get(account) ?? first - 90 * DAY) + 120),
    })
    expect(atBan.told.filter(isTrue).length).toBeGreaterThan(14)
    expect(atBan.told[0]?.shares[0]?.kind).toBe('sign-up')
    const beforeUse = find({ ...one, newcomers: opened(({ at: first }) => first - 120) })
    const timesAlone = find(one)
    expect(Math.abs(beforeUse.told.length - timesAlone.told.length)).toBeLessThanOrEqual(4)
  })

  test('are not made up where a campaign merely grows', () => {
    let [told, replaced, suspended] = [0, 0, 0]
    for (let seed = 1; seed <= 10; seed++) {
      const found = find(world({ gone: 24, replaced: 0, delay: HOUR, growth: 24 }, 3109 * seed))
      told += found.told.length
      replaced += found.replaced
      suspended += 24
    }
    expect(told).toBe(0)
    expect(replaced / suspended).toBeLessThan(0.35)
  })

  test('come after who they replace, each once, and never of nobody', () => {
    expect(find({})).toMatchObject({ pairs: [], replaced: 0, meanDelay: undefined })
    expect(find({ suspended: [{ account: 1, at: 50 }], newcomers: [{ account: 2, at: 40 }] }).pairs).toEqual(
      [],
    )
    const one = world({ gone: 60, delay: 600, growth: 30 }, 65_537)
    const { pairs, told } = find({ ...one, values: keptBy(one) })
    expect(told.length).toBeGreaterThan(40)
    const at = new Map([...one.suspended, ...one.newcomers].map(({ account, at }) => [account, at]))
    for (const side of ['suspended', 'successor'] as const) {
      const sums = new Map<number, number>()
      for (const pair of pairs) sums.set(pair[side], (sums.get(pair[side]) ?? 0) + pair.probability)
      expect(Math.max(...sums.values())).toBeLessThan(1.01)
    }
    for (const { suspended, successor } of pairs)
      expect(at.get(successor) ?? 0).toBeGreaterThanOrEqual(at.get(suspended) ?? 0)
  })

  test('are the same whatever order accounts are read in', () => {
    const one = world({ gone: 14, delay: 1200, growth: 12 }, 99)
    const turned = { suspended: one.suspended.toReversed(), newcomers: one.newcomers.toReversed() }
    const [first, second] = [find(one), find(turned)]
    expect(second.replaced).toBeCloseTo(first.replaced, 6)
    expect(second.told.map(({ successor }) => successor).sort()).toEqual(
      first.told.map(({ successor }) => successor).sort(),
    )
  })

  test('of more pairs than can be held against each other are told to be too many', () => {
    const many = world({ gone: 300, delay: HOUR, growth: 0, isWave: true }, 11)
    expect(findReplacements({ ...many, values: [], size: 600, end: END })).toBeUndefined()
  })

  test('of very many that lie apart are looked for within a shorter time', () => {
    const { told, replaced } = find(world({ gone: 500, replaced: 0.8, delay: 300, growth: 100 }, 23))
    expect(replaced / 400).toBeGreaterThan(0.85)
    expect(replaced / 400).toBeLessThan(1.15)
    expect(told.filter(isTrue).length / told.length).toBeGreaterThan(0.6)
  }, 30_000)
})
