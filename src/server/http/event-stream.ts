// Server-sent events (HTML standard, 9.2) on a reply, with a sign of life when nothing happens. A reader that takes
// nothing for too long is cut off and begins again where it was: nothing piles up for it.
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface SentEvent {
  readonly event: string
  readonly data: unknown
  readonly id?: string
}

const HEARTBEAT_MS = 15_000
/** Bytes that may wait for a slow reader, once its first events are out. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024

/** Streams that are open, so that a service that stops can end them. */
const OPEN = new Set<EventStream>()

export class EventStream {
  private readonly ends: (() => void)[] = []

  constructor(
    request: FastifyRequest,
    private readonly reply: FastifyReply,
    heartbeat: () => SentEvent | undefined = () => undefined,
  ) {
    const headers = reply.getHeaders() as Record<string, string>
    reply.hijack()
    reply.raw.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    reply.raw.flushHeaders()
    const timer = setInterval(() => {
      const event = heartbeat()
      if (event) this.send(event)
      else this.reply.raw.write(':\n\n')
    }, HEARTBEAT_MS)
    OPEN.add(this)
    // It ends with the session or the key.
    const forget = request.caller?.onEnd?.(() => reply.raw.end())
    if (forget) this.ends.push(forget)
    request.raw.on('close', () => {
      clearInterval(timer)
      OPEN.delete(this)
      for (const end of this.ends) end()
    })
  }

  send({ event, data, id }: SentEvent): void {
    const { raw } = this.reply
    if (raw.writableEnded || raw.destroyed) return
    raw.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`)
    if (raw.writableLength > MOST_WAITING_BYTES) raw.destroy()
  }

  onEnd(work: () => void): void {
    this.ends.push(work)
  }

  /** Ends all streams; their readers come back to the next process. */
  static endAll(): void {
    for (const stream of OPEN) stream.reply.raw.end()
  }
}
