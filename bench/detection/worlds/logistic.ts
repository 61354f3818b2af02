// A logistic curve of one score, as calibration uses it.
import type { Curve } from '../../../src/campaigns/calibration.js'

export interface Scored {
  readonly bits: number
  readonly isCampaign: boolean
}

/** Variance of the slope before anything was seen: a few outcomes shall not make a steep curve. */
const SLOPE_VARIANCE = 0.05 ** 2
const STEPS = 100

/**
 * Fits log odds = intercept + slope · bits by Newton's method, outcomes drawn towards each other as Platt (1999,
 * section 2.2) does, so that a set without a counterexample gives no certainty; a normal prior holds the slope. More
 * evidence never makes a campaign less probable: where it would, the curve is flat.
 */
export function fitLogistic(rows: readonly Scored[]): Curve {
  const positive = rows.filter(({ isCampaign }) => isCampaign).length
  const target = (isCampaign: boolean) =>
    isCampaign ? (positive + 1) / (positive + 2) : 1 / (rows.length - positive + 2)
  const flat = Math.log((positive + 1) / (rows.length - positive + 1))
  let intercept = flat
  let slope = 0
  for (let step = 0; step < STEPS; step++) {
    let gradient0 = 0
    let gradient1 = -slope / SLOPE_VARIANCE
    let curvature00 = 1e-9
    let curvature01 = 0
    let curvature11 = 1 / SLOPE_VARIANCE
    for (const { bits, isCampaign } of rows) {
      const p = 1 / (1 + Math.exp(-(intercept + slope * bits)))
      const error = target(isCampaign) - p
      const weight = p * (1 - p)
      gradient0 += error
      gradient1 += error * bits
      curvature00 += weight
      curvature01 += weight * bits
      curvature11 += weight * bits * bits
    }
    const determinant = curvature00 * curvature11 - curvature01 * curvature01
    const move0 = (curvature11 * gradient0 - curvature01 * gradient1) / determinant
    const move1 = (curvature00 * gradient1 - curvature01 * gradient0) / determinant
    intercept += move0
    slope += move1
    if (Math.abs(move0) + Math.abs(move1) < 1e-10) break
  }
  return slope < 0 ? { intercept: flat, slope: 0 } : { intercept, slope }
}
