// The holder's published set: the function's outputs for its values, cut short, sorted, and mixed with padding that
// looks alike, so that neither order nor exact number says anything.
import { createHash, createHmac } from 'node:crypto'
import { refusedMessage } from './messages.js'

/**
 * Bytes kept of an output. 25,000 values asked against a million agree by chance once in 10^18 rounds.
 */
export const OUTPUT_BYTES = 12
const LEAST_OUTPUTS = 1024

/** How many outputs are published for so many values: at most an eighth more, in steps, so that few numbers occur. */
export function paddedCount(values: number): number {
  if (values <= LEAST_OUTPUTS) return LEAST_OUTPUTS
  const step = 2 ** Math.max(0, Math.floor(Math.log2(values)) - 3)
  return Math.ceil(values / step) * step
}

/**
 * Padding of a set: the same in each revision of a period, because what goes would be known as padding.
 * @param secret the period’s seed
 */
export function paddingOutput(secret: Uint8Array, index: number): Uint8Array {
  return createHmac('sha256', secret).update(`padding ${index}`).digest().subarray(0, OUTPUT_BYTES)
}

/** The outputs that were joined, as views of them. */
export function outputsIn(joined: Uint8Array): Uint8Array[] {
  return Array.from({ length: joined.length / OUTPUT_BYTES }, (_, index) =>
    joined.subarray(index * OUTPUT_BYTES, (index + 1) * OUTPUT_BYTES),
  )
}

/** Sorts and joins outputs. */
export function packOutputs(outputs: readonly Uint8Array[]): Buffer {
  return Buffer.concat([...outputs].sort(Buffer.compare))
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A published set in which outputs are looked up; takes no more memory than its bytes. */
export class OutputSet {
  private constructor(
    private readonly bytes: Buffer,
    private readonly width: number,
  ) {}

  /**
   * @param said what the signed offer says of it
   * @throws Problem `match-message-refused`
   */
  static read(
    bytes: Buffer,
    said: { readonly outputs: number; readonly output_bytes: number; readonly outputs_sha256: string },
  ): OutputSet {
    if (bytes.length !== said.outputs * said.output_bytes || sha256(bytes) !== said.outputs_sha256)
      throw refusedMessage('set of outputs', 'it is not the one of this offer')
    const set = new OutputSet(bytes, said.output_bytes)
    for (let index = 1; index < said.outputs; index++)
      if (set.at(index - 1).compare(set.at(index)) >= 0)
        throw refusedMessage('set of outputs', 'it isn’t sorted')
    return set
  }

  /** Whether an output of the function, whole or cut, is in the set. */
  has(output: Uint8Array): boolean {
    const wanted = Buffer.from(output).subarray(0, this.width)
    let low = 0
    let high = this.bytes.length / this.width
    while (low < high) {
      const middle = (low + high) >> 1
      const order = this.at(middle).compare(wanted)
      if (order === 0) return true
      if (order < 0) low = middle + 1
      else high = middle
    }
    return false
  }

  private at(index: number): Buffer {
    return this.bytes.subarray(index * this.width, (index + 1) * this.width)
  }
}
