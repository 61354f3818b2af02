// People who use the service from a browser: how they sign in, and whose session a request belongs to. A browser sends
// the cookie of a session by itself, so that a request with one counts only when a page of this service, or of an origin
// that the operator named, made it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLoopbackUrl } from '../../config/loopback.js'
import { Problem } from '../../model/problem.js'
import type { Caller } from '../access/caller.js'
import { foreignPage, SAFE } from '../http/cross-site.js'
import type { Log } from '../log.js'
import { type CookieJar, cookieJar, readCookie } from './cookies.js'
import { LocalLink } from './local-link.js'
import { type OidcOptions, Provider } from './provider.js'
import { ROLES } from './roles.js'
import { type Person, type Session, type SessionSpans, Sessions } from './sessions.js'
import { Tickets } from './ticket.js'

/** Ways in for people: `off`, a `link` for the one operator of this machine, or an identity provider by `oidc`. */
export const WAYS_IN = ['off', 'link', 'oidc'] as const

export interface PeopleOptions {
  readonly oidc: OidcOptions | undefined
  /** Address by which browsers reach the service; undefined for the one that it listens at. */
  readonly publicUrl: string | undefined
  readonly spans: SessionSpans
  /** Origins of pages elsewhere that may use sessions. */
  readonly origins: readonly string[]
  /** File that says that the provider was there once. */
  readonly marker: string
}

const EXPIRE_MS = 30_000
const RETRY_MS = 30_000

export class People {
  readonly sessions: Sessions
  readonly tickets = new Tickets()
  readonly link: LocalLink | undefined
  readonly jar: CookieJar
  private known: Provider | undefined
  private failure: Problem | undefined
  private readonly origins: Set<string>
  private readonly timer: NodeJS.Timeout
  private readonly stopping = new AbortController()
  private address: string

  private constructor(
    readonly options: PeopleOptions,
    listensAt: string,
    private readonly log: Log,
  ) {
    this.address = options.publicUrl ?? listensAt
    this.origins = new Set(options.origins)
    this.sessions = new Sessions(options.spans)
    this.jar = cookieJar(this.address.startsWith('https:'))
    this.link = options.oidc ? undefined : new LocalLink()
    this.timer = setInterval(() => this.sessions.expire(), EXPIRE_MS)
    this.timer.unref()
  }

  /**
   * Finds the provider, where one was named. Once it was there a later start doesn't wait for it: decisions and what
   * comes in matter more than who signs in.
   * @param listensAt the address of the service, as far as it is known before it listens
   * @throws Problem of the settings or of the provider
   */
  static async start(options: PeopleOptions, listensAt: string, log: Log): Promise<People> {
    assertPrivate(options.publicUrl ?? listensAt)
    const people = new People(options, listensAt, log)
    const { oidc } = options
    if (!oidc) return people
    if (people.wasThere(oidc)) {
      void people.keepLooking(oidc)
      return people
    }
    try {
      await people.look(oidc)
      return people
    } catch (error) {
      people.stop()
      throw error
    }
  }

  /** To be called when the service listens: now its port is known. */
  listening(url: string): void {
    this.address = this.options.publicUrl ?? url
    this.origins.add(new URL(this.address).origin)
    if (this.options.publicUrl !== undefined) return
    const { protocol, port } = new URL(url)
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      this.origins.add(new URL(`${protocol}//${host}:${port}`).origin)
  }

  stop(): void {
    clearInterval(this.timer)
    this.stopping.abort()
  }

  /** Address by which browsers reach the service, without a slash at the end. */
  get url(): string {
    return this.address.replace(/\/$/, '')
  }

  /** @throws Problem `oidc-unreachable` while it isn't there, `sign-in-off` when there is none */
  get provider(): Provider {
    if (this.known) return this.known
    if (this.failure) throw this.failure
    if (this.options.oidc)
      throw new Problem(
        'oidc-unreachable',
        'the identity provider was not found yet',
        'Try again in a moment.',
      )
    throw new Problem(
      'sign-in-off',
      'this service has no identity provider',
      'Use the link that was shown when it started.',
    )
  }

  /** Whether pages of an origin may use sessions. */
  isOwnOrigin(origin: string): boolean {
    return this.origins.has(origin)
  }

  /**
   * Whose request it is by its cookie; undefined when it carries none.
   * @throws Problem `cross-site` when no page that may made it, `session-over`
   */
  callerOf(request: FastifyRequest, reply: FastifyReply): Caller | undefined {
    const name = readCookie(request.raw.headers.cookie, this.jar.session)
    if (name === undefined) return undefined
    if (!this.isOwnPage(request)) throw foreignPage()
    const found = this.sessions.find(name)
    if (!found) {
      void reply.header('set-cookie', this.jar.clearSession)
      throw new Problem('session-over', 'the session has ended', 'Sign in again.')
    }
    const { session, renamed } = found
    if (renamed !== undefined) this.tell(reply, renamed, session)
    return this.callerFor(session)
  }

  /** The sign-in under way that a request's browser holds, sealed. */
  ticketOf(request: FastifyRequest): string | undefined {
    return readCookie(request.raw.headers.cookie, this.jar.ticket)
  }

  /** Starts a session and tells the browser; what it had before ends. */
  signIn(person: Person, request: FastifyRequest, reply: FastifyReply): void {
    this.signOut(request, reply)
    const name = this.sessions.start(person)
    void reply.removeHeader('set-cookie')
    void reply.header('set-cookie', [
      this.jar.setSession(name, Math.floor(this.options.spans.longestMs / 1000)),
      this.jar.clearTicket,
    ])
  }

  /** Ends the session of a request. */
  signOut(request: FastifyRequest, reply: FastifyReply): Person | undefined {
    const name = readCookie(request.raw.headers.cookie, this.jar.session)
    void reply.removeHeader('set-cookie')
    void reply.header('set-cookie', this.jar.clearSession)
    return name === undefined ? undefined : this.sessions.end(name)
  }

  private isOwnPage(request: FastifyRequest): boolean {
    const { origin, 'sec-fetch-site': site } = request.raw.headers
    if (origin !== undefined) return this.origins.has(origin)
    if (site === 'same-origin') return true
    return SAFE.has(request.method) && (site === undefined || site === 'none')
  }

  private callerFor(session: Session): Caller {
    const { person } = session
    const actor = actorOf(person)
    return {
      kind: 'person',
      id: actor,
      actor,
      scopes: ROLES[person.role],
      session,
      onEnd: (work) => this.sessions.onEnd(session, work),
    }
  }

  private tell(reply: FastifyReply, name: string, { endsAt }: Session): void {
    const seconds = Math.max(0, Math.floor((endsAt - Date.now()) / 1000))
    void reply.header('set-cookie', this.jar.setSession(name, seconds))
  }

  private async look(oidc: OidcOptions): Promise<void> {
    this.known = await Provider.discover(oidc)
    const { marker } = this.options
    mkdirSync(dirname(marker), { recursive: true, mode: 0o700 })
    writeFileSync(marker, aboutOf(oidc), { mode: 0o600 })
  }

  private wasThere(oidc: OidcOptions): boolean {
    const { marker } = this.options
    return existsSync(marker) && readFileSync(marker, 'utf8') === aboutOf(oidc)
  }

  private async keepLooking(oidc: OidcOptions): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      try {
        await this.look(oidc)
        this.log.info({}, 'the identity provider answers')
        return
      } catch (error) {
        this.failure = error instanceof Problem ? error : this.failure
        const message = error instanceof Error ? error.message : String(error)
        this.log.error({ error: message }, 'nobody can sign in until the identity provider answers')
      }
      await sleep(RETRY_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  }
}

function aboutOf({ issuer, clientId }: OidcOptions): string {
  return `${issuer} ${clientId}\n`
}

/** As the audit log has somebody. */
export function actorOf({ way, subject }: Person): string {
  return way === 'link' ? 'operator:link' : `person:${subject}`
}

/** Cookies go by TLS, or stay on this machine. */
function assertPrivate(url: string): void {
  if (url.startsWith('https:') || isLoopbackUrl(url)) return
  throw new Problem(
    'sign-in-in-clear',
    `people would sign in at ${url}, and their sessions travel in clear`,
    'Give --tls-cert and --tls-key, or --public-url https://… of a proxy that does TLS.',
  )
}
