// Long lists of numbers on their way out of the engine: as JSON each would be written and read digit by digit.

/** An expression for an Array(UInt32) as text; `unpack` reads it. */
export function packedSql(numbers: string): string {
  return `base64Encode(formatRow('RowBinary', ${numbers}))`
}

/** The numbers, of which four bytes each follow their count. */
export function unpack(packed: string): Uint32Array {
  const bytes = Buffer.from(packed, 'base64')
  // The count takes seven bits of a byte; the last byte of it is the first below 128.
  const start = bytes.findIndex((byte) => byte < 128) + 1
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.byteLength))
}
