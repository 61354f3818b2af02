// Sign-up bursts: a pool that enrolled together, and a few of many users of one text, picked by their sign-up day.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBits, registrationBurst } from '../../src/detectors/registration-burst.js'
import type { Store } from '../../src/store/store.js'
import { bitsOf, DAY, dice, HOUR, openWorldStore, START, World } from './world.js'

let store: Store
beforeAll(async () => {
  store = await openWorldStore()
})
afterAll(() => store.close())

test('those of many alike who signed up on one day are no burst; a pool is', async () => {
  const world = new World(store)
  const roll = dice(4)
  const people = world.people('people', 400, 1)
  for (const account of people) world.register(account, { created_at: START - 200 * DAY * roll() })
  const text = (first: number) => ({ anchors: [0, 2, 4, 6, 8, 10].map((i) => first + i) })
  /** Accounts with a text in common, signed up within `span` from some days before. */
  const crowd = (name: string, count: number, first: number, before: (i: number) => number) =>
    Array.from({ length: count }, (_, i) => {
      const account = `${name}-${i}`
      world.register(account, { created_at: START - before(i) })
      for (let n = 0; n < 4; n++) world.send(account, START + 200 * HOUR * roll(), text(first))
      return account
    })
  const pool = crowd('pool', 7, 100, () => 40 * DAY + 5 * HOUR * roll())
  // One more than a day has on average, of two hundred over a hundred days.
  const viral = crowd('viral', 200, 200, (i) => (i < 5 ? 50 * DAY + 5 * HOUR * roll() : 100 * DAY * roll()))
  const measured = await world.measure(registrationBurst, { pool, picked: viral.slice(0, 5) })
  expect(bitsOf(measured.pool)).toBeGreaterThan(8)
  expect(bitsOf(measured.picked)).toBeLessThan(2)
})

test('a window is worth less against a launch the longer it is, and one of a few hours as much as it shows', () => {
  const bits = [1, 6, 24, 72, 240, 720, 10_000].map(launchBits)
  expect(bits.slice(0, 2)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
  // Of a launch in five the sign-ups fall off fast enough for a day, of three in four for a month.
  expect(bits[2]).toBeCloseTo(Math.log2(1 / 0.202), 1)
  expect(bits[5]).toBeCloseTo(Math.log2(1 / 0.753), 1)
  expect(bits).toEqual([...bits].sort((a, b) => b - a))
  expect(bits.at(-1)).toBeCloseTo(0)
})
