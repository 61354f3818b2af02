// Sends batches to the service, oldest first, each until it was acknowledged. Its id makes a repeat change nothing.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fetchWithin } from '../../server/http/fetch-within.js'
import type { Batch, Spool } from './spool.js'

export interface ShipperOptions {
  readonly url: string
  /** Key of the service with the scope `ingest`. */
  readonly key: string
  readonly spool: Spool
  readonly tell: (event: ShipperEvent) => void
}

export type ShipperEvent =
  | { readonly kind: 'sent'; readonly bytes: number }
  | { readonly kind: 'aside'; readonly path: string; readonly status: number }
  /** It is tried again; told once for each reason. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'works-again' }

/** What the service will never take, however often it is sent. */
const NEVER = [400, 413, 415, 422]
const LOOK_MS = 100
const FIRST_WAIT_MS = 500
const MOST_WAIT_MS = 30_000
const ANSWER_MS = 60_000

type Outcome =
  | { readonly isSent: true }
  | { readonly isSent: false; readonly why: string; readonly waitMs?: number }

export class Shipper {
  private failure = ''
  private readonly stop = new AbortController()
  private running: Promise<void> | undefined

  constructor(private readonly options: ShipperOptions) {}

  start(): void {
    this.running = this.run()
  }

  /** Sends what is there for so long, and ends. */
  async close(mostMs: number): Promise<void> {
    const { spool } = this.options
    const until = Date.now() + mostMs
    while (spool.batches.length > 0 && this.failure === '' && Date.now() < until) await sleep(LOOK_MS / 2)
    this.stop.abort()
    await this.running
  }

  private async run(): Promise<void> {
    const { spool } = this.options
    const { signal } = this.stop
    let wait = FIRST_WAIT_MS
    while (!signal.aborted) {
      const batch = spool.batches[0]
      if (!batch) {
        await sleep(LOOK_MS, undefined, { signal }).catch(() => {})
        continue
      }
      const outcome = await this.send(batch)
      if (signal.aborted && !outcome.isSent) return
      this.note(outcome)
      if (outcome.isSent) {
        wait = FIRST_WAIT_MS
        continue
      }
      await sleep(outcome.waitMs ?? wait, undefined, { signal }).catch(() => {})
      wait = Math.min(2 * wait, MOST_WAIT_MS)
    }
  }

  private async send(batch: Batch): Promise<Outcome> {
    const { url, key, spool, tell } = this.options
    try {
      const sent = {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/x-ndjson',
          'idempotency-key': batch.id,
        },
        body: readFileSync(batch.path),
      }
      const at = new URL('v1/exchanges', `${url.replace(/\/$/, '')}/`)
      const { status, headers, text } = await fetchWithin(at, sent, ANSWER_MS, this.stop.signal)
      if (status === 200 || status === 202) {
        spool.remove(batch)
        tell({ kind: 'sent', bytes: batch.bytes })
        return { isSent: true }
      }
      if (NEVER.includes(status)) {
        tell({ kind: 'aside', path: spool.putAside(batch), status: status })
        return { isSent: true }
      }
      const after = Number(headers.get('retry-after'))
      const why = `the service answers ${status} ${titleIn(text)}`.trim()
      return { isSent: false, why, ...(after > 0 && { waitMs: Math.min(1000 * after, MOST_WAIT_MS) }) }
    } catch (error) {
      return { isSent: false, why: wordsOf(error) }
    }
  }

  private note(outcome: Outcome): void {
    const why = outcome.isSent ? '' : outcome.why
    if (why === this.failure) return
    this.failure = why
    this.options.tell(why === '' ? { kind: 'works-again' } : { kind: 'failed', why })
  }
}

/** The code of a problem that the service answers with. */
function titleIn(text: string): string {
  try {
    const { title } = JSON.parse(text) as { title?: unknown }
    return typeof title === 'string' ? title : ''
  } catch {
    return ''
  }
}

/** Words of a failed request: those of its cause say more. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error
    ? `${error.message}: ${cause.message || String((cause as { code?: unknown }).code)}`
    : error.message
}
