// Load and purpose: plateaus at a quota, full rate at once, seats beyond their tier, concentration on a capability.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capabilityConcentration } from '../../src/detectors/capability-concentration.js'
import { purpose } from '../../src/detectors/purpose.js'
import { quotaPlateau } from '../../src/detectors/quota-plateau.js'
import { CAPABILITIES } from '../../src/fingerprint/lexicon.js'
import type { Store } from '../../src/store/store.js'
import { bitsOf, DAY, dice, HOUR, openWorldStore, START, World } from './world.js'

let store: Store
beforeAll(async () => {
  store = await openWorldStore()
})
afterAll(() => store.close())

/** Accounts that send `perDay` exchanges on each of eight days. */
function working(
  world: World,
  name: string,
  seed: number,
  perDay: (roll: () => number) => number,
  pathway = 'api',
): string[] {
  const roll = dice(seed)
  return Array.from({ length: 20 }, (_, i) => {
    for (let day = 0; day < 8; day++)
      for (let n = Math.max(perDay(roll), 1); n > 0; n--)
        world.send(`${name}-${i}`, START + day * DAY + roll() * 23 * HOUR, { pathway })
    return `${name}-${i}`
  })
}

test('quota plateau: the same count every day, and seats far beyond their tier', async () => {
  const world = new World(store)
  const uneven = (roll: () => number) => Math.floor(4 + 30 * roll() * roll())
  working(world, 'people', 1, uneven)
  working(world, 'more', 2, uneven)
  const quota = working(world, 'quota', 3, () => 30)
  const others = working(world, 'others', 4, uneven)
  working(world, 'seats', 5, (roll) => Math.floor(1 + 3 * roll()), 'subscription')
  const heavy = working(world, 'heavy', 6, (roll) => Math.floor(60 + 60 * roll()), 'subscription')
  const light = working(world, 'light', 7, (roll) => Math.floor(1 + 4 * roll()), 'subscription')
  const measured = await world.measure(quotaPlateau, { quota, others, heavy, light })
  expect(bitsOf(measured.quota)).toBeGreaterThan(3)
  expect(bitsOf(measured.others)).toBeLessThan(0.5)
  expect(bitsOf(measured.heavy)).toBeGreaterThan(1.5)
  expect(bitsOf(measured.light)).toBeLessThan(0.5)
})

test('quota plateau: new accounts at full rate from the first day', async () => {
  const world = new World(store)
  const roll = dice(21)
  const joining = (name: string, ramp: (day: number) => number) =>
    Array.from({ length: 20 }, (_, i) => {
      const account = `${name}-${i}`
      const joined = START + (2 + Math.floor(roll() * 3)) * DAY + 20 * HOUR
      world.register(account, { created_at: joined - HOUR })
      world.send(account, joined)
      for (let day = 0; day < 4; day++)
        for (let n = Math.round(ramp(day) * (0.92 + 0.16 * roll())); n > 0; n--)
          world.send(account, joined + 5 * HOUR + day * DAY + roll() * 17 * HOUR)
      return account
    })
  world.people('people', 60, 1)
  joining('newcomers', (day) => 6 + 9 * day)
  const ramping = joining('ramping', (day) => 6 + 9 * day)
  const atOnce = joining('once', () => 30)
  const measured = await world.measure(quotaPlateau, { atOnce, ramping })
  expect(bitsOf(measured.atOnce)).toBeGreaterThan(1)
  expect(bitsOf(measured.ramping)).toBeLessThan(0.5)
})

test('capability concentration: narrow counts once, broad speaks against, unknown says nothing', async () => {
  const world = new World(store)
  const other = CAPABILITIES.length - 1
  world.people('people', 150, 1, (roll) => ({ capability: Math.floor(roll() * 9) }))
  const narrow = world.people('narrow', 30, 2, () => ({ capability: CAPABILITIES.indexOf('mathematics') }))
  const broad = world.people('broad', 30, 3, (roll) => ({ capability: Math.floor(roll() * 9) }))
  const unknown = world.people('unknown', 30, 4, () => ({ capability: other }))
  const measured = await world.measure(capabilityConcentration, { narrow, broad, unknown })
  expect(bitsOf(measured.narrow)).toBeGreaterThan(0.5)
  expect(bitsOf(measured.narrow)).toBeLessThanOrEqual(2)
  expect(bitsOf(measured.broad)).toBeLessThan(0)
  expect(bitsOf(measured.unknown)).toBeLessThanOrEqual(0.01)
})

test('purpose: what suspended accounts asked for is no standard', async () => {
  const standing = async (status: 'active' | 'suspended') => {
    const world = new World(store)
    world.people('crowd', 60, 1)
    const asking = (name: string, count: number, own: 'active' | 'suspended') =>
      Array.from({ length: count }, (_, i) => {
        const account = `${name}-${i}`
        world.register(account, { status: own, created_at: START - 30 * DAY })
        for (let n = 0; n < 10; n++) world.send(account, START + (n + i / 50) * DAY, { marks: 1 })
        return account
      })
    asking('burnt', 40, status)
    const { group } = await world.measure(purpose, { group: asking('heirs', 20, 'active') })
    return bitsOf(group)
  }
  const [active, suspended] = [await standing('active'), await standing('suspended')]
  expect(active).toBeLessThan(2)
  expect(suspended).toBeGreaterThan(4)
})
