// Public events that an operator writes down: what was announced, priced or disclosed, and when, to be seen beside what
// campaigns did. They are shown and count as evidence of nothing.
import { z } from 'zod'

export const EVENTS_SCHEMA = 'stillwatch.events/1'
export const EVENT_KINDS = ['release', 'price', 'policy', 'disclosure', 'outage', 'other'] as const
/** More would be no timeline. */
export const MOST_EVENTS = 1000

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/

export const PUBLIC_EVENT = z
  .strictObject({
    date: z
      .string()
      .regex(ISO, 'must be a day, as 2026-03-01, or a time with its zone, as 2026-03-01T09:00:00Z')
      .refine((date) => isCalendarDay(date) && !Number.isNaN(Date.parse(date)), 'is no day of the calendar')
      .describe('a day (UTC), or a time with its zone'),
    title: z.string().trim().min(1).max(200),
    kind: z.enum(EVENT_KINDS),
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .max(2000)
      .optional()
      .describe('where it can be read'),
  })
  .describe('something that everybody could know')

export const PUBLIC_EVENTS = z
  .strictObject({
    schema: z.literal(EVENTS_SCHEMA),
    events: z.array(PUBLIC_EVENT).max(MOST_EVENTS),
  })
  .describe('Public events that timelines show')

export interface PublicEvent {
  /** RFC 3339, UTC. */
  readonly at: string
  /** Known to the day only. */
  readonly isDay: boolean
  readonly title: string
  readonly kind: (typeof EVENT_KINDS)[number]
  readonly url?: string
}

/** The JSON Schema of the file, for editors. */
export function eventsJsonSchema(): object {
  return {
    title: 'Stillwatch public events',
    ...z.toJSONSchema(PUBLIC_EVENTS, { io: 'input', target: 'draft-2020-12' }),
  }
}

/** Oldest first. */
export function inOrder(events: readonly z.infer<typeof PUBLIC_EVENT>[]): PublicEvent[] {
  return events
    .map(
      ({ date, title, kind, url }): PublicEvent => ({
        at: new Date(date).toISOString(),
        isDay: !date.includes('T'),
        title,
        kind,
        ...(url !== undefined && { url }),
      }),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.title < b.title ? -1 : 1))
}

/** A 30 February is taken for 2 March otherwise. */
function isCalendarDay(date: string): boolean {
  const day = date.slice(0, 10)
  const read = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day)
}
