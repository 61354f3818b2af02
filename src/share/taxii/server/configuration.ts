// What a provider offers by TAXII: API roots, their collections, and who may read and write them, as one reviewed file.
// The JSON Schema for editors is made of this.
import { z } from 'zod'
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

const members = z
  .array(
    text(200).refine(
      (name) => !name.startsWith('role:') || /^role:(viewer|analyst|responder|admin)$/.test(name),
      'must be role:viewer, role:analyst, role:responder or role:admin',
    ),
  )
  .max(1000)
  .default([])

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
    roots: z.array(ROOT).min(1).max(100),
  })
  .describe('What is offered by TAXII 2.1: one reviewed file')

export type TaxiiConfiguration = z.output<typeof TAXII_CONFIGURATION>
export type RootSettings = TaxiiConfiguration['roots'][number]
export type CollectionSettings = RootSettings['collections'][number]

/** The JSON Schema of the file, for editors. */
export function taxiiJsonSchema(): object {
  return {
    title: 'Stillwatch TAXII server',
    ...z.toJSONSchema(TAXII_CONFIGURATION, { io: 'input', target: 'draft-2020-12' }),
  }
}
