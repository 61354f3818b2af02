// Own templates that are near-identical to those whose sketches partners sent, and who sends them.
import type { Store } from '../../../store/store.js'
import type { CommunityKey } from '../../community-key.js'
import { SketchIndex } from '../../sketch-index.js'
import { SKETCH, templateSketches } from '../../template-sketch.js'
import type { ReceivedCampaign } from '../received-campaigns.js'

/** Anchors of a family that are compared and looked for, the least of them: as many as a campaign's template tells. */
export const MOST_ANCHORS = 24
/** Share of them that an exchange carries at least, and how many. */
const CARRIED_SHARE = 0.4
const LEAST_CARRIED = 2
/** Own templates that are compared. */
const MOST_TEMPLATES = 50_000

export interface AlikeTemplate {
  readonly hits: readonly AskedHit[]
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
  const asked = askedSketches(campaigns, keys)
  if (asked.length === 0) return []
  const families = await store.query<{ anchors: number[] }>(
    `SELECT groupArraySorted(${MOST_ANCHORS})(anchor) AS anchors
FROM work_family_anchor
GROUP BY family
HAVING count() >= ${SKETCH.leastAnchors}
ORDER BY family
LIMIT ${MOST_TEMPLATES}`,
  )
  const lone = await readLoneTemplates(store)
  const distinct = new Map([...families, ...lone].map((one) => [one.anchors.join(' '), one.anchors]))
  const alike: AlikeTemplate[] = []
  for (const anchors of distinct.values()) {
    const hits = asked.flatMap(({ sketch, index }) => index.near(sketch(anchors)))
    if (hits.length > 0) alike.push({ hits, holders: await senders(store, anchors) })
  }
  return alike
}

export interface AskedHit {
  readonly campaign: number
  readonly indicator: number
}

/** Campaigns’ sketches by the key that they were made with, and what makes own ones of that key. */
export interface AskedSketches {
  readonly sketch: (anchors: readonly number[]) => string
  readonly index: SketchIndex<AskedHit>
}

export function askedSketches(
  campaigns: readonly ReceivedCampaign[],
  keys: ReadonlyMap<string, CommunityKey>,
): readonly AskedSketches[] {
  const byKey = new Map<string, { key: CommunityKey; asked: { sketch: string; of: AskedHit }[] }>()
  campaigns.forEach(({ indicators, partner }, campaign) => {
    const key = keys.get(partner)
    if (!key) return
    const known = byKey.get(key.id) ?? { key, asked: [] }
    byKey.set(key.id, known)
    indicators.forEach(({ asks }, indicator) => {
      for (const one of asks)
        if (one.form === 'sketch') known.asked.push({ sketch: one.sketch, of: { campaign, indicator } })
    })
  })
  return [...byKey.values()]
    .map(({ key, asked }) => ({ sketch: templateSketches(key), index: new SketchIndex(asked) }))
    .filter(({ index }) => index.size > 0)
}

/**
 * What single accounts send again and again: a template that fewer than four accounts send is none of the store's, and a
 * small part of a campaign has no more.
 */
function readLoneTemplates(store: Store): Promise<{ anchors: number[] }[]> {
  return store.query<{ anchors: number[] }>(
    `SELECT anchors
FROM (
  SELECT account, groupArraySorted(${MOST_ANCHORS})(anchor) AS anchors
  FROM (
    SELECT account, anchor, count() AS uses, any(sent) AS sent
    FROM (
      SELECT account, count() OVER (PARTITION BY account) AS sent, anchors
      FROM exchange
      WHERE length(anchors) >= ${SKETCH.leastAnchors}
        AND account IN (SELECT account FROM exchange GROUP BY account HAVING count() BETWEEN ${LONE.least} AND ${LONE.most})
    )
    ARRAY JOIN anchors AS anchor
    GROUP BY account, anchor
    HAVING uses >= ${LONE.share} * sent
  )
  GROUP BY account
  HAVING length(anchors) >= ${SKETCH.leastAnchors}
)
GROUP BY anchors
HAVING count() < 4
ORDER BY cityHash64(anchors)
LIMIT ${LONE.templates}`,
  )
}

/** Exchanges of accounts that are looked at, share of them that carry an anchor, and sets of anchors that are compared. */
export const LONE = { least: 5, most: 5000, share: 0.5, templates: 5000 } as const

/** Who sends a template, in all of the store: the anchors of an exchange are distinct. */
export async function senders(store: Store, anchors: readonly number[]): Promise<AlikeTemplate['holders']> {
  const least = Math.max(LEAST_CARRIED, Math.ceil(CARRIED_SHARE * anchors.length))
  const rows = await store.query<Omit<AlikeTemplate['holders'][number], 'value' | 'holders'>>(
    `SELECT account, count() AS exchanges, toUnixTimestamp64Milli(min(ts)) AS first, toUnixTimestamp64Milli(max(ts)) AS last
FROM exchange
WHERE arrayCount(anchor -> has({anchors: Array(UInt32)}, anchor), anchors) >= ${least}
GROUP BY account
ORDER BY account`,
    { parameters: { anchors } },
  )
  const value = `template of ${anchors.length} anchors`
  return rows.map((row) => ({ ...row, value, holders: rows.length }))
}
