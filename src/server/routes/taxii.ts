// TAXII 2.1: the protocol is `share/taxii/server`, mounted here behind keys.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { TAXII_TYPE } from '../../share/taxii/media.js'
import { taxiiErrorOf } from '../../share/taxii/server/errors.js'
import type { Member } from '../../share/taxii/server/rights.js'
import type { Asking, PageAnswer } from '../../share/taxii/server/taxii-server.js'
import {
  ADDED_FIRST,
  ADDED_LAST,
  API_ROOT,
  COLLECTION,
  COLLECTIONS,
  DISCOVERY,
  ENVELOPE,
  MANIFEST,
  STATUS,
  VERSIONS,
} from '../../share/taxii/wire.js'
import type { Caller } from '../access/caller.js'
import type { OfferedCollections } from '../collections.js'
import { type AnyRoute, type Asked, type FailureForm, type Route, route } from '../http/route.js'
import type { Service } from '../service.js'

/** What a body may have where no collection is offered. */
const BODY_BYTES = 1024 * 1024

const NAME = z.string().max(300)
const ROOT = z.object({ root: NAME.describe('path of the API root') })
const PLACE = ROOT.extend({ collection: NAME.describe('id or alias of the collection') })
const OBJECT = PLACE.extend({ object: NAME.describe('STIX id') })

const FILTER = z.string().max(16_000).optional()
const PAGE = {
  limit: FILTER.describe('most objects of the page'),
  next: FILTER.describe('of the page before; filters must be the same'),
  added_after: FILTER.describe('only what was added later than this time'),
}
const VERSION = { 'match[version]': FILTER.describe('first, last, all, or times; last when left out') }
const SPEC_VERSION = {
  'match[spec_version]': FILTER.describe('2.0, 2.1; the newest of each object when left out'),
}
const ALL_FILTERS = z.looseObject({
  ...PAGE,
  'match[id]': FILTER.describe('ids, with commas between'),
  'match[type]': FILTER.describe('types, with commas between'),
  ...VERSION,
  ...SPEC_VERSION,
})

const failsAs: FailureForm = (problem, status) => ({ type: TAXII_TYPE, body: taxiiErrorOf(problem, status) })

/** What all of these routes have in common. */
function taxii<Body, Query, Params>(
  definition: Omit<Route<Body, Query, Params>, 'scope' | 'takesBasic' | 'failsAs'>,
): AnyRoute {
  return route<Body, Query, Params>({
    ...definition,
    scope: 'share',
    takesBasic: true,
    failsAs,
    handle: async (asked, reply) => {
      const answer = await definition.handle(asked, reply)
      if (reply.sent) return reply
      void reply.type(TAXII_TYPE)
      // As bytes: to text the framework would add a charset that the standard’s media type lacks.
      return Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer))
    },
  })
}

const gives = (says: string, schema: z.ZodType) => ({ 200: { says, schema, type: TAXII_TYPE } })

export function taxiiRoutes(service: Service): readonly AnyRoute[] {
  const offered = () => service.collections ?? nothingOffered()
  return [
    ...lookingRoutes(offered),
    ...objectRoutes(offered),
    ...changingRoutes(service, offered),
    elsewhere(),
  ]
}

function lookingRoutes(offered: () => OfferedCollections): AnyRoute[] {
  return [
    taxii({
      method: 'GET',
      path: '/taxii2/',
      says: 'TAXII 2.1: what this server is, and its API roots.',
      gives: gives('The server.', DISCOVERY),
      handle: (asked) => offered().server.discover(askingOf(asked)),
    }),
    taxii({
      method: 'GET',
      path: '/taxii2/:root/',
      says: 'TAXII 2.1: an API root.',
      params: ROOT,
      gives: gives('The root.', API_ROOT),
      handle: (asked) => offered().server.root(askingOf(asked), asked.params.root),
    }),
    taxii({
      method: 'GET',
      path: '/taxii2/:root/status/:status/',
      says: 'TAXII 2.1: what became of something that the same key posted, in the last 30 days.',
      params: ROOT.extend({ status: NAME }),
      gives: gives('The status.', STATUS),
      handle: (asked) => offered().server.status(askingOf(asked), asked.params.root, asked.params.status),
    }),
    taxii({
      method: 'GET',
      path: '/taxii2/:root/collections/',
      says: 'TAXII 2.1: collections of a root, with what who asks may do.',
      params: ROOT,
      gives: gives('The collections.', COLLECTIONS),
      handle: (asked) => offered().server.collections(askingOf(asked), asked.params.root),
    }),
    taxii({
      method: 'GET',
      path: '/taxii2/:root/collections/:collection/',
      says: 'TAXII 2.1: a collection.',
      params: PLACE,
      gives: gives('The collection.', COLLECTION),
      handle: (asked) => offered().server.collection(askingOf(asked), asked.params),
    }),
  ]
}

function objectRoutes(offered: () => OfferedCollections): AnyRoute[] {
  const of = '/taxii2/:root/collections/:collection'
  return [
    taxii({
      method: 'GET',
      path: `${of}/manifest/`,
      says: 'TAXII 2.1: which versions of objects a collection has, without the objects.',
      params: PLACE,
      query: ALL_FILTERS,
      gives: gives('A page.', MANIFEST),
      handle: async (asked, reply) => {
        const page = { endpoint: 'manifest', query: asked.query } as const
        return paged(await offered().server.page(askingOf(asked), asked.params, page), reply)
      },
    }),
    taxii({
      method: 'GET',
      path: `${of}/objects/`,
      says: 'TAXII 2.1: objects of a collection, as they came, by the time at which they were added.',
      params: PLACE,
      query: ALL_FILTERS,
      gives: gives('A page.', ENVELOPE),
      handle: async (asked, reply) => {
        const page = { endpoint: 'objects', query: asked.query } as const
        const answer = await offered().server.page(askingOf(asked), asked.params, page)
        offered().countRead(asked.caller?.actor ?? '', answer)
        return paged(answer, reply)
      },
    }),
    taxii({
      method: 'GET',
      path: `${of}/objects/:object/`,
      says: 'TAXII 2.1: an object.',
      params: OBJECT,
      query: z.looseObject({ ...PAGE, ...VERSION, ...SPEC_VERSION }),
      gives: gives('Its versions that are meant.', ENVELOPE),
      handle: async (asked, reply) => {
        const { object, ...place } = asked.params
        const page = { endpoint: 'object', object, query: asked.query } as const
        const answer = await offered().server.page(askingOf(asked), place, page)
        offered().countRead(asked.caller?.actor ?? '', answer)
        return paged(answer, reply)
      },
    }),
    taxii({
      method: 'GET',
      path: `${of}/objects/:object/versions/`,
      says: 'TAXII 2.1: versions of an object, by the time at which they were added.',
      params: OBJECT,
      query: z.looseObject({ ...PAGE, ...SPEC_VERSION }),
      gives: gives('A page.', VERSIONS),
      handle: async (asked, reply) => {
        const { object, ...place } = asked.params
        const page = { endpoint: 'versions', object, query: asked.query } as const
        return paged(await offered().server.page(askingOf(asked), place, page), reply)
      },
    }),
  ]
}

function changingRoutes(
  { audit, collections, log, metrics }: Service,
  offered: () => OfferedCollections,
): AnyRoute[] {
  const of = '/taxii2/:root/collections/:collection/objects'
  return [
    taxii({
      method: 'POST',
      path: `${of}/`,
      says: 'TAXII 2.1: adds objects; what is there already is not added again.',
      params: PLACE,
      body: ENVELOPE,
      takes: [TAXII_TYPE],
      bodyLimit: collections?.server.mostBytes ?? BODY_BYTES,
      gives: { 202: { says: 'What became of each.', schema: STATUS, type: TAXII_TYPE } },
      handle: async (asked: Asked<unknown, unknown, z.infer<typeof PLACE>>, reply) => {
        const bytes = asked.body as Buffer
        const contentType = asked.request.headers['content-type']
        const asking = askingOf(asked)
        const { status, whole, collection, closed } = await offered().server.add(asking, asked.params, {
          bytes,
          contentType,
        })
        metrics.add('stillwatch_taxii_refused_total', { why: 'tlp' }, closed)
        const noted = whole.then(({ id, success_count: added, failure_count: failed }) =>
          audit.add({
            actor: asking.member.actor,
            action: 'taxii.added',
            details: { collection, status: id, added, failed, ...(closed > 0 && { closed }) },
          }),
        )
        if (status.status === 'complete') await noted
        else noted.catch((error: unknown) => log.error({ error: String(error) }, 'a post was not added'))
        void reply.code(202)
        return status
      },
    }),
    taxii({
      method: 'DELETE',
      path: `${of}/:object/`,
      says: 'TAXII 2.1: deletes versions of an object: the newest, unless others are matched.',
      params: OBJECT,
      query: z.looseObject({ ...VERSION, ...SPEC_VERSION }),
      gives: { 200: { says: 'They are gone.', type: TAXII_TYPE } },
      handle: async (asked) => {
        const { object, ...place } = asked.params
        const asking = askingOf(asked)
        const { versions, collection } = await offered().server.remove(asking, place, {
          object,
          query: asked.query,
        })
        await audit.add({
          actor: asking.member.actor,
          action: 'taxii.deleted',
          details: { collection, object, versions },
        })
        return ''
      },
    }),
  ]
}

/** Addresses of TAXII end with a slash: who leaves it out is sent there. */
function elsewhere(): AnyRoute {
  return taxii({
    method: '*',
    path: '/taxii2*',
    says: 'TAXII 2.1: redirects to the same address with a slash at its end.',
    gives: { 308: { says: 'The address with a slash.' } },
    handle: ({ request }, reply) => {
      const [path = '', query] = request.url.split('?')
      if (!path.endsWith('/') && /^\/taxii2(\/|$)/.test(path))
        return reply.redirect(`${path}/${query === undefined ? '' : `?${query}`}`, 308)
      throw new Problem('not-found', 'there is nothing at this address of TAXII', 'Begin at /taxii2/.')
    },
  })
}

function nothingOffered(): never {
  throw new Problem(
    'not-found',
    'nothing is offered by TAXII here',
    'Its operator names a file of collections with --taxii.',
  )
}

function askingOf({ caller, request }: Pick<Asked, 'caller' | 'request'>): Asking {
  return { member: memberOf(caller), accept: request.headers.accept }
}

function memberOf(caller: Caller | undefined): Member {
  if (!caller) return { actor: '', names: [] }
  const { actor, id, name, session, namesakes = () => [] } = caller
  if (session) return { actor, names: [`role:${session.person.role}`] }
  // A key that is called like something else in the file's lists is known by its id only.
  const isName = name !== undefined && !/^(\*$|role:|key:)/.test(name)
  return isName ? { actor, names: [name, `key:${id}`], others: namesakes } : { actor, names: [`key:${id}`] }
}

function paged({ text, first, last }: PageAnswer, reply: FastifyReply): string {
  if (first !== undefined && last !== undefined)
    void reply.header(ADDED_FIRST, first).header(ADDED_LAST, last)
  return text
}
