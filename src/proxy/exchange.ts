// One request on its way through: asked about, changed where that was decided, passed on piece by piece, answered, and
// written down when it is over. What passes never waits for what is written down.
import { randomUUID } from 'node:crypto'
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import type { Answer } from '../respond/decision.js'
import { type ApiError, errorBody, failureError, refusalError } from '../respond/gateways/api-error.js'
import { degrade, type LimitName } from '../respond/gateways/degrade.js'
import { refusalOf } from '../respond/gateways/refusal.js'
import { type Api, type Target, targetOf } from './api.js'
import { type Asker, type AskerOptions, askerOf, isKeyClear } from './asker.js'
import { BodyCopy, type CopyBudget } from './copies.js'
import type { HeldDecisions } from './decisions/held-decisions.js'
import { requestHeaders, responseHeaders } from './headers.js'
import type { ExchangeLog } from './log/exchange-log.js'
import type { ProxyMetrics } from './metrics.js'
import { type Upstream, UpstreamTimeout } from './upstream.js'
import { filterAnswer, filterEvents } from './withhold.js'

export interface Passing {
  readonly upstream: Upstream
  readonly decisions: HeldDecisions
  readonly asker: AskerOptions
  readonly log: ExchangeLog
  readonly copies: CopyBudget
  readonly metrics: ProxyMetrics
  /** What this proxy calls itself in `Via`. */
  readonly name: string
  /** Whether requests that can't be written down are refused. */
  readonly isLogRequired: boolean
}

/** Bytes of a request that is changed on its way. */
const MOST_CHANGED = 64 * 1024 * 1024
/** A request that the client gave up, as nginx writes it. */
const CLIENT_GONE = 499
/** How the limit of tokens is called, where a request names none. */
const LIMIT: Readonly<Partial<Record<Api, LimitName>>> = {
  chat: 'max_completion_tokens',
  responses: 'max_output_tokens',
}
/** Asking changes nothing and costs no model: a throttled account may. */
const FREE_METHODS = ['GET', 'HEAD', 'OPTIONS']
const CLIENT_HEADERS =
  /^(x-stainless-|accept$|accept-language$|accept-encoding$|anthropic-version$|anthropic-beta$|openai-beta$|x-app$|x-title$|http-referer$|referer$|content-type$)/
const MOST_HEADER = 512

/** @param isExpecting the client waits for 100 (Continue) before it sends its body */
export function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  passing: Passing,
  isExpecting: boolean,
): void {
  const { method = 'GET', url = '/', headers, socket } = request
  const target = targetOf(method, url, headers)
  if (!target) {
    const plain: Target = { api: 'other', isAnthropic: 'anthropic-version' in headers }
    refuse(
      response,
      plain,
      failureError(plain, 400, 'bad-path', 'The path can be read in more ways than one.'),
      passing,
    )
    return
  }
  if (headers.via?.includes(passing.name)) {
    const loop = failureError(target, 508, 'loop', 'The upstream leads back to this proxy.')
    refuse(response, target, loop, passing)
    return
  }
  if (!isKeyClear(request)) {
    const unclear = failureError(target, 400, 'two-keys', 'Two different API keys came. Send one.')
    refuse(response, target, unclear, passing)
    return
  }
  const asker = askerOf(headers, socket.remoteAddress ?? '', passing.asker)
  const answer = passing.decisions.decide(asker, !FREE_METHODS.includes(method))
  passing.metrics.add('stillwatch_proxy_decisions_total', {
    action: answer.isRefused && !answer.decision ? 'unsure' : answer.action,
  })
  const { words, appealUrl } = passing.decisions
  const refusal = refusalOf(answer, { ask: () => answer, words, appealUrl })
  if (refusal) {
    refuse(response, target, refusalError(target, refusal), passing, refusal.headers)
    return
  }
  if (passing.isLogRequired && passing.log.isFull && target.api !== 'other') {
    const full = failureError(target, 503, 'log-full', 'Requests can’t be accepted right now.')
    refuse(response, target, full, passing, { 'retry-after': '30' })
    return
  }
  new Exchange(request, response, passing, target, asker, answer, isExpecting).start()
}

function refuse(
  response: ServerResponse,
  target: Target,
  error: ApiError,
  { metrics }: Passing,
  headers: Readonly<Record<string, string>> = {},
): void {
  metrics.add('stillwatch_proxy_requests_total', { api: target.api, status: String(error.status) })
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const body = errorBody(target, error)
  response.writeHead(error.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(body)
}

class Exchange {
  private readonly id = randomUUID()
  private readonly ts = new Date().toISOString()
  private readonly startedAt = performance.now()
  private readonly asked: BodyCopy
  private readonly answered: BodyCopy
  private firstByteMs: number | undefined
  private upstreamRequest: ClientRequest | undefined
  private upstreamResponse: IncomingMessage | undefined
  private status = 0
  private failure = ''
  private isOver = false
  private isRequestRead = false
  private isRetried = false

  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly passing: Passing,
    private readonly target: Target,
    private readonly asker: Asker,
    private readonly answer: Answer,
    private readonly isExpecting: boolean,
  ) {
    this.asked = new BodyCopy(passing.copies)
    this.answered = new BodyCopy(passing.copies)
  }

  start(): void {
    const { request, response } = this
    if (this.target.api !== 'other') request.on('data', (piece: Buffer) => this.asked.add(piece))
    request.once('end', () => {
      this.isRequestRead = true
    })
    // A request that breaks off in the middle ends its answer too, which is told by `close`.
    request.on('error', () => {})
    response.on('error', () => {})
    response.once('close', () => this.end())
    if (this.isChanged) this.sendChanged()
    else this.sendAsItIs()
  }

  private sendAsItIs(): void {
    const { request } = this
    if (this.answer.action === 'degrade' && !FREE_METHODS.includes(request.method ?? ''))
      this.passing.metrics.add('stillwatch_proxy_undegraded_total')
    this.send(undefined, false)
  }

  /** Whether the request is changed on its way. */
  private get isChanged(): boolean {
    return this.answer.action === 'degrade' && this.target.api !== 'other'
  }

  private send(body: Buffer | undefined, isFresh: boolean): void {
    const { request, passing, asker, answer } = this
    const headers = requestHeaders(request.rawHeaders, {
      host: passing.upstream.host,
      address: asker.ip,
      via: passing.name,
      length: body?.length,
      isPlain: this.isFiltered,
      added: answer.action === 'tag' ? { 'x-stillwatch-tag': headerText(answer.parameters.tag ?? '') } : {},
    })
    const { method = 'GET', url: path = '/' } = request
    const sent = passing.upstream.request({ method, path, headers, isFresh })
    this.upstreamRequest = sent
    sent.on('continue', () => this.response.writeContinue())
    sent.on('information', () => {})
    sent.once('response', (answered) => this.receive(answered))
    sent.on('error', (error: NodeJS.ErrnoException) => this.fail(error))
    if (body !== undefined) sent.end(body)
    else {
      if (this.isExpecting) sent.flushHeaders()
      request.pipe(sent)
    }
  }

  /** A degraded account's request: read whole, changed, and sent on. */
  private sendChanged(): void {
    const { request, response, target } = this
    if (request.headers['content-encoding'] !== undefined) {
      const words = 'Send the request without Content-Encoding.'
      this.answerWith(failureError(target, 415, 'encoding-unsupported', words))
      return
    }
    if (this.isExpecting) response.writeContinue()
    const pieces: Buffer[] = []
    let size = 0
    request.on('data', (piece: Buffer) => {
      size += piece.length
      if (size <= MOST_CHANGED) pieces.push(piece)
      else if (!response.headersSent)
        this.answerWith(failureError(target, 413, 'body-too-large', 'The request is too large.'))
    })
    request.once('end', () => {
      if (response.headersSent) return
      const changed = this.changed(Buffer.concat(pieces))
      if (changed) this.send(changed, false)
      else
        this.answerWith(
          failureError(target, 400, 'invalid-json', 'The body of the request is no JSON object.'),
        )
    })
  }

  /** The changed request; undefined when it is no JSON object. */
  private changed(body: Buffer): Buffer | undefined {
    const { api } = this.target
    let json: unknown
    try {
      json = JSON.parse(body.toString())
    } catch {
      return undefined
    }
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
    const { maxTokens: _, ...others } = this.answer.parameters
    const parameters = api === 'embeddings' ? others : this.answer.parameters
    return Buffer.from(JSON.stringify(degrade(json as Record<string, unknown>, parameters, LIMIT[api])))
  }

  /** Whether something is taken out of the answer. */
  private get isFiltered(): boolean {
    const { action, parameters } = this.answer
    return (
      action === 'degrade' && (parameters.withholdReasoning === true || parameters.withholdLogprobs === true)
    )
  }

  private receive(answered: IncomingMessage): void {
    const { response, passing, target } = this
    this.upstreamResponse = answered
    this.status = answered.statusCode ?? 502
    this.firstByteMs = performance.now() - this.startedAt
    passing.metrics.observe('stillwatch_proxy_upstream_seconds', this.firstByteMs / 1000, { api: target.api })
    if (response.destroyed) {
      answered.destroy()
      return
    }
    const filter = this.filter(answered)
    response.writeHead(
      this.status,
      answered.statusMessage,
      responseHeaders(answered.rawHeaders, filter !== undefined),
    )
    // The head of a stream goes out before its first event is there.
    if (isEventStream(answered)) response.flushHeaders()
    answered.once('error', () => {
      this.failure ||= 'upstream-broke-off'
    })
    if (target.api !== 'other' && passing.log.isKept)
      answered.on('data', (piece: Buffer) => this.answered.add(piece))
    const steps: readonly (Readable | Transform)[] = filter ? [answered, filter] : [answered]
    // A stream that breaks off ends the others: its client must not take the answer for a whole one.
    pipeline([...steps, response], (error) => {
      if (error) this.upstreamRequest?.destroy()
    })
  }

  private filter(answered: IncomingMessage): Transform | undefined {
    const encoding = answered.headers['content-encoding'] ?? 'identity'
    if (!this.isFiltered || encoding !== 'identity') return undefined
    const { parameters } = this.answer
    if (isEventStream(answered)) return filterEvents(parameters)
    return answered.headers['content-type']?.includes('json') ? filterAnswer(parameters) : undefined
  }

  private fail(error: NodeJS.ErrnoException): void {
    if (this.isOver || this.upstreamResponse) return
    if (this.isRetryable(error)) {
      this.isRetried = true
      this.request.unpipe()
      this.send(this.asked.peek(), true)
      return
    }
    this.failure = error.code ?? error.message
    const { target } = this
    this.answerWith(
      error instanceof UpstreamTimeout
        ? failureError(target, 504, 'upstream-timeout', 'The model did not answer in time.')
        : failureError(target, 502, 'upstream-unreachable', 'The model can’t be reached.'),
    )
  }

  /** A connection that was kept may end just as it is used again: nothing was answered then, and nothing was done. */
  private isRetryable({ code }: NodeJS.ErrnoException): boolean {
    const isStale = this.upstreamRequest?.reusedSocket === true && (code === 'ECONNRESET' || code === 'EPIPE')
    const hasBody = this.target.api !== 'other' && this.isRequestRead && this.asked.isWhole && !this.isChanged
    return isStale && !this.isRetried && hasBody
  }

  private answerWith(error: ApiError): void {
    this.status = error.status
    // What is left of its body is read and dropped, so that the connection can go on.
    this.request.unpipe()
    this.request.resume()
    refuse(this.response, this.target, error, this.passing)
  }

  /** Over: answered, given up or failed. Written down once. */
  private end(): void {
    if (this.isOver) return
    this.isOver = true
    const { response, target, passing } = this
    const isWhole = response.writableFinished
    if (!isWhole) this.upstreamRequest?.destroy()
    if (this.upstreamResponse)
      passing.metrics.add('stillwatch_proxy_requests_total', { api: target.api, status: String(this.status) })
    // Who has no key of the upstream's is nobody's account.
    const isNobody = this.status === 401
    if (isNobody) passing.metrics.add('stillwatch_proxy_unlogged_total', { reason: 'key-refused-upstream' })
    if (!isWhole && this.failure === '') this.failure = 'client-gone'
    if (isNobody || target.api === 'other' || !passing.log.isKept) this.dropCopies()
    else this.write(isWhole)
  }

  private dropCopies(): void {
    this.asked.drop()
    this.answered.drop()
  }

  private write(isWhole: boolean): void {
    const { request, asker, target, passing, upstreamResponse } = this
    const { account, org, key, ip } = asker
    const isAnswered = this.status !== 0
    passing.log.write(
      {
        id: this.id,
        ts: this.ts,
        api: target.api,
        account,
        org,
        key,
        ip,
        userAgent: request.headers['user-agent']?.slice(0, MOST_HEADER) ?? '',
        client: clientHeaders(request),
        headerNames: request.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase()),
        status: isAnswered && (isWhole || upstreamResponse) ? this.status : CLIENT_GONE,
        failure: this.failure,
        firstByteMs: this.firstByteMs && Math.round(this.firstByteMs),
        ms: Math.round(performance.now() - this.startedAt),
        requestEncoding: request.headers['content-encoding'],
        responseEncoding: upstreamResponse?.headers['content-encoding'],
        isEventStream: upstreamResponse !== undefined && isEventStream(upstreamResponse),
      },
      this.asked,
      this.answered,
    )
  }
}

const isEventStream = ({ headers }: IncomingMessage) =>
  headers['content-type']?.toLowerCase().startsWith('text/event-stream') === true

const headerText = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '?')

/** Headers that tell clients apart and hold no secret. */
function clientHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      CLIENT_HEADERS.test(name) && typeof value === 'string' ? [[name, value.slice(0, MOST_HEADER)]] : [],
    ),
  )
}
