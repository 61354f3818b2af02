// How large what is sent may be.
import { Problem } from '../../model/problem.js'

/** Bytes of a body as it comes, and of what it unpacks to. */
export const BODY_BYTES = 64 * 1024 * 1024
export const CONTENT_BYTES = 256 * 1024 * 1024

/** Bytes that bodies may unpack to at a time, all together. */
export const UNPACKED_BYTES = 2 * CONTENT_BYTES
/** Most that deflate makes of a byte (RFC 1951: a match of 258 bytes in two bits). */
const DEFLATE_RATIO = 1032

/** Bytes that a body may unpack to, as far as one can tell before. */
export function mostUnpacked(bytes: number, encoding: string | undefined): number {
  if (encoding === undefined || encoding.trim().toLowerCase() === 'identity') return 0
  return encoding.trim().toLowerCase() === 'zstd'
    ? CONTENT_BYTES
    : Math.min(CONTENT_BYTES, bytes * DEFLATE_RATIO)
}

export function tooLarge(): Problem {
  return new Problem(
    'body-too-large',
    `the body unpacks to more than ${CONTENT_BYTES / 1024 / 1024} MB`,
    'Send it in smaller batches.',
  )
}
