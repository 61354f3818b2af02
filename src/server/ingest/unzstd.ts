// Zstandard (RFC 8878) through the runtime where it has it, in native code, and else through a library in JavaScript.
import * as zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import { CONTENT_BYTES, MOST_ZSTD_RATIO, mostUnpacked, tooDense, tooLarge } from './limits.js'

type Native = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer

/** Node 22.15 and newer. */
const native = (zlib as { zstdDecompressSync?: Native }).zstdDecompressSync

/** Bytes that the library is given at a time, so that it can be stopped. */
const STEP_BYTES = 64 * 1024

/**
 * What a body unpacks to.
 * @throws Problem `body-too-large`; an Error when it is damaged or cut
 */
export function unzstd(body: Buffer): Buffer {
  const most = mostUnpacked(body.length, 'zstd')
  const excess = () => (most < CONTENT_BYTES ? tooDense(MOST_ZSTD_RATIO) : tooLarge())
  if (native) {
    try {
      return native(body, { maxOutputLength: most })
    } catch (error) {
      const isExcess = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      throw isExcess ? excess() : error
    }
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  const stream = new Decompress((chunk) => {
    bytes += chunk.length
    if (bytes > most) throw excess()
    chunks.push(chunk)
  })
  for (let from = 0; from < body.length; from += STEP_BYTES)
    stream.push(body.subarray(from, from + STEP_BYTES), from + STEP_BYTES >= body.length)
  return Buffer.concat(chunks, bytes)
}
