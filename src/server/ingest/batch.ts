// A batch of records as it goes to the inbox: whole lines, each a JSON object. Whether each is an exchange is for the
// loader to say; here only what would damage the batches beside it is kept out, and what is plainly something else.
import { randomUUID, webcrypto } from 'node:crypto'
import { Problem } from '../../model/problem.js'

/** Bytes of a first line that is looked at; a longer one is left to the loader. */
const LOOKED_AT = 1024 * 1024
const LINE_BREAK = 10
const OPEN_BRACE = 123
/** Characters that a sender may name a batch with. */
const BATCH_ID = /^[\x21-\x7e]{1,200}$/

export interface Lines {
  readonly bytes: Buffer
  readonly records: number
}

/**
 * Lines of a body of JSON lines, ending in a line break.
 * @throws Problem `records-malformed` when there are none
 */
export function linesOf(content: Buffer): Lines {
  const bare = content.subarray(0, 3).equals(BYTE_ORDER_MARK) ? content.subarray(3) : content
  const start = firstSign(bare)
  if (start === -1) throw malformed('it holds nothing')
  const end = bare.indexOf(LINE_BREAK, start)
  const first = bare.subarray(start, end === -1 ? bare.length : end)
  if (bare[start] !== OPEN_BRACE) throw malformed('it does not begin with a JSON object')
  if (first.length <= LOOKED_AT && !isJson(first))
    throw malformed('its first line is no whole JSON object; records may not span lines')
  const isEnded = bare.at(-1) === LINE_BREAK
  return {
    bytes: isEnded ? bare : Buffer.concat([bare, Buffer.from('\n')]),
    records: countLines(bare) + (isEnded ? 0 : 1),
  }
}

/**
 * The id of a batch: that which its sender gave it, else one of its content, so that the same bytes are the same batch.
 * @param isRepeatable whether the same content may mean something else the next time, as a state that came back
 * @throws Problem `request-malformed`
 */
export async function batchId(
  given: string | undefined,
  content: Buffer,
  isRepeatable = false,
): Promise<string> {
  if (given === undefined) return isRepeatable ? randomUUID() : contentId(content)
  if (BATCH_ID.test(given)) return given
  throw new Problem(
    'request-malformed',
    'the header Idempotency-Key is no id of a batch',
    'Use up to 200 printable characters without spaces, such as a UUID.',
  )
}

/** Of SHA-256 128 bits, in hexadecimal; in a thread of the system's pool, so that a large batch keeps no question waiting. */
async function contentId(content: Buffer): Promise<string> {
  const digest = await webcrypto.subtle.digest('SHA-256', content as Uint8Array<ArrayBuffer>)
  return Buffer.from(digest).toString('hex').slice(0, 32)
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

function firstSign(bytes: Buffer): number {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte !== 32 && byte !== 9 && byte !== 10 && byte !== 13) return i
  }
  return -1
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(LINE_BREAK); at !== -1; at = bytes.indexOf(LINE_BREAK, at + 1)) count++
  return count
}

function isJson(line: Buffer): boolean {
  try {
    JSON.parse(line.toString())
    return true
  } catch {
    return false
  }
}

function malformed(what: string): Problem {
  return new Problem(
    'records-malformed',
    `the body is no batch of records: ${what}`,
    'Send one JSON object a line (application/x-ndjson); docs/serve.md has examples.',
  )
}
