// A TAXII collection in memory that adds each version once, and of which a test says how it answers posts: late, never,
// with a part refused, or with a status that is asked for later.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TAXII_TYPE } from '../../src/share/taxii/media.js'

interface Posted {
  readonly id: string
  readonly modified?: string
}

export type Manner =
  | 'answers'
  /** Adds the objects, and never answers. */
  | 'is-silent'
  /** Adds the objects when its status is asked for the second time. */
  | 'is-pending'
  /** Knows nothing of a post that it called pending. */
  | 'forgets'
  | { readonly status: number; readonly retryAfter?: string }
  /** Refuses these. */
  | { readonly refuses: readonly string[] }
  /** Takes so many at once. */
  | { readonly most: number }

export class CollectingServer {
  /** Versions in the order in which they were added. */
  readonly added: Posted[] = []
  /** Objects of each post that came, added or not. */
  readonly posts: Posted[][] = []
  /** Of each post in turn; the last one stays. */
  manners: Manner[] = ['answers']
  canRead = true
  tlp: string | undefined
  private readonly pending = new Map<string, { readonly objects: Posted[]; asked: number }>()

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.answer(request, response))
  }

  static async start(): Promise<CollectingServer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new CollectingServer(server)
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/root/collections/c1/`
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.url)
    const say = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'Content-Type': TAXII_TYPE, ...headers })
      response.end(JSON.stringify(body))
    }
    const rest = url.pathname.replace('/root/', '')
    if (rest === 'collections/c1/')
      return say(200, {
        id: 'c1',
        title: 'Shared',
        can_read: this.canRead,
        can_write: true,
        ...(this.tlp !== undefined && { x_stillwatch_tlp: this.tlp }),
      })
    if (rest.startsWith('status/')) return this.tellStatus(rest.split('/')[1] ?? '', say)
    if (request.method === 'GET') {
      if (!this.canRead) return say(403, { title: 'no' })
      const ids = new Set((url.searchParams.get('match[id]') ?? '').split(','))
      return say(200, { objects: this.added.filter(({ id }) => ids.has(id)) })
    }
    const { objects } = JSON.parse(await textOf(request)) as { objects: Posted[] }
    this.posts.push(objects)
    this.take(objects, response, say)
  }

  private take(
    objects: Posted[],
    response: ServerResponse,
    say: (status: number, body: unknown, headers?: Record<string, string>) => void,
  ): void {
    const manner = (this.manners.length > 1 ? this.manners.shift() : this.manners[0]) ?? 'answers'
    const id = `s${this.posts.length}`
    if (manner === 'is-silent') {
      this.add(objects)
      // The connection stays open: the answer is on its way for ever.
      response.on('error', () => {})
    } else if (manner === 'is-pending' || manner === 'forgets') {
      if (manner === 'is-pending') this.pending.set(id, { objects, asked: 0 })
      say(202, statusOf(id, [], [], objects))
    } else if (manner === 'answers') {
      this.add(objects)
      say(202, statusOf(id, objects, [], []))
    } else if ('status' in manner)
      say(manner.status, { title: 'no' }, manner.retryAfter ? { 'Retry-After': manner.retryAfter } : {})
    else if ('most' in manner) {
      const isTooLarge = objects.length > manner.most
      if (!isTooLarge) this.add(objects)
      if (isTooLarge) say(413, { title: 'too large' })
      else say(202, statusOf(id, objects, [], []))
    } else {
      const refused = objects.filter((one) => manner.refuses.includes(one.id))
      const others = objects.filter((one) => !manner.refuses.includes(one.id))
      this.add(others)
      say(202, statusOf(id, others, refused, []))
    }
  }

  private tellStatus(id: string, say: (status: number, body: unknown) => void): void {
    const known = this.pending.get(id)
    if (!known) say(404, { title: 'no such status' })
    else if (++known.asked < 2) say(200, statusOf(id, [], [], known.objects))
    else {
      this.add(known.objects)
      say(200, statusOf(id, known.objects, [], []))
    }
  }

  private add(objects: readonly Posted[]): void {
    for (const object of objects)
      if (!this.added.some(({ id, modified }) => id === object.id && modified === object.modified))
        this.added.push(object)
  }
}

function statusOf(
  id: string,
  successes: readonly Posted[],
  failures: readonly Posted[],
  pendings: readonly Posted[],
) {
  const detail = ({ id, modified }: Posted) => ({ id, version: modified ?? '2026-01-01T00:00:00Z' })
  return {
    id,
    status: pendings.length > 0 ? 'pending' : 'complete',
    total_count: successes.length + failures.length + pendings.length,
    success_count: successes.length,
    failure_count: failures.length,
    failures: failures.map((one) => ({ ...detail(one), message: 'not liked' })),
    pending_count: pendings.length,
    pendings: pendings.map(detail),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += String(piece)
  return text
}
