// A holder's service, as an asker asks it: the offer, its set, and answers. What comes is checked where it is used: offers
// and answers are signed, and the offer names the digest of the set.
import { Problem } from '../../model/problem.js'
import type { Offer } from './messages.js'

const ANSWER_MS = 300_000
const MOST_OFFER_BYTES = 100_000
const MOST_SET_BYTES = 256 * 2 ** 20
const MOST_ANSWER_BYTES = 64 * 2 ** 20
/** Requests that are sent at once. */
const AT_ONCE = 32

export class RemoteHolder {
  /** @param service address and key */
  constructor(private readonly service: { readonly url: string; readonly key: string }) {}

  /** @throws Problem `match-refused`, `match-unreachable` */
  async offer(kind: string): Promise<string> {
    return (await this.ask(`v1/match/offers/${kind}`, MOST_OFFER_BYTES)).toString('utf8')
  }

  /** @throws Problem `match-refused`, `match-unreachable` */
  outputs({ kind, outputs, output_bytes, outputs_sha256 }: Offer): Promise<Buffer> {
    const bytes = Math.min(outputs * output_bytes, MOST_SET_BYTES)
    return this.ask(`v1/match/offers/${kind}/outputs/${outputs_sha256}`, bytes)
  }

  /**
   * Answers to requests, one a line.
   * @throws Problem `match-refused`, `match-unreachable`
   */
  async answers(requests: readonly object[], say: (done: number) => void = () => {}): Promise<string[]> {
    const lines: string[] = []
    for (let from = 0; from < requests.length; from += AT_ONCE) {
      const some = requests.slice(from, from + AT_ONCE)
      const body = some.map((request) => `${JSON.stringify(request)}\n`).join('')
      const answered = await this.ask('v1/match/answers', MOST_ANSWER_BYTES, body)
      lines.push(
        ...answered
          .toString('utf8')
          .split('\n')
          .filter((line) => line !== ''),
      )
      say(Math.min(from + AT_ONCE, requests.length))
    }
    return lines
  }

  private async ask(path: string, mostBytes: number, body?: string): Promise<Buffer> {
    const url = new URL(path, `${this.service.url.replace(/\/$/, '')}/`)
    const controller = new AbortController()
    const timer = setTimeout(
      () => controller.abort(new Error(`no answer in ${ANSWER_MS / 1000} s`)),
      ANSWER_MS,
    )
    try {
      const response = await fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${this.service.key}`,
          ...(body !== undefined && { 'content-type': 'application/x-ndjson' }),
        },
        // A key would go with it.
        redirect: 'error',
        signal: controller.signal,
        ...(body !== undefined && { body }),
      })
      const bytes = await bounded(response, mostBytes)
      if (response.ok) return bytes
      throw refused(url, response.status, bytes)
    } catch (error) {
      if (error instanceof Problem) throw error
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      throw new Problem(
        'match-unreachable',
        `${url.origin} can’t be asked: ${cause instanceof Error ? cause.message : String(cause)}`,
        'Check --service and whether the partner’s service runs; what was asked and not answered can be asked again.',
        { cause: error },
      )
    } finally {
      clearTimeout(timer)
    }
  }
}

async function bounded(response: Response, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new Error(`an answer has more than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function refused(url: URL, status: number, body: Buffer): Problem {
  let said = ''
  try {
    const { detail, next } = JSON.parse(body.toString('utf8')) as Record<string, unknown>
    said = [detail, next].filter((one) => typeof one === 'string').join('; ')
  } catch {
    said = 'no reason was given'
  }
  return new Problem(
    'match-refused',
    `${url.origin} answers ${status}: ${said.slice(0, 400)}`,
    'Ask the partner, or with fewer values; nothing was learned by either side.',
  )
}
