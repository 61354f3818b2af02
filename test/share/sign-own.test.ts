// A version has one text: also when keys were replaced since it was published, and what a revoked key signed is told anew.
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { signOwn } from '../../src/share/publish/sign-own.js'
import { signPart } from '../../src/share/publish/sign-part.js'
import {
  producerId,
  signatureOf,
  signStixObject,
  verifyStixObject,
} from '../../src/share/stix/signed-object.js'
import type { StixObject } from '../../src/share/stix/stix-object.js'
import { fingerprint } from '../../src/share/trust/ed25519-key.js'
import { type Identity, openIdentity, revokeKey, rotateKey } from '../../src/share/trust/identity.js'
import { Partners } from '../../src/share/trust/partners.js'
import { makeParties } from './parties.js'

const { parties, remove } = await makeParties('one.example', 'two.example')
afterAll(remove)
const [one, two] = parties
if (!one || !two) throw new Error('no parties')
const path = join(one.folder, 'identity.json')
const root = join(one.folder, 'root.json')
const MAKER = producerId('one.example')
const objectAt = (modified: string, more: object = {}): StixObject => ({
  type: 'campaign',
  id: 'campaign--00000000-0000-4000-8000-000000000001',
  created_by_ref: MAKER,
  created: '2026-01-01T00:00:00.000Z',
  modified,
  name: 'a',
  ...more,
})
const signed = (object: StixObject, identity: Identity) => signOwn([object], identity, MAKER)[0] as StixObject
const kidOf = (object: StixObject) => signatureOf(object)?.kid
const pause = () => new Promise((resolve) => setTimeout(resolve, 20))
/** Who signed it, by a card as partners have it; undefined when it doesn't count. */
const counts = async (object: StixObject, { card }: Identity) => {
  const directory = await Partners.open(join(two.folder, `directory-${card.serial}.jsonl`))
  await directory.add(JSON.stringify(card), fingerprint(card.root)).catch(() => {})
  try {
    return verifyStixObject(object, directory)?.provider
  } catch {
    return undefined
  }
}

test('keeps its text when the key is replaced, and is a later version when it was revoked', async () => {
  const first = one.identity
  const old = objectAt('2026-01-02T00:00:00.000Z')
  await pause()
  const during = objectAt(new Date().toISOString())
  await pause()
  const texts = [signed(old, first), signed(during, first)]

  const rotated = rotateKey(path, first, root)
  expect([signed(old, rotated), signed(during, rotated)]).toEqual(texts)
  expect(await openIdentity(path)).toEqual(rotated)
  await pause()
  const after = objectAt(new Date().toISOString())
  const afterText = signed(after, rotated)
  expect(kidOf(afterText)).toBe(rotated.key.kid)
  expect(afterText.modified).toBe(after.modified)
  for (const text of [...texts, afterText]) expect(await counts(text, rotated)).toBe('one.example')

  const revoked = revokeKey(path, rotated, root, first.key.kid, 'a laptop was stolen')
  expect(revoked.before).toBeUndefined()
  expect(signed(after, revoked)).toEqual(afterText)
  const again = [signed(old, revoked), signed(during, revoked)]
  for (const [index, text] of again.entries()) {
    expect(await counts(texts[index] as StixObject, revoked)).toBeUndefined()
    expect(await counts(text, revoked)).toBe('one.example')
    expect(kidOf(text)).toBe(rotated.key.kid)
    expect(Date.parse(String(text.modified))).toBeGreaterThan(Date.parse(String(during.modified)))
    expect(Date.parse(String(text.modified))).toBeLessThan(Date.parse(String(after.modified)))
  }
  expect(signed(during, await openIdentity(path))).toEqual(again[1])

  // The secret of the last key but one is gone.
  const third = rotateKey(path, rotateKey(path, revoked, root), root)
  expect([third.card.keys.length, third.before?.kid === rotated.key.kid]).toEqual([4, false])
  expect(await counts(signed(after, third), third)).toBe('one.example')
  expect(Date.parse(String(signed(after, third).modified))).toBeGreaterThan(
    Date.parse(String(after.modified)),
  )
  // The key in use is revoked: the one before it stays.
  const last = revokeKey(path, third, root, third.key.kid, 'again')
  expect(last.before?.kid).toBe(third.before?.kid)
})

test('a part is signed as the whole is, and what we did not sign is not', async () => {
  const identity = await openIdentity(path)
  const whole = signed(objectAt(new Date().toISOString(), { description: 'b' }), identity)
  const { description: _, ...rest } = whole
  const { extensions: __, ...part } = rest
  const given = signPart(part as StixObject, whole, identity)
  expect(await counts(given, identity)).toBe('one.example')
  expect(signatureOf(given)).toEqual(signatureOf(whole))
  const rotated = rotateKey(path, identity, root)
  expect(signPart(part as StixObject, whole, rotated)).toEqual(given)

  // In our name, by somebody who may write.
  const { extensions: ___, ...bare } = whole
  const forged = [
    bare as StixObject,
    { ...whole, name: 'other' },
    signStixObject(bare as StixObject, two.signer),
    signStixObject(bare as StixObject, { provider: 'one.example', key: two.identity.key }),
  ]
  for (const text of forged) expect(signatureOf(signPart(part as StixObject, text, rotated))).toBeUndefined()
  const revoked = revokeKey(path, rotated, root, identity.key.kid, 'lost')
  expect(signPart(part as StixObject, whole, revoked)).toEqual(part)
})
