// Long lists of numbers on their way out of the engine and into it: as JSON each would be written and read digit by
// digit.

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

/** Types that are packed: their bytes, and how one is written. */
const WRITERS: Readonly<
  Record<string, readonly [bytes: number, set: 'setUint8' | 'setUint32' | 'setFloat32']>
> = { UInt8: [1, 'setUint8'], UInt32: [4, 'setUint32'], Float32: [4, 'setFloat32'] }

interface Column {
  readonly name: string
  readonly type: string
}

/** Rows in the engine's format RowBinary, as base64; undefined where a column holds anything but short numbers. */
export function packRows(rows: readonly object[], columns: readonly Column[]): string | undefined {
  const writers = columns.flatMap(({ name, type }) => {
    const writer = WRITERS[type]
    return writer ? [{ name, bytes: writer[0], set: writer[1] }] : []
  })
  if (writers.length < columns.length) return undefined
  const packed = new DataView(
    new ArrayBuffer(rows.length * writers.reduce((sum, { bytes }) => sum + bytes, 0)),
  )
  let at = 0
  for (const row of rows as readonly Readonly<Record<string, number | undefined>>[])
    for (const { name, bytes, set } of writers) {
      packed[set](at, row[name] ?? 0, true)
      at += bytes
    }
  return Buffer.from(packed.buffer).toString('base64')
}
