// Zstandard (RFC 8878) through the runtime where it has it, in native code, and else through a library in JavaScript.
import * as zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import { tooLarge } from './limits.js'

type Native = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer

/** Node 22.15 and newer. */
const native = (zlib as { zstdDecompressSync?: Native }).zstdDecompressSync

/** Bytes that the library is given at a time, so that it can be stopped. */
const STEP_BYTES = 64 * 1024

/**
 * What a body unpacks to.
 * @throws Problem `body-too-large`; an Error when it is damaged or cut
 */
export function unzstd(body: Buffer, mostBytes: number): Buffer {
  if (native) return native(body, { maxOutputLength: mostBytes })
  const chunks: Uint8Array[] = []
  let bytes = 0
  const stream = new Decompress((chunk) => {
    bytes += chunk.length
    if (bytes > mostBytes) throw tooLarge()
    chunks.push(chunk)
  })
  for (let from = 0; from < body.length; from += STEP_BYTES)
    stream.push(body.subarray(from, from + STEP_BYTES), from + STEP_BYTES >= body.length)
  return Buffer.concat(chunks, bytes)
}
