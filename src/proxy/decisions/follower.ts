// Follows the service's stream of decisions, for ever: a change is in force as soon as it is read, what was read is on
// disk, and while the service is away what is known stays in force until each decision's own end.
import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import type { Log } from '../../server/log.js'
import { wordsOf } from '../log/shipper.js'
import type { ProxyMetrics } from '../metrics.js'
import type { HeldDecisions } from './held-decisions.js'
import type { Journal } from './journal.js'

export interface FollowerOptions {
  readonly url: string
  /** Key of the service with the scope `decide`. */
  readonly key: string
  readonly held: HeldDecisions
  readonly journal: Journal
  readonly metrics: ProxyMetrics
  readonly log: Log
}

/** The service gives a sign of life every 15 seconds. */
const SILENCE_MS = 40_000
/** All decisions are to be read again. */
const ANEW = 'anew'
const FIRST_WAIT_MS = 200
const MOST_WAIT_MS = 5000
/** A stream that lasted so long was a good one. */
const GOOD_MS = 10_000
/** Characters of one event. */
const MOST_OF_EVENT = 64 * 1024 * 1024

export class DecisionFollower {
  private readonly stop = new AbortController()
  private running: Promise<void> | undefined
  private isAnew = false
  private failure = ''
  private heardAt: number | undefined

  constructor(private readonly options: FollowerOptions) {}

  /** Takes up what an earlier process knew, and begins to follow. */
  start(): void {
    this.recall()
    this.running = this.run()
  }

  async close(): Promise<void> {
    this.stop.abort()
    await this.running
  }

  /** Seconds since the service was heard of; undefined when it never was. */
  get ageSeconds(): number | undefined {
    return this.heardAt === undefined ? undefined : (performance.now() - this.heardAt) / 1000
  }

  private recall(): void {
    const { journal, held, log } = this.options
    try {
      for (const { event, data } of journal.read())
        if (held.take(event, data) === 'out-of-step') throw new Error('number or digest do not fit')
      if (held.isSure) log.info({ decisions: held.count }, 'decisions are known from before')
    } catch (error) {
      this.isAnew = true
      held.forget()
      log.warn(
        { error: wordsOf(error).split('\n')[0] },
        'the decisions that were known cannot be read; all are asked for',
      )
      journal.clear()
    }
  }

  private async run(): Promise<void> {
    const { signal } = this.stop
    let wait = FIRST_WAIT_MS
    while (!signal.aborted) {
      const started = performance.now()
      const why = await this.follow().catch((error: unknown) => wordsOf(error))
      this.options.metrics.set('stillwatch_proxy_stream_up', 0)
      if (signal.aborted) return
      if (why !== ANEW && why !== this.failure) {
        this.failure = why
        this.options.log.warn({ why }, 'decisions cannot be followed; what is known stays in force')
      }
      if (performance.now() - started > GOOD_MS) wait = FIRST_WAIT_MS
      await sleep(wait * (0.5 + Math.random()), undefined, { signal }).catch(() => {})
      wait = Math.min(2 * wait, MOST_WAIT_MS)
    }
  }

  /** Reads one stream; resolves with the reason for which it ended. */
  private async follow(): Promise<string> {
    const { url, key, held } = this.options
    const { signal } = this.stop
    const since = this.isAnew ? undefined : held.position
    // Not `fetch`: of a stream that lasts for days its signal may be collected, and never fires then.
    const at = new URL('v1/decisions/stream', `${url.replace(/\/$/, '')}/`)
    const request = (at.protocol === 'https:' ? https : http).get(at, {
      agent: false,
      timeout: SILENCE_MS,
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${key}`,
        ...(since !== undefined && { 'last-event-id': since }),
      },
    })
    const stop = () => request.destroy(new Error('the proxy stops'))
    signal.addEventListener('abort', stop)
    request.on('timeout', () => request.destroy(new Error('the service says nothing')))
    try {
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      // What breaks off later is told by the reading.
      request.on('error', () => {})
      if (response.statusCode !== 200) return `the service answers ${response.statusCode}`
      this.isAnew = false
      if (!(await this.read(response))) return 'the stream ended'
      this.isAnew = true
      this.options.metrics.add('stillwatch_proxy_resyncs_total')
      return ANEW
    } finally {
      signal.removeEventListener('abort', stop)
      request.destroy()
    }
  }

  /** True when something was lost. */
  private async read(body: AsyncIterable<Uint8Array>): Promise<boolean> {
    const decoder = new TextDecoder()
    let isOutOfStep = false
    let isTooLarge = false
    const parser = createParser({
      maxBufferSize: MOST_OF_EVENT,
      onEvent: ({ event, data }) => {
        if (!isOutOfStep) isOutOfStep = !this.take(event ?? '', data)
      },
      onError: ({ type }) => {
        if (type === 'max-buffer-size-exceeded') isTooLarge = true
      },
    })
    for await (const piece of body) {
      this.heardAt = performance.now()
      parser.feed(decoder.decode(piece, { stream: true }))
      if (isTooLarge) throw new Error('an event of the stream is too large')
      if (isOutOfStep || this.options.journal.isLong) return true
    }
    return false
  }

  /** False when the event doesn't follow from what is known. */
  private take(event: string, text: string): boolean {
    const { held, journal, metrics, log } = this.options
    const data: unknown = JSON.parse(text)
    const taken = held.take(event, data)
    if (taken === 'out-of-step') {
      journal.clear()
      return false
    }
    if (event !== 'state') this.keep(event, data)
    if (taken !== 'in-step') return true
    metrics.set('stillwatch_proxy_stream_up', 1)
    if (this.failure !== '') log.info({ decisions: held.count }, 'decisions are followed again')
    this.failure = ''
    return true
  }

  private keep(event: string, data: unknown): void {
    try {
      this.options.journal.write({ event, data })
    } catch (error) {
      this.options.log.error(
        { error: wordsOf(error) },
        'decisions cannot be written down: they are lost when the proxy ends',
      )
    }
  }
}
