// Sharing as an analyst sees it: with whom, what came of it, what is offered, and what was done. For own people: what
// partners may know is told by TAXII and to nobody else.
import { z } from 'zod'
import type { Said } from '../../model/sentence.js'
import { Publications } from '../../share/publish/publications.js'
import { TLP_LEVELS, type TlpLevel } from '../../share/stix/tlp.js'
import type { ClientSettings, CollectionSettings } from '../../share/taxii/server/configuration.js'
import { ceilingOf, clientOf, rightsOf } from '../../share/taxii/server/rights.js'
import { readAudit } from '../access/read-audit.js'
import type { LastPull } from '../engine/received-view.js'
import { type AnyRoute, route } from '../http/route.js'
import { SAID, toldOf } from '../http/said.js'
import type { Service } from '../service.js'
import { statePaths } from '../state-folder.js'

/** Acts of sharing that the audit log holds, by the beginning of their names. */
const OF_SHARING = [
  'share.',
  'sightings.',
  'received.',
  'partner.',
  'taxii.',
  'match.',
  'identity.',
  'outbox.',
]
const MOST_ACTIVITY = 30

const TLP = z.enum(TLP_LEVELS as [TlpLevel, ...TlpLevel[]])

const PULL = z.object({
  at: z.string(),
  taken: z.number().int(),
  repeated: z.number().int(),
  aside: z.number().int(),
  unsigned: z.number().int(),
  oddities: z.array(z.string()).describe('what is odd about its server'),
  failure: z.string().describe('why it ended before the end; empty when it did not'),
  said: z
    .object({ oddities: z.array(SAID), failure: SAID.optional() })
    .optional()
    .describe('of pulls by this version on'),
})

const AS_OF = z
  .string()
  .nullable()
  .describe(
    'as of when what partners shared is told; null while the engine has had no time, or without partners',
  )

const SHARING = z.object({
  as_of: AS_OF,
  has_partners: z.boolean().describe('whether the service was given a file of partners'),
  partners_failure_said: SAID.optional(),
  partners_failure: z.string().describe('why that file cannot be used; empty when it can'),
  partners: z.array(
    z.object({
      name: z.string(),
      url: z.string(),
      collection: z.string(),
      tlp: z.string().describe('the most closed marking that is taken'),
      signatures: z.enum(['required', 'noted']),
      sightings: z.enum(['share', 'keep']),
      key_id: z.string().describe('of the community key held in common; empty for none'),
      last: PULL.nullable().describe('the newest pull; null before the first'),
      objects: z.number().int().describe('kept and used'),
      aside: z.number().int().describe('kept aside'),
    }),
  ),
  received: z.object({
    campaigns: z.number().int(),
    indicators: z.number().int().describe('in force, and of a kind that exchanges show'),
    not_asked: z.number().int().describe('in force, of kinds that exchanges do not show'),
    over: z.number().int(),
    revoked: z.number().int(),
    matched: z.number().int().describe('campaigns that own accounts show something of'),
    aside: z.number().int(),
  }),
  has_collections: z.boolean().describe('whether the service offers collections by TAXII'),
  collections: z.array(
    z.object({
      root: z.string(),
      id: z.string(),
      title: z.string(),
      read: z.array(z.string()).describe('who may read: names of keys, roles, or * for all'),
      write: z.array(z.string()),
      listed: z.boolean(),
      tlp: TLP.describe('the most closed marking that it takes and gives'),
      clients: z
        .array(
          z.object({
            name: z.string(),
            reads: z.boolean(),
            writes: z.boolean(),
            tlp: TLP.describe('the most closed marking that it is given and that is taken from it'),
            withhold: z
              .object({
                types: z.array(z.string()),
                kinds: z.array(z.string()),
                properties: z.array(z.string()),
              })
              .describe('what it is not given of what it may read'),
          }),
        )
        .describe('everybody whom its lists name, and what bounds them'),
    }),
  ),
  published: z
    .array(z.object({ at: z.string(), campaign: z.string(), kind: z.enum(['published', 'retracted']) }))
    .describe('the newest that this machine’s command line published, newest first'),
  activity: z
    .array(
      z.object({
        seq: z.number().int(),
        at: z.string(),
        actor: z.string(),
        action: z.string(),
        details: z.record(z.string(), z.unknown()),
        about: z.string(),
      }),
    )
    .describe('of the audit log, newest first'),
})

function lastTold({ said, ...last }: LastPull): z.infer<typeof PULL> {
  return {
    ...last,
    oddities: [...last.oddities],
    ...(said && {
      said: {
        oddities: said.oddities.map(toldOf),
        ...(said.failure && { failure: toldOf(said.failure) }),
      },
    }),
  }
}

function collectionTold(
  root: string,
  collection: CollectionSettings,
  clients: readonly ClientSettings[],
): z.infer<typeof SHARING>['collections'][number] {
  const { id, title, read, write, listed, tlp } = collection
  return {
    root,
    id,
    title,
    read,
    write,
    listed,
    tlp,
    clients: [...new Set([...read, ...write])].map((name) => {
      const member = { actor: name, names: [name] }
      const own = clientOf(clients, member)
      const { canRead, canWrite } = rightsOf(collection, member)
      return {
        name,
        reads: canRead,
        writes: canWrite,
        tlp: ceilingOf(collection, own),
        withhold: own?.withhold ?? { types: [], kinds: [], properties: [] },
      }
    }),
  }
}

const PAGE = z.object({
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(200).optional().describe('a part of what is told of it'),
})

const RECEIVED = z.object({
  id: z.string(),
  partner: z.string(),
  producer: z.string().describe('who made it, where another handed it on too'),
  name: z.string(),
  verdict: z.string(),
  tlp: z.string(),
  signed: z.boolean(),
  accounts_there: z.number().int(),
  indicators: z.number().int(),
  confidence: z.number().describe('most that is left of an indicator now, 0 to 1'),
  until: z.string().describe('when its last indicator ends; empty when they say no end'),
  matches: z.number().int().describe('own accounts that show five bits of it or more; no verdict'),
  matched: z
    .array(
      z.object({
        account: z.string(),
        bits: z.number(),
        by: z.array(z.string()),
        exchanges: z.number().int(),
        last: z.string(),
      }),
    )
    .describe('the 50 best'),
  sighted: z.number().int().describe('accounts that a sighting would count; 0 where none is told'),
})
const INDICATOR = z.object({
  id: z.string(),
  partner: z.string(),
  campaign: z.string(),
  kind: z.string(),
  asks: z.string().describe('what it asks for, keyed where it was told keyed'),
  tlp: z.string(),
  confidence: z.number().describe('that is left now, 0 to 1'),
  until: z.string(),
})
const ASIDE = z.object({
  partner: z.string(),
  id: z.string(),
  received_at: z.string(),
  why: z.string(),
  said: SAID.optional(),
  text: z.string().describe('the beginning of it'),
})

/** A page of rows that a text was looked for in. */
function pageOf<Row>(rows: readonly Row[], { offset, limit, q }: z.output<typeof PAGE>) {
  const wanted = (q ?? '').toLowerCase()
  const found =
    wanted === '' ? rows : rows.filter((row) => JSON.stringify(row).toLowerCase().includes(wanted))
  return { total: found.length, rows: found.slice(offset, offset + limit) }
}
const listOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ as_of: AS_OF, total: z.number().int().describe('on all pages'), rows: z.array(row) })

export function receivedRoutes({ options, sharing, partners }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/sharing',
      scope: 'read',
      says: 'With whom is shared: partners with their last pulls, offered collections, and what was done.',
      gives: { 200: { says: 'The state.', schema: SHARING } },
      handle: async (): Promise<z.infer<typeof SHARING>> => {
        const paths = statePaths(options.state)
        const published = new Publications(paths.publications).recent(MOST_ACTIVITY)
        const known = await sharing.look()
        const { entries } = await readAudit(paths.audit, { limit: MOST_ACTIVITY, kinds: OF_SHARING })
        const counts = known?.view.counts
        return {
          as_of: known?.asOf ?? null,
          has_partners: partners !== undefined,
          partners_failure: known?.view.failure ?? '',
          ...(known?.view.failureSaid && { partners_failure_said: toldOf(known.view.failureSaid) }),
          partners: (known?.view.partners ?? []).map(({ keyId, last, ...partner }) => ({
            ...partner,
            key_id: keyId,
            last: last ? lastTold(last) : null,
          })),
          received: {
            campaigns: counts?.campaigns ?? 0,
            indicators: counts?.indicators ?? 0,
            not_asked: counts?.notAsked ?? 0,
            over: counts?.over ?? 0,
            revoked: counts?.revoked ?? 0,
            matched: known?.view.campaigns.filter(({ matches }) => matches > 0).length ?? 0,
            aside: (known?.view.partners ?? []).reduce((sum, { aside }) => sum + aside, 0),
          },
          has_collections: options.taxii !== undefined,
          collections: (options.taxii?.roots ?? []).flatMap(({ path, collections }) =>
            collections.map((collection) => collectionTold(path, collection, options.taxii?.clients ?? [])),
          ),
          published: [...published],
          activity: entries.map(({ seq, at, actor, action, details }) => ({
            seq,
            at,
            actor,
            action,
            details: { ...details },
            about: Object.entries(details)
              .map(([name, value]) => `${name}: ${String(value)}`)
              .join(' · ')
              .slice(0, 300),
          })),
        }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/received',
      scope: 'read',
      says: 'Campaigns of partners that are in force, with own accounts that show them; those with matches first.',
      query: PAGE,
      gives: { 200: { says: 'A page; of 2,000 at most.', schema: listOf(RECEIVED) } },
      handle: async ({ query }) => {
        const known = await sharing.look()
        const { total, rows } = pageOf(known?.view.campaigns ?? [], query)
        return {
          as_of: known?.asOf ?? null,
          total,
          rows: rows.map(({ accountsThere, isSigned, ...row }) => ({
            ...row,
            signed: isSigned,
            accounts_there: accountsThere,
          })),
        }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/received/indicators',
      scope: 'read',
      says: 'Indicators of partners that are in force, with what is left of them now; strongest first.',
      query: PAGE,
      gives: { 200: { says: 'A page; of 10,000 at most.', schema: listOf(INDICATOR) } },
      handle: async ({ query }) => {
        const known = await sharing.look()
        return { as_of: known?.asOf ?? null, ...pageOf(known?.view.indicators ?? [], query) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/received/aside',
      scope: 'read',
      says: 'Objects of partners that were kept aside, each with why; newest first.',
      query: PAGE,
      gives: { 200: { says: 'A page; of 1,000 at most.', schema: listOf(ASIDE) } },
      handle: async ({ query }) => {
        const known = await sharing.look()
        const { total, rows } = pageOf(known?.view.aside ?? [], query)
        return {
          as_of: known?.asOf ?? null,
          total,
          rows: rows.map(({ said, ...row }) => ({
            ...row,
            ...(said !== '' && { said: toldOf(JSON.parse(said) as Said) }),
          })),
        }
      },
    }),
  ]
}
