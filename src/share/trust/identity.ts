// This provider's own signing keys, and the card that tells its partners. The root key lies in a file of its own, which
// is needed only to change keys.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { makeKey, type SecretKey, thumbprint } from './ed25519-key.js'
import { type CardBody, type CardKey, type KeyCard, readCard, sealCard } from './key-card.js'
import { PROVIDER_NAME } from './provider-name.js'
import type { Signer } from './signature.js'

const SECRET = z.strictObject({ kid: z.string(), x: z.string(), d: z.string() })
const IDENTITY = z.strictObject({ card: z.unknown(), key: SECRET, before: SECRET.optional() })

/** What is kept: the card, the secret of the key in use, and that of the one before it. */
export interface Identity {
  readonly card: KeyCard
  readonly key: SecretKey
  /** Signs versions of its time, so that they keep their text; undefined when it was revoked, or there was none. */
  readonly before?: SecretKey | undefined
}

export function signerOf({ card, key }: Identity): Signer {
  return { provider: card.provider, key }
}

/** The secret of a key, if it is held and what it signs counts. */
export function secretOf({ card, key, before }: Identity, kid: string): SecretKey | undefined {
  const isRevoked = card.keys.some((one) => one.kid === kid && one.revoked_at !== undefined)
  return isRevoked ? undefined : [key, before].find((one) => one?.kid === kid)
}

/**
 * Makes root, first key and card, and writes them.
 * @param rootPath where the root key goes, which should leave this machine
 * @throws Problem `identity-exists`, `bad-value`
 */
export function createIdentity(path: string, provider: string, rootPath: string): Identity {
  if (!PROVIDER_NAME.safeParse(provider).success)
    throw new Problem(
      'bad-value',
      `${provider} is no provider’s name`,
      'Use small letters, digits, dots and dashes, as in acme-ai.example.',
    )
  for (const there of [path, rootPath])
    if (existsSync(there))
      throw new Problem(
        'identity-exists',
        `there is ${there} already`,
        'Use `stillwatch share identity rotate` for a new key; what is there is never overwritten.',
      )
  const root = makeKey()
  const key = makeKey()
  const now = new Date()
  const body: CardBody = {
    schema: 'stillwatch.key-card/1',
    provider,
    root: root.x,
    serial: 1,
    issued_at: now.toISOString(),
    keys: [{ kid: key.kid, x: key.x, valid_from: now.toISOString() }],
  }
  writeSecret(rootPath, root)
  return writeIdentity(path, { card: sealCard(body, root), key })
}

/** @throws Problem `no-identity` */
export async function openIdentity(path: string): Promise<Identity> {
  if (!existsSync(path))
    throw new Problem(
      'no-identity',
      `there is no ${path}: this provider has no keys to sign with`,
      'Make them with `stillwatch share identity create NAME --root FILE`.',
    )
  try {
    const { card, key, before } = IDENTITY.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { card: await readCard(JSON.stringify(card)), key, ...(before && { before }) }
  } catch (error) {
    throw new Problem(
      'no-identity',
      `cannot use ${path}: ${error instanceof Error ? error.message : String(error)}`,
      'Put the file back from a copy.',
      { cause: error },
    )
  }
}

/**
 * Puts a new key in place of the one in use: what that one signed still counts. Its secret is kept until the next one is
 * replaced.
 * @throws Problem `no-root`
 */
export function rotateKey(path: string, identity: Identity, rootPath: string): Identity {
  return replaceKey(path, identity, rootPath, (key, at) => ({ ...key, valid_until: at }), identity.key.kid)
}

/**
 * Says that a key may be in other hands: nothing that it signed counts any more. The key in use is replaced.
 * @throws Problem `no-root`, `no-key`
 */
export function revokeKey(
  path: string,
  identity: Identity,
  rootPath: string,
  kid: string,
  reason: string,
): Identity {
  if (!identity.card.keys.some((key) => key.kid === kid))
    throw new Problem('no-key', `there is no key ${kid}`, 'See `stillwatch share identity show`.')
  return replaceKey(path, identity, rootPath, (key, at) => ({ ...key, revoked_at: at, reason }), kid)
}

function replaceKey(
  path: string,
  { card, key, before }: Identity,
  rootPath: string,
  end: (key: CardKey, at: string) => CardKey,
  kid: string,
): Identity {
  const root = readRoot(rootPath, card.root)
  const at = new Date().toISOString()
  const next = kid === key.kid ? makeKey() : key
  const { signature: _, ...body } = card
  const keys = [
    ...body.keys.map((one) => (one.kid === kid ? end(one, at) : one)),
    ...(next === key ? [] : [{ kid: next.kid, x: next.x, valid_from: at }]),
  ]
  const sealed = sealCard({ ...body, serial: body.serial + 1, issued_at: at, keys }, root)
  const isRevoked = (one: SecretKey) =>
    keys.some(({ kid: named, revoked_at }) => named === one.kid && revoked_at !== undefined)
  const left = [...(next === key ? [] : [key]), ...(before ? [before] : [])].find((one) => !isRevoked(one))
  return writeIdentity(path, { card: sealed, key: next, ...(left && { before: left }) })
}

function readRoot(path: string, x: string): SecretKey {
  try {
    const root = SECRET.parse(JSON.parse(readFileSync(path, 'utf8')))
    if (root.x === x && root.kid === thumbprint(x)) return root
  } catch (error) {
    throw new Problem(
      'no-root',
      `cannot read the root key in ${path}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      'Name with --root the file that `stillwatch share identity create` wrote.',
      { cause: error },
    )
  }
  throw new Problem(
    'no-root',
    `${path} holds another root key than the card’s`,
    'Name with --root the file that `stillwatch share identity create` wrote.',
  )
}

function writeIdentity(path: string, identity: Identity): Identity {
  writeSecret(path, identity)
  return identity
}

/** For the eyes of this user; whole or not at all. */
function writeSecret(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.new`
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true })
  chmodSync(draft, 0o600)
  renameSync(draft, path)
}
