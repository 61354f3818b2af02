// Whether probabilities mean what they say: among things that were given one, how many are what they were taken for.
import { type Interval, wilson } from '../../src/model/proportion.js'

/** A probability, and whether the truth says so too. */
export interface Forecast {
  readonly probability: number
  readonly isTrue: boolean
}

export interface Bin {
  /** Mean probability of those in it. */
  readonly forecast: number
  readonly observed: number
  readonly interval: Interval
  readonly count: number
}

export interface Reliability {
  readonly count: number
  readonly right: number
  /** Mean squared difference of probability and outcome (Brier 1950); 0 is perfect. */
  readonly brier: number
  /** Of somebody who gives each the share of those that are right. */
  readonly brierOfBaseRate: number
  /** Mean distance of forecast and observed frequency over bins, by counts (Naeini, Cooper and Hauskrecht 2015). */
  readonly calibrationError: number
  readonly bins: readonly Bin[]
}

/** Bins of equal width over 0 to 1. */
const BINS = 10

export function measureReliability(forecasts: readonly Forecast[]): Reliability {
  const count = forecasts.length
  const right = forecasts.filter(({ isTrue }) => isTrue).length
  const rate = count === 0 ? 0 : right / count
  const inBin = Array.from({ length: BINS }, (): Forecast[] => [])
  for (const one of forecasts) inBin[Math.min(BINS - 1, Math.floor(one.probability * BINS))]?.push(one)
  const bins = inBin.filter((list) => list.length > 0).map(toBin)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (count || 1)
  return {
    count,
    right,
    brier: mean(forecasts.map(({ probability, isTrue }) => (probability - Number(isTrue)) ** 2)),
    brierOfBaseRate: rate * (1 - rate),
    calibrationError: mean(bins.map((bin) => bin.count * Math.abs(bin.forecast - bin.observed))),
    bins,
  }
}

function toBin(list: readonly Forecast[]): Bin {
  const count = list.length
  const observed = list.filter(({ isTrue }) => isTrue).length / count
  const forecast = list.reduce((sum, { probability }) => sum + probability, 0) / count
  return { forecast, observed, interval: wilson(observed, count), count }
}
