// How large what is sent may be.
import { Problem } from '../../model/problem.js'

/** Bytes of a body as it comes, and of what it unpacks to. */
export const BODY_BYTES = 64 * 1024 * 1024
export const CONTENT_BYTES = 256 * 1024 * 1024

export function tooLarge(): Problem {
  return new Problem(
    'body-too-large',
    `the body unpacks to more than ${CONTENT_BYTES / 1024 / 1024} MB`,
    'Send it in smaller batches.',
  )
}
