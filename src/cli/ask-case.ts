// A case file, asked of the service that holds the store.
import type { MadeCase } from '../case/make-case.js'
import { Problem } from '../model/problem.js'
import { askService } from './ask-service.js'

/** As long as a large log may take to be counted. */
const ANSWER_MS = 300_000

/** @throws Problem `service-unreachable`, `case-refused` */
export async function askCase(
  service: { readonly url: string; readonly key: string },
  wanted: string,
  asked: Readonly<Record<string, unknown>>,
): Promise<Pick<MadeCase, 'html' | 'json' | 'seal'>> {
  const path = `v1/campaigns/${encodeURIComponent(wanted)}/case`
  const { status, body, detail, next } = await askService(service, path, asked, ANSWER_MS)
  if (status === 200) return body as Pick<MadeCase, 'html' | 'json' | 'seal'>
  throw new Problem(
    'case-refused',
    `the service makes no case file (${status}): ${detail}`,
    `${next} It needs a key with the scope read, and act for values in clear.`,
  )
}
