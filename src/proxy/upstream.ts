// The upstream: one host behind a base path, over connections that stay open.
import http, { type ClientRequest, type RequestOptions } from 'node:http'
import https from 'node:https'
import { Problem } from '../model/problem.js'

/** Idle connections that are kept. */
const MOST_IDLE = 512
const CONNECT_MS = 10_000

export interface UpstreamRequest {
  readonly method: string
  /** Target as it came, with its query. */
  readonly path: string
  /** Names and values in turns. */
  readonly headers: readonly string[]
  /** A connection of its own, and no other's that was kept. */
  readonly isFresh: boolean
}

export class Upstream {
  private readonly agent: http.Agent
  private readonly base: string
  private readonly at: RequestOptions
  readonly host: string

  /**
   * @param silenceMs longest time without a byte, from the end of a request to its answer and within it
   * @throws Problem `bad-value`
   */
  constructor(
    url: string,
    private readonly silenceMs: number,
  ) {
    const { protocol, hostname, port, host, pathname, username, search } = parseUpstream(url)
    const isTls = protocol === 'https:'
    if (username !== '' || search !== '')
      throw new Problem(
        'bad-value',
        'the upstream’s address has a user or a query in it',
        'Write --upstream as https://host/path; clients send their own keys.',
      )
    const options = { keepAlive: true, maxFreeSockets: MOST_IDLE, scheduling: 'lifo' as const }
    this.agent = isTls ? new https.Agent(options) : new http.Agent(options)
    this.host = host
    this.base = pathname.replace(/\/$/, '')
    this.at = {
      protocol,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (isTls ? 443 : 80) : Number(port),
    }
  }

  /** Begins a request. It ends with an error when the upstream can't be reached or falls silent. */
  request({ method, path, headers, isFresh }: UpstreamRequest): ClientRequest {
    const { protocol } = this.at
    const request = (protocol === 'https:' ? https : http).request({
      ...this.at,
      method,
      path: `${this.base}${path}`,
      headers: headers as string[],
      agent: isFresh ? false : this.agent,
      setHost: false,
    })
    request.setTimeout(this.silenceMs, () => request.destroy(new UpstreamTimeout('it says nothing')))
    request.once('socket', (socket) => {
      if (!socket.connecting) return
      const timer = setTimeout(
        () => request.destroy(new UpstreamTimeout('it can’t be reached in time')),
        CONNECT_MS,
      )
      for (const event of ['connect', 'close'] as const) socket.once(event, () => clearTimeout(timer))
    })
    return request
  }

  close(): void {
    this.agent.destroy()
  }
}

export class UpstreamTimeout extends Error {}

function parseUpstream(text: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text)
  throw new Problem(
    'bad-value',
    `${text} is no address`,
    'Write --upstream as https://host or https://host/path.',
  )
}
