// What is read on from there says what a fresh reading says, whatever came or went in between.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReceived } from '../../../src/share/received/received-campaigns.js'
import { takeObjects } from '../../../src/share/received/take.js'
import { ToldObjects } from '../../../src/share/received/told-objects.js'
import { campaignBundle } from '../../../src/share/stix/campaign-bundle.js'
import type { StixObject } from '../../../src/share/stix/stix-object.js'
import { migrate } from '../../../src/store/migrate.js'
import { openStore } from '../../../src/store/open-store.js'
import type { Store } from '../../../src/store/store.js'
import { sharedCampaign } from '../campaign.js'
import { feedOf, NOBODY } from './feed.js'

const NOW = Date.parse('2026-09-30T00:00:00Z')
let store: Store
beforeAll(async () => {
  store = await openStore({})
  await migrate(store)
})
afterAll(() => store.close())

const take = (name: string, objects: readonly StixObject[], at: number) =>
  takeObjects(
    store,
    feedOf(name),
    objects.map((object) => ({ object, text: JSON.stringify(object) })),
    NOBODY,
    at,
  )
const { objects } = campaignBundle(sharedCampaign(), { tlp: 'amber', producer: 'birch' })
const indicators = objects.filter(({ type }) => type === 'indicator')
const later = (object: StixObject, modified: string, more: object = {}) => ({ ...object, modified, ...more })

test('follows what comes, in any order, and what goes', async () => {
  const told = new ToldObjects()
  const same = async () => {
    const read = await readReceived(store, new Set(), NOW, undefined, told)
    expect(read).toEqual(await readReceived(store, new Set(), NOW))
    return read
  }
  expect((await same()).campaigns).toEqual([])
  await take('birch', objects.slice(0, 10), NOW)
  await same()
  await take('birch', objects, NOW + 1000)
  const whole = await same()
  expect(whole.campaigns[0]?.indicators.length).toBe(indicators.length)
  const list = await told.read(store)
  expect(await told.read(store)).toBe(list)

  // A later version counts, and one before it that comes after it doesn't.
  const [first] = indicators as [StixObject]
  await take('birch', [later(first, '2026-09-29T00:00:00.000Z', { revoked: true })], NOW + 2000)
  const revoked = await same()
  expect(revoked.revoked).toBe(1)
  expect(revoked.campaigns[0]?.indicators.length).toBe(indicators.length - 1)
  await take('birch', [later(first, '2026-09-28T12:00:00.000Z')], NOW + 3000)
  expect(await same()).toEqual(revoked)
  expect(await told.read(store)).not.toBe(list)

  // Another process wrote with an older time, as its clock goes behind.
  await take('cedar', objects, NOW - 5000)
  expect((await same()).campaigns).toHaveLength(2)
  await store.command("DELETE FROM received_object WHERE partner = 'birch'")
  const left = await same()
  expect(left.campaigns.map(({ partner }) => partner)).toEqual(['cedar'])
  expect(left.revoked).toBe(0)
}, 60_000)
