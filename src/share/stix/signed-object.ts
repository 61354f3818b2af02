// A STIX object with its producer's signature in it, so that it goes through any server: in an extension, which is left out
// of what is signed. The identity that made the object must be the signer's.
import { say } from '../../model/sentence.js'
import {
  type KeyDirectory,
  refused,
  type Signed,
  type Signer,
  signObject,
  verifyObject,
} from '../trust/signature.js'
import { publicId } from './identifiers.js'
import { isObject } from './object-check.js'
import type { StixObject } from './stix-object.js'

export const SIGNATURE_EXTENSION = publicId('extension-definition', 'stillwatch signature')

/** Id of the identity of a producer by its name. */
export const producerId = (name: string) => publicId('identity', `producer ${name}`)

/** The object with its signature. */
export function signStixObject(object: StixObject, signer: Signer, now?: number): StixObject {
  const { extensions } = object
  const signature = signObject(bare(object), signer, now)
  return {
    ...object,
    extensions: {
      ...(isObject(extensions) && extensions),
      [SIGNATURE_EXTENSION]: { extension_type: 'property-extension', signature },
    },
  }
}

/**
 * Who signed an object; undefined when nobody did.
 * @throws Problem `signature-refused` when there is a signature that doesn't count
 */
export function verifyStixObject(
  object: StixObject,
  directory: KeyDirectory,
  now?: number,
): Signed | undefined {
  const { extensions } = object
  const held = isObject(extensions) ? extensions[SIGNATURE_EXTENSION] : undefined
  if (held === undefined) return undefined
  const signature = isObject(held) ? held.signature : undefined
  if (typeof signature !== 'string') throw refused(say`its extension holds none`)
  const author = signerNamed(signature)
  const signed = verifyObject(bare(object), signature, directory, author, now)
  const maker = object.type === 'identity' ? object.id : object.created_by_ref
  // Observables have no maker: their ids follow from their values.
  if (maker !== undefined && maker !== producerId(author))
    throw refused(say`${author} signed what the object says somebody else made`)
  return signed
}

/** The object as it is signed. */
function bare(object: StixObject): StixObject {
  if (!isObject(object.extensions)) return object
  const { [SIGNATURE_EXTENSION]: _, ...others } = object.extensions
  const { extensions: __, ...rest } = object
  return Object.keys(others).length === 0 ? (rest as StixObject) : { ...object, extensions: others }
}

/** What a signature says of itself. */
export interface SignatureHeader {
  /** Whose it is, and by which key. */
  readonly iss: string
  readonly kid: string
  /** Seconds since 1970. */
  readonly iat: number
}

/** What the signature of an object says of itself; undefined where there is none. */
export function signatureOf({ extensions }: StixObject): SignatureHeader | undefined {
  const held = isObject(extensions) ? extensions[SIGNATURE_EXTENSION] : undefined
  const signature = isObject(held) ? held.signature : undefined
  if (typeof signature !== 'string') return undefined
  const { iss, kid, iat } = headerOf(signature)
  return { iss: String(iss), kid: String(kid), iat: typeof iat === 'number' ? iat : 0 }
}

/** The name in the header, which the check of the signature holds to its key. */
function signerNamed(signature: string): string {
  const { iss } = headerOf(signature)
  return iss === undefined ? '' : String(iss)
}

function headerOf(signature: string): Readonly<Record<string, unknown>> {
  try {
    const header: unknown = JSON.parse(
      Buffer.from(signature.split('.')[0] ?? '', 'base64url').toString('utf8'),
    )
    return isObject(header) ? header : {}
  } catch {
    return {}
  }
}
