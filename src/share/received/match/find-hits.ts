// Which of the own values indicators ask for. Values are keyed here, a part of them at a time, and leave nowhere.
import type { Store } from '../../../store/store.js'
import type { ReceivedCampaign } from '../received-campaigns.js'
import type { AskedValues } from './asked-values.js'
import { OWN_KINDS, type OwnKindName, type Source } from './own-values.js'

/** An own value that an indicator asks for. */
export interface Hit {
  readonly kind: OwnKindName
  readonly value: string
  /** Places of the campaign in the list, and of its indicator. */
  readonly campaign: number
  readonly indicator: number
}

/** Own values of a kind that are looked at in one go. */
const AT_ONCE = 500_000
/** Most hits of a partner's indicators: beyond, they name what many have, and say little. */
const MOST_HITS = 100_000

/**
 * Hits of campaigns' indicators that ask for values; sketches are compared elsewhere.
 * @param asked what they ask for, laid out
 */
export async function findHits(
  store: Store,
  campaigns: readonly ReceivedCampaign[],
  asked: AskedValues,
  from: Source,
): Promise<Hit[]> {
  const hits: Hit[] = []
  const counts = new Map<string, number>()
  for (const kind of asked.kinds)
    for await (const value of ownValues(store, kind, from))
      for (const { campaign, indicator } of asked.find(kind, value)) {
        const partner = campaigns[campaign]?.partner ?? ''
        const count = counts.get(partner) ?? 0
        if (count >= MOST_HITS) continue
        counts.set(partner, count + 1)
        hits.push({ kind, value, campaign, indicator })
      }
  return hits
}

async function* ownValues(store: Store, kind: OwnKindName, from: Source): AsyncGenerator<string> {
  const valuesSql = OWN_KINDS[kind].valuesSql(from)
  const [counted] = await store.query<{ values: number }>(`SELECT count() AS values FROM (${valuesSql})`)
  const parts = Math.max(1, Math.ceil((counted?.values ?? 0) / AT_ONCE))
  for (let part = 0; part < parts; part++) {
    const rows = await store.query<{ value: string }>(
      `SELECT value FROM (${valuesSql}) WHERE cityHash64(value) % ${parts} = ${part}`,
    )
    for (const { value } of rows) yield value
  }
}
