// Timing: hand-off after suspensions, pivot at a release, synchrony.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complementarity } from '../../src/detectors/complementarity.js'
import { handoff } from '../../src/detectors/handoff.js'
import { noSessions } from '../../src/detectors/no-sessions.js'
import { releasePivot } from '../../src/detectors/release-pivot.js'
import { synchrony } from '../../src/detectors/synchrony.js'
import type { Store } from '../../src/store/store.js'
import { bitsOf, DAY, dice, HOUR, openWorldStore, START, World } from './world.js'

let store: Store
beforeAll(async () => {
  store = await openWorldStore()
})
afterAll(() => store.close())

/** A pool of accounts whose suspended members are replaced within the hour. */
function replacingPool(world: World, recorded: boolean): string[] {
  const roll = dice(7)
  const bans = Array.from({ length: 18 }, () => START + (28 + 200 * roll()) * HOUR)
  return Array.from({ length: 30 }, (_, i) => {
    const account = `pool-${i}`
    const from = i < 12 ? START + roll() * HOUR : (bans[i - 12] as number) + roll() * 0.7 * HOUR
    // The first eighteen are suspended, none before it began.
    const to = Math.max(bans[i] ?? START + 10 * DAY, from + HOUR)
    for (let at = from; at < to; at += (2 + 4 * roll()) * HOUR) world.send(account, at)
    if (i < 18 && recorded) world.register(account, { status: 'suspended', suspended_at: to })
    if (i < 18 && !recorded)
      for (let n = 1; n <= 3; n++) world.send(account, to + n * 60_000, { status: '403', failed: 1 })
    return account
  })
}

test.each([true, false])('hand-off: a pool that replaces the suspended (by record: %s)', async (recorded) => {
  const world = new World(store)
  world.people('people', 200, 1)
  const pool = replacingPool(world, recorded)
  const strangers = world.people('suspended', 60, 3)
  // A few honest suspensions; one person comes back under another account.
  for (const [i, account] of strangers.slice(0, 5).entries())
    world.register(account, { status: 'suspended', suspended_at: START + (2 + i) * DAY })
  const back = 'suspended-back'
  world.send(back, START + 2 * DAY + 5 * HOUR)
  const measured = await world.measure(handoff, { pool, strangers: [...strangers, back] })
  expect(bitsOf(measured.pool)).toBeGreaterThan(3)
  expect(measured.pool?.facts.suspended).toBe(18)
  expect(bitsOf(measured.strangers)).toBeLessThan(1.6)
})

test('no sessions: a template that people use once in a sitting is in a sitting', async () => {
  const world = new World(store)
  world.people('people', 200, 1)
  const roll = dice(5)
  const template = { anchors: [102, 104, 106, 108, 110, 112] }
  const readers = world.people('readers', 40, 2)
  for (const account of readers)
    for (let n = 0; n < 8; n++) {
      const at = START + Math.floor(10 * roll()) * DAY + (8 + 12 * roll()) * HOUR
      world.send(account, at)
      world.send(account, at + 120_000, template)
    }
  const pool = Array.from({ length: 40 }, (_, i) => `pool-${i}`)
  for (const account of pool)
    for (let n = 0; n < 8; n++)
      world.send(account, START + 240 * roll() * HOUR, { anchors: [202, 204, 206, 208, 210, 212] })
  const measured = await world.measure(noSessions, { readers, pool })
  expect(bitsOf(measured.pool)).toBeGreaterThan(2)
  expect(bitsOf(measured.readers)).toBeLessThan(-1)
})

test('release pivot: the group moves, and a launch rush of everybody gives nothing', async () => {
  const release = START + 5 * DAY
  const cast = (seed: number, count: number, name: string, world: World, share: number) => {
    const roll = dice(seed)
    return Array.from({ length: count }, (_, i) => {
      for (let n = 0; n < 60; n++) {
        const at = START + (n + roll()) * 4 * HOUR
        world.send(`${name}-${i}`, at, { model: at >= release && roll() < share ? 'new' : 'old' })
      }
      return `${name}-${i}`
    })
  }
  const quiet = new World(store)
  cast(1, 100, 'people', quiet, 0.1)
  const group = cast(2, 40, 'group', quiet, 0.8)
  const others = cast(3, 40, 'others', quiet, 0.15)
  const measured = await quiet.measure(releasePivot, { group, others })
  expect(bitsOf(measured.group)).toBeGreaterThan(3)
  expect(bitsOf(measured.others)).toBe(0)
  expect(measured.group?.facts.model).toBe('new')

  const rush = new World(store)
  cast(1, 100, 'people', rush, 0.8)
  const rushing = cast(2, 40, 'group', rush, 0.85)
  expect(bitsOf((await rush.measure(releasePivot, { rushing })).rushing)).toBe(0)
})

test('synchrony: bursts of the group, not evenings, timetables or storms that everybody has', async () => {
  const world = new World(store)
  const people = world.people('people', 150, 5)
  const roll = dice(11)
  const names = (name: string) => Array.from({ length: 25 }, (_, i) => `${name}-${i}`)
  const together = names('together')
  const evening = names('evening')
  const nightly = names('nightly')
  const caught = world.people('caught', 40, 6)
  for (let day = 0; day < 10; day++) {
    for (let burst = 0; burst < 4; burst++) {
      const at = START + day * DAY + roll() * 23 * HOUR
      for (const account of together) if (roll() < 0.7) world.send(account, at + roll() * 8 * 60_000)
    }
    const lesson = START + day * DAY + 18 * HOUR
    for (const account of evening) for (let n = 0; n < 4; n++) world.send(account, lesson + roll() * 3 * HOUR)
    for (const account of nightly) world.send(account, START + day * DAY + 2 * HOUR + roll() * 5 * 60_000)
    const storm = START + day * DAY + (9 + 8 * roll()) * HOUR
    for (const account of [...people, ...caught])
      if (roll() < 0.6) world.send(account, storm + roll() * 5 * 60_000)
  }
  const groups = { together, evening, nightly, caught }
  const measured = await world.measure(synchrony, groups)
  expect(bitsOf(measured.together)).toBeGreaterThan(3)
  expect(bitsOf(measured.evening)).toBeLessThan(0.5)
  expect(bitsOf(measured.nightly)).toBeLessThan(0.5)
  expect(bitsOf(measured.caught)).toBeLessThan(0.5)
  expect(await world.measure(synchrony, groups)).toEqual(measured)
})

test('complementarity: a group of which one exchange counts has no gaps, and others are still measured', async () => {
  const world = new World(store)
  world.people('people', 60, 1)
  world.send('lone', START)
  const pool = Array.from({ length: 12 }, (_, i) => `pool-${i}`)
  for (let n = 0; n < 600; n++) world.send(pool[n % 12] as string, START + n * 60_000)
  const measured = await world.measure(complementarity, { pool, lone: ['lone', 'silent'] })
  expect(bitsOf(measured.pool)).toBeGreaterThan(3)
  expect(measured.lone).toBeUndefined()
})
