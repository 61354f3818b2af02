// Tells events to an address of the operator's, in order and at least once, signed as Standard Webhooks has it
// (standardwebhooks.com, symmetric signatures): the receiver checks `webhook-signature` over id, time and body, and drops
// an id that it knows.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../model/problem.js'
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import type { CampaignEvent, EventLog } from './event-log.js'

export interface WebhookOptions {
  readonly url: string
  readonly secret: Buffer
  /** File of the number of the event that was delivered last. */
  readonly path: string
  readonly events: EventLog
  readonly log: Log
  readonly metrics: Metrics
}

const ANSWER_MS = 10_000
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 5 * 60_000
/** How long an event is tried for; it is given up then, so that those behind it are told. */
const GIVE_UP_MS = 3 * 86_400_000
/** Bytes of a secret below which it could be guessed. */
const LEAST_SECRET_BYTES = 24

/**
 * The secret in a file: `whsec_` and base64, or any text.
 * @throws Problem `webhook-secret`
 */
export function readSecret(path: string): Buffer {
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new Problem(
      'webhook-secret',
      `cannot read the webhook’s secret: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file that the service may read with --webhook-secret-file.',
      { cause: error },
    )
  }
  const secret = text.startsWith('whsec_')
    ? Buffer.from(text.slice('whsec_'.length), 'base64')
    : Buffer.from(text)
  if (secret.length >= LEAST_SECRET_BYTES) return secret
  throw new Problem(
    'webhook-secret',
    `the webhook’s secret in ${path} is shorter than ${LEAST_SECRET_BYTES} bytes`,
    'Make one with `openssl rand -base64 32`, and put whsec_ in front.',
  )
}

/** The header `webhook-signature` of a message. */
export function sign(secret: Buffer, id: string, seconds: number, body: string): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

export class Webhook {
  private readonly stopping = new AbortController()
  private running: Promise<void> | undefined
  private delivered: number
  private unsubscribe: () => void = () => {}
  private wake: () => void = () => {}

  constructor(private readonly options: WebhookOptions) {
    this.delivered = readDelivered(options.path) ?? options.events.newest
  }

  start(): void {
    this.unsubscribe = this.options.events.subscribe(() => this.wake())
    this.options.metrics.onRead(() =>
      this.options.metrics.set('stillwatch_webhook_waiting', this.options.events.newest - this.delivered),
    )
    this.running = this.run()
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    this.unsubscribe()
    this.wake()
    await this.running
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping
    const { events, log } = this.options
    try {
      await this.note(this.delivered)
      while (!signal.aborted) {
        const [next] = events.since(this.delivered)
        if (!next) {
          await new Promise<void>((resolve) => {
            this.wake = resolve
          })
          continue
        }
        await this.deliver(next)
        if (!signal.aborted) await this.note(next.sequence)
      }
    } catch (error) {
      if (!signal.aborted) log.error({ error: String(error) }, 'events are not delivered any more')
    }
  }

  private async deliver(event: CampaignEvent): Promise<void> {
    const { log, metrics } = this.options
    const { signal } = this.stopping
    const until = Date.now() + GIVE_UP_MS
    for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      const failure = await this.post(event)
      if (failure === undefined) {
        metrics.add('stillwatch_webhook_total', { state: 'delivered' })
        return
      }
      metrics.add('stillwatch_webhook_total', { state: 'failed' })
      if (Date.now() > until) {
        log.error({ event: event.id, failure }, 'an event was given up: nobody took it for three days')
        return
      }
      log.warn({ event: event.id, failure, nextTryMs: wait }, 'an event was not taken')
      // Not all services that were cut off come back in the same moment.
      await sleep(wait * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {})
    }
  }

  /** What went wrong, in a word; undefined when it was taken. */
  private async post(event: CampaignEvent): Promise<string | undefined> {
    const { url, secret } = this.options
    const body = JSON.stringify({ type: event.type, timestamp: event.at, data: event })
    const seconds = Math.floor(Date.now() / 1000)
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_MS)]),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'stillwatch',
          'webhook-id': event.id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': sign(secret, event.id, seconds, body),
        },
        body,
      })
      await response.body?.cancel()
      return response.ok ? undefined : `status ${response.status}`
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      return cause instanceof Error ? cause.message : String(cause)
    }
  }

  private async note(sequence: number): Promise<void> {
    this.delivered = sequence
    const beside = `${this.options.path}.new`
    const file = await open(beside, 'w', 0o600)
    try {
      await file.writeFile(JSON.stringify({ delivered: sequence }))
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(beside, this.options.path)
  }
}

function readDelivered(path: string): number | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const isKept = typeof kept === 'object' && kept !== null && 'delivered' in kept
    return isKept ? Number(kept.delivered) : undefined
  } catch {
    return undefined
  }
}
