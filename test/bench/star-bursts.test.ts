// Which stars make a burst, by hand.
import { describe, expect, it } from 'vitest'
import { findBursts, medianGap } from '../../bench/detection/real-data/star-bursts.js'

const HOUR = 3600

describe('bursts of stars', () => {
  it('end at a long pause, and small ones are none', () => {
    const stars = [
      { actor: 'c', repo: 'r', time: 1000 + 5 * HOUR },
      { actor: 'a', repo: 'r', time: 1000 },
      { actor: 'b', repo: 'r', time: 1010 },
      { actor: 'd', repo: 'r', time: 1000 + 12 * HOUR },
      { actor: 'e', repo: 's', time: 1005 },
    ]
    const [burst, ...others] = findBursts(stars, 2, 10)
    expect(others).toEqual([])
    expect(burst?.times).toEqual([0, 10, 5 * HOUR])
  })

  it('are one when the same accounts starred two repositories, and are cut', () => {
    const stars = ['r', 's'].flatMap((repo) =>
      ['a', 'b', 'c', 'd'].map((actor, index) => ({ actor, repo, time: index * index })),
    )
    const bursts = findBursts(stars, 2, 3)
    expect(bursts).toEqual([{ times: [0, 1, 4] }])
    expect(medianGap({ times: [0, 1, 4, 9] })).toBe(3)
  })
})
