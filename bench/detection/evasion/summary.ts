// From measured campaigns to points of curves: recall with its interval, false accounts, time and cost.
import { costOf } from '../../../simulate/levers/costs.js'
import { readCampaign } from '../../../simulate/levers/specification.js'
import { type Interval, wilson } from '../../../src/model/proportion.js'
import { DETECTED_SHARE, type Measured } from './measure.js'
import type { Point } from './points.js'

export interface PointSummary extends Point {
  readonly campaigns: number
  /** Campaigns of which enough accounts were accused at the end. */
  readonly detected: number
  /** Mean over the campaigns of the share of their accounts that is accused. */
  readonly recall: number
  /** Of 95 %, with campaigns as the independent units. */
  readonly interval: Interval
  /** Recall of each campaign with its seed and purpose. */
  readonly each: readonly { readonly seed: number; readonly purpose: string; readonly recall: number }[]
  /** Honest accounts accused together with the campaigns, all in all. */
  readonly strangers: number
  /** Days to detection of each campaign looked at; null when never. */
  readonly days: readonly (number | null)[]
  /** Mean share of exchanges answered before, over the campaigns looked at. */
  readonly exposure: number | null
  readonly usdPer1000: number
  readonly hours: number
}

/** Summaries in the order in which the points were first met. */
export function summarise(measured: readonly Measured[]): readonly PointSummary[] {
  const byPoint = new Map<string, Measured[]>()
  for (const one of measured) {
    const key = `${one.point.lever} ${one.point.specification}`
    const known = byPoint.get(key)
    if (known === undefined) byPoint.set(key, [one])
    else known.push(one)
  }
  return [...byPoint.values()].map(summariseOne)
}

function summariseOne(campaigns: readonly Measured[]): PointSummary {
  const { point } = campaigns[0] as Measured
  const each = campaigns.map(({ seed, purpose, accused, accounts }) => ({
    seed,
    purpose,
    recall: accused / accounts,
  }))
  const recall = mean(each.map((one) => one.recall))
  const looked = campaigns.flatMap(({ detection }) => (detection === undefined ? [] : [detection]))
  const { usdPer1000, hours } = costOf(readCampaign(point.specification).levers)
  return {
    ...point,
    campaigns: campaigns.length,
    detected: each.filter((one) => one.recall >= DETECTED_SHARE).length,
    recall,
    interval: wilson(recall, campaigns.length),
    each,
    strangers: campaigns.reduce((sum, one) => sum + one.strangers, 0),
    days: looked.map(({ days }) => days),
    exposure: looked.length === 0 ? null : mean(looked.map(({ exposure }) => exposure)),
    usdPer1000,
    hours,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}

/** What it takes to get under a recall with one lever: the cheapest of its values that does; null when none does. */
export function cheapestUnder(points: readonly PointSummary[], recall: number): PointSummary | null {
  const under = points.filter((one) => one.recall < recall)
  return under.reduce<PointSummary | null>(
    (best, one) => (best === null || one.usdPer1000 < best.usdPer1000 ? one : best),
    null,
  )
}
