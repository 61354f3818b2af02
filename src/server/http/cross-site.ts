// Which web pages may talk to the service from a browser: those of origins that the operator named, and no others. A
// session's cookie is sent by the browser itself, so that it counts for such pages only (`people.ts`); keys are sent by hand,
// and what changes something is refused to a foreign page all the same.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../model/problem.js'

export interface CrossSite {
  /** `https://console.example`, exactly. */
  readonly origins: readonly string[]
}

/** Methods that change nothing (RFC 9110, 9.2.1), as far as the service has them. */
export const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** How long a browser may remember what it was allowed, seconds. */
const REMEMBERED_SECONDS = 600

/**
 * A check for each request: `answered` when it was a browser's question and has its answer.
 * @param isOwn whether an origin is the service's own
 */
export function crossSiteRules(
  { origins }: CrossSite,
  isOwn: (origin: string) => boolean,
): (request: FastifyRequest, reply: FastifyReply) => 'answered' | 'pass' {
  const allowed = new Set(origins)
  return (request, reply) => {
    const { origin, 'sec-fetch-site': site, 'access-control-request-method': wanted } = request.raw.headers
    if (origin === undefined) {
      if (site === 'cross-site' && !SAFE.has(request.method)) throw foreignPage()
      return 'pass'
    }
    reply.header('vary', 'origin')
    if (!allowed.has(origin)) {
      if (!SAFE.has(request.method) && site !== 'same-origin' && !isOwn(origin)) throw foreignPage()
      return 'pass'
    }
    reply.header('access-control-allow-origin', origin).header('access-control-allow-credentials', 'true')
    if (request.method !== 'OPTIONS' || wanted === undefined) return 'pass'
    void reply
      .code(204)
      .header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
      .header(
        'access-control-allow-headers',
        'authorization, x-api-key, content-type, idempotency-key, last-event-id',
      )
      .header('access-control-max-age', String(REMEMBERED_SECONDS))
      .send()
    return 'answered'
  }
}

export function foreignPage(): Problem {
  return new Problem(
    'cross-site',
    'a page of another site may not do this',
    'Name its origin with --cors-origin, if it is yours.',
  )
}
