// The proxy: what it is made of, in the order in which it starts, and the reverse in which it stops.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Problem } from '../model/problem.js'
import type { WhenUnsure } from '../server/decision-desk.js'
import { readTls, type TlsFiles } from '../server/http/server.js'
import type { Log } from '../server/log.js'
import { CopyBudget } from './copies.js'
import { DecisionFollower } from './decisions/follower.js'
import { HeldDecisions } from './decisions/held-decisions.js'
import { Journal } from './decisions/journal.js'
import { OwnDecisions } from './decisions/own-decisions.js'
import { type Passing, passOn } from './exchange.js'
import { KeyAccounts } from './key-accounts.js'
import { ExchangeLog } from './log/exchange-log.js'
import { createProxyMetrics } from './metrics.js'
import { type Listen, listenAt, StatusServer } from './status-server.js'
import { Upstream } from './upstream.js'

export interface ProxyOptions {
  readonly listen: Listen
  /** Where health and metrics are told; nowhere when left out. */
  readonly statusListen: Listen | undefined
  readonly upstream: string
  readonly silenceMs: number
  /** The service that decisions come from and exchanges go to, and the key for it. */
  readonly service: { readonly url: string; readonly key: string } | undefined
  /** File of decisions, of those who have no service. */
  readonly decisionsFile: string | undefined
  /** File that exchanges are added to. */
  readonly exchangesFile: string | undefined
  /** Directory of what waits for the service, and of decisions that are known. */
  readonly state: string
  readonly spoolBytes: number
  readonly whenUnsure: WhenUnsure
  readonly keyAccountsFile: string | undefined
  readonly accountHeader: string | undefined
  readonly isBehindProxy: boolean
  readonly tls: TlsFiles | undefined
}

const HEADERS_MS = 10_000
/** How long a client may take to send a request, pictures and all. */
const REQUEST_MS = 300_000
const KEEP_ALIVE_MS = 72_000
const HEADER_BYTES = 64 * 1024
/** How long answers under way may take when the proxy stops. */
const LAST_ANSWERS_MS = 30_000

export class ProxyProcess {
  private readonly metrics = createProxyMetrics()
  private readonly held: HeldDecisions
  private readonly accounts: KeyAccounts
  private readonly upstream: Upstream
  private readonly exchanges: ExchangeLog
  private readonly copies = new CopyBudget()
  private follower: DecisionFollower | undefined
  private own: OwnDecisions | undefined
  private server: Server | undefined
  private status: StatusServer | undefined
  private isStopping = false

  private constructor(
    private readonly options: ProxyOptions,
    private readonly log: Log,
  ) {
    const { service, state, spoolBytes, exchangesFile } = options
    this.held = new HeldDecisions(options.whenUnsure)
    this.upstream = new Upstream(options.upstream, options.silenceMs)
    this.accounts = KeyAccounts.open(options.keyAccountsFile, (error) =>
      log.error({ error: String(error) }, 'the table of keys cannot be read again'),
    )
    this.exchanges = new ExchangeLog(
      {
        service: service && { ...service, folder: join(state, 'spool'), mostBytes: spoolBytes },
        file: exchangesFile,
      },
      this.metrics,
      log,
    )
  }

  /**
   * Starts everything; resolves when requests are passed on.
   * @throws Problem of what could not be started
   */
  static async start(options: ProxyOptions, log: Log): Promise<ProxyProcess> {
    if (options.tls) readTls(options.tls)
    if (options.service) lock(options.state)
    const proxy = new ProxyProcess(options, log)
    try {
      await proxy.begin()
      return proxy
    } catch (error) {
      await proxy.stop()
      throw error
    }
  }

  get url(): string {
    const address = this.server?.address() as AddressInfo | null | undefined
    const { host } = this.options.listen
    return `${this.options.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${address?.port ?? 0}`
  }

  get statusUrl(): string | undefined {
    return this.status?.url
  }

  /** Ends in order: no new requests, answers under way come to their end, and what passed is written down. */
  async stop(): Promise<void> {
    if (this.isStopping) return
    this.isStopping = true
    const { server } = this
    if (server?.listening) {
      const force = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      await closed
      clearTimeout(force)
    }
    await this.follower?.close()
    this.own?.close()
    await this.exchanges.close()
    this.accounts.close()
    this.upstream.close()
    await this.status?.close()
    if (this.options.service) unlock(this.options.state)
  }

  private async begin(): Promise<void> {
    const { options, log } = this
    this.beginDecisions()
    this.exchanges.start()
    this.measure()
    const passing: Passing = {
      upstream: this.upstream,
      decisions: this.held,
      asker: {
        accounts: this.accounts,
        accountHeader: options.accountHeader?.toLowerCase(),
        isBehindProxy: options.isBehindProxy,
      },
      log: this.exchanges,
      copies: this.copies,
      metrics: this.metrics,
      name: `stillwatch-${randomBytes(6).toString('hex')}`,
      isLogRequired: options.whenUnsure === 'closed',
    }
    this.server = createServer(options.tls, (request, response) => {
      if (this.isStopping) response.setHeader('connection', 'close')
      passOn(request, response, passing, false)
    })
    this.server.on('checkContinue', (request, response) => passOn(request, response, passing, true))
    await listenAt(this.server, options.listen, '--proxy-listen')
    if (options.statusListen)
      this.status = await StatusServer.start(options.statusListen, {
        metrics: this.metrics,
        ready: () => ({
          decisions: this.held.isSure,
          log: !this.exchanges.isFull,
          stopping: this.isStopping,
        }),
      })
    if (!this.exchanges.isKept)
      log.warn(
        {},
        'exchanges are not written down: name a service with --service, or a file with --exchanges',
      )
  }

  private beginDecisions(): void {
    const { options, held, metrics, log } = this
    const { service, decisionsFile, state } = options
    if (decisionsFile !== undefined) {
      this.own = new OwnDecisions(decisionsFile, held)
      this.own.start(
        (decisions) => log.info({ decisions }, 'decisions were read again'),
        (error) =>
          log.error({ error: String(error) }, 'decisions cannot be read again; those before stay in force'),
      )
    } else if (service) {
      const journal = new Journal(join(state, 'decisions.jsonl'))
      this.follower = new DecisionFollower({ ...service, held, journal, metrics, log })
      this.follower.start()
    } else held.replace([], { exemptions: [], words: {} })
  }

  private measure(): void {
    const { metrics, held, copies } = this
    metrics.set('process_start_time_seconds', Date.now() / 1000)
    metrics.onRead(() => {
      metrics.set('stillwatch_proxy_decisions', held.count)
      metrics.set('stillwatch_proxy_decisions_known', held.isSure ? 1 : 0)
      metrics.set('stillwatch_proxy_copies_bytes', copies.bytes)
      const age = this.follower?.ageSeconds
      if (age !== undefined) metrics.set('stillwatch_proxy_stream_age_seconds', age)
      metrics.set('process_resident_memory_bytes', process.memoryUsage.rss())
    })
  }
}

function createServer(tls: TlsFiles | undefined, listener: RequestListener): Server {
  const options = {
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: 5000,
    maxHeaderSize: HEADER_BYTES,
  }
  return tls ? createHttps({ ...options, ...readTls(tls) }, listener) : createHttp(options, listener)
}

const lockPath = (state: string) => join(state, 'proxy.pid')

/**
 * One proxy a directory: a second one would take up files that the first still writes.
 * @throws Problem `state-in-use`
 */
function lock(state: string): void {
  mkdirSync(state, { recursive: true, mode: 0o700 })
  const path = lockPath(state)
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch {
    const pid = Number(readFileSync(path, 'utf8'))
    if (pid !== process.pid && isAlive(pid))
      throw new Problem(
        'state-in-use',
        `another proxy (process ${pid}) uses ${state}`,
        `Name another directory with --state, or remove ${path} if that process is no proxy.`,
      )
    writeFileSync(path, String(process.pid), { mode: 0o600 })
  }
}

function unlock(state: string): void {
  rmSync(lockPath(state), { force: true })
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
