// How a burst of stars becomes turns of work, by hand.
import { describe, expect, it } from 'vitest'
import { replay } from '../../bench/detection/real-data/campaigns.js'
import { DAY, HOUR } from '../../simulate/clock.js'
import { createRandom } from '../../simulate/random.js'

describe('replay of a burst', () => {
  const burst = { times: [0, 60, 3600] }

  it('keeps the order of the stars first and their times always', () => {
    const [first = [], second = [], ...more] = replay(createRandom(1), burst, 1000, 1000 + 2.5 * DAY)
    expect(more).toEqual([])
    expect(first).toEqual([
      { ts: 1000, member: 0 },
      { ts: 61_000, member: 1 },
      { ts: 3_601_000, member: 2 },
    ])
    expect(second.map(({ ts }) => ts - 1000 - DAY)).toEqual([0, 60_000, 3_600_000])
    expect(second.map(({ member }) => member).sort()).toEqual([0, 1, 2])
  })

  it('waits for a long burst to end, and shows one round at least', () => {
    const long = { times: [0, 2 * 86_400] }
    const rounds = replay(createRandom(1), long, 0, 5 * DAY)
    expect(rounds.map(([turn]) => turn?.ts)).toEqual([0, 2 * DAY + 2 * HOUR])
    expect(replay(createRandom(1), long, 0, DAY)).toHaveLength(1)
  })
})
