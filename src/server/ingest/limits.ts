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
/**
 * The same of Zstandard, whose matches are as long as a block: records of one text of 10,000 characters come to 2,500, and a
 * bomb of blocks of one byte to 32,768 (RFC 8878: 128 KiB in four bytes).
 */
export const MOST_ZSTD_RATIO = 4000
export const FREE_BYTES = 4 * 1024 * 1024

/** Bytes that a body may unpack to, as far as one can tell before. */
export function mostUnpacked(bytes: number, encoding: string | undefined): number {
  const name = encoding?.trim().toLowerCase() ?? 'identity'
  if (name === 'identity') return 0
  const ratio = name === 'zstd' ? MOST_ZSTD_RATIO : MOST_RATIO
  return Math.min(CONTENT_BYTES, Math.max(FREE_BYTES, bytes * ratio))
}

export function tooLarge(): Problem {
  return new Problem(
    'body-too-large',
    `the body unpacks to more than ${CONTENT_BYTES / 1024 / 1024} MB`,
    'Send it in smaller batches.',
  )
}

/** @param ratio how many times its size it may unpack to */
export function tooDense(ratio = MOST_RATIO): Problem {
  return new Problem(
    'body-too-large',
    `the body unpacks to more than ${ratio} times its size`,
    'Send it in smaller batches, or plain.',
  )
}
