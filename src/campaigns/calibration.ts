// Probabilities that mean what they say: bits are summed as if their sources were independent, which they are not quite,
// so what a sum is worth was counted on worlds of known truth (Platt 1999: a logistic curve of the score).

/**
 * How a group was judged: accused; left open; cleared by who its members are, such as one owner; or cleared by how they
 * behave, which an imitation can bring about.
 */
export type Standing = 'accused' | 'open' | 'cleared-by-identity' | 'cleared-by-conduct'

/** Log odds (natural) that the members act as one to a purpose they hide, at 0 bits of evidence and for each more. */
export interface Curve {
  readonly intercept: number
  readonly slope: number
}

/**
 * Fitted by `node dist/bench/detection/worlds/fit.js` on worlds that no figure is reported of, of scenarios that were
 * looked at and of one set that was not tuned on. They hold about one campaign to three groups that look like one: where
 * campaigns are rarer, so is each of these.
 */
export const CALIBRATION: Readonly<Record<Standing, Curve>> = {
  accused: { intercept: 4.86, slope: 0 },
  open: { intercept: -1.1, slope: 0.052 },
  'cleared-by-identity': { intercept: -2.81, slope: 0 },
  'cleared-by-conduct': { intercept: -1.88, slope: 0.064 },
}

/** Probability that a group of this standing and these bits is a campaign. */
export function calibrate(standing: Standing, bits: number): number {
  const { intercept, slope } = CALIBRATION[standing]
  return 1 / (1 + Math.exp(-(intercept + slope * bits)))
}
