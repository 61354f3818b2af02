// The experiment on who took whose place: its figures worked by hand, its worlds, and one small world through the chain.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createHonestWorld } from '../../bench/detection/life/world.js'
import { measureTurnover, type Said, type StyleAnswer } from '../../bench/detection/replacements/measure.js'
import { figuresOf, styleFigures } from '../../bench/detection/replacements/score.js'
import { STYLES } from '../../bench/detection/replacements/styles.js'
import { addCampaign, labelOf } from '../../bench/detection/replacements/world.js'

const said = (pairs: Said['pairs'], replaced: number, trulyReplaced: number): Said => ({
  pairs,
  replaced,
  trulyReplaced,
  suspended: 4,
})

describe('figures', () => {
  const first = said(
    [
      [0.9, true],
      [0.6, false],
      [0.2, true],
    ],
    3,
    2,
  )
  const second = said([[0.5, true]], 1, 3)

  test('count what is told, and hold it against what was said of it', () => {
    expect(figuresOf([first, second])).toEqual({
      told: 3,
      right: 2,
      expected: 2,
      suspended: 8,
      replaced: 4,
      trulyReplaced: 5,
      replacedError: 1.5,
    })
  })

  test('take the Brier score over every pair, told or not', () => {
    const answer = (one: Said): StyleAnswer => ({
      style: 'any',
      accounts: 10,
      heirs: 3,
      members: one,
      timesAlone: one,
      found: one,
      foundAccounts: 5,
    })
    const { brier, brierOfBaseRate, heirs, foundAccounts } = styleFigures('any', [
      answer(first),
      answer(second),
    ])
    expect(brier).toBeCloseTo((0.01 + 0.36 + 0.64 + 0.25) / 4, 12)
    expect(brierOfBaseRate).toBeCloseTo(0.75 * 0.25, 12)
    expect([heirs, foundAccounts]).toEqual([6, 10])
  })
})

test.each(STYLES.flat())('the campaign $id loses accounts, and gets others as it says', (style) => {
  const { world } = createHonestWorld(3, 20, 0, 14)
  addCampaign(world, style, 25)
  const label = labelOf(style)
  const own = new Set(world.accounts.filter((one) => one.label === label).map(({ record }) => record))
  const { banned, replaced, growth } = style.turnover
  const gone = [...own].filter(({ status }) => status === 'suspended').length
  expect(gone).toBe(Math.round(25 * banned))
  const heirs = world.joined.filter(({ follows }) => follows !== undefined).length
  expect(heirs).toBeLessThanOrEqual(gone)
  expect(heirs > 0).toBe(replaced > 0)
  expect(world.joined.length - heirs).toBe(Math.round(25 * growth))
})

test('a small world: who keeps a line or a card is paired, through the whole chain too', async () => {
  const out = mkdtempSync(join(tmpdir(), 'stillwatch-turnover-test-'))
  try {
    const { styles, failedDetectors } = await measureTurnover({
      seed: 8,
      world: 1,
      honest: 250,
      heads: 20,
      out,
    })
    expect(failedDetectors).toEqual([])
    const of = new Map(styles.map((one) => [one.style, one]))
    for (const style of ['same-line', 'same-card']) {
      const { heirs = 0, members, found } = of.get(style) ?? {}
      const onMembers = figuresOf(members === undefined ? [] : [members])
      expect(heirs).toBeGreaterThan(5)
      expect(onMembers.right / heirs).toBeGreaterThan(0.6)
      expect(onMembers.right / onMembers.told).toBeGreaterThan(0.7)
      // What the chain found of it is told in the same way.
      if ((found?.trulyReplaced ?? 0) > 5)
        expect(figuresOf(found === undefined ? [] : [found]).right).toBeGreaterThan(2)
    }
    expect(styles.some(({ found }) => found.trulyReplaced > 5)).toBe(true)
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}, 60_000)
