// Numbers and times as people read them. Everything is UTC and formatted by hand or in one fixed locale, so that the
// same analysis gives the same bytes on every machine.

const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const COMPACT = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 })
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 128400 as `128,400`. */
export function formatCount(value: number): string {
  return Number.isFinite(value) ? COUNT.format(value) : '–'
}

/** 412300000 as `412.3M`. */
export function formatCompact(value: number): string {
  return Number.isFinite(value) ? COMPACT.format(value).toUpperCase() : '–'
}

/** `1 account`, `2 accounts`. */
export function formatPlural(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`
}

/** A share of a whole; small ones keep a digit, and what is there at all never reads as nothing. */
export function formatShare(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const percent = value * 100
  if (percent > 0 && percent < 0.1) return '<0.1%'
  return percent !== 0 && percent < 9.95 ? `${percent.toFixed(1)}%` : `${percent.toFixed(0)}%`
}

/** A probability; never `100%` or `0%`, which no analysis can know. */
export function formatProbability(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value > 0.999) return '>99.9%'
  if (value < 0.001) return '<0.1%'
  return `${(value * 100).toFixed(1)}%`
}

/** A q-value with as many digits as a reader can use. */
export function formatQValue(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value < 0.0001) return '<0.0001'
  return value < 0.01 ? value.toFixed(4) : value.toFixed(2)
}

/** Signed bits: `+12.4`, `−3.0`. */
export function formatBits(bits: number): string {
  if (!Number.isFinite(bits)) return '–'
  return `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`
}

/** What bits mean as odds: 12.3 bits are `about 5 thousand to 1 in favour`. */
export function describeOdds(bits: number): string {
  const size = Math.abs(bits)
  if (!Number.isFinite(bits) || size < 0.15) return 'about even'
  const direction = bits < 0 ? 'against' : 'in favour'
  if (size >= 50) return `beyond a quadrillion to 1 ${direction}`
  const ratio = 2 ** size
  for (const [scale, word] of [
    [1e12, ' trillion'],
    [1e9, ' billion'],
    [1e6, ' million'],
    [1e3, ' thousand'],
    [1, ''],
  ] as const) {
    if (ratio >= scale) {
      const amount = ratio / scale
      return `about ${amount < 10 ? amount.toFixed(1).replace('.0', '') : amount.toFixed(0)}${word} to 1 ${direction}`
    }
  }
  return 'about even'
}

/** `17 Sep 2026`; an unreadable time is returned as it came. */
export function formatDay(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return time === '' ? '–' : time
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `17 Sep`, for axes. */
export function formatDayShort(timeMs: number): string {
  const date = new Date(timeMs)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
}

/** `17 Sep 2026, 14:05 UTC`. */
export function formatMinute(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return time === '' ? '–' : time
  return `${formatDay(time)}, ${date.toISOString().slice(11, 16)} UTC`
}

/** `3 to 17 Sep 2026`, as short as is clear. */
export function formatPeriod(from: string, to: string): string {
  const start = new Date(from)
  const end = new Date(to)
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) return 'no time given'
  const startDay = formatDay(from)
  const endDay = formatDay(to)
  if (startDay === endDay) {
    return `${startDay}, ${start.toISOString().slice(11, 16)} to ${end.toISOString().slice(11, 16)} UTC`
  }
  if (start.getUTCFullYear() !== end.getUTCFullYear()) return `${startDay} to ${endDay}`
  const sameMonth = start.getUTCMonth() === end.getUTCMonth()
  return `${sameMonth ? String(start.getUTCDate()) : formatDayShort(start.getTime())} to ${endDay}`
}

/** `hour`, `6 hours`, `day`: what one step of a picture holds. */
export function formatStep(seconds: number): string {
  for (const [unit, word] of [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const) {
    if (seconds >= unit) {
      const amount = seconds / unit
      return amount === 1 ? word : `${Number(amount.toFixed(1))} ${word}s`
    }
  }
  return seconds === 1 ? 'second' : `${Number(seconds.toFixed(1))} seconds`
}

/** `reasoning-extraction` as `reasoning extraction`. */
export function readableName(identifier: string): string {
  return identifier.replace(/[-_]+/g, ' ').trim()
}
