// The bytes of a request's body, decompressed. How large they may become is bounded before they are, so that a small
// body that unpacks to a huge one costs nothing.
import { createGunzip, createInflate, type Gunzip, type Inflate } from 'node:zlib'
import { Problem } from '../../model/problem.js'
import { CONTENT_BYTES, FREE_BYTES, MOST_RATIO, tooDense, tooLarge } from './limits.js'
import { unzstd } from './unzstd.js'

/** Each piece is a way through the pool of threads and back. */
const PIECE_BYTES = 256 * 1024

/**
 * The content of a body.
 * @param encoding the header Content-Encoding
 * @throws Problem `encoding-unsupported`, `encoding-damaged`, `body-too-large`
 */
export async function unpack(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? 'identity'
  try {
    if (name === '' || name === 'identity') return body
    if (name === 'gzip' || name === 'x-gzip')
      return await inflated(body, createGunzip({ chunkSize: PIECE_BYTES }))
    if (name === 'deflate') return await inflated(body, createInflate({ chunkSize: PIECE_BYTES }))
    if (name === 'zstd') return unzstd(body)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(
      'encoding-damaged',
      `the body is not whole ${name}: ${error instanceof Error ? error.message : String(error)}`,
      'Send it again; nothing of it was taken.',
      { cause: error },
    )
  }
  throw new Problem(
    'encoding-unsupported',
    `bodies in ${name.slice(0, 40)} are not taken`,
    'Send it plain, or with Content-Encoding: gzip, deflate or zstd.',
  )
}

/** Stops at the first piece that is too much. */
function inflated(body: Buffer, stream: Gunzip | Inflate): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let bytes = 0
    stream.on('data', (piece: Buffer) => {
      bytes += piece.length
      pieces.push(piece)
      if (bytes > CONTENT_BYTES) stream.destroy(tooLarge())
      else if (bytes > FREE_BYTES && bytes > MOST_RATIO * stream.bytesWritten) stream.destroy(tooDense())
    })
    stream.on('error', reject)
    stream.on('end', () => resolve(Buffer.concat(pieces, bytes)))
    stream.end(body)
  })
}
