// How much an indicator still says as time passes.

/** Days for which an indicator is taken to hold that says no end. */
const DAYS_WITHOUT_END = 30
/** Days for which one is taken to hold at most, whatever end it says: who told it says so again in time. */
const LONGEST_DAYS = 365
const DAY_MS = 86_400_000
/** Share of its time that is over, to this power, is the share of its confidence that is lost. */
const POWER = 2

export interface Lasting {
  /** When its producer last said that it holds, milliseconds since 1970. */
  readonly toldAt: number
  /** When it ends; undefined when it says none. */
  readonly until?: number | undefined
  /** 0 to 1, as its producer told it. */
  readonly confidence: number
}

/**
 * Confidence that is left, 0 to 1: c · (1 − (t / T)²) with T from when it was told last to its end. It is the polynomial
 * decay of Iklody and others (2018), bent so that most is left at half of its time: cards and exits are used until they
 * are given up, and the longer ago they were seen, the likelier that is. Told anew, it begins anew; behind its end,
 * and a year behind being told, nothing is left.
 */
export function confidenceLeft({ toldAt, until, confidence }: Lasting, now: number): number {
  const end = Math.min(until ?? toldAt + DAYS_WITHOUT_END * DAY_MS, toldAt + LONGEST_DAYS * DAY_MS)
  if (now >= end) return 0
  const passed = Math.max(0, now - toldAt) / Math.max(1, end - toldAt)
  return confidence * (1 - Math.min(1, passed) ** POWER)
}
