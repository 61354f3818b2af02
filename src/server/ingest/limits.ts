// How large what is sent may be.
import { Problem } from '../../model/problem.js'

/** Bytes of a body as it comes, and of what it unpacks to. */
export const BODY_BYTES = 64 * 1024 * 1024
export const CONTENT_BYTES = 256 * 1024 * 1024

/** Bytes that bodies may unpack to at a time, all together. */
export const UNPACKED_BYTES = 2 * CONTENT_BYTES
/**
 * Most that gzip or deflate may make of a byte, once there are this many. Records of one
 * text that differ by their ids stay below; a bomb comes near the 1032 of the format (RFC 1951: 258 bytes in two bits).
 */
export const MOST_RATIO = 250
export const FREE_BYTES = 4 * 1024 * 1024

/** Bytes that a body may unpack to, as far as one can tell before. */
export function mostUnpacked(bytes: number, encoding: string | undefined): number {
  if (encoding === undefined || encoding.trim().toLowerCase() === 'identity') return 0
  return encoding.trim().toLowerCase() === 'zstd'
    ? CONTENT_BYTES
    : Math.min(CONTENT_BYTES, Math.max(FREE_BYTES, bytes * MOST_RATIO))
}

export function tooLarge(): Problem {
  return new Problem(
    'body-too-large',
    `the body unpacks to more than ${CONTENT_BYTES / 1024 / 1024} MB`,
    'Send it in smaller batches.',
  )
}

export function tooDense(): Problem {
  return new Problem(
    'body-too-large',
    `the body unpacks to more than ${MOST_RATIO} times its size`,
    'Send it in smaller batches, or plain.',
  )
}
