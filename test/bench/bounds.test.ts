// What the experiment on bounds counts, on groups written out by hand, and its classifiers on groups that a child could tell
// apart.
import { describe, expect, test } from 'vitest'
import {
  classifiersAbsent,
  classify,
  examinedGroups,
  pointAt,
} from '../../bench/detection/bounds/classifiers.js'
import { isOutdone } from '../../bench/detection/bounds/report.js'
import { ablate, measureStages, tellReasons } from '../../bench/detection/bounds/stages.js'
import { familyOf, type KnownGroup } from '../../bench/detection/bounds/world.js'

function groupOf(kind: string, changes: Partial<KnownGroup> = {}): KnownGroup {
  const isAccused = (changes.holding ?? []).length + (changes.lacking ?? []).length === 0
  return {
    kind,
    family: familyOf(kind, 1),
    isAttack: kind.startsWith('attack:'),
    isBlind: false,
    isAccused,
    accounts: 10,
    owners: 10,
    bits: 0,
    evidence: {},
    holding: [],
    lacking: [],
    accused: isAccused ? 10 : 0,
    ...changes,
  }
}

const OWNERS = groupOf('attack:few', { lacking: ['owners'], owners: 3, accounts: 8 })
const POPULAR = groupOf('attack:relay', { holding: ['popular-tool-or-text', 'different-people'] })
const WEAK = groupOf('attack:weak', { holding: ['popular-tool-or-text'], lacking: ['evidence'], accused: 5 })
const FOUND = groupOf('attack:found', { accused: 4 })
const TOOL = groupOf('benign:tool', { holding: ['popular-tool-or-text'], accounts: 40 })
const FAMILY = groupOf('benign:household', { lacking: ['owners', 'evidence'] })
const GROUPS = [OWNERS, POPULAR, WEAK, FOUND, TOOL, FAMILY]

describe('stages', () => {
  test('count an attack as found by half of its accounts, and with perfect grouping by its verdict', () => {
    const { product, perfect, productOnly, perfectOnly } = measureStages(GROUPS)
    expect(product).toMatchObject({ attacks: { found: 1, of: 4 }, accused: 9, accounts: 38 })
    expect(perfect).toMatchObject({ attacks: { found: 1, of: 4 }, accused: 10 })
    expect({ productOnly, perfectOnly }).toEqual({ productOnly: 1, perfectOnly: 1 })
    expect(perfect.attacks.high).toBeGreaterThan(0.25)
  })

  test('tell each reason with the attacks that nothing else keeps', () => {
    const reasons = tellReasons(GROUPS)
    const told = reasons.map(({ name, attacks, alone }) => [name, attacks.found, alone])
    expect(told).toEqual([
      ['popular-tool-or-text', 2, 0],
      ['owners', 1, 1],
      ['evidence', 1, 0],
      ['different-people', 1, 0],
    ])
  })

  test('a rule left out frees only those whom nothing else keeps', () => {
    const of = (name: string) => ablate(GROUPS).find(({ without }) => without === name)
    expect(of('owners')).toMatchObject({ attacksWon: 1, accountsWon: 8, honestLost: 0 })
    expect(of('popular-tool-or-text')).toMatchObject({ attacksWon: 0, honestLost: 1, honestAccountsLost: 40 })
    expect(of('all explanations')).toMatchObject({ attacksWon: 1, honestLost: 1 })
    expect(of('declared')).toMatchObject({ attacksWon: 0, honestLost: 0 })
  })
})

describe('classifiers', () => {
  test('what has no owner known by identity and six owners is examined', () => {
    const school = groupOf('benign:class', { holding: ['class-or-event'] })
    expect(examinedGroups([OWNERS, school, POPULAR, TOOL])).toEqual([POPULAR, TOOL])
  })

  test('all forms and sizes of a kind are one family, and each drawn campaign its own', () => {
    expect(familyOf('attack:opaque-replay-homes', 1)).toBe(familyOf('attack:opaque-replay', 2))
    expect(familyOf('benign:class-sizes-few', 1)).toBe('class')
    expect(familyOf('attack:drawn-1-cards-1', 3)).not.toBe(familyOf('attack:drawn-12-cards-1', 3))
    expect(familyOf('attack:drawn-1-cards-1', 3)).not.toBe(familyOf('attack:drawn-1-cards-1', 4))
    expect(familyOf('benign:drawn-owner-1', 3)).toBe(familyOf('benign:drawn-owner-2', 4))
  })

  test('attacks are found above all but so many honest groups, and not beside one', () => {
    const scores = [0.9, 0.8, 0.8, 0.5, 0.2]
    const labels = [true, false, true, false, true]
    expect([0, 1, 2].map((count) => pointAt(scores, labels, count).found)).toEqual([1, 2, 3])
  })

  const absent = classifiersAbsent()
  if (absent !== undefined) process.stderr.write(`classifiers of the bounds: skipped, ${absent}\n`)
  test.skipIf(absent !== undefined)(
    'read what is in the evidence of kinds that they never saw, and nothing where nothing is',
    async () => {
      // The evidence tells attacks of every second kind, and says the same of all groups of the others.
      const groups = Array.from({ length: 120 }, (_, index) => {
        const role = index % 2 === 0 ? 'attack' : 'benign'
        const kind = index % 12
        const purpose = kind < 6 ? 1 : role === 'attack' ? 4 : -1
        return groupOf(`${role}:kind${kind}-${index}`, {
          evidence: { purpose },
          isBlind: kind >= 6,
          ...(index % 4 === 0 ? {} : { lacking: ['evidence'], isAccused: false }),
        })
      })
      const told = await classify(groups, true, new AbortController().signal)
      expect(told).toMatchObject({ attacks: 60, honest: 60, kinds: 12, folds: 5 })
      expect(told.judge).toMatchObject({ found: 30, falseGroups: 0 })
      expect(told.blind).toEqual({ attacks: 30, honest: 30, found: 10, falseGroups: 0 })
      for (const { name, points, beside, blind, carried } of told.classifiers) {
        // Those that nothing tells apart set a threshold that some of the others pass and no honest one does.
        expect(carried[0], name).toMatchObject({ falseElsewhere: 0, falseGroups: 0 })
        expect(carried[0]?.found, name).toBe(30)
        expect(blind, name).toEqual({ both: 10, judgeOnly: 0, classifierOnly: 20, neither: 0 })
        expect(points[0]?.found, name).toBeGreaterThanOrEqual(30)
        expect(points[0]?.found, name).toBeLessThan(60)
        expect(beside.both + beside.judgeOnly, name).toBe(30)
        expect(beside.both + beside.classifierOnly, name).toBe(points[0]?.found)
      }
    },
    120_000,
  )

  test('a classifier that finds more than the judgement’s interval allows outdoes it', () => {
    const beside = { both: 30, judgeOnly: 0, classifierOnly: 30, neither: 0 }
    const row = {
      name: 'one',
      points: [],
      curve: [],
      beside,
      blind: beside,
      carried: [],
      interval: { low: 0, high: 1 },
    }
    const judge = { falseGroups: 0, found: 30, low: 0.4, high: 0.6 }
    const told = {
      attacks: 60,
      honest: 60,
      kinds: 12,
      folds: 5,
      judge,
      blind: { falseGroups: 0, found: 0, attacks: 0, honest: 0 },
      version: '',
      seconds: 0,
    }
    expect(isOutdone({ ...told, classifiers: [row] })).toBe(true)
    const alike = { ...row, beside: { ...beside, classifierOnly: 4, neither: 26 } }
    expect(isOutdone({ ...told, classifiers: [alike] })).toBe(false)
    expect(isOutdone({ ...told, classifiers: [alike, row] })).toBe(true)
  })
})
