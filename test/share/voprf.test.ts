// The oblivious function against the standard's own vectors, an independent implementation, and hostile elements.
import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { BadElement, BadProof, Voprf } from '../../src/share/matching/voprf.js'
import { KEY, VECTORS } from './rfc-9497.js'

const voprf = await Voprf.load()
const peer = ristretto255_oprf.voprf
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (given: Uint8Array) => Buffer.from(given).toString('hex')
const words = (text: string) => new Uint8Array(Buffer.from(text))
const key = voprf.deriveKeyPair(bytes(KEY.seed), bytes(KEY.info))

/** The order of the group, little-endian: a scalar that isn't reduced. */
const ORDER = 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'
/** Encodings that RFC 9496, appendix A.2, says are none. */
const NO_ELEMENTS = [
  '00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
  '3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '00'.repeat(32),
  '00'.repeat(31),
  '00'.repeat(33),
]

describe('RFC 9497', () => {
  test('the key pair', () => {
    expect([hex(key.secret), hex(key.public)]).toEqual([KEY.secret, KEY.public])
  })

  test.each(VECTORS)('batch of $inputs.length, $inputs', (vector) => {
    const inputs = vector.inputs.map(bytes)
    const blinded = inputs.map((input, index) => voprf.blind(input, bytes(vector.blinds[index] ?? '')))
    expect(blinded.map(({ element }) => hex(element))).toEqual(vector.blinded)
    const { elements, proof } = voprf.evaluateBlinded(
      key,
      blinded.map(({ element }) => element),
      bytes(vector.nonce),
    )
    expect(elements.map(hex)).toEqual(vector.evaluated)
    expect(hex(proof)).toBe(vector.proof)
    const asked = blinded.map((one, index) => ({
      ...one,
      input: inputs[index] ?? words(''),
      evaluated: elements[index] ?? words(''),
    }))
    expect(voprf.finalize(key.public, asked, proof).map(hex)).toEqual(vector.outputs)
    expect(inputs.map((input) => hex(voprf.evaluate(key.secret, input)))).toEqual(vector.outputs)
  })
})

/** A whole round of inputs, with what an answer may be changed to. */
function ask(inputs: readonly Uint8Array[]) {
  const blinded = inputs.map((input) => ({ input, ...voprf.blind(input) }))
  const answer = voprf.evaluateBlinded(
    key,
    blinded.map(({ element }) => element),
  )
  const asked = blinded.map((one, index) => ({ ...one, evaluated: answer.elements[index] ?? words('') }))
  return { asked, proof: answer.proof }
}

const inputs = Array.from({ length: 20 }, (_, index) => words(`value ${index}`))

test('an independent implementation asks and answers alike', () => {
  const theirs = inputs.map((input) => peer.blind(input))
  const ours = voprf.evaluateBlinded(
    key,
    theirs.map(({ blinded }) => blinded),
  )
  const items = inputs.map((input, index) => ({
    input,
    blind: theirs[index]?.blind ?? input,
    blinded: theirs[index]?.blinded ?? input,
    evaluated: ours.elements[index] ?? input,
  }))
  const outputs = peer.finalizeBatch(items, key.public, ours.proof)
  expect(outputs.map(hex)).toEqual(inputs.map((input) => hex(voprf.evaluate(key.secret, input))))

  const blinded = inputs.map((input) => ({ input, ...voprf.blind(input) }))
  const answer = peer.blindEvaluateBatch(
    key.secret,
    key.public,
    blinded.map(({ element }) => element),
  )
  const asked = blinded.map((one, index) => ({ ...one, evaluated: answer.evaluated[index] ?? one.input }))
  expect(voprf.finalize(key.public, asked, answer.proof).map(hex)).toEqual(outputs.map(hex))
})

test('the same input is blinded differently each time', () => {
  const seen = Array.from({ length: 50 }, () => hex(voprf.blind(words('one')).element))
  expect(new Set(seen).size).toBe(50)
})

describe('a holder who cheats', () => {
  test('another key for one element is found', () => {
    const { asked, proof } = ask(inputs)
    const other = voprf.deriveKeyPair(bytes('11'.repeat(32)), words('other'))
    const tagged = asked.map((one, index) =>
      index === 7
        ? { ...one, evaluated: voprf.evaluateBlinded(other, [one.element]).elements[0] ?? one.element }
        : one,
    )
    expect(() => voprf.finalize(key.public, tagged, proof)).toThrow(BadProof)
  })

  test('another key for all is found, with its own proof', () => {
    const other = voprf.deriveKeyPair(bytes('11'.repeat(32)), words('other'))
    const { asked } = ask(inputs)
    const answer = voprf.evaluateBlinded(
      other,
      asked.map(({ element }) => element),
    )
    const swapped = asked.map((one, index) => ({ ...one, evaluated: answer.elements[index] ?? one.element }))
    expect(() => voprf.finalize(key.public, swapped, answer.proof)).toThrow(BadProof)
  })

  test('answers in another order are found', () => {
    const { asked, proof } = ask(inputs)
    const swapped = asked.map((one, index) => ({
      ...one,
      evaluated: asked[(index + 1) % asked.length]?.evaluated ?? one.evaluated,
    }))
    expect(() => voprf.finalize(key.public, swapped, proof)).toThrow(BadProof)
  })

  test('a bit of the proof, scalars that are not reduced, zeros', () => {
    const { asked, proof } = ask(inputs.slice(0, 3))
    for (let at = 0; at < proof.length; at += 5) {
      const changed = Uint8Array.from(proof)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => voprf.finalize(key.public, asked, changed)).toThrow(BadProof)
    }
    const half = hex(proof).slice(0, 64)
    for (const bad of [half + ORDER, ORDER + half, '00'.repeat(64), half, 'ff'.repeat(64)])
      expect(() => voprf.finalize(key.public, asked, bytes(bad))).toThrow(BadProof)
  })
})

test.each(NO_ELEMENTS)('%s is refused wherever it comes from', (bad) => {
  expect(() => voprf.evaluateBlinded(key, [bytes(bad)])).toThrow(BadElement)
  const { asked, proof } = ask(inputs.slice(0, 2))
  const [first, second] = asked
  if (!first || !second) throw new Error('nothing asked')
  expect(() => voprf.finalize(key.public, [first, { ...second, evaluated: bytes(bad) }], proof)).toThrow(
    BadElement,
  )
  expect(() => voprf.finalize(bytes(bad), asked, proof)).toThrow(BadElement)
})
