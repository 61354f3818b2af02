// Signatures beside what they sign: a JSON Web Signature with its content left out (RFC 7515, appendix F) over the
// object's canonical JSON (RFC 8785), by Ed25519 (RFC 8032, RFC 9864). Signer, key and time stand in the signed header.
import { sign, verify } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { type Sentence, say } from '../../model/sentence.js'
import { canonicalJson } from './canonical-json.js'
import { privateKey, publicKey, type SecretKey } from './ed25519-key.js'
import { PROVIDER_NAME } from './provider-name.js'

/** Who signs, with which key. */
export interface Signer {
  readonly provider: string
  readonly key: SecretKey
}

/** Tells which public key a provider signed with at some time, or why none. */
export interface KeyDirectory {
  /** @throws Problem `signature-refused` */
  keyOf(provider: string, kid: string, atMs: number): string
}

/** What holds of an object whose signature does. */
export interface Signed {
  readonly provider: string
  readonly kid: string
  /** RFC 3339; as the signer says. */
  readonly signedAt: string
}

const HEADER = z.strictObject({
  alg: z.literal('Ed25519'),
  iat: z.int().nonnegative(),
  iss: PROVIDER_NAME,
  kid: z.string().max(64),
  typ: z.literal('stillwatch-object'),
})
const SHAPE = /^([A-Za-z0-9_-]{1,1000})\.\.([A-Za-z0-9_-]{86})$/
/** How far the clocks of two providers may differ. */
const SKEW_MS = 300_000

/** Signs any JSON object. @returns the signature, to be sent beside it */
export function signObject(object: unknown, { provider, key }: Signer, now = Date.now()): string {
  const header = {
    alg: 'Ed25519',
    iat: Math.floor(now / 1000),
    iss: provider,
    kid: key.kid,
    typ: 'stillwatch-object',
  }
  const protectedHeader = Buffer.from(canonicalJson(header)).toString('base64url')
  const signature = sign(null, signedBytes(protectedHeader, object), privateKey(key))
  return `${protectedHeader}..${signature.toString('base64url')}`
}

/**
 * Checks that an object is as a provider signed it.
 * @param author whose object it is, as the object itself says: nobody else’s signature counts
 * @throws Problem `signature-refused`
 */
export function verifyObject(
  object: unknown,
  signature: string,
  directory: KeyDirectory,
  author: string,
  now = Date.now(),
): Signed {
  const [, protectedHeader = '', value = ''] = SHAPE.exec(signature) ?? []
  const header = parseHeader(protectedHeader)
  if (header === undefined) throw refused(say`it is no signature of the form HEADER..SIGNATURE by Ed25519`)
  const { iss, kid, iat } = header
  if (iss !== author) throw refused(say`it is ${iss}’s, and the object says that it is ${author}’s`)
  const atMs = iat * 1000
  if (atMs > now + SKEW_MS) throw refused(say`it is dated ${new Date(atMs).toISOString()}, which is to come`)
  const x = directory.keyOf(iss, kid, atMs)
  const bytes = Buffer.from(value, 'base64url')
  if (
    bytes.toString('base64url') !== value ||
    !verify(null, signedBytes(protectedHeader, object), publicKey(x), bytes)
  )
    throw refused(say`the object is not what ${iss} signed`)
  return { provider: iss, kid, signedAt: new Date(atMs).toISOString() }
}

export function refused(why: string | Sentence): Problem {
  return new Problem(
    'signature-refused',
    say`the signature doesn’t count: ${why}`,
    'Take nothing from the object; ask the sender for it again, and for the newest key card if keys were changed.',
  )
}

function signedBytes(protectedHeader: string, object: unknown): Buffer {
  return Buffer.from(`${protectedHeader}.${Buffer.from(canonicalOrRefused(object)).toString('base64url')}`)
}

function canonicalOrRefused(object: unknown): string {
  try {
    return canonicalJson(object)
  } catch (error) {
    throw refused(say`the object can’t be signed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function parseHeader(text: string): z.infer<typeof HEADER> | undefined {
  try {
    const parsed = HEADER.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (!parsed.success) return undefined
    // One header has one text, so that nothing unsigned can hide in it.
    return Buffer.from(canonicalJson(parsed.data)).toString('base64url') === text ? parsed.data : undefined
  } catch {
    return undefined
  }
}
