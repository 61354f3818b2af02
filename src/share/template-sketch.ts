// Keyed sketches of templates: members of a community can tell how alike two wordings are, an outsider sees random bits.
// b-bit minwise hashing (Broder 1997; Li and König, WWW 2010) under a keyed hash of each anchor.
import { createHash } from 'node:crypto'
import { type CommunityKey, deriveKey } from './community-key.js'

/**
 * What is tuned. Two bits a row: a member who tries every possible anchor learns least from those, and of equally many
 * bytes they estimate likeness best.
 */
export const SKETCH = {
  /** Independent minima. */
  rows: 512,
  /** Bits that are kept of each. */
  bits: 2,
  /** Anchors of a template at least: fewer are a phrase, whose anchors its sketch gives away to members. */
  leastAnchors: 8,
  /** Estimated likeness (Jaccard) from which on two templates are near-identical. */
  near: 0.5,
} as const

const BYTES = (SKETCH.rows * SKETCH.bits) / 8
const ROWS_A_BYTE = 8 / SKETCH.bits
const MASK = 2 ** SKETCH.bits - 1
/** Likeness that two unrelated sketches have by chance, before it is taken off. */
const CHANCE = 2 ** -SKETCH.bits

/**
 * Makes sketches: base64url of 128 bytes.
 * Each anchor is expanded to a number a row by SHAKE-256 (FIPS 202) behind the key, and each row keeps the low bits of
 * the least number.
 */
export function templateSketches({ secret }: CommunityKey): (anchors: readonly number[]) => string {
  const key = deriveKey(secret, 'sketch')
  return (anchors) => {
    const least = new Uint32Array(SKETCH.rows).fill(0xffffffff)
    for (const anchor of new Set(anchors)) {
      const expanded = expand(key, anchor)
      for (let row = 0; row < SKETCH.rows; row++) {
        const value = expanded.readUInt32LE(4 * row)
        if (value < (least[row] as number)) least[row] = value
      }
    }
    const sketch = Buffer.alloc(BYTES)
    for (let row = 0; row < SKETCH.rows; row++) {
      const at = Math.floor(row / ROWS_A_BYTE)
      sketch[at] =
        (sketch[at] as number) | (((least[row] as number) & MASK) << (SKETCH.bits * (row % ROWS_A_BYTE)))
    }
    return sketch.toString('base64url')
  }
}

function expand(key: Buffer, anchor: number): Buffer {
  const message = Buffer.alloc(4)
  message.writeUInt32LE(anchor >>> 0)
  return createHash('shake256', { outputLength: 4 * SKETCH.rows })
    .update(key)
    .update(message)
    .digest()
}

/**
 * Estimated likeness (Jaccard) of the anchors behind two sketches of one key, 0 to 1; its standard error is 0.03 at
 * most. Undefined when either is no sketch.
 */
export function estimateLikeness(one: string, other: string): number | undefined {
  const [a, b] = [Buffer.from(one, 'base64url'), Buffer.from(other, 'base64url')]
  if (a.length !== BYTES || b.length !== BYTES) return undefined
  let same = 0
  for (let at = 0; at < BYTES; at++) {
    const difference = (a[at] as number) ^ (b[at] as number)
    for (let row = 0; row < ROWS_A_BYTE; row++) if (((difference >> (SKETCH.bits * row)) & MASK) === 0) same++
  }
  return Math.max(0, (same / SKETCH.rows - CHANCE) / (1 - CHANCE))
}
