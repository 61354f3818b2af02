// How people come in and go, and who asks. Sign-in leads over the identity provider and back; failures there are told as
// a page, as a person in a browser reads them.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { SCOPES } from '../access/key-ring.js'
import { SIGNED_IN } from '../access/read-audit.js'
import { TokenBuckets } from '../access/token-bucket.js'
import { type AnyRoute, type Given, route } from '../http/route.js'
import { failureOf } from '../http/statuses.js'
import { actorOf, type People, WAYS_IN } from '../people/people.js'
import { ROLES, type Role } from '../people/roles.js'
import type { Person } from '../people/sessions.js'
import { TICKET_SECONDS, type Ticket } from '../people/ticket.js'
import type { Service } from '../service.js'

const ME = z.object({
  kind: z.enum(['key', 'person']),
  actor: z.string().describe('as the audit log has it'),
  name: z.string().optional().describe('of a person, as the provider tells it'),
  role: z.enum(Object.keys(ROLES) as [Role, ...Role[]]).optional(),
  scopes: z.array(z.enum(SCOPES)),
  session_ends: z.string().optional().describe('when a person must sign in again at the latest'),
})

const TO = z
  .string()
  .max(2000)
  .default('/')
  .describe('where to go afterwards: a path, or an address of an origin that --cors-origin names')

/** Attempts of one address: a second, and at once. Behind a proxy all people have one. */
const ATTEMPTS = { rate: 10, most: 100 }

const REDIRECT: Readonly<Record<number, Given>> = { 303: { says: 'The browser goes on.', type: 'text/html' } }
const ARRIVED: Readonly<Record<number, Given>> = {
  200: { says: 'A page from which the browser goes on, with its session.', type: 'text/html' },
}

export function peopleRoutes(service: Service): readonly AnyRoute[] {
  const buckets = new TokenBuckets()
  const open = (request: FastifyRequest): People => {
    const wait = buckets.take(request.ip, ATTEMPTS.rate, ATTEMPTS.most)
    if (wait > 0)
      throw Object.assign(
        new Problem(
          'too-many-requests',
          'more requests came than are allowed',
          'Wait for the time in Retry-After.',
        ),
        { retryAfter: wait },
      )
    if (service.people) return service.people
    throw new Problem(
      'sign-in-off',
      'people can’t sign in to this service',
      'Use a key, or start the service with --sign-in.',
    )
  }
  const welcome = async (person: Person, people: People, request: FastifyRequest, reply: FastifyReply) => {
    people.signIn(person, request, reply)
    await service.audit.add({
      actor: actorOf(person),
      action: SIGNED_IN,
      details: {
        role: person.role,
        way: person.way,
        ...(person.name !== undefined && { name: person.name }),
      },
    })
  }
  return [
    route({
      method: 'GET',
      path: '/auth',
      scope: 'anyone',
      says: 'How people sign in here.',
      gives: {
        200: {
          says: 'The way in.',
          schema: z.object({
            way: z.enum(WAYS_IN),
            sign_in: z.string().optional().describe('path to go to'),
          }),
        },
      },
      handle: () => {
        const { people } = service
        if (!people) return { way: 'off' }
        return people.link ? { way: 'link' } : { way: 'oidc', sign_in: '/auth/sign-in' }
      },
    }),
    route({
      method: 'GET',
      path: '/auth/sign-in',
      scope: 'anyone',
      says: 'Sends a browser to the identity provider.',
      query: z.object({ to: TO }),
      gives: REDIRECT,
      handle: ({ query, request }, reply) =>
        asPage(service, request, reply, async () => {
          const people = open(request)
          const to = destination(query.to, people)
          // The cookie must be of the host that the provider sends the browser back to.
          if (request.host !== new URL(people.url).host)
            return goTo(reply, `${people.url}/auth/sign-in?to=${encodeURIComponent(to)}`)
          const ticket = people.provider.newTicket(to)
          void reply.header('set-cookie', people.jar.setTicket(people.tickets.seal(ticket), TICKET_SECONDS))
          return goTo(reply, await people.provider.authorizationUrl(callbackOf(people), ticket))
        }),
    }),
    route({
      method: 'GET',
      path: '/auth/callback',
      scope: 'anyone',
      says: 'Where the identity provider sends a browser back to; starts a session.',
      gives: ARRIVED,
      handle: ({ request }, reply) =>
        asPage(service, request, reply, async () => {
          const people = open(request)
          const ticket = ticketOf(people, request)
          void reply.header('set-cookie', people.jar.clearTicket)
          const person = await people.provider.personOf(new URL(request.url, people.url), ticket)
          await welcome(person, people, request, reply)
          return arrive(reply, ticket.to)
        }),
    }),
    route({
      method: 'GET',
      path: '/auth/link',
      scope: 'anyone',
      says: 'Starts a session by the link that was shown when the service started.',
      query: z.object({ token: z.string().max(200), to: TO }),
      gives: ARRIVED,
      handle: ({ query, request }, reply) =>
        asPage(service, request, reply, async () => {
          const people = open(request)
          const to = destination(query.to, people)
          if (!people.link?.redeem(query.token))
            throw new Problem(
              'sign-in-stale',
              'the link is not the one that was printed, was used before, or is too old',
              'Start the service again; it prints another.',
            )
          await welcome({ subject: 'operator', role: 'admin', way: 'link' }, people, request, reply)
          return arrive(reply, to)
        }),
    }),
    route({
      method: 'POST',
      path: '/auth/sign-out',
      scope: 'caller',
      says: 'Ends the session of whoever asks.',
      gives: {
        200: {
          says: 'It has ended.',
          schema: z.object({
            provider: z.string().optional().describe('address at which the provider ends its own session'),
          }),
        },
      },
      handle: async ({ request, caller }, reply) => {
        const { people, audit } = service
        const person = caller?.kind === 'person' ? people?.signOut(request, reply) : undefined
        if (!people || !person) return {}
        await audit.add({ actor: actorOf(person), action: 'person.signed-out', details: {} })
        const provider =
          person.way === 'oidc' ? people.provider.endUrl(person.idToken, `${people.url}/`) : undefined
        return { ...(provider !== undefined && { provider }) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/me',
      scope: 'caller',
      says: 'Who asks, and what they may do.',
      gives: { 200: { says: 'The key or the person.', schema: ME } },
      handle: ({ caller }) => {
        const { kind, actor, scopes = [], session } = caller ?? {}
        const told = session && {
          ...(session.person.name !== undefined && { name: session.person.name }),
          role: session.person.role,
          session_ends: new Date(session.endsAt).toISOString(),
        }
        return { kind, actor, scopes, ...told }
      },
    }),
  ]
}

const callbackOf = ({ url }: People) => `${url}/auth/callback`

/** The sign-in that this browser began; each counts once. */
function ticketOf(people: People, request: FastifyRequest): Ticket {
  const sealed = people.ticketOf(request)
  const ticket = sealed === undefined ? undefined : people.tickets.take(sealed)
  if (ticket) return ticket
  throw new Problem(
    'sign-in-stale',
    'this browser began no such sign-in, or began it too long ago',
    'Sign in again, in one window, and let the browser keep cookies of this address.',
  )
}

/** An address of this service, or of an origin that may use its sessions; else nobody is sent there. */
function destination(to: string, people: People): string {
  const base = new URL(people.url)
  const url = URL.canParse(to, base.href) ? new URL(to, base) : undefined
  if (url && url.origin === base.origin)
    return `${url.pathname}${url.search}${url.hash}`.replace(/^\/{2,}/, '/')
  if (url && people.options.origins.includes(url.origin)) return url.href
  throw new Problem(
    'request-malformed',
    'the address to go to afterwards is none of this service',
    'Give a path, or name the origin with --cors-origin.',
  )
}

function goTo(reply: FastifyReply, url: string): FastifyReply {
  return reply.code(303).header('location', url).header('referrer-policy', 'no-referrer').send('')
}

/**
 * Goes on from a page of the service's own. A redirect would still count as the doing of whoever sent the browser here, as
 * the identity provider, and a session's cookie is not sent then (`SameSite=Strict`).
 */
function arrive(reply: FastifyReply, url: string): FastifyReply {
  const to = safe(url)
  return page(
    reply,
    200,
    `<title>Stillwatch</title><meta http-equiv="refresh" content="0;url=${to}"><p><a href="${to}">Go on</a></p>`,
  )
}

/** Failures as a page, for who asks for one. */
async function asPage(
  { log, metrics }: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    metrics.add('stillwatch_refused_total', { reason: error.code })
    log.warn({ code: error.code, reason: error.message }, 'a sign-in failed')
    if (!request.headers.accept?.includes('text/html') || 'retryAfter' in error) throw error
    const { message, next, code } = error
    return page(
      reply,
      failureOf(error).status,
      `<title>Stillwatch: not signed in</title>
<h1>You are not signed in</h1><p>${safe(message)}.</p><p>${safe(next)}</p><p><a href="/auth/sign-in">Sign in</a></p><p>${safe(code)}</p>`,
    )
  }
}

/** A page that loads nothing and that no other page may show. */
function page(reply: FastifyReply, status: number, content: string): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .header('referrer-policy', 'no-referrer')
    .send(`<!doctype html><html lang="en"><meta charset="utf-8">${content}</html>\n`)
}

const safe = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
