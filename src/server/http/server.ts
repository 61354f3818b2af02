// The HTTP server: limits, keys, cross-site rules and failures are the same for all routes, and said here once.
import { readFileSync } from 'node:fs'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import { type Caller, callerOfKey, isAllowed } from '../access/caller.js'
import type { Key, KeyRing, Scope } from '../access/key-ring.js'
import { TokenBuckets } from '../access/token-bucket.js'
import type { Metrics } from '../metrics.js'
import type { People } from '../people/people.js'
import { type ConsoleFiles, isForConsole, sendPage, serveConsole } from './console-files.js'
import { type CrossSite, crossSiteRules } from './cross-site.js'
import type { AnyRoute, Route } from './route.js'
import { FAILURE_TYPE, failureOf, malformed, RETRY_AFTER } from './statuses.js'

export interface HttpOptions {
  readonly keys: KeyRing
  readonly metrics: Metrics
  readonly log: Logger
  readonly tls: TlsFiles | undefined
  readonly crossSite: CrossSite
  /** Undefined when people can't sign in. */
  readonly people: People | undefined
  readonly routes: readonly AnyRoute[]
  /** Undefined where none was built. */
  readonly console?: ConsoleFiles | undefined
}

export interface TlsFiles {
  readonly cert: string
  readonly key: string
  /** Certificates of those who may sign clients' certificates; others are refused then. */
  readonly clientCa: string | undefined
}

/** Bytes of a body, unless its route takes more. */
const BODY_BYTES = 1024 * 1024
/** Bytes of bodies that are read and worked on at a time, all together. */
const BODIES_BYTES = 256 * 1024 * 1024
/** Bodies so small that a connection takes more are not counted. */
const SMALL_BYTES = 4096
/** What a body counts that doesn't tell its length. */
const UNTOLD_BYTES = 8 * 1024 * 1024
/** How long a client may take to send a request: its head, and all of it. */
const HEADERS_MS = 10_000
const REQUEST_MS = 60_000
const KEEP_ALIVE_MS = 72_000
/** Attempts with keys that are none, of one address: a second, and at once. */
const STRANGERS = { rate: 1, most: 30 }

/** Types of bodies that most requests have. */
const OFTEN = ['application/json', 'application/x-ndjson', 'application/x-protobuf'] as const

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined
  }
}

/** Builds the server; it listens to nothing yet. */
export function buildServer(options: HttpOptions): FastifyInstance {
  const { log, tls, routes } = options
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    exposeHeadRoutes: false,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: 5000 },
    routerOptions: { maxParamLength: 1024 },
    ...(tls && { https: { ...readTls(tls), headersTimeout: HEADERS_MS } }),
  }) as unknown as FastifyInstance
  app.removeAllContentTypeParsers()
  // By name, too, those that come often: what only the star takes is looked up anew each time.
  for (const type of [...OFTEN, '*'])
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.decorateRequest('caller', undefined)
  new Gate(options).guard(app)
  app.setErrorHandler((error, request, reply) => fail(error, request, reply, log))
  const { console } = options
  app.setNotFoundHandler((request, reply) => {
    if (console && isForConsole(request)) void sendPage(reply, console)
    else fail(notFound(request), request, reply, log)
  })
  if (console) serveConsole(app, console)
  for (const one of routes) addRoute(app, one as unknown as Route)
  return app
}

/**
 * What TLS needs, read anew: a certificate is renewed while the service runs.
 * @throws Problem `tls-unreadable`
 */
export function readTls({ cert, key, clientCa }: TlsFiles) {
  try {
    return {
      cert: readFileSync(cert),
      key: readFileSync(key),
      minVersion: 'TLSv1.2' as const,
      ...(clientCa !== undefined && {
        ca: readFileSync(clientCa),
        requestCert: true,
        rejectUnauthorized: true,
      }),
    }
  } catch (error) {
    throw new Problem(
      'tls-unreadable',
      `cannot read the certificate or its key: ${error instanceof Error ? error.message : String(error)}`,
      'Name PEM files that the service may read with --tls-cert and --tls-key.',
      { cause: error },
    )
  }
}

interface Admission {
  readonly scope: Scope | 'caller'
  readonly isForeign: boolean
  readonly takesBasic: boolean
}

/** What stands between a request and its route. */
class Gate {
  private readonly buckets = new TokenBuckets()
  private bodies = 0

  constructor(private readonly options: HttpOptions) {}

  guard(app: FastifyInstance): void {
    const { crossSite, metrics, people } = this.options
    const isFromHere = crossSiteRules(crossSite, (origin) => people?.isOwnOrigin(origin) ?? false)
    app.addHook('onRequest', (request, reply, done) => {
      reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store')
      const { scope, isForeign, takesBasic } = configOf(request)
      if (!isForeign && isFromHere(request, reply) === 'answered') return
      if (scope !== undefined && scope !== 'anyone')
        this.admit(request, reply, { scope, isForeign: isForeign ?? false, takesBasic: takesBasic ?? false })
      this.weigh(request, reply, request.routeOptions.bodyLimit)
      done()
    })
    app.addHook('onResponse', (request, reply, done) => {
      const path = request.routeOptions.url ?? 'unknown'
      metrics.add('stillwatch_requests_total', { route: path, status: String(reply.statusCode) })
      metrics.observe('stillwatch_request_seconds', reply.elapsedTime / 1000, { route: path })
      done()
    })
  }

  private admit(
    request: FastifyRequest,
    reply: FastifyReply,
    { scope, isForeign, takesBasic }: Admission,
  ): void {
    try {
      const given = keyOf(request, takesBasic)
      const person =
        given === undefined && !isForeign ? this.options.people?.callerOf(request, reply) : undefined
      const caller = person ?? this.callerByKey(request, given)
      if (scope !== 'caller' && !isAllowed(caller, scope)) throw notFor(caller, scope)
      request.caller = caller
    } catch (error) {
      const reason = error instanceof Problem ? error.code : 'unexpected'
      this.options.metrics.add('stillwatch_refused_total', { reason })
      throw error
    }
  }

  private callerByKey(request: FastifyRequest, credential: Credential | undefined): Caller {
    if (credential === undefined)
      throw new Problem('key-missing', 'the request carries no key', 'Send one as Authorization: Bearer KEY.')
    // Who guesses waits; a right key passes whatever others at its address do.
    const found = this.options.keys.check(credential.key)
    const isOther = typeof found !== 'string' && !isUser(credential, found)
    const key = isOther ? 'unknown' : found
    if (typeof key === 'string') {
      const wait = this.buckets.take(`stranger ${request.ip}`, STRANGERS.rate, STRANGERS.most)
      if (wait > 0) throw tooMany(wait)
      throw new Problem(
        'key-refused',
        key === 'unknown'
          ? say`the key is not known`
          : key === 'revoked'
            ? say`the key is revoked`
            : say`the key is expired`,
        'Ask the operator for another; `stillwatch keys create` makes one.',
      )
    }
    if (key.rate !== undefined) {
      const wait = this.buckets.take(`key ${key.id}`, key.rate, Math.max(1, key.rate))
      if (wait > 0) throw tooMany(wait)
    }
    return callerOfKey(key, this.options.keys)
  }

  /** Bounds the bodies in memory, before they are read. */
  private weigh(request: FastifyRequest, reply: FastifyReply, bodyLimit: number): void {
    const { headers } = request.raw
    const length = headers['content-length']
    if (length === undefined ? headers['transfer-encoding'] === undefined : Number(length) <= SMALL_BYTES)
      return
    const bytes = Math.min(bodyLimit, length === undefined ? UNTOLD_BYTES : Number(length))
    if (this.bodies > 0 && this.bodies + bytes > BODIES_BYTES)
      throw new Problem(
        'service-busy',
        'more is being sent at this moment than the service may hold',
        'Send it again after the time in Retry-After.',
      )
    this.bodies += bytes
    // Also when its sender goes away in the middle.
    reply.raw.once('close', () => {
      this.bodies -= bytes
    })
  }
}

/** A key, and the user that came with it. */
interface Credential {
  readonly key: string
  readonly user?: string
}

function keyOf(request: FastifyRequest, takesBasic: boolean): Credential | undefined {
  const { authorization = '', 'x-api-key': plain, 'x-stillwatch-key': own } = request.raw.headers
  if (typeof own === 'string') return { key: own }
  if (typeof plain === 'string') return { key: plain }
  const [, scheme = '', given = ''] = /^(\w+) +(\S.*?) *$/.exec(authorization) ?? []
  if (scheme === 'Bearer' || (takesBasic && scheme === 'Token')) return { key: given }
  if (!takesBasic || scheme.toLowerCase() !== 'basic') return undefined
  const [, user = '', key = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(given, 'base64').toString()) ?? []
  return { key, user }
}

/** Whether a user that came with a key is whom it was made for. */
const isUser = ({ user }: Credential, { id, name }: Key) => user === undefined || user === name || user === id

function notFor({ kind }: Caller, scope: Scope): Problem {
  return kind === 'key'
    ? new Problem(
        'scope-missing',
        say`the key is not for this: it needs the scope ${scope}`,
        'Ask the operator for a key with that scope.',
      )
    : new Problem(
        'role-too-low',
        say`your role is not for this: it needs the scope ${scope}`,
        'Ask the operator for a role that has it; docs/serve.md lists them.',
      )
}

function tooMany(seconds: number): Problem & { retryAfter: number } {
  return Object.assign(
    new Problem(
      'too-many-requests',
      'more requests came than are allowed',
      'Wait for the time in Retry-After.',
    ),
    { retryAfter: seconds },
  )
}

function notFound({ method, url }: FastifyRequest): Problem {
  return new Problem(
    'not-found',
    say`there is nothing at ${method} ${(url.split('?')[0] ?? '').slice(0, 200)}`,
    '/openapi.json lists what there is.',
  )
}

/** What a gateway may pass on. */
const ALL_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** What is known of a route before its handler is asked. */
type RouteConfig = Pick<Partial<Route>, 'scope' | 'isForeign' | 'takesBasic' | 'failsAs'>

const configOf = (request: FastifyRequest) => request.routeOptions.config as RouteConfig

function addRoute(app: FastifyInstance, one: Route): void {
  const { method, path, scope, isForeign, takesBasic, failsAs, bodyLimit, takes } = one
  app.route({
    method: method === '*' ? [...ALL_METHODS] : method,
    url: path,
    config: { scope, isForeign, takesBasic, failsAs },
    ...(bodyLimit !== undefined && { bodyLimit }),
    // What is answered from memory is answered at once: a promise would cost it a turn of the queue.
    handler: (request, reply) => {
      const asked = {
        body: takes ? (request.body ?? Buffer.alloc(0)) : bodyOf(one, request),
        query: one.query ? parsed('query', one.query, request.query) : undefined,
        params: one.params ? parsed('path', one.params, request.params) : undefined,
        caller: request.caller,
        request,
      }
      return one.handle(asked, reply)
    },
  })
}

function bodyOf({ body }: Route, request: FastifyRequest): unknown {
  if (!body) return undefined
  let value: unknown
  try {
    value = request.body === undefined ? undefined : JSON.parse((request.body as Buffer).toString())
  } catch {
    throw new Problem('request-malformed', 'the body is no JSON', 'Compare it with /openapi.json.')
  }
  return parsed('body', body, value)
}

function parsed(what: string, schema: NonNullable<Route['body']>, value: unknown): unknown {
  const result = schema.safeParse(value)
  if (!result.success) throw malformed(what, result.error)
  return result.data
}

/** Failures of the framework in the project's words. */
const FRAMEWORK: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Problem('body-too-large', 'the body is larger than this route takes', 'Send it in smaller pieces.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new Problem('request-malformed', 'the body is not as long as it said', 'Send it again.'),
}

function fail(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const problem = problemOf(error)
  const failure = failureOf(problem)
  const wait = 'retryAfter' in problem ? Number(problem.retryAfter) : RETRY_AFTER[problem.code]
  if (failure.status >= 500)
    log.error(
      { route: request.routeOptions.url, code: problem.code, error: problem.message },
      'a request failed',
    )
  if (wait !== undefined) reply.header('retry-after', String(wait))
  const { takesBasic, failsAs } = configOf(request)
  if (failure.status === 401)
    reply.header('www-authenticate', takesBasic ? 'Basic realm="Stillwatch", charset="UTF-8"' : 'Bearer')
  // What is left of a body that is refused is not read.
  if (failure.status === 413 || failure.status === 429) reply.header('connection', 'close')
  const own = failsAs?.(problem, failure.status)
  if (own)
    void reply
      .code(failure.status)
      .type(own.type)
      .send(Buffer.from(JSON.stringify(own.body)))
  else void reply.code(failure.status).type(FAILURE_TYPE).send(JSON.stringify(failure))
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const own = FRAMEWORK[code]
  if (own) return own()
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  const message = error instanceof Error ? error.message : String(error)
  if (status < 500) return new Problem('request-malformed', message, 'Compare it with /openapi.json.')
  return new Problem(
    'unexpected',
    say`something unexpected went wrong: ${message.split('\n')[0] ?? ''}`,
    'If it repeats, report it with this message.',
  )
}
