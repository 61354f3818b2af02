// Which of the campaigns that are known a group of this analysis is. Accounts decide; where none are left, as after a
// wave of bans or once old days were dropped, a campaign's own texts do. Two that are found as one have merged, one that
// is found as two has split.

/** What is tuned. */
export const IDENTITY = {
  /** Share of the smaller one's accounts that a group and a known campaign have in common when they are one. */
  sameAccounts: 0.5,
  /** Share of the anchors of either that are in both when a group without known accounts asks in a campaign's texts. */
  sameTexts: 0.5,
  /** Anchors that such a group and campaign have in common at least: fewer are a phrase. */
  leastAnchors: 8,
} as const

/** A campaign as the last analysis that found it left it. */
export interface Known {
  readonly id: string
  readonly accounts: number
  /** Anchors of its texts. */
  readonly anchors: readonly number[]
}

/** A group as this analysis found it. */
export interface Found {
  readonly key: number
  readonly accounts: number
  readonly anchors: readonly number[]
  /** The id that it gets when it is no known campaign's. */
  readonly ownId: string
}

/** Accounts that a known campaign and a group have in common. */
export interface Common {
  readonly known: string
  readonly key: number
  readonly accounts: number
}

export interface Identity {
  readonly key: number
  readonly id: string
  /** Whether the id is a known campaign's. */
  readonly isKnown: boolean
  /** Known campaigns that went into it. */
  readonly merged: readonly string[]
  /** The known campaign that it was a part of, when the larger part kept that one's name. */
  readonly splitFrom?: string
  /** Whether it has a known campaign's texts and none of its accounts. */
  readonly isReplaced: boolean
}

/**
 * Identities of the groups, in their order; every id is given once. Larger overlaps are settled first, so the larger
 * part of a campaign keeps its id, and so does the larger of two that became one.
 */
export function settleIdentities(
  found: readonly Found[],
  known: readonly Known[],
  common: readonly Common[],
): Identity[] {
  const groupOf = new Map(found.map((group) => [group.key, group]))
  const campaignOf = new Map(known.map((campaign) => [campaign.id, campaign]))
  const links = common
    .filter(({ known: id, key, accounts }) => {
      const smaller = Math.min(campaignOf.get(id)?.accounts ?? 0, groupOf.get(key)?.accounts ?? 0)
      return smaller > 0 && accounts >= IDENTITY.sameAccounts * smaller
    })
    .sort((a, b) => b.accounts - a.accounts || compare(a.known, b.known) || a.key - b.key)
  const idOf = new Map<number, string>()
  const taken = new Map<string, number>()
  const take = (key: number, id: string) => {
    idOf.set(key, id)
    taken.set(id, key)
  }
  for (const { known: id, key } of links) if (!taken.has(id) && !idOf.has(key)) take(key, id)
  const merged = new Map<number, string[]>()
  const splitFrom = new Map<number, string>()
  for (const { known: id, key } of links) {
    if (idOf.get(key) === id) continue
    if (!taken.has(id)) {
      taken.set(id, key)
      merged.set(key, [...(merged.get(key) ?? []), id])
    } else if (!idOf.has(key) && !splitFrom.has(key)) splitFrom.set(key, id)
  }
  const replaced = new Set<number>()
  for (const group of found) {
    if (idOf.has(group.key) || splitFrom.has(group.key)) continue
    const id = closestByText(
      group,
      known.filter((campaign) => !taken.has(campaign.id)),
    )
    if (id === undefined) continue
    take(group.key, id)
    replaced.add(group.key)
  }
  const used = new Set([...campaignOf.keys(), ...idOf.values()])
  return found.map(({ key, ownId }) => {
    const id = idOf.get(key) ?? unused(ownId, used)
    used.add(id)
    const parent = splitFrom.get(key)
    return {
      key,
      id,
      isKnown: idOf.has(key),
      merged: merged.get(key) ?? [],
      ...(parent !== undefined && { splitFrom: parent }),
      isReplaced: replaced.has(key),
    }
  })
}

function closestByText(group: Found, known: readonly Known[]): string | undefined {
  const own = new Set(group.anchors)
  const shared = known
    .map(({ id, anchors }) => {
      const all = new Set(anchors)
      const both = [...all].filter((anchor) => own.has(anchor)).length
      return { id, both, share: both / Math.max(Math.min(own.size, all.size), 1) }
    })
    .filter(({ both, share }) => both >= IDENTITY.leastAnchors && share >= IDENTITY.sameTexts)
    .sort((a, b) => b.both - a.both || compare(a.id, b.id))
  return shared[0]?.id
}

/** An id that nobody has: the group's own, or that with a number behind it. */
function unused(id: string, used: ReadonlySet<string>): string {
  if (!used.has(id)) return id
  for (let number = 2; ; number++) {
    const next = `${id}-${number}`
    if (!used.has(next)) return next
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
