// How people come and go: awake hours around personal peaks, quieter or busier weekends, conversations with human
// pauses.
import { DAY, HOUR, isWeekend, type Period } from '../clock.js'
import { chance, hashText, int, lognormal, mix, normal, poisson, type Random, uniform } from '../random.js'

export interface Rhythm {
  readonly offsetHours: number
  /** Local hours around which this person writes. */
  readonly peaks: readonly number[]
  readonly spreadHours: number
  /** Conversations a day. */
  readonly rate: number
  readonly weekendFactor: number
  /** Chance of a further message after each. */
  readonly persistence: number
  /** Median pause between messages of a conversation, in seconds. */
  readonly pauseSeconds: number
}

export interface Visit {
  readonly ts: number
  readonly turn: number
  readonly session: number
}

/** A new person's rhythm. `working` people write mostly in office hours. */
export function drawRhythm(random: Random, offsetHours: number, rate: number, working: boolean): Rhythm {
  const first = working ? uniform(random, 9, 16.5) : uniform(random, 7, 23)
  return {
    offsetHours,
    peaks: chance(random, 0.5)
      ? [first]
      : [first, working ? uniform(random, 9, 21) : uniform(random, 7, 23.5)],
    spreadHours: uniform(random, 0.8, 3),
    rate,
    weekendFactor: working ? uniform(random, 0, 0.5) : uniform(random, 0.5, 1.8),
    persistence: uniform(random, 0.2, 0.8),
    pauseSeconds: lognormal(random, 70, 0.6),
  }
}

/** Everything a person sends over the period; `pause` replaces the person's own pauses with measured ones. */
export function visits(
  random: Random,
  period: Period,
  rhythm: Rhythm,
  pause?: (random: Random) => number,
): Visit[] {
  const all: Visit[] = []
  const seed = mix(random.seed, hashText('visits'))
  const firstDay = Math.floor((period.start + rhythm.offsetHours * HOUR) / DAY)
  for (let day = firstDay; day <= firstDay + period.days; day++) {
    const midnight = day * DAY - rhythm.offsetHours * HOUR
    const factor = isWeekend(midnight + 12 * HOUR, rhythm.offsetHours) ? rhythm.weekendFactor : 1
    const count = poisson(random, rhythm.rate * factor)
    for (let visit = 0; visit < count; visit++) {
      const peak = rhythm.peaks[int(random, rhythm.peaks.length)] ?? 12
      const hour = chance(random, 0.03) ? uniform(random, 0, 24) : peak + rhythm.spreadHours * normal(random)
      const session = mix(seed, day * 64 + visit)
      let ts = midnight + hour * HOUR
      let turn = 0
      do {
        all.push({ ts, turn, session })
        ts += 1000 * (pause?.(random) ?? lognormal(random, rhythm.pauseSeconds, 0.9))
        turn++
      } while (turn < 14 && chance(random, rhythm.persistence))
    }
  }
  return all
}
