// One request to a TAXII server of others: bounded in bytes and time, tried again when the server says that it is busy,
// and never led elsewhere, since credentials would go with it.
import { setTimeout as sleep } from 'node:timers/promises'
import { isInClear } from '../../../config/loopback.js'
import { Problem } from '../../../model/problem.js'
import { type Sentence, say } from '../../../model/sentence.js'
import { isTaxiiContent, TAXII_TYPE } from '../media.js'

export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'key'; readonly key: string }

/** What is tuned. */
export const CONNECTION = {
  /** Longest that an answer may take, with its body. */
  answerMs: 60_000,
  /** Most bytes of a body. */
  bytes: 64 * 2 ** 20,
  /** Times that one request is made at most. */
  tries: 4,
  /** First wait between tries where the server names none; it doubles. */
  waitMs: 1000,
  /** Longest wait that a server is given; who asks for longer is asked again with the next poll. */
  longestWaitMs: 120_000,
  /** Redirects that are followed, on the same origin alone. */
  redirects: 3,
} as const

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The body as it came, and as JSON; what the server said where it refuses. */
  readonly text: string
  readonly body: unknown
}

export interface ConnectionOptions {
  readonly credentials: Credentials
  readonly signal?: AbortSignal | undefined
  /** Told what is odd about the server, as a sentence; the same one once. */
  readonly onOddity?: ((says: Sentence) => void) | undefined
  /** Waits; replaced in tests. */
  readonly wait?: ((ms: number) => Promise<unknown>) | undefined
  /** Times that one request is made at most, and one POST; four where nothing is said. */
  readonly tries?: number | undefined
  readonly postTries?: number | undefined
}

export class Connection {
  private readonly said = new Set<string>()

  constructor(private readonly options: ConnectionOptions) {}

  /** Notes that the server does something that the standard doesn't have. */
  odd(says: Sentence): void {
    if (this.said.has(says.text)) return
    this.said.add(says.text)
    this.options.onOddity?.(says)
  }

  /**
   * The body of a GET as JSON.
   * @throws Problem `taxii-refused` by its status, `taxii-unreachable`, `taxii-unreadable`
   */
  get(url: URL): Promise<Answer> {
    return this.request('GET', url)
  }

  /** The same of a POST of JSON. */
  post(url: URL, body: unknown): Promise<Answer> {
    return this.request('POST', url, JSON.stringify(body))
  }

  private async request(method: string, url: URL, body?: string): Promise<Answer> {
    const tries =
      (method === 'POST' ? this.options.postTries : undefined) ?? this.options.tries ?? CONNECTION.tries
    if (isInClear(url))
      this.odd(
        say`${url.origin} is asked in clear: whoever is on the way reads the credentials; name it by https://`,
      )
    let wait: number = CONNECTION.waitMs
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.once(method, url, body).catch((error: unknown) => {
        if (error instanceof Problem && error.code !== 'taxii-unreachable') throw error
        return error as Problem
      })
      if (!(outcome instanceof Problem) && outcome.status < 400) return outcome
      const problem = outcome instanceof Problem ? outcome : refused(url, outcome)
      const isPassing = outcome instanceof Problem || outcome.status === 429 || outcome.status >= 500
      const asked = outcome instanceof Problem ? undefined : retryAfterMs(outcome.headers)
      if (!isPassing || attempt >= tries || (asked ?? 0) > CONNECTION.longestWaitMs) throw problem
      await this.pause(asked ?? wait)
      wait *= 2
    }
  }

  private pause(ms: number): Promise<unknown> {
    const { wait, signal } = this.options
    return wait ? wait(ms) : sleep(ms, undefined, signal && { signal })
  }

  private async once(method: string, from: URL, body: string | undefined): Promise<Answer> {
    const { signal } = this.options
    signal?.throwIfAborted()
    // One controller is held for all of it: a signal made of several may be collected while the request waits.
    const controller = new AbortController()
    const stop = () => controller.abort(signal?.reason)
    signal?.addEventListener('abort', stop)
    const timer = setTimeout(
      () => controller.abort(new Error(`no whole answer in ${CONNECTION.answerMs / 1000} s`)),
      CONNECTION.answerMs,
    )
    let url = from
    try {
      for (let hop = 0; ; hop++) {
        const response = await fetch(url, {
          method,
          headers: { ...this.headers(), ...(body !== undefined && { 'Content-Type': TAXII_TYPE }) },
          redirect: 'manual',
          signal: controller.signal,
          ...(body !== undefined && { body }),
        })
        const target = redirectOf(response, url)
        if (!target) return { ...(await this.read(response, url)), headers: response.headers }
        await response.body?.cancel()
        if (target.origin !== url.origin)
          throw unreadable(
            url,
            say`it leads to ${originOf(target)}, where credentials would go with the request`,
          )
        if (hop === CONNECTION.redirects) throw unreadable(url, say`it leads on and on`)
        this.odd(say`${url.pathname} leads to ${target.pathname}`)
        url = target
      }
    } catch (error) {
      if (error instanceof Problem) throw error
      signal?.throwIfAborted()
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      throw new Problem(
        'taxii-unreachable',
        say`${url.origin} can’t be reached: ${cause instanceof Error ? cause.message : String(cause)}`,
        'Check the address and whether the server runs; the next poll goes on where this one ended.',
        { cause: error },
      )
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
  }

  private headers(): Record<string, string> {
    const { credentials } = this.options
    const accept = { Accept: TAXII_TYPE }
    if (credentials.kind === 'key') return { ...accept, Authorization: `Bearer ${credentials.key}` }
    if (credentials.kind === 'none') return accept
    const pair = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')
    return { ...accept, Authorization: `Basic ${pair}` }
  }

  private async read(response: Response, url: URL): Promise<Omit<Answer, 'headers'>> {
    const { status } = response
    const text = await boundedText(response, url)
    if (status >= 400) return { status, text: text.slice(0, 2000), body: undefined }
    const type = response.headers.get('content-type')
    if (!isTaxiiContent(type ?? '')) this.odd(say`it calls its answers “${type ?? ''}”, not TAXII 2.1`)
    if (text.trim() === '') {
      this.odd(say`it sends nothing at all where it has nothing`)
      return { status, text: '{}', body: {} }
    }
    try {
      return { status, text, body: JSON.parse(text) as unknown }
    } catch (error) {
      throw unreadable(url, say`it is no JSON (${error instanceof Error ? error.message : String(error)})`)
    }
  }
}

function redirectOf(response: Response, url: URL): URL | undefined {
  const location = response.headers.get('location')
  if (response.status < 300 || response.status >= 400 || location === null) return undefined
  return URL.canParse(location, url.href) ? new URL(location, url) : undefined
}

/** Files and the like have none. */
const originOf = ({ origin, protocol }: URL) => (origin === 'null' ? protocol : origin)

async function boundedText(response: Response, url: URL): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > CONNECTION.bytes) {
      const most = CONNECTION.bytes / 2 ** 20
      throw unreadable(url, say`an answer is larger than ${most} MB; a smaller page may do`)
    }
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw unreadable(url, say`an answer is not UTF-8`)
  }
}

/** Seconds or a date, as HTTP has it; undefined for neither. */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

function refused(url: URL, { status, text, headers }: Answer): Problem {
  const said = titleOf(text)
  const problem = new Problem(
    'taxii-refused',
    said === ''
      ? say`${url.origin + url.pathname} answers ${status}`
      : say`${url.origin + url.pathname} answers ${status}: ${said}`,
    status === 401 || status === 403
      ? 'Check the credentials in the file of partners, and ask the partner what they may read.'
      : status === 429 || status >= 500
        ? 'The server is busy or ill; the next poll tries again.'
        : 'Check address and collection in the file of partners.',
  )
  return Object.assign(problem, { status, retryAfterMs: retryAfterMs(headers) ?? 0 })
}

/** The title of a TAXII error, or the beginning of whatever came, on one line. */
function titleOf(text: string): string {
  try {
    const { title, description } = JSON.parse(text) as Record<string, unknown>
    return [title, description]
      .filter((one) => typeof one === 'string')
      .join(': ')
      .slice(0, 200)
  } catch {
    return text.replace(/\s+/g, ' ').trim().slice(0, 100)
  }
}

export function unreadable(url: URL, why: Sentence): Problem {
  return new Problem(
    'taxii-unreadable',
    say`what ${url.origin + url.pathname} answers can’t be used: ${why}`,
    'Ask who runs the server; nothing of this answer was taken.',
  )
}
