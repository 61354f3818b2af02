// Stillwatch's extension of STIX 2.1: what the standard has no property for. Its JSON Schema is written to docs/reference
// from here, and travels in every bundle.
import { z } from 'zod'
import { SKETCH } from '../template-sketch.js'
import { publicId } from './identifiers.js'
import { SPEC_VERSION, type StixObject } from './stix-object.js'
import { TLP } from './tlp.js'

export const EXTENSION_VERSION = '1.0.0'
/** When this version was laid down. */
const LAID_DOWN = '2026-11-22T00:00:00.000Z'

export const EXTENSION_ID = publicId('extension-definition', 'stillwatch')
const AUTHOR_ID = publicId('identity', 'stillwatch')
/** The observable that a trait is. */
export const TRAIT_TYPE = 'x-stillwatch-trait'
/** Type of a pattern that is a sketch: likeness is nothing that STIX patterning can ask for. */
export const SKETCH_PATTERN = 'stillwatch-sketch'

const share = z.number().min(0).max(1)
const count = z.int().min(0)
const property = { extension_type: z.literal('property-extension') }

const ABOUT_CAMPAIGN = z
  .strictObject({
    ...property,
    about: z.literal('campaign'),
    verdict: z
      .enum(['distillation', 'coordinated', 'suspected'])
      .describe('suspected: accused of nothing by the producer, and told so that others look'),
    probability: share.describe('that the verdict is right, counted on simulated traffic of known truth'),
    state: z.enum(['active', 'dormant', 're-emerged']).optional(),
    accounts: count,
    exchanges: count,
    input_tokens: count,
    output_tokens: count,
    capability_mix: z
      .array(z.strictObject({ capability: z.string(), share }))
      .describe('what the exchanges ask for, shares that sum to 1'),
    pivot: z
      .strictObject({
        within_hours: z.number().positive().describe('pivot lag: hours behind the first use of a new model'),
        moved: share.describe('share of the members’ traffic that had moved to it by then'),
        moved_elsewhere: share.describe('the same of everybody else'),
      })
      .optional(),
    evidence: z
      .array(z.strictObject({ detector: z.string(), bits: z.number() }))
      .describe('log2 of the likelihood ratio, by detector'),
    matching: z
      .enum(['community', 'nobody'])
      .describe('who can compare the pseudonyms and sketches that indicate this campaign'),
    key_id: z
      .string()
      .regex(/^[0-9a-f]{8}$/)
      .describe('tells community keys apart, and nothing of the key'),
  })
  .describe('of a campaign')

const ABOUT_INFRASTRUCTURE = z
  .strictObject({
    ...property,
    about: z.literal('infrastructure'),
    role: z
      .enum(['pool', 'customer'])
      .describe(
        'pool: means that several campaigns have in common, as of one lender; customer: a campaign’s own',
      ),
    accounts: count,
    campaigns: count.optional(),
    means: z
      .array(z.strictObject({ kind: z.string(), accounts: count }))
      .optional()
      .describe('accounts that use a kind of means which another campaign uses too'),
  })
  .describe('of infrastructure')

const ABOUT_INDICATOR = z
  .strictObject({
    ...property,
    about: z.literal('indicator'),
    kind: z.string().describe('payment, mail, block, client, template, …'),
    form: z.enum(['plain', 'pseudonym', 'sketch']),
    accounts: count.describe('of the campaign that show it'),
    bits: z.number().describe('what showing it is worth'),
    template_share: share
      .optional()
      .describe('of a template: share of the campaign’s exchanges that carry it'),
  })
  .describe('of an indicator')

const ABOUT_TRAFFIC = z
  .strictObject({
    ...property,
    about: z.literal('traffic'),
    accounts: count,
    exchanges: count,
    input_tokens: count,
    output_tokens: count,
  })
  .describe('of observed data')

const NEW_OBSERVABLE = z
  .strictObject({ extension_type: z.literal('new-sco') })
  .describe(`of an observable of the type ${TRAIT_TYPE}`)

export const EXTENSION = z.union([
  ABOUT_CAMPAIGN,
  ABOUT_INFRASTRUCTURE,
  ABOUT_INDICATOR,
  ABOUT_TRAFFIC,
  NEW_OBSERVABLE,
])
type PropertyExtension = Exclude<z.infer<typeof EXTENSION>, { extension_type: 'new-sco' }>

/** A value that accounts share, as an observable. */
export const TRAIT = z
  .looseObject({
    type: z.literal(TRAIT_TYPE),
    id: z.string().regex(new RegExp(`^${TRAIT_TYPE}--`)),
    kind: z.string(),
    value: z
      .string()
      .optional()
      .describe(
        'keyed pseudonym: 32 hexadecimal digits of HMAC-SHA-256 of kind, a zero byte, and value; a client that nobody else shows stands as it is, JA4 and user agent',
      ),
    sketch: z
      .string()
      .optional()
      .describe(
        `of a template: base64url of ${SKETCH.rows} rows of ${SKETCH.bits} bits, b-bit minwise hashes of its anchors under the community key`,
      ),
  })
  .describe('id: UUIDv5 over kind and value, or kind and sketch, in the namespace of observables')

/** The extension as JSON Schema: bodies of `extensions`, and the observable. */
export function extensionJsonSchema(): object {
  const body = (schema: z.ZodType) => {
    const { $schema: _, ...own } = z.toJSONSchema(schema, { target: 'draft-2020-12' })
    return own
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:stillwatch:stix-extension:${EXTENSION_VERSION}`,
    title: `${EXTENSION_ID}, version ${EXTENSION_VERSION}`,
    description:
      'Distillation campaigns against language models: figures of a campaign, its capability mix and pivot lag, keyed traits and template sketches.',
    ...body(EXTENSION),
    $defs: { [TRAIT_TYPE]: body(TRAIT) },
  }
}

/** The `extensions` of an object that has something to tell beyond the standard. */
export function extending(body: PropertyExtension | z.infer<typeof NEW_OBSERVABLE>) {
  return { extensions: { [EXTENSION_ID]: EXTENSION.parse(body) } }
}

/** What every bundle carries for those who don't know the extension: its definition, and who laid it down. */
export function extensionObjects(): readonly StixObject[] {
  const common = {
    spec_version: SPEC_VERSION,
    created: LAID_DOWN,
    modified: LAID_DOWN,
    object_marking_refs: [TLP.clear.id],
  }
  return [
    { type: 'identity', id: AUTHOR_ID, ...common, name: 'Stillwatch', identity_class: 'system' },
    {
      type: 'extension-definition',
      id: EXTENSION_ID,
      ...common,
      created_by_ref: AUTHOR_ID,
      name: 'Distillation campaigns',
      description:
        'Figures of a campaign against a language model, its capability mix and pivot lag, and what accounts of it share, keyed so that members of a community can compare theirs.',
      schema: JSON.stringify(extensionJsonSchema()),
      version: EXTENSION_VERSION,
      extension_types: ['property-extension', 'new-sco'],
    },
  ]
}
