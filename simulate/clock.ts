// Time as scenarios see it: a fixed period by default, days and local hours within it, and when things happen to
// the whole world (a model release, an outage).

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Default end of the simulated period: a Monday, so that two weeks hold two whole weekends. */
export const DEFAULT_END = Date.UTC(2026, 8, 28)
export const DEFAULT_DAYS = 14

export interface Period {
  readonly start: number
  readonly end: number
  readonly days: number
}

/** The period that ends at `end` and is `days` long. */
export function createPeriod(end = DEFAULT_END, days = DEFAULT_DAYS): Period {
  return { start: end - days * DAY, end, days }
}

/** 0 is Sunday, in the local time of `offsetHours`. */
export function weekday(ts: number, offsetHours: number): number {
  return new Date(ts + offsetHours * HOUR).getUTCDay()
}

export function isWeekend(ts: number, offsetHours: number): boolean {
  const day = weekday(ts, offsetHours)
  return day === 0 || day === 6
}

export function inPeriod(period: Period, ts: number): boolean {
  return ts >= period.start && ts < period.end
}
