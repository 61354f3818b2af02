// A provider's keys as it publishes them: signing keys under one root key, which signs nothing else and lies elsewhere. A
// newer card must be signed by the same root, so that a thief of a signing key can't change what the key means.
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { parseJsonText } from './bounded-json.js'
import { isSoundKey, KEY_TEXT, type SecretKey, thumbprint } from './ed25519-key.js'
import { PROVIDER_NAME } from './provider-name.js'
import { signObject, verifyObject } from './signature.js'

const TIME = z.iso.datetime()
const KEY = z.strictObject({
  kid: z.string(),
  x: KEY_TEXT,
  valid_from: TIME,
  /** A key that was replaced: what it signed until then counts. */
  valid_until: TIME.optional(),
  /** A key that somebody else may have: nothing that it signed counts any more. */
  revoked_at: TIME.optional(),
  reason: z.string().max(500).optional(),
})

const CARD_BODY = z.strictObject({
  schema: z.literal('stillwatch.key-card/1'),
  provider: PROVIDER_NAME,
  /** Public root key. */
  root: KEY_TEXT,
  /** Grows with each card. */
  serial: z.int().positive(),
  issued_at: TIME,
  keys: z.array(KEY).min(1).max(1000),
})
const CARD = CARD_BODY.extend({ signature: z.string().max(2000) })

export type CardKey = z.infer<typeof KEY>
export type CardBody = z.infer<typeof CARD_BODY>
export type KeyCard = z.infer<typeof CARD>

/** The card of a body, signed by the root. */
export function sealCard(body: CardBody, root: SecretKey, now?: number): KeyCard {
  return { ...body, signature: signObject(body, { provider: body.provider, key: root }, now) }
}

/**
 * A card that its own root signed and whose keys are sound. Whether the root is the provider’s, a fingerprint tells.
 * @throws Problem `key-card-refused`, `signature-refused`
 */
export async function readCard(text: string): Promise<KeyCard> {
  const parsed = CARD.safeParse(parseJsonText(text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refusedCard(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it is no key card'}`)
  }
  const card = parsed.data
  for (const { kid, x } of card.keys) {
    if (kid !== thumbprint(x)) throw refusedCard(`the key ${kid} has another’s name`)
    if (x === card.root) throw refusedCard('the root key stands among the keys that sign')
  }
  if (new Set(card.keys.map(({ kid }) => kid)).size < card.keys.length)
    throw refusedCard('a key stands in it twice')
  for (const x of [card.root, ...card.keys.map((key) => key.x)])
    if (!(await isSoundKey(x))) throw refusedCard('one of its keys is a weak one, for which anybody can sign')
  const { signature, ...body } = card
  verifyObject(body, signature, { keyOf: (_, kid) => rootOf(card, kid) }, card.provider)
  return card
}

/**
 * Checks that a card may take the place of one that is held.
 * @throws Problem `key-card-refused`
 */
export function checkSuccession(held: KeyCard, next: KeyCard): void {
  if (next.root !== held.root)
    throw refusedCard(
      `it hangs from another root key than the card that is held of ${held.provider}`,
      'Ask the provider by another way whether the root was changed; if it was, remove the partner and add it again with its new fingerprint.',
    )
  if (next.serial <= held.serial)
    throw refusedCard(
      `its serial ${next.serial} is not above ${held.serial}, which is held`,
      'Ask for the newest card.',
    )
  for (const key of held.keys) {
    const kept = next.keys.find(({ kid }) => kid === key.kid)
    if (!kept) throw refusedCard(`it leaves out the key ${key.kid}, whose end nobody could tell then`)
    if (key.revoked_at !== undefined && kept.revoked_at === undefined)
      throw refusedCard(`it takes back that the key ${key.kid} is revoked`)
  }
}

export function refusedCard(
  why: string,
  next = 'Use nothing of the card, and ask its provider for the one that it published.',
): Problem {
  return new Problem('key-card-refused', `the key card can’t be used: ${why}`, next)
}

function rootOf(card: KeyCard, kid: string): string {
  if (kid === thumbprint(card.root)) return card.root
  throw refusedCard('its root key didn’t sign it')
}
