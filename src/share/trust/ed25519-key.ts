// Ed25519 keys (RFC 8032) as raw 32 bytes in base64url, the form of a JSON Web Key (RFC 8037), with the thumbprint of
// RFC 7638 as name: who has the name can check the key.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { z } from 'zod'
import { loadSodium } from '../sodium.js'
import { canonicalJson } from './canonical-json.js'

/** A key pair as it is kept; `d` is the secret. */
export interface SecretKey {
  readonly kid: string
  readonly x: string
  readonly d: string
}

/** 32 bytes, of which the last character's spare bits are zero: one key has one text. */
export const KEY_TEXT = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'no 32 bytes in base64url')

/** A new key whose name a command line takes for no option: one in 64 would begin with a dash. */
export function makeKey(): SecretKey {
  for (;;) {
    const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    const kid = thumbprint(x)
    if (!kid.startsWith('-')) return { kid, x, d }
  }
}

/** Name of a public key: SHA-256 of its JSON Web Key in canonical form. */
export function thumbprint(x: string): string {
  return createHash('sha256')
    .update(canonicalJson({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url')
}

/** What two people read to each other: 128 bits of the thumbprint, in groups of four. */
export function fingerprint(x: string): string {
  const hex = Buffer.from(thumbprint(x), 'base64url').toString('hex').slice(0, 32)
  return (hex.match(/.{4}/g) ?? []).join(' ')
}

export function isFingerprint(given: string, x: string): boolean {
  const bare = (text: string) => text.toLowerCase().replaceAll(/[\s:-]/g, '')
  return bare(given) === bare(fingerprint(x))
}

export function publicKey(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}

export function privateKey({ x, d }: SecretKey): KeyObject {
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' })
}

/** Whether nobody can sign for the key without its secret: a point of small order is a key for which anybody can. */
export async function isSoundKey(x: string): Promise<boolean> {
  return (await loadSodium()).crypto_core_ed25519_is_valid_point(Buffer.from(x, 'base64url'))
}
