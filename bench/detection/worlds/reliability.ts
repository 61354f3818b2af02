// Whether probabilities mean what they say: among groups that were given one, how many are what they were taken for.
import { type Interval, wilson } from '../../../src/model/proportion.js'

/** A group's probability, and whether the truth says that it is a campaign. */
export interface Forecast {
  readonly probability: number
  readonly isCampaign: boolean
}

export interface Bin {
  /** Mean probability of the groups in it. */
  readonly forecast: number
  readonly observed: number
  readonly interval: Interval
  readonly groups: number
}

export interface Reliability {
  readonly groups: number
  readonly campaigns: number
  /** Mean squared difference of probability and outcome (Brier 1950); 0 is perfect. */
  readonly brier: number
  /** Of somebody who gives every group the share of campaigns among all. */
  readonly brierOfBaseRate: number
  /** Mean distance of forecast and observed frequency over bins, by groups (Naeini, Cooper and Hauskrecht 2015). */
  readonly calibrationError: number
  readonly bins: readonly Bin[]
}

/** Bins of equal width over 0 to 1. */
const BINS = 10

export function measureReliability(forecasts: readonly Forecast[]): Reliability {
  const groups = forecasts.length
  const campaigns = forecasts.filter(({ isCampaign }) => isCampaign).length
  const rate = groups === 0 ? 0 : campaigns / groups
  const inBin = Array.from({ length: BINS }, (): Forecast[] => [])
  for (const one of forecasts) inBin[Math.min(BINS - 1, Math.floor(one.probability * BINS))]?.push(one)
  const bins = inBin.filter((list) => list.length > 0).map(toBin)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (groups || 1)
  return {
    groups,
    campaigns,
    brier: mean(forecasts.map(({ probability, isCampaign }) => (probability - Number(isCampaign)) ** 2)),
    brierOfBaseRate: rate * (1 - rate),
    calibrationError: mean(bins.map((bin) => bin.groups * Math.abs(bin.forecast - bin.observed))),
    bins,
  }
}

function toBin(list: readonly Forecast[]): Bin {
  const groups = list.length
  const observed = list.filter(({ isCampaign }) => isCampaign).length / groups
  const forecast = list.reduce((sum, { probability }) => sum + probability, 0) / groups
  return { forecast, observed, interval: wilson(observed, groups), groups }
}
