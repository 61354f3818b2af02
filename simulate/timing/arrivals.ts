// How requests of machines follow each other: a rate over the day and gaps within it. A corpus brings rates and gaps
// of real clients behind the same question.
import { DAY, HOUR, type Period, weekday } from '../clock.js'
import {
  chance,
  exponential,
  gamma,
  int,
  lognormal,
  poisson,
  type Random,
  uniform,
  weibull,
} from '../random.js'

export interface ArrivalSource {
  /** Times of about `count` requests of one API service over the period. */
  service(random: Random, period: Period, count: number): number[]
  /** Seconds between two messages of one person; the person's own habit when absent. */
  pause?(random: Random): number
}

/** Flat: no hour differs from another. */
export function flatTimes(random: Random, from: number, to: number, count: number): number[] {
  return Array.from({ length: poisson(random, count) }, () => uniform(random, from, to))
}

/** Gaps of a given shape: below one bursty, above one regular. */
export function renewalTimes(
  random: Random,
  from: number,
  to: number,
  count: number,
  shape: number,
): number[] {
  if (count <= 0) return []
  const times: number[] = []
  const mean = (to - from) / count
  for (let ts = from + mean * random.next(); ts < to; ts += gamma(random, shape, mean / shape)) times.push(ts)
  return times
}

/** Follows its users' day: a sine over local hours with quieter weekends. */
export function dailyTimes(
  random: Random,
  period: Period,
  count: number,
  offsetHours: number,
  depth: number,
): number[] {
  const times: number[] = []
  let tries = 0
  const wanted = poisson(random, count)
  while (times.length < wanted && tries++ < wanted * 12) {
    const ts = uniform(random, period.start, period.end)
    const hour = (((ts / HOUR + offsetHours) % 24) + 24) % 24
    const day = new Date(ts + offsetHours * HOUR).getUTCDay()
    const level =
      (1 + depth * Math.sin(((hour - 8.5) / 24) * 2 * Math.PI)) * (day === 0 || day === 6 ? 1 - depth / 2 : 1)
    if (chance(random, level / (1 + depth))) times.push(ts)
  }
  return times
}

/** Hours of a day crew: from `from` to `to` local time with a pause at noon, few on Saturdays, none on Sundays. */
export function crewTimes(
  random: Random,
  period: Period,
  count: number,
  crew: { readonly offsetHours: number; readonly from: number; readonly to: number },
): number[] {
  const times: number[] = []
  const wanted = poisson(random, count)
  for (let tries = 0; times.length < wanted && tries < wanted * 20; tries++) {
    const ts = uniform(random, period.start, period.end)
    const hour = (((ts / HOUR + crew.offsetHours) % 24) + 24) % 24
    const day = weekday(ts, crew.offsetHours)
    const level = day === 0 ? 0 : day === 6 ? 0.25 : hour >= 12 && hour < 13.5 ? 0.15 : 1
    if (hour >= crew.from && hour < crew.to && chance(random, level)) times.push(ts)
  }
  return times
}

/** A run of `hours` every night from `from` local time on, whatever the day. */
export function nightTimes(
  random: Random,
  period: Period,
  count: number,
  night: { readonly offsetHours: number; readonly from: number; readonly hours: number },
): number[] {
  const first = period.start + (night.from - night.offsetHours) * HOUR
  return Array.from(
    { length: poisson(random, count) },
    () => first + int(random, period.days) * DAY + uniform(random, 0, night.hours) * HOUR,
  )
}

/** Every `everyMs` a run of `size` requests, seconds apart, a little late each time. */
export function cronTimes(
  random: Random,
  period: Period,
  everyMs: number,
  size: number,
  phaseMs: number,
): number[] {
  const times: number[] = []
  for (let tick = period.start + phaseMs; tick < period.end; tick += everyMs) {
    let ts = tick + exponential(random, 2500)
    for (let i = 0; i < size; i++) {
      times.push(ts)
      ts += lognormal(random, 2400, 0.6)
    }
  }
  return times
}

/** A few long runs, as when somebody works through a table. */
export function batchTimes(random: Random, period: Period, count: number, runs: number): number[] {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    let ts = period.start + int(random, period.days) * DAY + uniform(random, 7, 21) * HOUR
    const gap = lognormal(random, 4000, 0.8)
    for (let i = 0; i < count / runs; i++) {
      times.push(ts)
      ts += gap * weibull(random, 1.4, 1.1)
    }
  }
  return times
}

/** Own services: some flat round the clock, some with their users' day, some bursty. */
export function ownArrivals(): ArrivalSource {
  return {
    service(random, period, count) {
      const kind = random.next()
      if (kind < 0.35) return flatTimes(random, period.start, period.end, count)
      if (kind < 0.8)
        return dailyTimes(random, period, count, int(random, 24) - 12, uniform(random, 0.3, 0.95))
      return renewalTimes(random, period.start, period.end, count, uniform(random, 0.15, 0.6))
    },
  }
}
