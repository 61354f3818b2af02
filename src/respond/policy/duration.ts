// Spans of time as people write them in a policy: 30m, 12h, 7d, 2w.
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Longest span that anything is done about an account, in milliseconds. */
export const LONGEST = 366 * 86_400_000

/** Shape of a span, for the schema. */
export const DURATION = /^[1-9]\d{0,3}[mhdw]$/

/** Milliseconds of a span; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined
  return Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0)
}
