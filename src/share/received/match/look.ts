// Matches of what partners say now, in a store by itself: templates are made for it and go away again.
import { drawLog } from '../../../campaigns/drawn-log.js'
import { buildTemplates } from '../../../campaigns/templates.js'
import { dropWorkspace } from '../../../campaigns/workspace.js'
import type { Store } from '../../../store/store.js'
import type { ReceivedState } from '../received-campaigns.js'
import { type CampaignMatch, matchReceived } from './match-received.js'
import { type Received, readTrusted } from './suggest.js'

export interface Looked {
  readonly received: ReceivedState
  readonly matches: readonly CampaignMatch[]
}

/** Must not run beside an analysis of the same store. */
export async function lookForReceived(store: Store, { keys, ...rest }: Received): Promise<Looked> {
  const received = await readTrusted(store, rest)
  if (received.campaigns.length === 0) return { received, matches: [] }
  await dropWorkspace(store)
  try {
    await buildTemplates(store, await drawLog(store))
    return { received, matches: await matchReceived(store, received.campaigns, keys, true) }
  } finally {
    await dropWorkspace(store)
  }
}
