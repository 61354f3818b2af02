// Opaque references: a relay whose accounts meet in pairs, firms that moved, and a reference that everybody copied.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { opaqueReplay } from '../../src/detectors/opaque-replay.js'
import type { Store } from '../../src/store/store.js'
import { bitsOf, dice, HOUR, openWorldStore, START, World } from './world.js'

let store: Store
beforeAll(async () => {
  store = await openWorldStore()
})
afterAll(() => store.close())

test('a ring of pairs counts as what it joins; pairs and one common reference do not', async () => {
  const world = new World(store)
  world.people('people', 200, 1)
  const roll = dice(2)
  const at = () => START + 200 * HOUR * roll()
  const relay = Array.from({ length: 20 }, (_, i) => `relay-${i}`)
  relay.forEach((account, i) => {
    world.send(account, at(), { opaque_refs: [1000 + i] })
    world.send(relay[(i + 7) % 20] as string, at(), { opaque_refs: [1000 + i] })
  })
  const moved = Array.from({ length: 20 }, (_, i) => `moved-${i}`)
  const copied = Array.from({ length: 20 }, (_, i) => `copied-${i}`)
  for (let i = 0; i < 20; i++) {
    world.send(moved[i] as string, at(), { opaque_refs: [2000 + (i >> 1)] })
    world.send(copied[i] as string, at(), { opaque_refs: [3000, 4000 + i] })
  }
  const measured = await world.measure(opaqueReplay, { relay, moved, copied })
  expect(bitsOf(measured.relay)).toBe(14)
  expect(measured.relay?.facts.largest_value_inside).toBe(20)
  expect(bitsOf(measured.moved)).toBeLessThanOrEqual(4)
  expect(bitsOf(measured.copied)).toBeLessThanOrEqual(4)
})
