// The service and the proxy as an operator runs them: the compiled command line in processes of their own,
// asked over HTTP. Tests use it too.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ENTRIES = ['../../bin/stillwatch.js', '../../../bin/stillwatch.js']

/** The checkout's entry; this file lies at one depth in the sources and at another when it is compiled. */
export function entry(): string {
  const found = ENTRIES.map((up) => fileURLToPath(new URL(up, import.meta.url))).find(existsSync)
  if (found === undefined) throw new Error('not compiled: run `npm run build`')
  return found
}

const AGENT = new Agent({ keepAlive: true })

interface LogLine {
  readonly msg: string
  readonly url?: string
  readonly pid?: number
  readonly status?: string
}

export interface Reply<Body> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

export interface SendOptions {
  readonly method?: string
  readonly key?: string | undefined
  readonly body?: string | Uint8Array | object
  readonly headers?: Readonly<Record<string, string>>
}

/** A command that runs until it is stopped, and logs what it does as lines of JSON. */
class RunningProgram {
  private words = ''
  private readonly child: ChildProcess

  protected constructor(
    args: readonly string[],
    /** What it says when it answers. */
    private readonly ready: string,
  ) {
    this.child = spawn(process.execPath, [entry(), ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.words += text
    })
  }

  get url(): string {
    return this.lines().find(({ msg }) => msg === this.ready)?.url ?? ''
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  get log(): string {
    return this.words
  }

  /** Asks again until it is so. */
  async until(isSo: () => boolean | Promise<boolean>, mostMs = 20_000): Promise<void> {
    const end = Date.now() + mostMs
    while (!(await Promise.resolve(isSo()).catch(() => false))) {
      if (Date.now() > end) throw new Error(`not so in ${mostMs} ms; the program said:\n${this.words}`)
      await sleep(50)
    }
  }

  /** Ends it in order. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM')
    return this.ended()
  }

  /** Ends it as a power switch would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended()
  }

  protected async answers(): Promise<void> {
    await this.until(() => {
      if (this.child.exitCode !== null) throw new Error(`the program ended:\n${this.words}`)
      return this.lines().some(({ msg }) => msg === this.ready)
    }, 60_000)
  }

  protected lines(): LogLine[] {
    return this.words.split('\n').flatMap((line) => {
      try {
        return [JSON.parse(line) as LogLine]
      } catch {
        return []
      }
    })
  }

  private async ended(): Promise<number | null> {
    const { child } = this
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
  }
}

/** A proxy before an API. */
export class RunningProxy extends RunningProgram {
  /** Starts it; resolves when it passes requests on. */
  static async start(upstream: string, state: string, args: readonly string[] = []): Promise<RunningProxy> {
    const at = ['--proxy-listen', '127.0.0.1:0', '--status-listen', '127.0.0.1:0']
    const proxy = new RunningProxy(
      ['proxy', '--upstream', upstream, '--state', state, ...at, ...args],
      'passing requests on',
    )
    await proxy.answers()
    return proxy
  }

  /** What it tells at its other address. */
  async status(path: string): Promise<string> {
    const at = this.lines().find(({ status }) => status !== undefined)?.status
    const response = await fetch(new URL(path, at))
    return response.text()
  }
}

export class RunningService extends RunningProgram {
  private constructor(
    args: readonly string[],
    readonly store: string,
    /** Used unless a request brings another. */
    private readonly key: string,
  ) {
    super(args, 'answering')
  }

  /**
   * Starts it on a directory; resolves when it answers.
   * @param hasFacts whether it loads the tables of facts that come with it, which keeps its engine busy for ten seconds
   */
  static async start(
    store: string,
    key: string,
    args: readonly string[] = [],
    hasFacts = false,
  ): Promise<RunningService> {
    const at = ['--store', store, '--listen', '127.0.0.1:0', '--every', '0']
    const facts = hasFacts ? [] : ['--no-packaged-facts']
    const service = new RunningService(['serve', ...at, ...facts, ...args], store, key)
    await service.answers()
    return service
  }

  /** Process id of its engine. */
  get enginePid(): number {
    return this.lines().findLast(({ msg }) => msg === 'the engine is ready')?.pid ?? 0
  }

  async send<Body = Record<string, unknown>>(path: string, options: SendOptions = {}): Promise<Reply<Body>> {
    const { body, headers = {}, key = this.key } = options
    const response = await fetch(new URL(path, this.url), {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...(key !== '' && { authorization: `Bearer ${key}` }), ...headers },
      ...(body !== undefined && { body: payload(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as Body,
    }
  }

  /** Sends a body over connections that stay open, at less cost to the machine than `send`. */
  post(
    path: string,
    body: Buffer,
  ): Promise<{ status: number; headers: IncomingHttpHeaders; body: Record<string, unknown> }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.url),
        {
          method: 'POST',
          agent: AGENT,
          headers: { authorization: `Bearer ${this.key}`, 'content-length': body.length },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (piece: string) => {
            text += piece
          })
          response.on('error', reject)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: JSON.parse(text) as Record<string, unknown>,
            }),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

function payload(body: NonNullable<SendOptions['body']>): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
}

/** Makes a key for the service of a store, whether it runs or not. */
export function makeKey(store: string, ...args: readonly string[]): string {
  return makeNamedKey('test', store, ...args)
}

/** The same with a name, by which lists of collections call it. */
export function makeNamedKey(name: string, store: string, ...args: readonly string[]): string {
  const all = [entry(), 'keys', 'create', name, '--store', store, ...args]
  const { stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return stdout.trim()
}
