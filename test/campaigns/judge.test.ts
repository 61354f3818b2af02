// From evidence to verdicts: caps, priors, false discovery and what clears.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CALIBRATION, calibrate, type Standing } from '../../src/campaigns/calibration.js'
import type { GroupFacts } from '../../src/campaigns/group-facts.js'
import { falseDiscoveryRates, familyBits, judge } from '../../src/campaigns/judge.js'
import { ACCUSATION, FAMILY_CAPS } from '../../src/campaigns/thresholds.js'
import { evidenceOf, factsOf, found, RELAYED_TEXT } from './group.js'

test('a group’s numbers are those that it was judged by, and what counts of each family adds up to them', () => {
  const evidence = new Map([
    [1, evidenceOf({ 'shared-payment': 12, 'shared-template': 9, 'dealt-wording': 4, 'shared-client': 3 })],
  ])
  for (const owners of [3, 40]) {
    const [judged] = judge(new Map([[1, factsOf({ owners })]]), evidence)
    if (!judged) throw new Error('nothing was judged')
    expect([...judged.families.values()].reduce((sum, bits) => sum + bits, 0)).toBeCloseTo(judged.bits, 9)
    const missed = judged.needs.filter(({ name, here, needed }) =>
      name === 'falseDiscovery' ? here > needed : here < needed,
    )
    expect(missed.map(({ name }) => name).sort()).toEqual(judged.lacking.map(({ name }) => name).sort())
    expect(missed.some(({ name }) => name === 'owners')).toBe(owners < 6)
  }
})

describe('false discovery rates', () => {
  test('are those worked by hand', () => {
    // e = 8, 64, 1, 16; sorted 64, 16, 8, 1: 4/64, 4/32, 4/24, 4/4, and the least from each on.
    expect(falseDiscoveryRates([3, 6, 0, 4])).toEqual([4 / 24, 4 / 64, 1, 4 / 32])
  })

  test('borrow from weaker ones where these are many', () => {
    // e = 5 times 8: the first alone would be 5/8, all five together 5/40.
    expect(falseDiscoveryRates([3, 3, 3, 3, 3])).toEqual([1, 1, 1, 1, 1].map(() => 1 / 8))
  })

  test('count all that were looked at', () => {
    expect(falseDiscoveryRates([10], 512)).toEqual([0.5])
    expect(falseDiscoveryRates([10, 10], 1)).toEqual([2 / 2048, 2 / 2048])
    expect(falseDiscoveryRates([])).toEqual([])
  })

  test('are at most 1, and hold for evidence beyond measure', () => {
    expect(falseDiscoveryRates([-5, -500])).toEqual([1, 1])
    expect(falseDiscoveryRates([500])).toEqual([2 ** -60])
  })

  const someBits = fc.array(fc.double({ min: -20, max: 40, noNaN: true }), { minLength: 1, maxLength: 12 })
  test('fall as evidence grows, and are alike where evidence is', () => {
    fc.assert(
      fc.property(someBits, fc.nat(1000), (bits, considered) => {
        const rates = falseDiscoveryRates(bits, considered)
        bits.forEach((one, i) => {
          bits.forEach((other, j) => {
            if (one >= other) expect(rates[i]).toBeLessThanOrEqual(rates[j] as number)
          })
        })
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  test('never rise when a candidate gains evidence, nor fall when more are looked at', () => {
    fc.assert(
      fc.property(someBits, fc.nat(11), fc.double({ min: 0, max: 10, noNaN: true }), (bits, at, gain) => {
        const index = at % bits.length
        const before = falseDiscoveryRates(bits)
        const stronger = falseDiscoveryRates(bits.map((value, i) => (i === index ? value + gain : value)))
        stronger.forEach((rate, i) => {
          expect(rate).toBeLessThanOrEqual(before[i] as number)
        })
        falseDiscoveryRates(bits, 2 * bits.length).forEach((rate, i) => {
          expect(rate).toBeGreaterThanOrEqual(before[i] as number)
        })
      }),
      { numRuns: 40, seed: 7 },
    )
  })
})

describe('bits of families', () => {
  test('are summed within a family and held to its caps', () => {
    const families = familyBits(
      evidenceOf({ 'shared-payment': 5, 'shared-registration': 4, 'shared-client': 9, 'equal-load': -7 }),
    )
    expect(Object.fromEntries(families)).toEqual({
      registration: 9,
      network: FAMILY_CAPS.network.most,
      load: FAMILY_CAPS.load.least,
    })
  })

  test('one fact told twice counts once', () => {
    const once = familyBits(evidenceOf({ 'shared-payment': FAMILY_CAPS.registration.most }))
    const twice = familyBits(
      evidenceOf({ 'shared-payment': FAMILY_CAPS.registration.most, 'shared-registration': 8 }),
    )
    expect(twice).toEqual(once)
  })

  test('different people clear accounts that one hand pays for only a little', () => {
    const people = { 'single-deck': -6, 'no-sessions': -6 }
    expect(familyBits(evidenceOf(people)).get('timing')).toBe(-9)
    expect(familyBits(evidenceOf({ ...people, 'shared-payment': 7.9 })).get('timing')).toBe(-9)
    expect(familyBits(evidenceOf({ ...people, 'shared-payment': 8 })).get('timing')).toBe(-3)
    expect(familyBits(evidenceOf({ ...people, 'opaque-replay': 7.9 })).get('timing')).toBe(-9)
    expect(familyBits(evidenceOf({ ...people, 'opaque-replay': 8 })).get('timing')).toBe(0)
  })

  test('people’s hours clear little of what was dealt from one list', () => {
    const people = { 'single-deck': -6, 'no-sessions': -6, 'dealt-wording': 3 }
    expect(familyBits(evidenceOf({ ...people, 'dealt-content': 3.4 })).get('timing')).toBe(-9)
    expect(familyBits(evidenceOf({ ...people, 'dealt-content': 3.5 })).get('timing')).toBe(-3)
  })

  test('the people behind a relay clear its accounts of nothing', () => {
    const measured = new Map([
      ...evidenceOf({ 'single-deck': -6, 'equal-load': -2, 'shared-address': 5, 'shared-registration': 5 }),
      ['shared-template', found(1, RELAYED_TEXT)],
    ])
    const timing = (hosted: number) => familyBits(measured, factsOf({ hosted })).get('timing')
    expect(timing(1)).toBe(0)
    expect(timing(0)).toBe(-6)
  })

  test('that accounts are alike in what they send counts once', () => {
    const content = (deck: number) =>
      familyBits(evidenceOf({ 'single-deck': deck, 'dealt-content': 4, 'dealt-wording': 1 })).get('content')
    expect([-5, 0, 3, 5].map(content)).toEqual([5, 5, 2, 1])
  })

  test('what no detector says counts nothing', () => {
    expect(familyBits(evidenceOf({ hearsay: 20 })).size).toBe(0)
  })
})

describe('verdicts', () => {
  const strong = { 'shared-payment': 12, 'shared-template': 8, purpose: 4 }
  const judgeOne = (
    bits: Readonly<Record<string, number>>,
    facts: Partial<GroupFacts> = {},
    considered = 0,
  ) => {
    const [judged] = judge(new Map([[1, factsOf(facts)]]), new Map([[1, evidenceOf(bits)]]), considered)
    if (!judged) throw new Error('nothing was judged')
    return judged
  }

  test('one hand that asks for training material is distillation', () => {
    const judged = judgeOne(strong)
    expect(judged).toMatchObject({ cand: 1, verdict: 'distillation', bits: 24, q: 2 ** -24 })
    expect(judged.probability).toBe(calibrate('accused', 24))
    expect(judged.explanation).toBeUndefined()
    expect(judged.explanations.every(({ holds }) => !holds)).toBe(true)
  })

  test('one hand without a shown purpose is coordinated', () => {
    expect(judgeOne({ ...strong, purpose: 0.9 }).verdict).toBe('coordinated')
    expect(judgeOne({ ...strong, purpose: 1 }).verdict).toBe('distillation')
  })

  test('an explanation that holds clears whatever the score', () => {
    const judged = judgeOne(strong, { topOrg: 0.9 })
    expect(judged).toMatchObject({ verdict: 'explained', explanation: 'one-owner', bits: 24 })
    expect(judged.probability).toBe(calibrate('cleared-by-identity', 24))
  })

  test('too few owners leave a group open, and so many looks make it chance', () => {
    expect(judgeOne(strong, { owners: ACCUSATION.owners.value }).verdict).toBe('distillation')
    const few = judgeOne(strong, { owners: ACCUSATION.owners.value - 1 })
    expect(few).toMatchObject({ verdict: 'explained', explanation: 'not-enough-evidence' })
    expect(few.lacking[0]?.why.text).toMatch(/5 independent owners/)
    const lucky = judgeOne(strong, {}, 10_000_000)
    expect(lucky).toMatchObject({ verdict: 'explained', explanation: 'chance' })
    expect(lucky.lacking[0]?.why.text).toMatch(/by chance/)
    for (const { probability } of [few, lucky]) expect(probability).toBe(calibrate('open', 24))
  })

  test('of a group that hardly sent anything what would clear it can’t be counted: it stays open', () => {
    const least = ACCUSATION.exchanges.value
    expect(judgeOne(strong, { exchanges: least }).verdict).toBe('distillation')
    const few = judgeOne(strong, { exchanges: least - 1 })
    expect(few).toMatchObject({ verdict: 'explained', explanation: 'not-enough-evidence' })
    expect(few.lacking[0]?.why.text).toMatch(/it sent 29 requests/)
  })

  test('no purpose accuses without evidence of one hand', () => {
    // Thirteen bits would do; all but one of them are capped purpose.
    const judged = judgeOne({ purpose: 20, 'capability-concentration': 20, 'shared-payment': 4.9 })
    expect(judged.bits).toBeCloseTo(10.9, 9)
    expect(judged.verdict).toBe('explained')
  })

  test('what an accusation lacks is told: bits, one hand, or a bond', () => {
    const lacks = (bits: Readonly<Record<string, number>>) => judgeOne(bits).lacking[0]?.why.text
    expect(lacks({ 'shared-payment': 7, 'single-deck': -1, purpose: 3 })).toMatch(
      /9\.0 bits, and 13\.2 would accuse/,
    )
    expect(
      lacks({ purpose: 20, 'capability-concentration': 20, 'shared-payment': 4.9, handoff: 4 }),
    ).toBeUndefined()
    expect(
      lacks({ 'equal-load': 5, 'quota-plateau': 4, 'no-sessions': 4, 'daily-rhythm': 3, 'single-deck': 4 }),
    ).toMatch(/purpose is not shown, and what binds the accounts comes to 0\.0 bits/)
  })

  test('work that was dealt from one list to what behaves like a machine binds; dealt to people it does not', () => {
    const machine = { 'single-deck': 3.6, 'no-sessions': 2.6, 'daily-rhythm': 3 }
    const work = { 'equal-load': 5, 'shared-parameters': 4, 'dealt-wording': 3.6, 'dealt-content': 3 }
    expect(judgeOne({ ...machine, ...work }).verdict).toBe('coordinated')
    // Strangers' programs have work of their own.
    expect(judgeOne({ ...machine, ...work, 'dealt-wording': 2.9 }).lacking[0]?.why.text).toMatch(
      /what binds the accounts/,
    )
    expect(judgeOne({ ...machine, ...work, 'no-sessions': -3 }).lacking[0]?.why.text).toMatch(
      /what binds the accounts/,
    )
  })

  test('exits and turns in common bind those whose words are dealt from one list', () => {
    const gateway = {
      'shared-address': 7,
      complementarity: 6,
      'equal-load': 5,
      'single-deck': 4,
      'no-sessions': 3,
    }
    expect(judgeOne(gateway).explanation).toBe('not-enough-evidence')
    expect(judgeOne({ ...gateway, 'dealt-wording': 1 }).verdict).toBe('coordinated')
  })

  test('sign-ups bind as far as no launch explains them, and exits that never come back bind', () => {
    const agents = { 'single-deck': 4, 'no-sessions': 3, 'equal-load': 5, 'shared-client': 3 }
    const launched = (bits_beyond_launch: number, others: Readonly<Record<string, number>> = {}) => {
      const measured = new Map([
        ...evidenceOf({ ...agents, ...others }),
        ['registration-burst', found(10, { bits_beyond_launch })] as const,
      ])
      return judge(new Map([[1, factsOf()]]), new Map([[1, measured]]))[0]
    }
    expect(launched(10)?.verdict).toBe('coordinated')
    expect(launched(0.4)?.lacking[0]?.why.text).toMatch(/what binds the accounts comes to 0\.4 bits/)
    expect(launched(0.4, { 'address-rotation': 6 })?.verdict).toBe('coordinated')
  })

  test('work dealt to what acts like people is left open where only a text joins them', () => {
    const judges = {
      ...{ purpose: 6, 'no-sessions': -4, 'single-deck': -5, 'equal-load': 5, 'shared-parameters': 4 },
      ...{ 'dealt-wording': 3.9, 'dealt-content': 3.8, 'injected-constant': 4 },
    }
    const open = judgeOne(judges)
    expect(open.explanation).toBe('not-enough-evidence')
    expect(open.lacking.map(({ name }) => name)).toEqual(['beside'])
    expect(open.needs.find(({ name }) => name === 'beside')).toEqual({ name: 'beside', here: 0, needed: 2 })
    for (const id of ['registration-burst', 'shared-payment', 'disposable-mail', 'shared-address'])
      expect(judgeOne({ ...judges, [id]: 2 }).verdict, id).toBe('distillation')
    // A machine's manner asks for nothing beside.
    const machine = { ...judges, 'no-sessions': 4, 'single-deck': 4 }
    expect(judgeOne(machine).verdict).toBe('distillation')
    expect(judgeOne(machine).needs.map(({ name }) => name)).not.toContain('beside')
  })

  test('candidates keep their order, and one without evidence is cleared', () => {
    const facts = new Map([3, 1, 2].map((cand) => [cand, factsOf({ cand })]))
    const judged = judge(facts, new Map([[1, evidenceOf(strong)]]))
    expect(judged.map(({ cand, verdict }) => [cand, verdict])).toEqual([
      [3, 'explained'],
      [1, 'distillation'],
      [2, 'explained'],
    ])
    expect(judged[1]?.q).toBe(3 / 2 ** 24)
    expect(judge(facts, new Map([[1, evidenceOf(strong)]]))).toEqual(judged)
  })

  test('more evidence of one hand never clears', () => {
    const rank = { explained: 0, coordinated: 1, distillation: 2 }
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 12, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (payment, template, purpose, gain) => {
          const bits = { 'shared-payment': payment, 'shared-template': template, purpose }
          const before = judgeOne(bits)
          const after = judgeOne({ ...bits, 'shared-payment': payment + gain })
          expect(rank[after.verdict]).toBeGreaterThanOrEqual(rank[before.verdict])
          expect(after.probability).toBeGreaterThanOrEqual(before.probability)
        },
      ),
      { numRuns: 40, seed: 7 },
    )
  })
})

describe('calibrated probabilities', () => {
  const standings = Object.keys(CALIBRATION) as Standing[]

  test('never fall as evidence grows, whatever the standing', () => {
    for (const standing of standings)
      for (let bits = -20; bits < 60; bits++)
        expect(calibrate(standing, bits + 1)).toBeGreaterThanOrEqual(calibrate(standing, bits))
  })

  test('an accused group is likelier a campaign than one left open, and that than a cleared one', () => {
    for (const bits of [5, 15, 25]) {
      const [accused = 0, open = 0, ...cleared] = standings.map((standing) => calibrate(standing, bits))
      expect(accused).toBeGreaterThan(open)
      for (const probability of cleared) expect(open).toBeGreaterThan(probability)
    }
  })
})
