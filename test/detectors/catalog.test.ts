// What every detector must hold to: it runs on nothing and on metadata alone, keeps to its range, says the same twice,
// and shows its numbers with a query that runs as printed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DETECTORS } from '../../src/detectors/catalog.js'
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

describe.each(DETECTORS.map((detector) => [detector.id, detector] as const))('%s', (_, detector) => {
  test('measures nothing on empty tables', async () => {
    expect(await new World(store).measure(detector, {})).toEqual({})
  })

  test('keeps to its range on metadata alone, and says the same twice', async () => {
    const world = new World(store)
    world.people('people', 40, 1, () => ({ prompt_hash: 0, words: 0, language: 255, model: '', pathway: '' }))
    const group = world.people('group', 12, 2, () => ({
      prompt_hash: 0,
      words: 0,
      language: 255,
      status: '',
    }))
    const first = await world.measure(detector, { group, five: group.slice(0, 5) })
    for (const measured of Object.values(first)) {
      if (!measured) continue
      expect(measured.bits).toBeGreaterThanOrEqual(detector.range.least)
      expect(measured.bits).toBeLessThanOrEqual(detector.range.most)
      expect(measured.summary).not.toMatch(/NaN|undefined|Infinity/)
    }
    expect(await world.measure(detector, { group, five: group.slice(0, 5) })).toEqual(first)
  })

  test('shows its numbers', async () => {
    expect(detector.shows).toContain('{members}')
    expect(detector.shows).not.toMatch(/work_/)
    const members = "(SELECT account FROM campaign_member WHERE analysis = 'a' AND campaign = 'c')"
    await store.command('TRUNCATE TABLE campaign_member')
    await store.insert('campaign_member', [
      { analysis: 'a', campaign: 'c', account: 'group-1', probability: 1, exchanges: 1 },
    ])
    expect(await store.query((detector.shows ?? '').replaceAll('{members}', members))).toBeInstanceOf(Array)
  })
})
