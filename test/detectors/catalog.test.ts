// What every detector must hold to: it runs on nothing and on metadata alone, keeps to its range, says the same twice,
// and shows its facts with a query that runs as printed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tellEvidence } from '../../src/campaigns/evidence.js'
import { keepEvidence } from '../../src/campaigns/life/keep-evidence.js'
import { DETECTORS } from '../../src/detectors/catalog.js'
import type { Context } from '../../src/detectors/detector.js'
import { printQuery } from '../../src/detectors/shown.js'
import type { Store } from '../../src/store/store.js'
import { expectShown } from './shown.js'
import { openWorldStore, World } from './world.js'

let store: Store
beforeAll(async () => {
  store = await openWorldStore()
})
afterAll(() => store.close())

test('ids are unique and words are there', () => {
  expect(new Set(DETECTORS.map((detector) => detector.id)).size).toBe(DETECTORS.length)
  for (const detector of DETECTORS) {
    expect(detector.nullModel, detector.id).not.toBe('')
    expect(detector.innocent.length, detector.id).toBeGreaterThan(0)
    expect(detector.measure, detector.id).toBeTypeOf('function')
    expect(detector.range.least, detector.id).toBeLessThanOrEqual(0)
  }
})

const each = DETECTORS.map((detector) => [detector.id, detector] as const)

describe('on empty tables', () => {
  let context: Context
  beforeAll(async () => {
    context = await new World(store).build({})
  })

  test.each(each)('%s measures nothing', async (_, detector) => {
    expect(await detector.measure?.(context)).toEqual(new Map())
  })
})

describe('on metadata alone', () => {
  let context: Context
  beforeAll(async () => {
    const world = new World(store)
    const bare = { prompt_hash: 0, words: 0, language: 255, status: '', pathway: '' }
    world.people('people', 40, 1, () => ({ ...bare, model: '' }))
    const group = world.people('group', 12, 2, () => bare)
    context = await world.build({ group, five: group.slice(0, 5) })
    // The world's store goes away, so it has to be told to keep what the queries read.
    await keepEvidence(Object.create(store, { isKept: { value: true } }), 'a', new Map([[1, 'c']]))
    await store.insert(
      'campaign_member',
      group.map((account) => ({ analysis: 'a', campaign: 'c', account, probability: 1, exchanges: 1 })),
    )
  })

  test.each(each)('%s keeps to its range and says the same twice', async (_, detector) => {
    const first = (await detector.measure?.(context)) ?? new Map()
    for (const measured of first.values()) {
      expect(measured.bits).toBeGreaterThanOrEqual(detector.range.least)
      expect(measured.bits).toBeLessThanOrEqual(detector.range.most)
      expect(measured.summary.text).not.toMatch(/NaN|undefined|Infinity/)
    }
    expect(await detector.measure?.(context)).toEqual(first)
  })

  test.each(each)('%s shows its facts with a query that runs as printed', async (_, detector) => {
    expect(detector.shows).not.toMatch(/work_/)
    const found = (await detector.measure?.(context))?.get(1)
    const facts = found && tellEvidence(detector.id, found).facts
    const query = printQuery(detector, facts ?? {}, 'a', 'c') ?? ''
    expect(query).toContain('campaign_')
    if (facts) await expectShown(store, detector, facts, query)
    else if (!/\{\w+\}/.test(query)) expect(await store.query(query)).toBeInstanceOf(Array)
  })
})
