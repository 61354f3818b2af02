// Numbers about the service in Prometheus' text format. Metrics are declared once, with what they say.

type Labels = Readonly<Record<string, string>>

export interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram'
  readonly says: string
}

export const METRICS = {
  stillwatch_requests_total: { kind: 'counter', says: 'Requests by route and status.' },
  stillwatch_request_seconds: { kind: 'histogram', says: 'Time from a request to its answer, by route.' },
  stillwatch_batches_total: {
    kind: 'counter',
    says: 'Batches acknowledged, by kind, and whether they were repeats.',
  },
  stillwatch_records_total: { kind: 'counter', says: 'Records acknowledged, by kind.' },
  stillwatch_loaded_total: { kind: 'counter', says: 'Records that are in the store, by kind.' },
  stillwatch_rejected_total: { kind: 'counter', says: 'Records refused on loading, by reason.' },
  stillwatch_refused_total: { kind: 'counter', says: 'Requests refused before they were read, by reason.' },
  stillwatch_load_seconds: { kind: 'histogram', says: 'Time of a load into the store.' },
  stillwatch_inbox_bytes: { kind: 'gauge', says: 'Bytes acknowledged that are not in the store yet.' },
  stillwatch_inbox_batches: { kind: 'gauge', says: 'Batches acknowledged that are not in the store yet.' },
  stillwatch_engine_ready: { kind: 'gauge', says: '1 when the engine answers.' },
  stillwatch_engine_restarts_total: { kind: 'counter', says: 'Times that the engine was started again.' },
  stillwatch_analyses_total: { kind: 'counter', says: 'Analyses by how they ended.' },
  stillwatch_analysis_seconds: { kind: 'gauge', says: 'Time of the newest analysis.' },
  stillwatch_analysis_age_seconds: { kind: 'gauge', says: 'Age of the newest analysis.' },
  stillwatch_campaigns: { kind: 'gauge', says: 'Groups of the newest analysis by verdict.' },
  stillwatch_decisions_in_force: { kind: 'gauge', says: 'Decisions in force.' },
  stillwatch_acts_waiting: { kind: 'gauge', says: 'Acts in force that are not in the store yet.' },
  stillwatch_feedback_waiting: {
    kind: 'gauge',
    says: 'What people said of campaigns and the store does not hold yet.',
  },
  stillwatch_decisions_total: { kind: 'counter', says: 'Answers of /v1/decide by action.' },
  stillwatch_recognised_total: {
    kind: 'counter',
    says: 'New accounts recognised by what gateways told of them, by campaign.',
  },
  stillwatch_pulls_total: { kind: 'counter', says: 'Fetches of what partners share, by how they ended.' },
  stillwatch_received_total: {
    kind: 'counter',
    says: 'Objects of partners that were taken in or kept aside.',
  },
  stillwatch_partner_matches_total: {
    kind: 'counter',
    says: 'New accounts that show what partners found campaigns by.',
  },
  stillwatch_taxii_withheld_total: {
    kind: 'counter',
    says: 'Versions of objects that a reader was not given: too closed for them, or withheld from the client.',
  },
  stillwatch_taxii_refused_total: {
    kind: 'counter',
    says: 'Objects that were posted and are too closed for the collection or the client.',
  },
  stillwatch_outbox_waiting: {
    kind: 'gauge',
    says: 'Sendings that wait for collections of others; those among them that were refused wait for people.',
  },
  stillwatch_sent_total: {
    kind: 'counter',
    says: 'Objects that went to collections of others, by what they are and what became of them.',
  },
  stillwatch_webhook_total: { kind: 'counter', says: 'Deliveries of events by how they ended.' },
  stillwatch_webhook_waiting: { kind: 'gauge', says: 'Events that are not delivered yet.' },
  stillwatch_event_loop_seconds: {
    kind: 'gauge',
    says: 'Longest time that the service kept requests waiting, since asked last.',
  },
  process_resident_memory_bytes: { kind: 'gauge', says: 'Memory of the service without its engine.' },
  process_start_time_seconds: { kind: 'gauge', says: 'When the service was started.' },
} as const satisfies Readonly<Record<string, Metric>>

export type MetricName = keyof typeof METRICS

/** Upper bounds of a histogram's buckets, seconds. */
const BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

interface Histogram {
  readonly buckets: number[]
  sum: number
  count: number
}

/** Metrics of a program: those of the service, unless others are declared. */
export class Metrics<Name extends string = MetricName> {
  private readonly values = new Map<Name, Map<string, number>>()
  private readonly histograms = new Map<Name, Map<string, Histogram>>()
  private readonly readers: (() => void)[] = []

  constructor(private readonly declared = METRICS as Readonly<Record<string, Metric>>) {}

  /** Something that is measured when somebody asks. */
  onRead(reader: () => void): void {
    this.readers.push(reader)
  }

  add(name: Name, labels: Labels = {}, value = 1): void {
    const series = this.series(name)
    const key = keyOf(labels)
    series.set(key, (series.get(key) ?? 0) + value)
  }

  set(name: Name, value: number, labels: Labels = {}): void {
    this.series(name).set(keyOf(labels), value)
  }

  /** Forgets what was set, before labels are others. */
  clear(name: Name): void {
    this.series(name).clear()
  }

  observe(name: Name, seconds: number, labels: Labels = {}): void {
    const histogram = this.histogram(name, keyOf(labels))
    histogram.sum += seconds
    histogram.count++
    const at = BOUNDS.findIndex((bound) => seconds <= bound)
    if (at >= 0) histogram.buckets[at] = (histogram.buckets[at] ?? 0) + 1
  }

  render(): string {
    for (const reader of this.readers) reader()
    const lines: string[] = []
    for (const [name, { kind, says }] of Object.entries(this.declared) as [Name, Metric][]) {
      lines.push(`# HELP ${name} ${says}`, `# TYPE ${name} ${kind}`)
      for (const [key, value] of this.values.get(name) ?? []) lines.push(`${name}${wrapped(key)} ${value}`)
      for (const [key, histogram] of this.histograms.get(name) ?? [])
        lines.push(...linesOf(name, key, histogram))
    }
    return `${lines.join('\n')}\n`
  }

  private histogram(name: Name, key: string): Histogram {
    const series = this.histograms.get(name) ?? new Map<string, Histogram>()
    this.histograms.set(name, series)
    const histogram = series.get(key) ?? { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 }
    series.set(key, histogram)
    return histogram
  }

  private series(name: Name): Map<string, number> {
    const series = this.values.get(name)
    if (series) return series
    const fresh = new Map<string, number>()
    this.values.set(name, fresh)
    return fresh
  }
}

function linesOf(name: string, key: string, { buckets, sum, count }: Histogram): string[] {
  let below = 0
  const lines = BOUNDS.map((bound, index) => {
    below += buckets[index] ?? 0
    return `${name}_bucket${wrapped(joined(key, `le="${bound}"`))} ${below}`
  })
  return [
    ...lines,
    `${name}_bucket${wrapped(joined(key, 'le="+Inf"'))} ${count}`,
    `${name}_sum${wrapped(key)} ${sum}`,
    `${name}_count${wrapped(key)} ${count}`,
  ]
}

const wrapped = (key: string) => (key === '' ? '' : `{${key}}`)
const joined = (key: string, more: string) => (key === '' ? more : `${key},${more}`)

function keyOf(labels: Labels): string {
  let key = ''
  for (const name in labels) {
    const value = labels[name] ?? ''
    const safe = /["\\\n]/.test(value) ? value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n') : value
    key += `${key === '' ? '' : ','}${name}="${safe}"`
  }
  return key
}
