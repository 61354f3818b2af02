// Hands bodies to the thread that brings them into shape. A body on which the thread ends, for want of memory or of time,
// is refused, and the next one gets a new thread.
import { Worker } from 'node:worker_threads'
import { Problem } from '../../model/problem.js'
import { tooLarge } from './limits.js'
import type { ShapeOrder, ShapeReply } from './shape-thread.js'
import type { Shape, Shaped } from './shapes.js'

interface Pending {
  readonly resolve: (shaped: Shaped) => void
  readonly reject: (problem: Problem) => void
}

const MEMORY_MB = 2048
const MOST_MS = 30_000

export class Shaper {
  private worker: Worker | undefined
  private readonly pending = new Map<number, Pending>()
  private next = 1
  private isClosed = false
  private timer: NodeJS.Timeout | undefined

  /**
   * A body as lines.
   * @param isZstd whether it must be unpacked first
   * @throws Problem `records-malformed` when it isn't what it should be, `body-too-large`
   */
  shape(body: Buffer, as: Shape, isZstd: boolean): Promise<Shaped> {
    const id = this.next++
    const order: ShapeOrder = { id, body, as, isZstd, receivedAt: new Date().toISOString() }
    const shaped = new Promise<Shaped>((resolve, reject) => this.pending.set(id, { resolve, reject }))
    this.thread().postMessage(order)
    if (this.pending.size === 1) this.watch()
    return shaped
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.timer)
    await this.worker?.terminate()
  }

  private thread(): Worker {
    if (this.worker) return this.worker
    const worker = new Worker(new URL('./shape-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    this.worker = worker
    worker.on('message', (reply: ShapeReply) => this.hear(reply))
    worker.on('error', () => {
      // What is told to who waits is told at its exit.
    })
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = undefined
      this.fail()
    })
    worker.unref()
    return worker
  }

  /** Ends the thread when one body takes it too long. */
  private watch(): void {
    clearTimeout(this.timer)
    if (this.pending.size > 0) this.timer = setTimeout(() => void this.worker?.terminate(), MOST_MS)
  }

  /** The thread ended over the first body that waits; the others may be sent again. */
  private fail(): void {
    const all = [...this.pending.values()]
    this.pending.clear()
    this.watch()
    all.forEach(({ reject }, index) => {
      reject(this.isClosed ? stopping() : index === 0 ? tooLarge() : busy())
    })
  }

  private hear(reply: ShapeReply): void {
    const pending = this.pending.get(reply.id)
    this.pending.delete(reply.id)
    this.watch()
    if (!pending) return
    if (!('failed' in reply)) pending.resolve(reply)
    else
      pending.reject(
        reply.isTooLarge
          ? tooLarge()
          : new Problem(
              'records-malformed',
              `the body is not what this route takes: ${reply.failed.slice(0, 200)}`,
              'Compare it with the example in docs/serve.md; nothing of it was taken.',
            ),
      )
  }
}

function busy(): Problem {
  return new Problem(
    'service-busy',
    'the body could not be looked at this time',
    'Send it again after the time in Retry-After.',
  )
}

function stopping(): Problem {
  return new Problem('service-stopping', 'the service is stopping', 'Send it again when it is back.')
}
