// Many sketches of one key, laid out so that another is compared with all of them in little time: two bits a row, sixteen
// rows a word, and a comparison ends as soon as too many rows differ.
import { SKETCH } from './template-sketch.js'

const BYTES = (SKETCH.rows * SKETCH.bits) / 8
const WORDS = BYTES / 4
/** Likeness that two unrelated sketches have by chance. */
const CHANCE = 2 ** -SKETCH.bits
/** Rows in which two near-identical templates differ at most: the same as an estimated likeness of `near`. */
const MOST_DIFFERENT = Math.floor(SKETCH.rows * (1 - (SKETCH.near * (1 - CHANCE) + CHANCE)) + 1e-9)
/** The lower bit of each row. */
const LOWER = 0x55555555

export class SketchIndex<Of> {
  private readonly words: Uint32Array
  private readonly of: Of[] = []

  /** Texts that are no sketches are passed over. */
  constructor(sketches: readonly { readonly sketch: string; readonly of: Of }[]) {
    this.words = new Uint32Array(sketches.length * WORDS)
    for (const { sketch, of } of sketches) {
      const words = wordsOf(sketch)
      if (!words) continue
      this.words.set(words, this.of.length * WORDS)
      this.of.push(of)
    }
  }

  get size(): number {
    return this.of.length
  }

  /** What stands for sketches that are near-identical to one. */
  near(sketch: string): Of[] {
    const own = wordsOf(sketch)
    if (!own) return []
    const found: Of[] = []
    for (let place = 0, start = 0; place < this.of.length; place++, start += WORDS) {
      let different = 0
      for (let word = 0; word < WORDS && different <= MOST_DIFFERENT; word++) {
        const bits = (this.words[start + word] as number) ^ (own[word] as number)
        different += countBits((bits | (bits >>> 1)) & LOWER)
      }
      if (different <= MOST_DIFFERENT) found.push(this.of[place] as Of)
    }
    return found
  }
}

function wordsOf(sketch: string): Uint32Array | undefined {
  const bytes = Buffer.from(sketch, 'base64url')
  if (bytes.length !== BYTES) return undefined
  return Uint32Array.from({ length: WORDS }, (_, word) => bytes.readUInt32LE(4 * word))
}

/** Of a word in which no two bits stand beside each other. */
function countBits(spread: number): number {
  const pairs = (spread & 0x33333333) + ((spread >>> 2) & 0x33333333)
  const nibbles = (pairs + (pairs >>> 4)) & 0x0f0f0f0f
  return (nibbles * 0x01010101) >>> 24
}
