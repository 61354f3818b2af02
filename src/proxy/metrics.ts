// Numbers about the proxy, for Prometheus.
import { type Metric, Metrics } from '../server/metrics.js'

export const PROXY_METRICS = {
  stillwatch_proxy_requests_total: { kind: 'counter', says: 'Requests by API and status.' },
  stillwatch_proxy_upstream_seconds: {
    kind: 'histogram',
    says: 'Time from a request to the first byte of the upstream’s answer, by API.',
  },
  stillwatch_proxy_decisions_total: { kind: 'counter', says: 'Requests by what was decided about them.' },
  stillwatch_proxy_undegraded_total: {
    kind: 'counter',
    says: 'Requests of degraded accounts that passed unchanged, because their API is not known or their body is no JSON.',
  },
  stillwatch_proxy_decisions: { kind: 'gauge', says: 'Decisions that are held.' },
  stillwatch_proxy_decisions_known: {
    kind: 'gauge',
    says: '1 when it is known which decisions are in force.',
  },
  stillwatch_proxy_stream_up: {
    kind: 'gauge',
    says: '1 while the service’s stream of decisions is followed.',
  },
  stillwatch_proxy_stream_age_seconds: { kind: 'gauge', says: 'Time since the service was heard of last.' },
  stillwatch_proxy_resyncs_total: {
    kind: 'counter',
    says: 'Times that all decisions were read anew because number or digest did not fit.',
  },
  stillwatch_proxy_exchanges_total: { kind: 'counter', says: 'Exchanges written down.' },
  stillwatch_proxy_exchanges_lost_total: {
    kind: 'counter',
    says: 'Exchanges that could not be written down.',
  },
  stillwatch_proxy_unlogged_total: {
    kind: 'counter',
    says: 'Requests that are no exchanges of an account and were not written down, by reason.',
  },
  stillwatch_proxy_texts_left_out_total: {
    kind: 'counter',
    says: 'Bodies left out of the log because they, or all together, were too large.',
  },
  stillwatch_proxy_spool_bytes: { kind: 'gauge', says: 'Bytes on disk that wait for the service.' },
  stillwatch_proxy_spool_batches: { kind: 'gauge', says: 'Batches on disk that wait for the service.' },
  stillwatch_proxy_batches_total: { kind: 'counter', says: 'Batches by what the service said of them.' },
  stillwatch_proxy_copies_bytes: {
    kind: 'gauge',
    says: 'Bytes of bodies in memory on their way into the log.',
  },
  process_resident_memory_bytes: { kind: 'gauge', says: 'Memory of the proxy.' },
  process_start_time_seconds: { kind: 'gauge', says: 'When the proxy was started.' },
} as const satisfies Readonly<Record<string, Metric>>

export type ProxyMetrics = Metrics<keyof typeof PROXY_METRICS>

export const createProxyMetrics = (): ProxyMetrics => new Metrics(PROXY_METRICS)
