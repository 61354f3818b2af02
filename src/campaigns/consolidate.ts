// After a first judgement: accused groups that are parts of one campaign are put together, and every account goes to
// one campaign. Only accused groups are merged, so a merger can't draw honest groups in.

export interface AccusedGroup {
  readonly cand: number
  /** Strength of the accusation in bits. */
  readonly bits: number
  /** Account id to membership bits. */
  readonly members: ReadonlyMap<number, number>
  /** Accounts that hold what seeded the group, members or not. */
  readonly reach: ReadonlySet<number>
}

export interface Consolidated {
  /** The groups that went into it. */
  readonly cands: readonly number[]
  readonly members: ReadonlyMap<number, number>
}

/** What is tuned here; shares and bits. */
export const CONSOLIDATION = {
  /** Bits that make one group clearly stronger than another. */
  step: 3,
  /** Share of the smaller side in common at which a group is part of a campaign: of members, and of the reach. */
  members: 0.25,
  reach: 0.5,
  /** A second campaign's share of the best one's overlap at which a group is a bridge between the two. */
  bridge: 1 / 3,
  /** Fewest accounts of a campaign. */
  least: 5,
} as const

/** Campaigns as sets of accounts; an account stays where it was placed first. */
export function consolidate(groups: readonly AccusedGroup[]): Consolidated[] {
  const campaigns: { cands: number[]; members: Map<number, number> }[] = []
  const placed = new Map<number, number>()
  // Clearly stronger groups first, larger ones first among about equals: fragments then fall to what they are part of.
  const rank = ({ bits }: AccusedGroup) => Math.floor(bits / CONSOLIDATION.step)
  const ordered = [...groups].sort(
    (a, b) => rank(b) - rank(a) || b.members.size - a.members.size || a.cand - b.cand,
  )
  for (const group of ordered) {
    const byMembers = overlaps(group.members.keys(), placed)
    const byReach = overlaps(group.reach, placed)
    const [best, second] = byMembers.length > 0 ? byMembers : byReach
    const isBridge =
      best !== undefined && second !== undefined && second.count > CONSOLIDATION.bridge * best.count
    const size = best === undefined ? 0 : (campaigns[best.campaign]?.members.size ?? 0)
    const reached = byReach.find(({ campaign }) => campaign === best?.campaign)?.count ?? 0
    const isPart =
      best !== undefined &&
      !isBridge &&
      (best.count >= CONSOLIDATION.members * Math.min(group.members.size, size) ||
        reached >= CONSOLIDATION.reach * Math.min(group.reach.size, size))
    const fresh = [...group.members].filter(([member]) => !placed.has(member))
    let target = best?.campaign ?? campaigns.length
    if (!isPart) {
      if (fresh.length < CONSOLIDATION.least || fresh.length < 0.5 * group.members.size) continue
      target = campaigns.length
      campaigns.push({ cands: [], members: new Map() })
    }
    const campaign = campaigns[target] as { cands: number[]; members: Map<number, number> }
    campaign.cands.push(group.cand)
    for (const [member, bits] of fresh) {
      placed.set(member, target)
      campaign.members.set(member, bits)
    }
  }
  return campaigns
}

/** How many of some accounts each campaign holds, most first. */
function overlaps(
  accounts: Iterable<number>,
  placed: ReadonlyMap<number, number>,
): { campaign: number; count: number }[] {
  const counts = new Map<number, number>()
  for (const account of accounts) {
    const campaign = placed.get(account)
    if (campaign !== undefined) counts.set(campaign, (counts.get(campaign) ?? 0) + 1)
  }
  return [...counts].map(([campaign, count]) => ({ campaign, count })).sort((a, b) => b.count - a.count)
}
