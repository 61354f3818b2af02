// Health and numbers of the proxy, at an address of their own: its main one belongs to the API behind it.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Problem } from '../model/problem.js'
import type { ProxyMetrics } from './metrics.js'

export interface Listen {
  readonly host: string
  readonly port: number
}

export interface Readiness {
  /** Whether it is known which decisions are in force. */
  readonly decisions: boolean
  /** Whether exchanges can be written down. */
  readonly log: boolean
  readonly stopping: boolean
}

export interface StatusOptions {
  readonly metrics: ProxyMetrics
  ready(): Readiness
}

export class StatusServer {
  private constructor(
    private readonly server: Server,
    private readonly at: Listen,
  ) {}

  /** @throws Problem `listen-failed` */
  static async start(at: Listen, { metrics, ready }: StatusOptions): Promise<StatusServer> {
    const server = createServer((request, response) => {
      const tell = (status: number, body: string, type = 'application/json') =>
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
      if (request.url === '/healthz') return tell(200, '{"ok":true}')
      if (request.url === '/metrics')
        return tell(200, metrics.render(), 'text/plain; version=0.0.4; charset=utf-8')
      if (request.url !== '/readyz') return tell(404, '{"title":"not-found"}')
      const state = ready()
      const isReady = state.decisions && state.log && !state.stopping
      return tell(isReady ? 200 : 503, JSON.stringify({ ready: isReady, ...state }))
    })
    await listenAt(server, at, '--status-listen')
    return new StatusServer(server, at)
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo
    return `http://${this.at.host}:${port}`
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }
}

/** @throws Problem `listen-failed` */
export async function listenAt(server: Server, { host, port }: Listen, option: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    throw new Problem(
      'listen-failed',
      `cannot listen at ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`,
      `Name another address with ${option}, or stop what uses this one.`,
      { cause: error },
    )
  }
}
