// Times of STIX and TAXII: text of any precision, compared as what it means.

const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/

/** Microseconds since 1970 that the store can hold as a time: up to the year 2255. */
export const LAST_MICROS = 9_000_000_000_000_000

/** The same text for the same time, which sorts as the times do: nine digits of a second. Undefined for what is no time. */
export function sortableTime(text: string): string | undefined {
  const match = TIME.exec(text)
  if (!match || Number.isNaN(Date.parse(`${match[1]}Z`))) return undefined
  return `${match[1]}.${(match[2] ?? '').padEnd(9, '0')}Z`
}

/** Microseconds since 1970 of a text; finer digits are cut off. Undefined for what is no time. */
export function microsOf(text: string): number | undefined {
  const sortable = sortableTime(text)
  if (sortable === undefined) return undefined
  return Date.parse(`${sortable.slice(0, 19)}Z`) * 1000 + Number(sortable.slice(20, 26))
}

/** As TAXII tells when an object was added: always six digits of a second. */
export function timeOfMicros(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000)
  const rest = String(micros - seconds * 1_000_000).padStart(6, '0')
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${rest}Z`
}
