// What a provider offers by TAXII: API roots, their collections, and who may read and write them, as one reviewed file.
// The JSON Schema for editors is made of this.
import { z } from 'zod'
import type { ShownKind } from '../../../respond/recognise/shown-traits.js'
import { KIND_RULES } from '../../indicators.js'
import { TLP_LEVELS, type TlpLevel } from '../../stix/tlp.js'
import { SPEC_VERSIONS } from '../media.js'

export const TAXII_SCHEMA = 'stillwatch.taxii/1'

const MEGABYTE = 1_000_000
/** Bytes that a root may take at once, whatever the file says. */
const MOST_CONTENT = 100 * MEGABYTE
/** Objects that a page may have, whatever the file says. */
const MOST_PAGE = 10_000

const text = (most: number) =>
  z.string({ error: 'must be text: put it in quotes' }).min(1, 'must not be empty').max(most)
const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens, 64 at most')

/** What a reader needs of an object: by these it is told from others, tied to them, and understood. */
const NEEDED: ReadonlySet<string> = new Set(
  `type id spec_version created modified revoked created_by_ref object_marking_refs granular_markings extensions name value
  kind sketch pattern pattern_type pattern_version valid_from relationship_type source_ref target_ref sighting_of_ref
  object_refs context number_observed first_observed last_observed identity_class definition_type definition schema version
  extension_types infrastructure_types stillwatch.extension_type stillwatch.about stillwatch.kind stillwatch.form`.split(
    /\s+/,
  ),
)

const members = z
  .array(
    text(200).refine(
      (name) => !name.startsWith('role:') || /^role:(viewer|analyst|responder|admin)$/.test(name),
      'must be role:viewer, role:analyst, role:responder or role:admin',
    ),
  )
  .max(1000)
  .default([])

const count = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
/** What a client may add to a collection in 24 hours. */
const DAY = {
  dayObjects: count.describe('most versions of objects that a client adds in 24 hours'),
  dayBytes: count.describe('most bytes that a client adds in 24 hours'),
}
const QUOTA = z.strictObject({
  objects: count
    .default(1_000_000)
    .describe('most versions of objects that it holds, deleted ones among them'),
  bytes: count.default(4_000 * MEGABYTE).describe('most bytes that it holds'),
  dayObjects: DAY.dayObjects.default(200_000),
  dayBytes: DAY.dayBytes.default(1_000 * MEGABYTE),
})
const tlp = z.enum(TLP_LEVELS as [TlpLevel, ...TlpLevel[]])

const WITHHOLD = z.strictObject({
  types: z.array(slug).max(200).default([]).describe('STIX types that are not given'),
  kinds: z
    .array(z.enum(Object.keys(KIND_RULES) as [ShownKind, ...ShownKind[]]))
    .max(50)
    .default([])
    .describe('kinds of values that are not given, in indicators or as observables'),
  properties: z
    .array(
      z
        .string()
        .regex(/^(stillwatch\.)?[a-z][a-z0-9_]{0,99}$/, 'must be the name of a property, or stillwatch.NAME')
        .refine((name) => !NEEDED.has(name), 'is one that objects can’t do without'),
    )
    .max(200)
    .default([])
    .describe('properties that are taken out; stillwatch.NAME for those of our extension'),
})
export type Withhold = z.output<typeof WITHHOLD>

const CLIENT = z.strictObject({
  name: text(200).describe('name of a key, key:ID, role:analyst and the like, or "*"'),
  tlp: tlp.optional().describe('the most closed marking that it is given, and that is taken from it'),
  withhold: WITHHOLD.optional().describe('what it isn’t given of what it may read'),
  quota: z
    .strictObject({ dayObjects: DAY.dayObjects.optional(), dayBytes: DAY.dayBytes.optional() })
    .optional(),
})

const COLLECTION = z.strictObject({
  id: z.guid('must be a UUID, such as `uuidgen` prints').toLowerCase().describe('UUID; it stays for ever'),
  title: text(500),
  description: text(5000).optional(),
  alias: slug.optional().describe('stands for the id in addresses'),
  specVersions: z
    .array(z.enum(SPEC_VERSIONS))
    .min(1)
    .default(['2.1'])
    .describe('versions of STIX that can be added'),
  read: members.describe('who may read: names of keys, key:ID, role:analyst and the like, or "*" for all'),
  write: members.describe('who may add; who may read and write may delete'),
  tlp: tlp
    .default('amber+strict')
    .describe('the most closed marking of TLP that is taken; what has none counts as amber+strict'),
  quota: QUOTA.prefault({}),
  listed: z.boolean().default(false).describe('whether those who may neither read nor write are told of it'),
})

const ROOT = z.strictObject({
  path: slug.describe('its place below /taxii2/'),
  title: text(500),
  description: text(5000).optional(),
  maxContentLength: z
    .number()
    .int()
    .min(1000)
    .max(MOST_CONTENT)
    .default(10 * MEGABYTE)
    .describe('most bytes that can be posted at once'),
  collections: z.array(COLLECTION).max(1000),
})

export const TAXII_CONFIGURATION = z
  .strictObject({
    schema: z.literal(TAXII_SCHEMA),
    title: text(500),
    description: text(5000).optional(),
    contact: text(500).optional(),
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .optional()
      .describe('address at which others reach the service; without it roots are told as paths'),
    default: slug.optional().describe('path of the root to take when none is named'),
    pageSize: z.number().int().min(1).max(MOST_PAGE).default(1000).describe('most objects of a page'),
    clients: z
      .array(CLIENT)
      .max(1000)
      .default([])
      .describe('bounds of single clients; the first entry that names a client counts'),
    roots: z.array(ROOT).min(1).max(100),
  })
  .describe('What is offered by TAXII 2.1: one reviewed file')

export type TaxiiConfiguration = z.output<typeof TAXII_CONFIGURATION>
export type RootSettings = TaxiiConfiguration['roots'][number]
export type CollectionSettings = RootSettings['collections'][number]
export type ClientSettings = TaxiiConfiguration['clients'][number]
export type Quota = CollectionSettings['quota']

/** The JSON Schema of the file, for editors. */
export function taxiiJsonSchema(): object {
  return {
    title: 'Stillwatch TAXII server',
    ...z.toJSONSchema(TAXII_CONFIGURATION, { io: 'input', target: 'draft-2020-12' }),
  }
}
