// The verifiable oblivious pseudorandom function of RFC 9497 (suite ristretto255-SHA512, mode VOPRF): whoever asks learns
// the function's value at an input that the holder of the key never sees, and a proof that the announced key was used.
import { createHash, timingSafeEqual } from 'node:crypto'
import { loadSodium, type Sodium } from '../sodium.js'

export const SUITE = 'VOPRF ristretto255-SHA512'
/** Bytes of a group element and of a scalar. */
export const ELEMENT_BYTES = 32
/** Bytes of a proof: challenge and response. */
export const PROOF_BYTES = 64
/** A proof numbers its elements in two bytes. */
export const MOST_PROVEN = 65_535

export interface KeyPair {
  readonly secret: Uint8Array
  readonly public: Uint8Array
}

export interface Blinded {
  /** The asker’s own. */
  readonly blind: Uint8Array
  /** What the holder is sent. */
  readonly element: Uint8Array
}

export interface Evaluated {
  readonly elements: readonly Uint8Array[]
  readonly proof: Uint8Array
}

/** One input with what was made of it. */
export interface Asked {
  readonly input: Uint8Array
  readonly blind: Uint8Array
  readonly element: Uint8Array
  readonly evaluated: Uint8Array
}

/** An element that is none: no canonical encoding, or the identity. */
export class BadElement extends Error {}
/** A proof that doesn’t hold: another key was used, for all elements or for one. */
export class BadProof extends Error {}

const CONTEXT = Buffer.concat([Buffer.from('OPRFV1-'), Buffer.of(1), Buffer.from('-ristretto255-SHA512')])
const HASH_TO_GROUP = Buffer.concat([Buffer.from('HashToGroup-'), CONTEXT])
const HASH_TO_SCALAR = Buffer.concat([Buffer.from('HashToScalar-'), CONTEXT])
const DERIVE_KEY = Buffer.concat([Buffer.from('DeriveKeyPair'), CONTEXT])
const SEED = Buffer.concat([Buffer.from('Seed-'), CONTEXT])
const FINALIZE = Buffer.from('Finalize')
const COMPOSITE = Buffer.from('Composite')
const CHALLENGE = Buffer.from('Challenge')
/** Block of SHA-512, as zeros. */
const ZERO_BLOCK = Buffer.alloc(128)
const ZERO_SCALAR = Buffer.alloc(ELEMENT_BYTES)

export class Voprf {
  private constructor(private readonly sodium: Sodium) {}

  static async load(): Promise<Voprf> {
    return new Voprf(await loadSodium())
  }

  /** `DeriveKeyPair` (section 3.2.1). @param seed 32 secret random bytes; @param info what the key is for, public */
  deriveKeyPair(seed: Uint8Array, info: Uint8Array): KeyPair {
    for (let counter = 0; counter < 256; counter++) {
      const secret = this.hashToScalar(Buffer.concat([seed, prefixed(info), Buffer.of(counter)]), DERIVE_KEY)
      if (!isZero(secret)) return { secret, public: this.sodium.crypto_scalarmult_ristretto255_base(secret) }
    }
    throw new Error('no key follows from this seed')
  }

  /** `Blind` (section 3.3.1). @param blind a scalar that isn’t zero; random unless a test gives one */
  blind(input: Uint8Array, blind = this.randomScalar()): Blinded {
    const element = this.sodium.crypto_scalarmult_ristretto255(blind, this.hashToGroup(input))
    return { blind, element }
  }

  /** A group element of nobody’s input, which looks like any other. */
  randomElement(): Uint8Array {
    return this.sodium.crypto_core_ristretto255_random()
  }

  /**
   * `BlindEvaluate` with one proof for all elements (sections 2.2.1 and 3.3.2).
   * @param nonce random unless a test gives one
   * @throws BadElement
   */
  evaluateBlinded(key: KeyPair, elements: readonly Uint8Array[], nonce = this.randomScalar()): Evaluated {
    for (const element of elements) this.check(element)
    const evaluated = elements.map((element) => this.times(key.secret, element))
    const composite = this.combine(elements, this.weights(key.public, elements, evaluated))
    const image = this.times(key.secret, composite)
    const challenge = this.challenge(
      key.public,
      composite,
      image,
      this.sodium.crypto_scalarmult_ristretto255_base(nonce),
      this.times(nonce, composite),
    )
    const response = this.sodium.crypto_core_ristretto255_scalar_sub(
      nonce,
      this.sodium.crypto_core_ristretto255_scalar_mul(challenge, key.secret),
    )
    return { elements: evaluated, proof: Buffer.concat([challenge, response]) }
  }

  /**
   * `Finalize` (section 3.3.2): checks the proof, takes the blinds off.
   * @returns 64 bytes for each input, in order
   * @throws BadElement, BadProof
   */
  finalize(publicKey: Uint8Array, asked: readonly Asked[], proof: Uint8Array): Uint8Array[] {
    this.verify(publicKey, asked, proof)
    return asked.map(({ input, blind, evaluated }) => {
      const inverse = this.sodium.crypto_core_ristretto255_scalar_invert(blind)
      return output(input, this.times(inverse, evaluated))
    })
  }

  /** Checks a proof over elements of which nobody needs the outputs. @throws BadElement, BadProof */
  verify(
    publicKey: Uint8Array,
    asked: readonly Pick<Asked, 'element' | 'evaluated'>[],
    proof: Uint8Array,
  ): void {
    this.check(publicKey)
    const elements = asked.map(({ element }) => element)
    const evaluated = asked.map((one) => one.evaluated)
    for (const element of [...elements, ...evaluated]) this.check(element)
    const challenge = proof.subarray(0, ELEMENT_BYTES)
    const response = proof.subarray(ELEMENT_BYTES)
    if (proof.length !== PROOF_BYTES || !this.isReduced(challenge) || !this.isReduced(response))
      throw new BadProof('the proof is no pair of scalars')
    const expected = this.expectedChallenge(publicKey, elements, evaluated, challenge, response)
    if (expected === undefined || !timingSafeEqual(expected, challenge))
      throw new BadProof('the proof does not hold')
  }

  /** `Evaluate` (section 3.3.2): the function’s value for whoever has the key. */
  evaluate(secret: Uint8Array, input: Uint8Array): Uint8Array {
    return output(input, this.times(secret, this.hashToGroup(input)))
  }

  /** @throws BadElement for what is no canonical encoding, and for the identity, which section 3.3 says to refuse */
  check(element: Uint8Array): void {
    const isElement =
      element.length === ELEMENT_BYTES &&
      !isZero(element) &&
      this.sodium.crypto_core_ristretto255_is_valid_point(element)
    if (!isElement) throw new BadElement('no element of the group')
  }

  /** Undefined where a sum comes out as the identity, which no honest proof does. */
  private expectedChallenge(
    publicKey: Uint8Array,
    elements: readonly Uint8Array[],
    evaluated: readonly Uint8Array[],
    challenge: Uint8Array,
    response: Uint8Array,
  ): Uint8Array | undefined {
    if (isZero(challenge) || isZero(response)) return undefined
    const weights = this.weights(publicKey, elements, evaluated)
    const composite = this.combine(elements, weights)
    const image = this.combine(evaluated, weights)
    if (isZero(composite) || isZero(image)) return undefined
    return this.challenge(
      publicKey,
      composite,
      image,
      this.plus(this.sodium.crypto_scalarmult_ristretto255_base(response), this.times(challenge, publicKey)),
      this.plus(this.times(response, composite), this.times(challenge, image)),
    )
  }

  /** The weight of each pair in the proof’s sums (`ComputeComposites`). */
  private weights(
    publicKey: Uint8Array,
    elements: readonly Uint8Array[],
    evaluated: readonly Uint8Array[],
  ): Uint8Array[] {
    const seed = sha512(prefixed(publicKey), prefixed(SEED))
    return elements.map((element, index) =>
      this.hashToScalar(
        Buffer.concat([
          prefixed(seed),
          twoBytes(index),
          prefixed(element),
          prefixed(evaluated[index] ?? ZERO_SCALAR),
          COMPOSITE,
        ]),
        HASH_TO_SCALAR,
      ),
    )
  }

  private combine(elements: readonly Uint8Array[], weights: readonly Uint8Array[]): Uint8Array {
    return elements.reduce(
      (sum: Uint8Array, element, index) => this.plus(sum, this.times(weights[index] ?? ZERO_SCALAR, element)),
      ZERO_SCALAR,
    )
  }

  private challenge(...elements: readonly Uint8Array[]): Uint8Array {
    return this.hashToScalar(Buffer.concat([...elements.map(prefixed), CHALLENGE]), HASH_TO_SCALAR)
  }

  private times(scalar: Uint8Array, element: Uint8Array): Uint8Array {
    return this.sodium.crypto_scalarmult_ristretto255(scalar, element)
  }

  private plus(one: Uint8Array, other: Uint8Array): Uint8Array {
    return this.sodium.crypto_core_ristretto255_add(one, other)
  }

  private hashToGroup(input: Uint8Array): Uint8Array {
    return this.sodium.crypto_core_ristretto255_from_hash(expandMessage(input, HASH_TO_GROUP))
  }

  private hashToScalar(input: Uint8Array, domain: Uint8Array): Uint8Array {
    return this.sodium.crypto_core_ristretto255_scalar_reduce(expandMessage(input, domain))
  }

  private randomScalar(): Uint8Array {
    return this.sodium.crypto_core_ristretto255_scalar_random()
  }

  private isReduced(scalar: Uint8Array): boolean {
    const wide = Buffer.concat([scalar, ZERO_SCALAR])
    return Buffer.from(scalar).equals(this.sodium.crypto_core_ristretto255_scalar_reduce(wide))
  }
}

function output(input: Uint8Array, unblinded: Uint8Array): Uint8Array {
  return sha512(prefixed(input), prefixed(unblinded), FINALIZE)
}

/** `expand_message_xmd` with SHA-512 to 64 bytes, which is one block of it (RFC 9380, section 5.3.1). */
function expandMessage(message: Uint8Array, domain: Uint8Array): Uint8Array {
  const suffix = Buffer.concat([domain, Buffer.of(domain.length)])
  const first = sha512(ZERO_BLOCK, message, twoBytes(64), Buffer.of(0), suffix)
  return sha512(first, Buffer.of(1), suffix)
}

function sha512(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha512')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function prefixed(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([twoBytes(bytes.length), bytes])
}

function twoBytes(number: number): Uint8Array {
  return Buffer.of(number >> 8, number & 0xff)
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}
