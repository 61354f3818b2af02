// Asks one thing again and again over connections that stay open, and notes how long each answer takes. Requests are
// written as bytes: a client library would take more of the machine than the server. What else the bench does would be
// counted as waiting, so that it runs in a process of its own.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'

export interface HammerOptions {
  readonly port: number
  /** A whole HTTP/1.1 request. */
  readonly request: Buffer
  readonly connections: number
  readonly ms: number
}

export interface Hammered {
  /** Milliseconds of each answer, ascending. */
  readonly times: Float64Array
  readonly perSecond: number
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>
}

async function hammer({ port, request, connections, ms }: HammerOptions): Promise<Hammered> {
  const times: number[] = []
  const statuses: Record<string, number> = {}
  const started = performance.now()
  const until = started + ms
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect(port, '127.0.0.1')
          let asked = 0
          let text = ''
          const ask = () => {
            asked = performance.now()
            socket.write(request)
          }
          socket.setNoDelay(true).setEncoding('latin1')
          socket.on('connect', ask)
          socket.on('error', reject)
          socket.on('data', (chunk: string) => {
            text += chunk
            const end = text.indexOf('\r\n\r\n')
            if (end < 0) return
            const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
            if (text.length < end + 4 + length) return
            const status = text.slice(9, 12)
            text = ''
            const now = performance.now()
            times.push(now - asked)
            statuses[status] = (statuses[status] ?? 0) + 1
            if (now < until) return ask()
            socket.end()
            resolve()
          })
        }),
    ),
  )
  const seconds = (performance.now() - started) / 1000
  return { times: Float64Array.from(times).sort(), perSecond: times.length / seconds, statuses }
}

/** A request as bytes. */
export function requestOf(method: string, path: string, key: string, body?: string): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    ...(key === '' ? [] : [`authorization: Bearer ${key}`]),
  ]
  if (body !== undefined)
    lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`)
}

export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** The process that asks. */
export class Hammer {
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<Hammer> {
    const child = fork(fileURLToPath(import.meta.url), ['hammer'], { serialization: 'advanced' })
    await once(child, 'message')
    return new Hammer(child)
  }

  async hit(options: HammerOptions): Promise<Hammered> {
    this.child.send(options)
    const [told] = (await once(this.child, 'message')) as [Hammered | { readonly failed: string }]
    if ('failed' in told) throw new Error(told.failed)
    return told
  }

  stop(): void {
    this.child.disconnect()
  }
}

if (process.argv[2] === 'hammer' && process.send) {
  process.on('message', (options: HammerOptions) => {
    const request = Buffer.from(options.request)
    hammer({ ...options, request }).then(
      (told) => process.send?.(told),
      (error: unknown) => process.send?.({ failed: String(error) }),
    )
  })
  process.send('ready')
}
