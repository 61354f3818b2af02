// Frames of Zstandard (RFC 8878, 3.1.1) made by hand: what packs densest, as a bomb does, and what doesn't pack at all.

const MAGIC = 0xfd2fb528
/** The largest block: a byte said so many times is four bytes long. */
export const BLOCK_BYTES = 128 * 1024
const RAW = 0
const RLE = 1

/** A frame of so many blocks of one byte each, behind bytes as they are. */
export function zstdFrame(plain: Buffer, blocks: number, byte = 0x61): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt32LE(MAGIC)
  // No size of the content, no checksum; a window of 128 KiB.
  head[4] = 0
  head[5] = 7 << 3
  const pieces: Buffer[] = []
  for (let from = 0; from < plain.length; from += BLOCK_BYTES) {
    const part = plain.subarray(from, from + BLOCK_BYTES)
    pieces.push(blockHead(RAW, part.length, blocks === 0 && from + BLOCK_BYTES >= plain.length), part)
  }
  for (let n = 1; n <= blocks; n++)
    pieces.push(blockHead(RLE, BLOCK_BYTES, n === blocks), Buffer.from([byte]))
  return Buffer.concat([head, ...pieces])
}

function blockHead(kind: number, bytes: number, isLast: boolean): Buffer {
  const head = Buffer.alloc(3)
  head.writeUIntLE((bytes << 3) | (kind << 1) | (isLast ? 1 : 0), 0, 3)
  return head
}
