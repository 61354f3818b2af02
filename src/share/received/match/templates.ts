// Own templates that are near-identical to those whose sketches partners sent, and who sends them.
import type { Store } from '../../../store/store.js'
import type { CommunityKey } from '../../community-key.js'
import { estimateLikeness, SKETCH, templateSketches } from '../../template-sketch.js'
import type { ReceivedCampaign } from '../received-campaigns.js'

/** Anchors of a family that are compared and looked for, the least of them: as many as a campaign's template tells. */
const MOST_ANCHORS = 24
/** Share of them that an exchange carries at least, and how many. */
const CARRIED_SHARE = 0.4
const LEAST_CARRIED = 2
/** Own templates that are compared. */
const MOST_TEMPLATES = 50_000

export interface AlikeTemplate {
  readonly hits: readonly { readonly campaign: number; readonly indicator: number }[]
  readonly holders: readonly {
    readonly account: string
    readonly value: string
    readonly holders: number
    readonly exchanges: number
    readonly first: number
    readonly last: number
  }[]
}

/** Compares the templates in `work_family_anchor` with campaigns' sketches, each under its partner's key. */
export async function findAlikeTemplates(
  store: Store,
  campaigns: readonly ReceivedCampaign[],
  keys: ReadonlyMap<string, CommunityKey>,
): Promise<AlikeTemplate[]> {
  const asked = campaigns.flatMap(({ indicators, partner }, campaign) => {
    const key = keys.get(partner)
    return indicators.flatMap(({ asks }, indicator) =>
      asks.flatMap((one) =>
        one.form === 'sketch' && key ? [{ campaign, indicator, key, sketch: one.sketch }] : [],
      ),
    )
  })
  if (asked.length === 0) return []
  const families = await store.query<{ anchors: number[] }>(
    `SELECT groupArraySorted(${MOST_ANCHORS})(anchor) AS anchors
FROM work_family_anchor
GROUP BY family
HAVING count() >= ${SKETCH.leastAnchors}
ORDER BY family
LIMIT ${MOST_TEMPLATES}`,
  )
  const sketchOf = new Map(asked.map(({ key }) => [key.id, templateSketches(key)]))
  const alike: AlikeTemplate[] = []
  for (const { anchors } of families) {
    const own = new Map([...sketchOf].map(([id, sketch]) => [id, sketch(anchors)]))
    const hits = asked.filter(
      ({ key, sketch }) => (estimateLikeness(own.get(key.id) ?? '', sketch) ?? 0) >= SKETCH.near,
    )
    if (hits.length > 0) alike.push({ hits, holders: await senders(store, anchors) })
  }
  return alike
}

async function senders(store: Store, anchors: readonly number[]): Promise<AlikeTemplate['holders']> {
  const least = Math.max(LEAST_CARRIED, Math.ceil(CARRIED_SHARE * anchors.length))
  const rows = await store.query<Omit<AlikeTemplate['holders'][number], 'value' | 'holders'>>(
    `SELECT account, count() AS exchanges, toUnixTimestamp64Milli(min(ts)) AS first, toUnixTimestamp64Milli(max(ts)) AS last
FROM exchange
WHERE length(arrayIntersect(anchors, {anchors: Array(UInt32)})) >= ${least}
GROUP BY account
ORDER BY account`,
    { parameters: { anchors } },
  )
  const value = `template of ${anchors.length} anchors`
  return rows.map((row) => ({ ...row, value, holders: rows.length }))
}
