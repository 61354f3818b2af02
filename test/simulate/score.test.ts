// Scores of small cases worked out by hand, and properties that hold for all.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatScore, score, scoreAccusations } from '../../simulate/score.js'
import { Problem } from '../../src/model/problem.js'

const TRUTH = {
  a1: 'attack:one',
  a2: 'attack:one',
  a3: 'attack:one',
  a4: 'attack:one',
  b1: 'attack:two',
  b2: 'attack:two',
  h1: 'benign:chat',
  h2: 'benign:chat',
  h3: 'benign:class',
  h4: 'benign:class',
}

function campaign(verdict: string, ...ids: readonly string[]): object {
  return { verdict, accounts: ids.map((id) => ({ id, probability: 1, exchanges: 1 })) }
}

describe('score', () => {
  it('is perfect for the truth itself', () => {
    const result = score(TRUTH, {
      campaigns: [
        campaign('distillation', 'a1', 'a2', 'a3', 'a4'),
        campaign('coordinated', 'b1', 'b2'),
        campaign('explained', 'h3', 'h4'),
      ],
    })
    expect(result).toMatchObject({
      recall: 1,
      precision: 1,
      falsePer10000: 0,
      bCubed: { precision: 1, recall: 1, f1: 1 },
      attacksFound: 2,
      attacks: 2,
      accused: 6,
      falselyAccused: 0,
    })
    expect(result.kinds.find(({ kind }) => kind === 'benign:class')).toMatchObject({
      accused: 0,
      explained: 2,
    })
  })

  it('counts a campaign with one honest account and one attack left out', () => {
    const result = score(TRUTH, { campaigns: [campaign('distillation', 'a1', 'a2', 'a3', 'h1')] })
    expect(result.recall).toBeCloseTo(3 / 6)
    expect(result.precision).toBeCloseTo(3 / 4)
    expect(result.falsePer10000).toBeCloseTo(2500)
    // Precision: three attack accounts at 3/4, the honest one at 0. Recall: three at 3/4 of their attack, the rest 0.
    expect(result.bCubed.precision).toBeCloseTo((3 * 0.75) / 4)
    expect(result.bCubed.recall).toBeCloseTo((3 * 0.75) / 6)
    expect(result.attacksFound).toBe(0)
  })

  it('lowers precision for two attacks in one campaign and recall for one attack in two', () => {
    const merged = score(TRUTH, { campaigns: [campaign('distillation', 'a1', 'a2', 'a3', 'a4', 'b1', 'b2')] })
    expect(merged.bCubed.precision).toBeCloseTo((4 * (4 / 6) + 2 * (2 / 6)) / 6)
    expect(merged.bCubed.recall).toBeCloseTo(1)
    const split = score(TRUTH, {
      campaigns: [
        campaign('distillation', 'a1', 'a2'),
        campaign('distillation', 'a3', 'a4'),
        campaign('coordinated', 'b1', 'b2'),
      ],
    })
    expect(split.bCubed.precision).toBeCloseTo(1)
    expect(split.bCubed.recall).toBeCloseTo((4 * 0.5 + 2 * 1) / 6)
  })

  it('takes accounts in several campaigns', () => {
    const result = score(TRUTH, {
      campaigns: [campaign('distillation', 'a1', 'a2', 'a3', 'a4'), campaign('coordinated', 'a4', 'h1')],
    })
    expect(result.accused).toBe(5)
    // a1-a3: all four beside them share one cluster and the attack. a4: h1 beside it shares one cluster, no attack.
    expect(result.bCubed.precision).toBeCloseTo((3 + (3 + 0.5 + 0) / 5 + 0) / 5)
    expect(result.kinds.find(({ kind }) => kind === 'attack:one')?.campaigns).toBe(2)
  })

  it('calls nobody accused precise, and an empty analysis of a quiet world perfect', () => {
    expect(score(TRUTH, { campaigns: [] })).toMatchObject({ recall: 0, precision: 1, falsePer10000: 0 })
    expect(score({ h: 'benign:chat' }, { campaigns: [] })).toMatchObject({
      recall: 1,
      precision: 1,
      bCubed: { f1: 1 },
    })
  })

  it('counts accused accounts that the truth lacks apart', () => {
    expect(score(TRUTH, { campaigns: [campaign('coordinated', 'x', 'a1')] })).toMatchObject({
      unknown: 1,
      precision: 1,
    })
  })

  it.each([
    ['truth that is a list', [], { campaigns: [] }],
    ['an empty truth', {}, { campaigns: [] }],
    ['a label of another form', { a: 'guilty' }, { campaigns: [] }],
    ['an analysis without campaigns', TRUTH, { schema: 'stillwatch.analysis/1' }],
    ['no analysis', TRUTH, null],
    ['a campaign without accounts', TRUTH, { campaigns: [{ verdict: 'distillation' }] }],
    ['an account without id', TRUTH, { campaigns: [{ verdict: 'distillation', accounts: [{}] }] }],
  ])('refuses %s with a problem', (_what, truth, analysis) => {
    expect(() => score(truth, analysis)).toThrow(Problem)
  })

  it('stays within bounds whatever is accused', () => {
    const ids = Object.keys(TRUTH)
    const groups = fc.array(fc.uniqueArray(fc.constantFrom(...ids, 'x', 'y'), { minLength: 1 }), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(groups, (accused) => {
        const result = scoreAccusations(TRUTH, accused)
        const { precision, recall, f1 } = result.bCubed
        for (const value of [result.recall, result.precision, precision, recall, f1]) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
        expect(result.kinds.reduce((sum, one) => sum + one.accounts, 0)).toBe(ids.length)
      }),
      { numRuns: 60 },
    )
  })

  it('prints a line per kind and valid JSON', () => {
    const result = score(TRUTH, { campaigns: [campaign('distillation', 'a1', 'a2')] })
    const table = formatScore(result, 'table')
    for (const kind of ['attack:one', 'attack:two', 'benign:chat', 'benign:class'])
      expect(table).toContain(kind)
    expect(JSON.parse(formatScore(result, 'json'))).toEqual(result)
  })
})
