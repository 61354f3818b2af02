// What may leave of a campaign, asked of the service that holds the store.
import { isInClear } from '../config/loopback.js'
import { Problem } from '../model/problem.js'
import { writtenKey } from '../share/community-key.js'
import type { SharedCampaign, SharingOptions } from '../share/shared-campaign.js'
import { askService, routeOf } from './ask-service.js'

const ANSWER_MS = 60_000

/** @throws Problem `key-in-clear`, `service-unreachable`, `share-refused` */
export async function askShared(
  service: { readonly url: string; readonly key: string },
  wanted: string,
  { key, redact = [], suspects = false }: SharingOptions,
): Promise<SharedCampaign> {
  const path = `v1/campaigns/${encodeURIComponent(wanted)}/shared`
  const url = routeOf(service, path)
  if (key.isShared && isInClear(url))
    throw new Problem(
      'key-in-clear',
      `the community key would go to ${url.origin} in clear`,
      'Name the service by https://, or ask on the machine that it runs on.',
    )
  const asked = { ...(key.isShared && { community_key: writtenKey(key) }), redact, suspects }
  const { status, body, detail, next } = await askService(service, path, asked, ANSWER_MS)
  if (status === 200) return { ...(body as Omit<SharedCampaign, 'key'>), key }
  throw new Problem(
    'share-refused',
    `the service does not tell what may leave (${status}): ${detail}`,
    `${next} It needs a key with the scope act.`,
  )
}
