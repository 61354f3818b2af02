// Tables of the shapes that Langfuse and the collector's ClickHouse exporter make, and the same exchanges as the files
// that these systems export: what is read from the one must be what is read from the other.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../../src/store/store.js'

interface NativeRow {
  readonly id: string
  readonly ts: string
  readonly account: string
  readonly org?: string
  readonly key?: string
  readonly ip?: string
  readonly user_agent?: string
  readonly ja4?: string
  readonly model?: string
  readonly system?: string
  readonly messages?: readonly { readonly role: string; readonly content: string }[]
  readonly prompt?: string
  readonly completion?: string
  readonly input_tokens?: number
  readonly output_tokens?: number
  readonly max_tokens?: number
  readonly temperature?: number
  readonly session?: string
  readonly status?: string | number
}

export interface Shape {
  readonly map: string
  readonly table: string
  /** Writes the export, and gives the files. */
  writeFiles(rows: readonly NativeRow[], folder: string): string[]
  /** Makes the tables, in the store's own database; one row in them is no exchange. */
  fill(store: Store, rows: readonly NativeRow[]): Promise<void>
  /** A statement that adds one more exchange of a time long past. */
  readonly late: string
}

/** The rows of a native log. */
export function readRows(path: string): NativeRow[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as NativeRow)
}

const TOGETHER = 2000

async function insert(store: Store, table: string, rows: readonly object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += TOGETHER) await store.insert(table, rows.slice(at, at + TOGETHER))
}

const asked = (row: NativeRow) => [
  ...(row.system ? [{ role: 'system', content: row.system }] : []),
  ...(row.messages ?? (row.prompt ? [{ role: 'user', content: row.prompt }] : [])),
]

const given = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))

const texts = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(given(values)).map(([name, value]) => [name, String(value)]))

/** As text, which the engine reads as an epoch whatever its own zone is. */
const seconds = (ts: string) => (Date.parse(ts) / 1000).toFixed(3)

const trace = (row: NativeRow) => ({
  id: `trace-${row.id}`,
  timestamp: row.ts,
  project_id: 'project',
  name: 'chat',
  user_id: row.account,
  session_id: row.session ?? null,
})

const observation = (row: NativeRow) => ({
  id: row.id,
  trace_id: `trace-${row.id}`,
  project_id: 'project',
  type: 'GENERATION',
  start_time: row.ts,
  name: 'chat',
  level: 'DEFAULT',
  metadata: texts({
    org: row.org,
    api_key_hash: row.key,
    client_ip: row.ip,
    user_agent: row.user_agent,
    ja4: row.ja4,
  }),
  input: asked(row),
  output: row.completion ?? null,
  provided_model_name: row.model ?? null,
  model_parameters: given({ max_tokens: row.max_tokens, temperature: row.temperature }),
  usage_details: given({ input: row.input_tokens, output: row.output_tokens }),
})

/** The columns that Langfuse's migrations made of its tables, but for costs and indices. */
const OBSERVATIONS = `CREATE TABLE observations (
  id String, trace_id String, project_id String, type LowCardinality(String), parent_observation_id Nullable(String),
  start_time DateTime64(3), end_time Nullable(DateTime64(3)), name String,
  metadata Map(LowCardinality(String), String), level LowCardinality(String), status_message Nullable(String),
  version Nullable(String), input Nullable(String) CODEC(ZSTD(3)), output Nullable(String) CODEC(ZSTD(3)),
  provided_model_name Nullable(String), internal_model_id Nullable(String), model_parameters Nullable(String),
  usage_details Map(LowCardinality(String), UInt64), prompt_name Nullable(String),
  created_at DateTime64(3) DEFAULT now(), updated_at DateTime64(3) DEFAULT now(), event_ts DateTime64(3), is_deleted UInt8
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
PARTITION BY toYYYYMM(start_time)
PRIMARY KEY (project_id, type, toDate(start_time))
ORDER BY (project_id, type, toDate(start_time), id)`
const TRACES = `CREATE TABLE traces (
  id String, timestamp DateTime64(3), name String, user_id Nullable(String),
  metadata Map(LowCardinality(String), String), release Nullable(String), version Nullable(String), project_id String,
  public Bool, bookmarked Bool, tags Array(String), input Nullable(String) CODEC(ZSTD(3)),
  output Nullable(String) CODEC(ZSTD(3)), session_id Nullable(String), created_at DateTime64(3) DEFAULT now(),
  updated_at DateTime64(3) DEFAULT now(), event_ts DateTime64(3), is_deleted UInt8
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
PARTITION BY toYYYYMM(timestamp)
PRIMARY KEY (project_id, toDate(timestamp))
ORDER BY (project_id, toDate(timestamp), id)`

export const LANGFUSE: Shape = {
  map: 'langfuse',
  table: 'observations',
  late: "INSERT INTO observations SELECT * REPLACE('late' AS id) FROM observations WHERE type = 'GENERATION' AND is_deleted = 0 LIMIT 1",
  writeFiles(rows, folder) {
    const files = { 'observations.jsonl': observation, 'traces.jsonl': trace }
    return Object.entries(files).map(([name, written]) => {
      const path = join(folder, name)
      writeFileSync(path, rows.map((row) => `${JSON.stringify(written(row))}\n`).join(''))
      return path
    })
  },
  async fill(store, rows) {
    await store.command(OBSERVATIONS)
    await store.command(TRACES)
    const written = rows.map((row) => ({
      ...observation(row),
      start_time: seconds(row.ts),
      input: JSON.stringify(asked(row)),
      model_parameters: JSON.stringify(observation(row).model_parameters),
      event_ts: seconds(row.ts),
      is_deleted: 0,
    }))
    await insert(store, 'observations', written)
    // As Langfuse does: a row again when the answer is there, a deleted one, and what is no call of a model.
    const [first] = written
    await insert(store, 'observations', [
      { ...first, event_ts: seconds('2030-01-01') },
      { ...first, id: 'deleted', is_deleted: 1 },
      { ...first, id: 'span', type: 'SPAN' },
    ])
    await insert(
      store,
      'traces',
      rows.map((row) => ({
        ...trace(row),
        timestamp: seconds(row.ts),
        event_ts: seconds(row.ts),
        is_deleted: 0,
      })),
    )
  },
}

const traceId = (index: number) => (index + 1).toString(16).padStart(32, '0')
const spanId = (index: number) => (index + 1).toString(16).padStart(16, '0')

const attributes = (row: NativeRow) =>
  texts({
    'user.id': row.account,
    'stillwatch.org.id': row.org,
    'stillwatch.api_key.hash': row.key,
    'client.address': row.ip,
    'user_agent.original': row.user_agent,
    'stillwatch.ja4': row.ja4,
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': row.model,
    'gen_ai.request.max_tokens': row.max_tokens,
    'gen_ai.request.temperature': row.temperature,
    'gen_ai.usage.input_tokens': row.input_tokens,
    'gen_ai.usage.output_tokens': row.output_tokens,
    'gen_ai.conversation.id': row.session,
    'gen_ai.input.messages': JSON.stringify(
      asked(row).map(({ role, content }) => ({ role, parts: [{ type: 'text', content }] })),
    ),
    'gen_ai.output.messages': row.completion,
  })

/** The columns of the exporter's table, but for indices. */
const OTEL_TRACES = `CREATE TABLE otel_traces (
  Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String, TraceState String,
  SpanName LowCardinality(String), SpanKind LowCardinality(String), ServiceName LowCardinality(String),
  ResourceAttributes Map(LowCardinality(String), String), ScopeName String, ScopeVersion String,
  SpanAttributes Map(LowCardinality(String), String), Duration UInt64, StatusCode LowCardinality(String),
  StatusMessage String,
  Events Nested (Timestamp DateTime64(9), Name LowCardinality(String), Attributes Map(LowCardinality(String), String)),
  Links Nested (TraceId String, SpanId String, TraceState String, Attributes Map(LowCardinality(String), String))
)
ENGINE = MergeTree
PARTITION BY toDate(Timestamp)
PRIMARY KEY (ServiceName, SpanName, toDateTime(Timestamp))
ORDER BY (ServiceName, SpanName, toDateTime(Timestamp), Timestamp)`

const OTEL: Shape = {
  map: 'otel-traces',
  table: 'otel_traces',
  late: "INSERT INTO otel_traces SELECT * REPLACE('late' AS SpanId) FROM otel_traces WHERE SpanName = 'chat' LIMIT 1",
  writeFiles(rows, folder) {
    const path = join(folder, 'spans.jsonl')
    const lines = rows.map((row, index) => {
      const own = Object.entries(attributes(row)).map(([key, value]) => ({
        key,
        value: { stringValue: value },
      }))
      const times = { startTimeUnixNano: `${Date.parse(row.ts)}000000` }
      const span = { traceId: traceId(index), spanId: spanId(index), name: 'chat', kind: 3, ...times }
      return `${JSON.stringify({
        resourceSpans: [{ resource: {}, scopeSpans: [{ spans: [{ ...span, attributes: own }] }] }],
      })}\n`
    })
    writeFileSync(path, lines.join(''))
    return [path]
  },
  async fill(store, rows) {
    await store.command(OTEL_TRACES)
    await insert(
      store,
      'otel_traces',
      rows.map((row, index) => ({
        Timestamp: seconds(row.ts),
        TraceId: traceId(index),
        SpanId: spanId(index),
        SpanName: 'chat',
        SpanKind: 'Client',
        ServiceName: 'gateway',
        SpanAttributes: attributes(row),
        StatusCode: 'Unset',
      })),
    )
    await insert(store, 'otel_traces', [
      {
        Timestamp: seconds('2026-01-01'),
        TraceId: 'a',
        SpanId: 'tool',
        SpanAttributes: { 'gen_ai.operation.name': 'execute_tool' },
      },
    ])
  },
}

export const SHAPES: readonly Shape[] = [LANGFUSE, OTEL]
