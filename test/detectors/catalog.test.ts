// What every detector must hold to: it runs on nothing and on metadata alone, keeps to its range, says the same twice,
// and shows its numbers with a query that runs as printed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DETECTORS } from '../../src/detectors/catalog.js'
import type { Context } from '../../src/detectors/detector.js'
import type { Store } from '../../src/store/store.js'
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
    await store.insert('campaign_member', [
      { analysis: 'a', campaign: 'c', account: 'group-1', probability: 1, exchanges: 1 },
    ])
  })

  test.each(each)('%s keeps to its range and says the same twice', async (_, detector) => {
    const first = (await detector.measure?.(context)) ?? new Map()
    for (const measured of first.values()) {
      expect(measured.bits).toBeGreaterThanOrEqual(detector.range.least)
      expect(measured.bits).toBeLessThanOrEqual(detector.range.most)
      expect(measured.summary).not.toMatch(/NaN|undefined|Infinity/)
    }
    expect(await detector.measure?.(context)).toEqual(first)
  })

  test.each(each)('%s shows its numbers with a query that runs as printed', async (_, detector) => {
    expect(detector.shows).toContain('{members}')
    expect(detector.shows).not.toMatch(/work_/)
    const members = "(SELECT account FROM campaign_member WHERE analysis = 'a' AND campaign = 'c')"
    const rows = await store.query((detector.shows ?? '').replaceAll('{members}', members))
    expect(rows).toBeInstanceOf(Array)
  })
})
