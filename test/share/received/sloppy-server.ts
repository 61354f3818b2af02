// A TAXII server that does what servers do and the standard doesn't have: each fault by its name.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TAXII_TYPE } from '../../../src/share/taxii/media.js'

export interface Faults {
  /** What answers call themselves. */
  readonly type?: string
  /** `next` comes without `more`. */
  readonly isMoreLeftOut?: boolean
  /** `more` comes without `next`. */
  readonly isNextLeftOut?: boolean
  /** When objects were added is not told. */
  readonly areTimesLeftOut?: boolean
  /** The same page, whatever is asked for. */
  readonly isStuck?: boolean
  /** Pages that were named are forgotten from that request on. */
  readonly forgetsAt?: number
  /** Statuses with which requests for objects are answered first, with the seconds to wait. */
  readonly refusals?: readonly (readonly [status: number, retryAfter?: string])[]
  /** Bytes that stand before the objects of each page. */
  readonly padding?: number
  /** What stands where a page of objects should. */
  readonly page?: string
  /** Discovery names another host. */
  readonly rootHost?: string
}

export interface Held {
  readonly object: unknown
  /** Seconds since 1970. */
  readonly addedAt: number
}

export class SloppyServer {
  readonly objects: Held[] = []
  readonly asked: URL[] = []
  readonly posted: unknown[] = []
  authorization: string | undefined
  private readonly refusals: (readonly [number, string?])[]

  private constructor(
    private readonly server: Server,
    private readonly faults: Faults,
  ) {
    this.refusals = [...(faults.refusals ?? [])]
    server.on('request', (request, response) => this.answer(request, response))
  }

  static async start(faults: Faults = {}): Promise<SloppyServer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new SloppyServer(server, faults)
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/taxii2/`
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', this.url)
    this.authorization = request.headers.authorization
    const say = (body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(200, { 'Content-Type': this.faults.type ?? TAXII_TYPE, ...headers })
      response.end(JSON.stringify(body))
    }
    const collection = { id: 'c1', title: 'shared', can_read: true, can_write: true }
    if (url.pathname === '/taxii2/')
      say({ title: 'sloppy', api_roots: [`${this.faults.rootHost ?? ''}/root`] })
    else if (url.pathname === '/root/collections/') say({ collections: [collection] })
    else if (url.pathname !== '/root/collections/c1/objects/') {
      response.writeHead(404)
      response.end('<html>no such page</html>')
    } else if (request.method === 'POST') this.take(request, say)
    else this.list(url, response, say)
  }

  private list(
    url: URL,
    response: ServerResponse,
    say: (body: unknown, headers?: Record<string, string>) => void,
  ): void {
    this.asked.push(url)
    const refusal = this.refusals.shift()
    if (refusal) {
      response.writeHead(refusal[0], refusal[1] === undefined ? {} : { 'Retry-After': refusal[1] })
      response.end('{"title": "busy"}')
      return
    }
    if (this.faults.page !== undefined) {
      response.writeHead(200, { 'Content-Type': TAXII_TYPE })
      response.end(this.faults.page)
      return
    }
    const next = url.searchParams.get('next')
    if (next !== null && this.faults.forgetsAt !== undefined && this.asked.length === this.faults.forgetsAt) {
      response.writeHead(404)
      response.end()
      return
    }
    this.page(url, this.faults.isStuck ? 0 : Number(next ?? 0), say)
  }

  private page(url: URL, from: number, say: (body: unknown, headers?: Record<string, string>) => void): void {
    const { faults } = this
    const after = Date.parse(url.searchParams.get('added_after') ?? '1970-01-01T00:00:00Z') / 1000
    const limit = Number(url.searchParams.get('limit'))
    const found = this.objects.filter(({ addedAt }) => addedAt > after)
    const page = found.slice(from, from + limit)
    const hasMore = found.length > from + page.length || (faults.isStuck ?? false)
    const last = page.at(-1)
    say(
      {
        ...(faults.padding !== undefined && { padding: ' '.repeat(faults.padding) }),
        ...(!faults.isMoreLeftOut && hasMore && { more: true }),
        ...(!faults.isNextLeftOut && hasMore && { next: String(from + page.length) }),
        objects: page.map(({ object }) => object),
      },
      last && !faults.areTimesLeftOut
        ? { 'X-TAXII-Date-Added-Last': new Date(last.addedAt * 1000).toISOString() }
        : {},
    )
  }

  private take(request: IncomingMessage, say: (body: unknown) => void): void {
    let text = ''
    request.on('data', (chunk) => {
      text += String(chunk)
    })
    request.on('end', () => {
      const { objects } = JSON.parse(text) as { objects: unknown[] }
      this.posted.push(...objects)
      say({
        id: 'status',
        status: 'complete',
        total_count: objects.length,
        success_count: objects.length,
        failure_count: 0,
        pending_count: 0,
      })
    })
  }
}
