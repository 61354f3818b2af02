// Canonical JSON, signatures, and key cards: what counts, and every way to have something counted that should not.
import { sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { Problem } from '../../src/model/problem.js'
import { canonicalJson } from '../../src/share/trust/canonical-json.js'
import {
  fingerprint,
  makeKey,
  privateKey,
  type SecretKey,
  thumbprint,
} from '../../src/share/trust/ed25519-key.js'
import { openIdentity, revokeKey, rotateKey, signerOf } from '../../src/share/trust/identity.js'
import { type CardBody, readCard, sealCard } from '../../src/share/trust/key-card.js'
import { Partners } from '../../src/share/trust/partners.js'
import { signObject, verifyObject } from '../../src/share/trust/signature.js'
import { makeParties } from './parties.js'

describe('RFC 8785', () => {
  test('the example of section 3.2', () => {
    const given = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    )
    expect(canonicalJson(given)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('names in the order of section 3.2.3', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])))
    expect(Object.keys(JSON.parse(text)).filter((name) => name !== '1')).toEqual([
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ])
    expect(text.indexOf('"1"')).toBeGreaterThan(text.indexOf('"\\r"'))
    expect(text.indexOf('"1"')).toBeLessThan(text.indexOf('"\u0080"'))
  })

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('the number %s of appendix B', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text)
  })

  test('what is no JSON is refused', () => {
    for (const bad of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      undefined,
      1n,
      '\ud800',
      { '\udfff': 1 },
      [undefined],
    ])
      expect(() => canonicalJson(bad)).toThrow(TypeError)
    const deep = Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 1)
    expect(() => canonicalJson(deep)).toThrow('deeper')
  })

  test('the text means the value and hangs on no order', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown
        const text = canonicalJson(plain)
        expect(JSON.parse(text)).toEqual(plain)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })
})

const { parties, remove } = await makeParties('holder.example', 'asker.example', 'third.example')
afterAll(remove)
const [holder, asker, third] = parties
if (!holder || !asker || !third) throw new Error('no parties')

const object = { type: 'indicator', id: 'indicator--1', confidence: 85, list: [1, { a: 'b' }] }

/** The code of the problem that the work ends with. */
function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'none'
}

describe('signatures', () => {
  const signature = signObject(object, holder.signer)
  const check = (given: unknown, text: string, author = 'holder.example') =>
    codeOf(() => verifyObject(given, text, asker.directory, author))

  test('an object is its signer’s, whatever the order of its names', () => {
    const turned = Object.fromEntries(Object.entries(object).reverse())
    expect(verifyObject(turned, signature, asker.directory, 'holder.example')).toMatchObject({
      provider: 'holder.example',
      kid: holder.identity.key.kid,
    })
  })

  test('a changed object is refused', () => {
    for (const changed of [{ ...object, confidence: 86 }, { ...object, more: 1 }, {}, [object], null])
      expect(check(changed, signature)).toBe('signature-refused')
  })

  test('a changed signature is refused', () => {
    fc.assert(
      fc.property(fc.nat(signature.length - 1), fc.constantFrom(...'AbZ_-9.='), (at, sign) => {
        fc.pre(signature[at] !== sign)
        expect(check(object, signature.slice(0, at) + sign + signature.slice(at + 1))).toBe(
          'signature-refused',
        )
      }),
      { numRuns: 300 },
    )
  })

  test('a partner can’t sign for another', () => {
    // With its own key under its own name: not the author's.
    expect(check(object, signObject(object, third.signer))).toBe('signature-refused')
    // With its own key under the other's name.
    const forged = signObject(object, { provider: 'holder.example', key: third.identity.key })
    expect(check(object, forged)).toBe('signature-refused')
    // The same, with the name of the other's key.
    const renamed = { ...third.identity.key, kid: holder.identity.key.kid }
    expect(check(object, signObject(object, { provider: 'holder.example', key: renamed }))).toBe(
      'signature-refused',
    )
    // The other's header over one's own signature.
    const [header] = signature.split('..')
    const [, own] = signObject(object, third.signer).split('..')
    expect(check(object, `${header}..${own}`)).toBe('signature-refused')
  })

  test('a card that lists another’s key makes nothing one’s own', async () => {
    const root = makeKey()
    const now = new Date().toISOString()
    const body: CardBody = {
      schema: 'stillwatch.key-card/1',
      provider: 'thief.example',
      root: root.x,
      serial: 1,
      issued_at: now,
      keys: [{ kid: holder.identity.key.kid, x: holder.identity.key.x, valid_from: now }],
    }
    const directory = await Partners.open(join(asker.folder, 'with-thief.jsonl'))
    await directory.add(JSON.stringify(sealCard(body, root)), fingerprint(root.x))
    await directory.add(JSON.stringify(holder.identity.card), fingerprint(holder.identity.card.root))
    expect(codeOf(() => verifyObject(object, signature, directory, 'thief.example'))).toBe(
      'signature-refused',
    )
    expect(codeOf(() => verifyObject(object, signature, directory, 'holder.example'))).toBe('none')
  })

  test('other algorithms, extra headers and other forms of the same header are refused', () => {
    const [header = ''] = signature.split('..')
    const said = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>
    const forge = (text: string) => {
      const encoded = Buffer.from(text).toString('base64url')
      const payload = Buffer.from(canonicalJson(object)).toString('base64url')
      const value = sign(null, Buffer.from(`${encoded}.${payload}`), privateKey(holder.identity.key))
      return `${encoded}..${value.toString('base64url')}`
    }
    expect(check(object, forge(canonicalJson(said)))).toBe('none')
    for (const other of [
      { ...said, alg: 'none' },
      { ...said, alg: 'EdDSA' },
      { ...said, crit: ['b64'], b64: false },
      { ...said, jwk: {} },
      { ...said, iat: 'now' },
      { ...said, typ: 'JWT' },
    ])
      expect(check(object, forge(canonicalJson(other)))).toBe('signature-refused')
    expect(check(object, forge(JSON.stringify(said, null, 1)))).toBe('signature-refused')
  })

  test('a signature from the future is refused', () => {
    expect(check(object, signObject(object, holder.signer, Date.now() + 3_600_000))).toBe('signature-refused')
  })

  test('a stranger’s is refused, with what to do', () => {
    expect(codeOf(() => verifyObject(object, signature, asker.directory, 'stranger.example'))).toBe(
      'signature-refused',
    )
    const key = makeKey()
    const strange = signObject(object, { provider: 'stranger.example', key })
    expect(codeOf(() => verifyObject(object, strange, asker.directory, 'stranger.example'))).toBe(
      'no-partner',
    )
  })
})

describe('key cards', () => {
  async function codeOfLater(work: Promise<unknown>): Promise<string> {
    try {
      await work
    } catch (error) {
      if (error instanceof Problem) return error.code
      throw error
    }
    return 'none'
  }

  test('a replaced key counts for what it signed until then; a revoked one for nothing', async () => {
    const { parties: pair, remove: removePair } = await makeParties('one.example', 'two.example')
    const [one, two] = pair
    if (!one || !two) throw new Error('no parties')
    try {
      const path = join(one.folder, 'identity.json')
      const root = join(one.folder, 'root.json')
      const before = signObject(object, one.signer)
      const after = () => signObject(object, one.signer, Date.now() + 60_000)
      const rotated = rotateKey(path, one.identity, root)
      await two.directory.update(JSON.stringify(rotated.card))
      const check = (text: string) => codeOf(() => verifyObject(object, text, two.directory, 'one.example'))
      expect([check(before), check(after()), check(signObject(object, signerOf(rotated)))]).toEqual([
        'none',
        'signature-refused',
        'none',
      ])
      const revoked = revokeKey(path, rotated, root, one.identity.key.kid, 'a laptop was stolen')
      await two.directory.update(JSON.stringify(revoked.card))
      expect([check(before), check(signObject(object, signerOf(revoked)))]).toEqual([
        'signature-refused',
        'none',
      ])
      expect((await openIdentity(path)).card.serial).toBe(3)
      // The same serial again, by the right root, with a reason that reads otherwise.
      const rootKey = JSON.parse(readFileSync(root, 'utf8')) as SecretKey
      const { signature: _, ...body } = revoked.card
      const sameSerial = sealCard(
        { ...body, keys: body.keys.map((key) => ({ ...key, reason: 'other' })) },
        rootKey,
      )
      expect(await codeOfLater(two.directory.update(JSON.stringify(sameSerial)))).toBe('key-card-refused')
      // Rollback: the older card would bring the key back.
      expect(await codeOfLater(two.directory.update(JSON.stringify(rotated.card)))).toBe('key-card-refused')
      // What was added survives a new start.
      const again = await Partners.open(join(two.folder, 'partners.jsonl'))
      expect(again.cardOf('one.example').serial).toBe(3)
    } finally {
      removePair()
    }
  })

  test('a thief of the signing key can’t make a card', async () => {
    const thief = makeKey()
    const { signature: _, ...body } = holder.identity.card
    const next: CardBody = {
      ...body,
      serial: 2,
      keys: [...body.keys, { kid: thief.kid, x: thief.x, valid_from: body.issued_at }],
    }
    const bySigningKey = sealCard(next, holder.identity.key)
    expect(await codeOfLater(asker.directory.update(JSON.stringify(bySigningKey)))).toBe('key-card-refused')
    const byOwnRoot = sealCard({ ...next, root: thief.x, keys: body.keys }, thief)
    expect(await codeOfLater(asker.directory.update(JSON.stringify(byOwnRoot)))).toBe('key-card-refused')
    const left = sealCard({ ...next, keys: next.keys.slice(1) }, thief)
    expect(await codeOfLater(asker.directory.update(JSON.stringify(left)))).toBe('key-card-refused')
  })

  test('a wrong fingerprint, a second card and a changed card are refused', async () => {
    const fresh = await Partners.open(join(asker.folder, 'fresh.jsonl'))
    const { card } = holder.identity
    const print = fingerprint(card.root)
    expect(await codeOfLater(fresh.add(JSON.stringify(card), fingerprint(third.identity.card.root)))).toBe(
      'key-card-refused',
    )
    const renamed = JSON.stringify({ ...card, provider: 'third.example' })
    expect(await codeOfLater(fresh.add(renamed, print))).toBe('signature-refused')
    await fresh.add(JSON.stringify(card), print.toUpperCase().replaceAll(' ', ''))
    expect(await codeOfLater(fresh.add(JSON.stringify(card), print))).toBe('key-card-refused')
    fresh.remove('holder.example')
    expect(codeOf(() => fresh.cardOf('holder.example'))).toBe('no-partner')
  })

  test('weak keys, for which anybody can sign, are refused', async () => {
    // Encodings of points of small order: the identity, and one of order eight.
    const weak = [
      '0100000000000000000000000000000000000000000000000000000000000000',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    ].map((hex) => Buffer.from(hex, 'hex').toString('base64url'))
    const root = makeKey()
    const now = new Date().toISOString()
    for (const x of weak) {
      const body: CardBody = {
        schema: 'stillwatch.key-card/1',
        provider: 'weak.example',
        root: root.x,
        serial: 1,
        issued_at: now,
        keys: [{ kid: thumbprint(x), x, valid_from: now }],
      }
      expect(await codeOfLater(readCard(JSON.stringify(sealCard(body, root))))).toBe('key-card-refused')
    }
  })

  test('whatever is given instead of a card ends in words', async () => {
    const { card } = holder.identity
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(card)), fc.jsonValue(), async (name, value) => {
        fc.pre(
          canonicalJson(JSON.parse(JSON.stringify(value))) !== canonicalJson(card[name as keyof typeof card]),
        )
        const code = await codeOfLater(readCard(JSON.stringify({ ...card, [name]: value })))
        expect(['key-card-refused', 'signature-refused', 'json-unreadable']).toContain(code)
      }),
      { numRuns: 200 },
    )
    for (const text of ['', '{', 'null', '[]', '"x"', '{"__proto__":1}'])
      expect(['key-card-refused', 'json-unreadable']).toContain(await codeOfLater(readCard(text)))
  })
})

test('a new key’s name can be given on a command line', () => {
  const names = Array.from({ length: 400 }, () => makeKey().kid)
  expect(names.filter((kid) => kid.startsWith('-'))).toEqual([])
})
