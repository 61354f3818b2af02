// Hands exchanges to the thread that writes them down, and keeps what is known of them until it has: a thread that ends
// over one of them is followed by another, which writes them without their text.
import { Worker } from 'node:worker_threads'
import type { Log } from '../../server/log.js'
import type { BodyCopy } from '../copies.js'
import type { ProxyMetrics } from '../metrics.js'
import type { LogOrder, LogReply, LogTargets } from './log-thread.js'
import type { ExchangeFacts } from './record.js'

interface Pending {
  readonly facts: ExchangeFacts
  readonly copies: readonly BodyCopy[]
}

const MEMORY_MB = 1024
/** How long a stopping proxy goes on sending what waits. */
const LAST_SENDING_MS = 5000
const CLOSE_MS = 10_000
/** A failure is logged once in so long. */
const TOLD_EVERY_MS = 60_000

export class ExchangeLog {
  private worker: Worker | undefined
  private readonly pending = new Map<number, Pending>()
  private next = 1
  private isFullNow = false
  private isClosing = false
  private toldAt = Number.NEGATIVE_INFINITY
  private onClosed: (() => void) | undefined

  constructor(
    private readonly targets: LogTargets,
    private readonly metrics: ProxyMetrics,
    private readonly log: Log,
  ) {}

  /** Whether exchanges are written anywhere at all. */
  get isKept(): boolean {
    return this.targets.service !== undefined || this.targets.file !== undefined
  }

  /** Whether the next one could not be written down. */
  get isFull(): boolean {
    return this.isFullNow
  }

  start(): void {
    if (this.isKept) this.worker = this.thread()
  }

  write(facts: ExchangeFacts, request: BodyCopy, response: BodyCopy): void {
    const copies = [request, response]
    const worker = this.worker
    if (!worker) {
      for (const copy of copies) copy.drop()
      return
    }
    const missing = copies.filter(({ isWhole }) => !isWhole).length
    if (missing > 0) this.metrics.add('stillwatch_proxy_texts_left_out_total', {}, missing)
    const number = this.next++
    this.pending.set(number, { facts, copies })
    const [asked, answered] = [request.bytes(), response.bytes()]
    const order: LogOrder = { kind: 'exchange', number, facts, request: asked, response: answered }
    worker.postMessage(
      order,
      [asked, answered].flatMap((bytes) => (bytes === undefined ? [] : [bytes.buffer])),
    )
  }

  /** Resolves when everything is written down, and sent as far as it can be in a few seconds. */
  async close(): Promise<void> {
    const { worker } = this
    this.isClosing = true
    if (!worker) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, CLOSE_MS)
      this.onClosed = () => {
        clearTimeout(timer)
        resolve()
      }
      worker.postMessage({ kind: 'close', mostMs: LAST_SENDING_MS } satisfies LogOrder)
    })
    await worker.terminate()
    if (this.pending.size > 0) this.lose(this.pending.size, 'the proxy was stopped before they were written')
  }

  private thread(): Worker {
    const worker = new Worker(new URL('./log-thread.js', import.meta.url), {
      workerData: this.targets,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    worker.on('message', (reply: LogReply) => this.hear(reply))
    worker.on('error', (error) => this.log.error({ error: error.message }, 'the thread of the log ended'))
    worker.on('exit', () => {
      if (this.worker !== worker) return
      this.onClosed?.()
      if (!this.isClosing) this.restart()
    })
    return worker
  }

  private restart(): void {
    const left = [...this.pending.values()]
    this.pending.clear()
    this.worker = this.thread()
    if (left.length === 0) return
    this.metrics.add('stillwatch_proxy_texts_left_out_total', {}, 2 * left.length)
    for (const { facts, copies } of left) {
      for (const copy of copies) copy.drop()
      const number = this.next++
      this.pending.set(number, { facts, copies: [] })
      this.worker.postMessage({
        kind: 'exchange',
        number,
        facts,
        request: undefined,
        response: undefined,
      } satisfies LogOrder)
    }
  }

  private hear(reply: LogReply): void {
    const { metrics } = this
    if (reply.kind === 'closed') this.onClosed?.()
    else if (reply.kind === 'state') {
      this.isFullNow = reply.isFull
      metrics.set('stillwatch_proxy_spool_bytes', reply.bytes)
      metrics.set('stillwatch_proxy_spool_batches', reply.batches)
    } else if (reply.kind === 'written') {
      for (const copy of this.pending.get(reply.number)?.copies ?? []) copy.drop()
      this.pending.delete(reply.number)
      if (reply.why === undefined) metrics.add('stillwatch_proxy_exchanges_total')
      else this.lose(1, reply.why)
    } else this.hearShipper(reply.event)
  }

  private hearShipper(event: (LogReply & { kind: 'shipper' })['event']): void {
    const { metrics, log } = this
    if (event.kind === 'sent') metrics.add('stillwatch_proxy_batches_total', { state: 'acknowledged' })
    else if (event.kind === 'aside') {
      metrics.add('stillwatch_proxy_batches_total', { state: 'refused' })
      log.error(
        { file: event.path, status: event.status },
        'the service refuses a batch for good; it was put aside',
      )
    } else if (event.kind === 'failed')
      log.warn({ why: event.why }, 'exchanges wait on disk until the service takes them')
    else log.info({}, 'the service takes exchanges again')
  }

  private lose(count: number, why: string): void {
    this.metrics.add('stillwatch_proxy_exchanges_lost_total', {}, count)
    if (performance.now() - this.toldAt < TOLD_EVERY_MS) return
    this.toldAt = performance.now()
    this.log.error(
      { why },
      'exchanges cannot be written down; stillwatch_proxy_exchanges_lost_total counts them',
    )
  }
}
