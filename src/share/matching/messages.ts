// What two providers send each other to match values: offer, request, answer. Plain objects, signed, bounded in size, and
// refused when they say anything more or less than this.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { parseJsonText } from '../trust/bounded-json.js'
import { canonicalJson } from '../trust/canonical-json.js'
import { PROVIDER_NAME } from '../trust/provider-name.js'
import { type KeyDirectory, type Signer, signObject, verifyObject } from '../trust/signature.js'
import { KINDS } from './kinds.js'
import { SUITE } from './voprf.js'

/** Elements of one request: one proof, about 180 kB. */
export const MOST_ELEMENTS = 4096

const TIME = z.iso.datetime()
const COUNT = z.int().nonnegative()
/** 32 bytes in base64url, with no second way to write them. */
const ELEMENT = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'no 32 bytes in base64url')
/** 64 bytes in base64url. */
const PROOF = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/, 'no 64 bytes in base64url')
const SHA256 = z.string().regex(/^[0-9a-f]{64}$/, 'no SHA-256')
const PERIOD = z.string().regex(/^[0-9]{8}-[0-9a-f]{8}$/, 'no period')

const ROUTE = { from: PROVIDER_NAME, to: PROVIDER_NAME, kind: z.enum(KINDS), period: PERIOD, key: ELEMENT }

/** The holder’s announcement: key, budget, and the digest of its set of outputs. */
const OFFER = z.strictObject({
  schema: z.literal('stillwatch.match-offer/1'),
  ...ROUTE,
  suite: z.literal(SUITE),
  normalisation: z.string().max(40),
  /** Counts up within a period. */
  revision: z.int().positive(),
  from_time: TIME,
  until: TIME,
  /** Outputs in the set, padding among them. */
  outputs: COUNT,
  output_bytes: z.int().min(8).max(64),
  outputs_sha256: SHA256,
  budget: z.strictObject({ period: COUNT, day: COUNT }),
})

/** Blinded elements, in the order in which they are to be answered. */
const REQUEST = z.strictObject({
  schema: z.literal('stillwatch.match-request/1'),
  ...ROUTE,
  id: z.uuid(),
  elements: z.array(ELEMENT).min(1).max(MOST_ELEMENTS),
})

/** Their evaluations under the key, with the proof that it was this key for all of them. */
const ANSWER = z.strictObject({
  schema: z.literal('stillwatch.match-answer/1'),
  ...ROUTE,
  id: z.uuid(),
  /** Digest of the request that is answered. */
  request: SHA256,
  elements: z.array(ELEMENT).min(1).max(MOST_ELEMENTS),
  proof: PROOF,
})

const SCHEMAS = { offer: OFFER, request: REQUEST, answer: ANSWER } as const
export type MessageKind = keyof typeof SCHEMAS
export type Message<Name extends MessageKind> = z.infer<(typeof SCHEMAS)[Name]>
export type Offer = Message<'offer'>
export type Request = Message<'request'>
export type Answer = Message<'answer'>
export type Sealed<Body> = Body & { readonly signature: string }

/** Signs a message. */
export function sealMessage<Body extends Offer | Request | Answer>(
  body: Body,
  signer: Signer,
  now?: number,
): Sealed<Body> {
  return { ...body, signature: signObject(body, signer, now) }
}

/**
 * A message of a partner, read and found to be that partner’s and for this provider.
 * @param given text of one JSON object
 * @throws Problem `match-message-refused`, `signature-refused`, `no-partner`
 */
export function openMessage<Name extends MessageKind>(
  name: Name,
  given: string,
  directory: KeyDirectory,
  own: string,
): Message<Name> {
  const { signature, ...object } = splitSignature(name, parseJsonText(given))
  const parsed = SCHEMAS[name].safeParse(object)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refusedMessage(name, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  const body = parsed.data as Message<Name>
  if (body.to !== own) throw refusedMessage(name, `it is for ${body.to}, and this is ${own}`)
  verifyObject(body, signature, directory, body.from)
  return body
}

export function refusedMessage(name: string, why: string): Problem {
  return new Problem(
    'match-message-refused',
    `the ${name} can’t be used: ${why}`,
    'Ask the sender for it again; nothing was taken from it.',
  )
}

/** Digest of a message without its signature, by which an answer names its request. */
export function digestOf(body: Request): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex')
}

export const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
export const decode = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))

function splitSignature(name: string, given: unknown): Record<string, unknown> & { signature: string } {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw refusedMessage(name, 'it is no JSON object')
  const { signature, ...object } = given as Record<string, unknown>
  if (typeof signature !== 'string') throw refusedMessage(name, 'it isn’t signed')
  return { ...object, signature }
}
