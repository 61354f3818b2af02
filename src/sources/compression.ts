// Tells how a file is compressed from its first bytes, whatever its name says, and whether a zstd file is whole: the
// engine reads a cut one to its end without a word.

import { once } from 'node:events'
import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip } from 'node:zlib'

/** The engine's names of compressions. */
export type Compression = 'none' | 'gzip' | 'zstd' | 'xz' | 'bz2' | 'lz4'

const MAGIC: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bz2', [0x42, 0x5a, 0x68]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
]

/** The compression of a file that starts with these bytes. */
export function compressionOf(head: Uint8Array): Compression {
  const found = MAGIC.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte))
  return found?.[0] ?? 'none'
}

/** Whether a gzip file decompresses to its end. Reads all of it. */
export async function isWholeGzip(path: string): Promise<boolean> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  try {
    await pipeline(createReadStream(path), createGunzip(), nowhere)
    return true
  } catch {
    return false
  }
}

/** What a gzip file decompresses to, up to its end or to where it is damaged; not a byte before that is lost. */
export async function* gunzipped(path: string): AsyncGenerator<Buffer> {
  let given = 0
  const damage: Damaged = { offset: undefined }
  for await (const bytes of inflated(path, Number.POSITIVE_INFINITY, damage)) {
    given += bytes.length
    yield bytes
  }
  if (damage.offset === undefined) return
  // A failing stream drops the output of its last write: write byte by byte where it failed, and skip what was given.
  for await (const bytes of inflated(path, damage.offset, { offset: undefined })) {
    if (bytes.length > given) yield bytes.subarray(given)
    given = Math.max(0, given - bytes.length)
  }
}

interface Damaged {
  /** Where the write began that failed. */
  offset: number | undefined
}

async function* inflated(path: string, bytewiseFrom: number, damage: Damaged): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  const closed = once(gunzip, 'close').catch(() => {})
  let ready: Buffer[] = []
  let isFailed = false
  gunzip.on('data', (bytes: Buffer) => ready.push(bytes))
  gunzip.on('error', () => {
    isFailed = true
  })
  let offset = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 16_384 }) as AsyncIterable<Buffer>) {
    const step = offset >= bytewiseFrom ? 1 : chunk.length
    for (let i = 0; i < chunk.length; i += step) {
      // A stream that fails never calls back.
      const written = new Promise<void>((resolve) =>
        gunzip.write(chunk.subarray(i, i + step), () => resolve()),
      )
      await Promise.race([written, closed])
      yield* ready
      ready = []
      if (isFailed) {
        damage.offset = offset
        return
      }
    }
    offset += chunk.length
  }
  gunzip.end()
  await closed
  yield* ready
}

const ZSTD_FRAME = 0xfd2fb528
const SKIPPABLE = 0x184d2a50

/** Whether the frames of a zstd file all reach their end. Reads block headers only. */
export function isWholeZstd(path: string, size: number): boolean {
  const file = openSync(path, 'r')
  const at = (offset: number, length: number): Buffer | undefined => {
    if (offset + length > size) return undefined
    const bytes = Buffer.alloc(length)
    return readSync(file, bytes, 0, length, offset) === length ? bytes : undefined
  }
  try {
    let offset = 0
    while (offset < size) {
      const end = frameEnd(at, offset)
      if (end === undefined || end > size) return false
      offset = end
    }
    return true
  } finally {
    closeSync(file)
  }
}

type Read = (offset: number, length: number) => Buffer | undefined

/** Where the frame at `start` ends, per RFC 8878; undefined when it is cut or no frame. */
function frameEnd(at: Read, start: number): number | undefined {
  const head = at(start, 5)
  if (!head) return undefined
  const magic = head.readUInt32LE(0)
  if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
    const length = at(start + 4, 4)
    return length && start + 8 + length.readUInt32LE(0)
  }
  if (magic !== ZSTD_FRAME) return undefined
  const descriptor = head[4] ?? 0
  const isSingleSegment = (descriptor & 0x20) !== 0
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
  let offset = start + 5 + (isSingleSegment ? 0 : 1) + dictionary + contentSize
  for (;;) {
    const block = at(offset, 3)
    if (!block) return undefined
    const header = block.readUIntLE(0, 3)
    const isRun = ((header >> 1) & 3) === 1
    offset += 3 + (isRun ? 1 : header >> 3)
    if (header & 1) return offset + (descriptor & 4 ? 4 : 0)
  }
}
