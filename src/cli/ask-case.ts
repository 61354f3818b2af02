// A case file, asked of the service that holds the store.
import type { MadeCase } from '../case/make-case.js'
import { Problem } from '../model/problem.js'
import { fetchWithin } from '../server/http/fetch-within.js'

/** As long as a large log may take to be counted. */
const ANSWER_MS = 300_000

/** @throws Problem `service-unreachable`, `case-refused` */
export async function askCase(
  service: { readonly url: string; readonly key: string },
  wanted: string,
  asked: Readonly<Record<string, unknown>>,
): Promise<Pick<MadeCase, 'html' | 'json' | 'seal'>> {
  const url = new URL(`v1/campaigns/${encodeURIComponent(wanted)}/case`, `${service.url.replace(/\/$/, '')}/`)
  let status: number
  let body: unknown
  try {
    const answered = await fetchWithin(
      url,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${service.key}`, 'content-type': 'application/json' },
        body: JSON.stringify(asked),
      },
      ANSWER_MS,
    )
    status = answered.status
    body = JSON.parse(answered.text)
  } catch (error) {
    throw new Problem(
      'service-unreachable',
      `the service at ${service.url} gives no answer: ${error instanceof Error ? error.message : String(error)}`,
      'Start it, or name its address with --service.',
      { cause: error },
    )
  }
  if (status === 200) return body as Pick<MadeCase, 'html' | 'json' | 'seal'>
  const { detail, next } = (body ?? {}) as { readonly detail?: string; readonly next?: string }
  throw new Problem(
    'case-refused',
    `the service makes no case file (${status}): ${detail ?? 'it says nothing more'}`,
    `${next ?? 'Compare its version with this one.'} It needs a key with the scope act.`,
  )
}
