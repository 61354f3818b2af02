// A service as an operator runs it: the compiled command line in a process of its own, asked over HTTP. Tests use it too.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ENTRIES = ['../../bin/stillwatch.js', '../../../bin/stillwatch.js']

/** The checkout's entry; this file lies at one depth in the sources and at another when it is compiled. */
function entry(): string {
  const found = ENTRIES.map((up) => fileURLToPath(new URL(up, import.meta.url))).find(existsSync)
  if (found === undefined) throw new Error('not compiled: run `npm run build`')
  return found
}

const AGENT = new Agent({ keepAlive: true })

interface LogLine {
  readonly msg: string
  readonly url?: string
  readonly pid?: number
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

export class RunningService {
  private words = ''

  private constructor(
    private readonly child: ChildProcess,
    readonly store: string,
    /** Used unless a request brings another. */
    private readonly key: string,
  ) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.words += text
    })
  }

  /** Starts it on a directory; resolves when it answers. */
  static async start(store: string, key: string, args: readonly string[] = []): Promise<RunningService> {
    const all = [entry(), 'serve', '--store', store, '--listen', '127.0.0.1:0', '--every', '0', ...args]
    const child = spawn(process.execPath, all, { stdio: ['ignore', 'ignore', 'pipe'] })
    const service = new RunningService(child, store, key)
    await service.said('answering')
    return service
  }

  get url(): string {
    return this.lines().find(({ msg }) => msg === 'answering')?.url ?? ''
  }

  /** Process id of its engine. */
  get enginePid(): number {
    return this.lines().findLast(({ msg }) => msg === 'the engine is ready')?.pid ?? 0
  }

  /** Process id of the service itself. */
  get pid(): number {
    return this.child.pid ?? 0
  }

  get log(): string {
    return this.words
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

  /** Asks again until it is so. */
  async until(isSo: () => Promise<boolean>, mostMs = 20_000): Promise<void> {
    const end = Date.now() + mostMs
    while (!(await isSo().catch(() => false))) {
      if (Date.now() > end) throw new Error(`not so in ${mostMs} ms; the service said:\n${this.words}`)
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

  private async said(message: string): Promise<void> {
    await this.until(async () => {
      if (this.child.exitCode !== null) throw new Error(`the service ended:\n${this.words}`)
      return this.lines().some(({ msg }) => msg === message)
    }, 60_000)
  }

  private lines(): LogLine[] {
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

function payload(body: NonNullable<SendOptions['body']>): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
}

/** Makes a key for the service of a store, whether it runs or not. */
export function makeKey(store: string, ...args: readonly string[]): string {
  const all = [entry(), 'keys', 'create', 'test', '--store', store, ...args]
  const { stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return stdout.trim()
}
