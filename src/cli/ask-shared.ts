// What may leave of a campaign, asked of the service that holds the store.
import { isInClear } from '../config/loopback.js'
import { Problem } from '../model/problem.js'
import { fetchWithin } from '../server/http/fetch-within.js'
import { writtenKey } from '../share/community-key.js'
import type { SharedCampaign, SharingOptions } from '../share/shared-campaign.js'

const ANSWER_MS = 60_000

/** @throws Problem `key-in-clear`, `service-unreachable`, `share-refused` */
export async function askShared(
  service: { readonly url: string; readonly key: string },
  wanted: string,
  { key, redact = [], suspects = false }: SharingOptions,
): Promise<SharedCampaign> {
  const url = new URL(
    `v1/campaigns/${encodeURIComponent(wanted)}/shared`,
    `${service.url.replace(/\/$/, '')}/`,
  )
  if (key.isShared && isInClear(url))
    throw new Problem(
      'key-in-clear',
      `the community key would go to ${url.origin} in clear`,
      'Name the service by https://, or ask on the machine that it runs on.',
    )
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${service.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...(key.isShared && { community_key: writtenKey(key) }), redact, suspects }),
  }
  let status: number
  let body: unknown
  try {
    const answered = await fetchWithin(url, init, ANSWER_MS)
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
  if (status === 200) return { ...(body as Omit<SharedCampaign, 'key'>), key }
  const { detail, next } = (body ?? {}) as { readonly detail?: string; readonly next?: string }
  throw new Problem(
    'share-refused',
    `the service does not tell what may leave (${status}): ${detail ?? 'it says nothing more'}`,
    `${next ?? 'Compare its version with this one.'} It needs a key with the scope act.`,
  )
}
