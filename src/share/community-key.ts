// The secret that members of a community have in common: pseudonyms, sketches and ids are keyed with it, so that members
// can compare theirs and nobody else can.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Problem } from '../model/problem.js'

const PREFIX = 'swck_'
const KEY_BYTES = 32

export interface CommunityKey {
  readonly secret: Buffer
  /** Whether others have it too; a key that was made for one export matches nothing. */
  readonly isShared: boolean
  /** Eight hexadecimal digits by which members tell keys apart; it tells nothing of the key. */
  readonly id: string
}

/** What keys are derived for: no value that was keyed for one can be compared with one of another. */
export type KeyPurpose = 'id' | 'trait' | 'sketch' | 'key-id'

/** The key of one purpose, 32 bytes (HKDF, RFC 5869). */
export function deriveKey(secret: Uint8Array, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `stillwatch/1 ${purpose}`, KEY_BYTES))
}

/** A new key as it stands in a file, with a line break. */
export function newCommunityKey(): string {
  return `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}\n`
}

/** A key that nobody else has. */
export function freshKey(): CommunityKey {
  return keyOf(randomBytes(KEY_BYTES), false)
}

export function keyOf(secret: Buffer, isShared: boolean): CommunityKey {
  const id = createHmac('sha256', deriveKey(secret, 'key-id')).digest('hex').slice(0, 8)
  return { secret, isShared, id }
}

/** The key as it stands in a file. */
export function writtenKey({ secret }: CommunityKey): string {
  return `${PREFIX}${secret.toString('base64url')}`
}

/** A key that all members have, from its text; undefined when it is none. */
export function parseCommunityKey(text: string): CommunityKey | undefined {
  const written = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : ''
  const secret = /^[A-Za-z0-9_-]+$/.test(written) ? Buffer.from(written, 'base64url') : Buffer.alloc(0)
  return secret.length === KEY_BYTES ? keyOf(secret, true) : undefined
}

/**
 * The key in a file.
 * @throws Problem `community-key` when it can't be read or is none
 */
export function readCommunityKey(path: string): CommunityKey {
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new Problem(
      'community-key',
      `cannot read the community key: ${error instanceof Error ? error.message : String(error)}`,
      'Name the file that your community gave you with --community-key.',
      { cause: error },
    )
  }
  const key = parseCommunityKey(text)
  if (key) return key
  throw new Problem(
    'community-key',
    `${path} holds no community key`,
    `Make one with \`stillwatch share key > community.key\`, and give it to every member: it begins with ${PREFIX}.`,
  )
}
