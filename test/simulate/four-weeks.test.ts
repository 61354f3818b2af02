// What the four honest weeks promise: their length, a third on one framework, a rush to the new model, retries in step.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../simulate/clock.js'
import { drawModelHabit } from '../../simulate/people/style.js'
import { createRandom, fork } from '../../simulate/random.js'
import { buildWorld } from '../../simulate/simulate.js'

describe('four-weeks', async () => {
  const world = await buildWorld({ scenario: 'four-weeks', seed: 3, scale: 0.05 })

  it('lasts for 28 days and has no attack', () => {
    expect(world.period.days).toBe(28)
    const times = world.planned.map(({ ts }) => ts)
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(27 * DAY)
    expect(world.accounts.every(({ label }) => label.startsWith('benign:'))).toBe(true)
  })

  it('has a third of all accounts on one framework', () => {
    const third = world.accounts.filter(({ label }) => label === 'benign:framework-third').length
    expect(third / world.accounts.length).toBeGreaterThan(0.3)
    expect(third / world.accounts.length).toBeLessThan(0.36)
  })

  it('moves 45 % of people to the new model within two days', () => {
    const at = world.release?.at ?? 0
    const random = createRandom(5)
    const people = 2000
    let moved = 0
    for (let person = 0; person < people; person++) {
      const own = fork(random, person)
      const habit = drawModelHabit(world, own, { large: 1, small: 1, mini: 1 })
      expect(habit(at - HOUR, own)).not.toBe(world.release?.model)
      if (Array.from({ length: 30 }, () => habit(at + 2 * DAY, own)).includes(world.release?.model ?? ''))
        moved++
    }
    expect(moved / people).toBeCloseTo(0.45, 1)
  })

  it('repeats what fails in the outage, and what was put off when it ends', () => {
    const { from, to } = world.outage ?? { from: 0, to: 0 }
    const between = (start: number, end: number): number =>
      world.planned.filter(({ ts }) => ts >= start && ts < end).length / (end - start)
    const usual = between(world.period.start, world.period.end)
    expect(between(from, to)).toBeGreaterThan(3 * usual)
    expect(between(to, to + MINUTE)).toBeGreaterThan(10 * usual)
  })
})
