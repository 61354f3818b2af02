// Parts the accounts of accused groups into campaigns: communities of the bipartite graph of accounts and the values
// that bind them, weighed by how rare a value is among the accused and how few others hold it (Louvain method, Blondel
// et al. 2008). What all of them share, such as a list of tasks that several buyers use, then weighs nothing. A group of
// the fit whose content was dealt from one list counts as a value of its accounts.
import { type Bonds, commonBonds, haveSameWordings } from './bonds.js'
import { besideCore } from './core.js'
import { findCommunities } from './louvain.js'
import {
  createScorer,
  type Incidence,
  type KindRule,
  shareAt,
  type TraitValue,
  valuesOf,
} from './membership.js'
import { MIXTURE } from './mixture.js'

/** What is tuned. */
export const PARTITION = {
  /** Share of the accused above which a value tells no campaigns apart. */
  commonest: 0.95,
  /** Fewest accounts of a campaign of its own. */
  least: 5,
  /** Weight of having been fitted together, for a group that is surely one, beside that of a value as rare. */
  together: 1.5,
  /** Power of the share of a value's holders that are accused: what bystanders hold too tells little apart. */
  ownPower: 2,
  /** Share of a group that the campaigns leave over at which it is a campaign of its own. */
  ownLeft: 0.5,
  /** Quantile of a campaign's own scores that another's median must reach to be part of it. */
  alike: 0.25,
} as const

/** An accused group of the fit. */
export interface AccusedGroup {
  /** By index. */
  readonly accounts: readonly number[]
  /** How sure it is that they are one campaign and not several, from 0 to 1. */
  readonly oneness: number
}

/** Campaigns as sets of accounts, by index, largest first; accounts that are hardly like the rest of theirs are left out. */
export function partitionAccused(
  data: Incidence,
  groups: readonly AccusedGroup[],
  rules: ReadonlyMap<number, KindRule>,
): Set<number>[] {
  const accused = [...new Set(groups.flatMap(({ accounts }) => accounts))].sort((a, b) => a - b)
  const held = countHolders(data, accused, rules)
  const communities = partInto(data, accused, held, groups)
  const sets = new Map<number, Set<number>>()
  for (const account of accused) {
    const community = communities.get(account)
    if (community === undefined) continue
    const set = sets.get(community)
    if (set) set.add(account)
    else sets.set(community, new Set([account]))
  }
  const large = [...sets.values()]
    .filter((set) => set.size >= PARTITION.least)
    .sort((a, b) => b.size - a.size)
  if (accused.length === 0) return []
  const campaigns = large.length === 0 ? [new Set(accused)] : mergeParts(data, held, large, rules)
  // What was left over goes where it scores best.
  const scorers = campaigns.map((set) => createScorer(data, toMembers(set), rules))
  const placed = new Set(campaigns.flatMap((set) => [...set]))
  for (const account of accused) {
    if (placed.has(account)) continue
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    scorers.forEach(({ score }, index) => {
      const { bits } = score(account)
      if (bits > most) {
        most = bits
        best = index
      }
    })
    campaigns[best]?.add(account)
  }
  const alike = campaigns.map((set) => trimCampaign(data, set, rules))
  const taken = [...alike, ...leftOver(groups, alike)]
  return [...taken, ...partitionRest(data, accused, groups, taken, rules)].sort((a, b) => b.size - a.size)
}

/** Campaigns among the accounts that larger ones swallowed and were then found to be unlike. */
function partitionRest(
  data: Incidence,
  accused: readonly number[],
  groups: readonly AccusedGroup[],
  campaigns: readonly ReadonlySet<number>[],
  rules: ReadonlyMap<number, KindRule>,
): Set<number>[] {
  const taken = new Set(campaigns.flatMap((set) => [...set]))
  const rest = accused.filter((account) => !taken.has(account))
  if (rest.length < PARTITION.least || rest.length === accused.length) return []
  const isLeft = new Set(rest)
  return partitionAccused(
    data,
    groups.map(({ accounts, oneness }) => ({
      accounts: accounts.filter((account) => isLeft.has(account)),
      oneness,
    })),
    rules,
  )
}

/** Groups most of whose accounts no campaign took: what is unlike the campaign that it was put into is one of its own. */
function leftOver(groups: readonly AccusedGroup[], campaigns: readonly ReadonlySet<number>[]): Set<number>[] {
  const taken = new Set(campaigns.flatMap((set) => [...set]))
  const left: Set<number>[] = []
  for (const { accounts } of groups) {
    const free = accounts.filter((account) => !taken.has(account))
    if (free.length < PARTITION.least || free.length < PARTITION.ownLeft * accounts.length) continue
    for (const account of free) taken.add(account)
    left.push(new Set(free))
  }
  return left
}

/** A campaign without the accounts that are far less like it than its middle is, or beside its core by a text alone. */
export function trimCampaign(
  data: Incidence,
  set: ReadonlySet<number>,
  rules: ReadonlyMap<number, KindRule>,
): Set<number> {
  const { score } = createScorer(data, toMembers(set), rules)
  const median = at(sortedScores(set, score), 0.5)
  const beside = new Set(besideCore(data, set, rules))
  return new Set(
    [...set].filter(
      (account) => !beside.has(account) && (median <= 0 || score(account).bits >= MIXTURE.kept * median),
    ),
  )
}

const toMembers = (set: ReadonlySet<number>) => new Map([...set].map((account) => [account, 0]))

/**
 * Merges a part into a larger one that it has a strong bond with, under whose profile its accounts score as the larger
 * one's own do, or that asks in the same wordings.
 */
function mergeParts(
  data: Incidence,
  held: ReadonlyMap<number, number>,
  parts: readonly Set<number>[],
  rules: ReadonlyMap<number, KindRule>,
): Set<number>[] {
  const learn = (set: Set<number>) => {
    const scorer = createScorer(data, toMembers(set), rules)
    const own = sortedScores(set, scorer.score)
    return {
      set,
      scorer,
      floor: at(own, PARTITION.alike),
      median: at(own, 0.5),
      bonds: commonBonds(data, set, rules, held),
    }
  }
  const campaigns: ReturnType<typeof learn>[] = []
  for (const part of parts) {
    const bonds = commonBonds(data, part, rules, held)
    const home = campaigns.findIndex((campaign) => {
      if (shareBond(bonds, campaign.bonds)) return true
      const median = at(sortedScores(part, campaign.scorer.score), 0.5)
      if (median >= campaign.floor) return true
      // Not where its accounts would be trimmed from the whole.
      return median >= MIXTURE.kept * campaign.median && haveSameWordings(bonds, campaign.bonds)
    })
    const found = campaigns[home]
    if (found) campaigns[home] = learn(new Set([...found.set, ...part]))
    else campaigns.push(learn(new Set(part)))
  }
  return campaigns.map(({ set }) => set)
}

const at = (sorted: readonly number[], quantile: number) => sorted[Math.floor(sorted.length * quantile)] ?? 0

/** Whether two parts have a strong bond in common. */
function shareBond({ strong: one }: Bonds, { strong: other }: Bonds): boolean {
  return [...one].some((value) => other.has(value))
}

/** Accused accounts that hold each bond. */
function countHolders(
  data: Incidence,
  accused: readonly number[],
  rules: ReadonlyMap<number, KindRule>,
): Map<number, number> {
  const held = new Map<number, number>()
  for (const account of accused)
    for (const value of valuesOf(data, account))
      if (rules.get((data.values[value] as TraitValue).kind)?.isBond)
        held.set(value, (held.get(value) ?? 0) + 1)
  return held
}

function sortedScores(
  accounts: ReadonlySet<number>,
  score: (account: number) => { readonly bits: number },
): number[] {
  return [...accounts].map((account) => score(account).bits).sort((a, b) => a - b)
}

/** Community number of each account; accounts that share nothing with the others are left out. */
function partInto(
  data: Incidence,
  accused: readonly number[],
  held: ReadonlyMap<number, number>,
  groups: readonly AccusedGroup[],
): Map<number, number> {
  const nodeOf = new Map(accused.map((account, node) => [account, node]))
  const from: number[] = []
  const to: number[] = []
  const weights: number[] = []
  let nodes = accused.length
  const link = (account: number, other: number, weight: number) => {
    from.push(nodeOf.get(account) as number)
    to.push(other)
    weights.push(weight)
  }
  for (const { accounts, oneness } of groups) {
    const weight = PARTITION.together * oneness * Math.log2(accused.length / accounts.length)
    if (weight <= 0) continue
    for (const account of accounts) link(account, nodes, weight)
    nodes++
  }
  const valueNodes = new Map<number, number>()
  for (const account of accused) {
    const start = data.start[account] as number
    const end = data.start[account + 1] as number
    for (let i = start; i < end; i++) {
      const value = data.valueOf[i] as number
      const count = held.get(value) ?? 0
      if (count < 2 || count > PARTITION.commonest * accused.length) continue
      const rarity = Math.log2(accused.length / count)
      const share = shareAt(data, account, i)
      const own = count / Math.max((data.values[value] as TraitValue).total, count)
      const weight = rarity * Math.sqrt(share) * own ** PARTITION.ownPower
      if (weight <= 0) continue
      let node = valueNodes.get(value)
      if (node === undefined) {
        node = nodes++
        valueNodes.set(value, node)
      }
      link(account, node, weight)
    }
  }
  const communities = findCommunities({ nodes, from, to, weight: weights }, createSequence())
  const linked = new Set(from)
  return new Map(
    accused.flatMap((account, node) =>
      linked.has(node) ? [[account, communities[node] as number] as const] : [],
    ),
  )
}

/** A fixed sequence of numbers in [0, 1), so that the same accounts are parted the same way (mulberry32). */
function createSequence(): () => number {
  let state = 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
