// Fits groups to seeds with a mixture model of "member" against "everyone else": naive Bayes over trait kinds, an
// account's best value of each kind, values weighed by how much commoner they are inside than outside. Bystanders
// of a seed fall out, the rest of the group is recruited, and what a fitted group covers is not fitted again.
import { asksAlike, commonBonds, isInRing } from './bonds.js'
import {
  createScorer,
  type Incidence,
  type KindRule,
  placeOf,
  sharesOf,
  type TraitValue,
} from './membership.js'

export interface Seed {
  readonly value: number
  /** Order of fitting: larger first. */
  readonly weight: number
  /** Whether all who hold it regularly are a candidate, whoever they are: an asking text, or a ring of references. */
  readonly standsAlone?: boolean
}

export interface FittedGroup {
  /** Values whose holders seeded it. */
  readonly seeds: readonly number[]
  /** Member index to the bits in favour of its membership. */
  readonly members: ReadonlyMap<number, number>
  /** Whether they are all who hold a value that stands alone: such a group is one with another only if that is nearly the same. */
  readonly isWhole?: boolean
}

/** What is tuned in the fit; every number is in bits, accounts or shares. */
export const MIXTURE = {
  /** Fewest members. */
  leastMembers: 5,
  /** Rounds of expectation and maximisation. */
  rounds: 3,
  /** Bits against, from everything but the seed, at which a holder of the seed is a bystander. */
  bystander: -1,
  /** Share of the median member's bits below which a member is dropped. */
  trimmed: 0.25,
  /** The same for the bits of the best twentieth: a bound core sheds a looser crowd around it. */
  trimmedTop: 0.15,
  /** Bits from something other than text that an account needs before it is recruited. */
  recruitBond: 0,
  /** Bits that a shared value needs before it recruits. */
  recruitBits: 5,
  /** Bits in favour, over the prior odds, that recruit an account from outside of the seed. */
  recruit: 8,
  /** Share of members that score below what an account outside must reach, and the least bits for that. */
  extendQuantile: 0.1,
  extendBits: 4,
  /** Share of the median member's bits that keeps a member of an accused group from being dropped. */
  kept: 0.5,
  /** Quantile of a campaign's own scores that the median of a part of it must reach. */
  absorbQuantile: 0.25,
  /** Bits of a shared value that its median account needs: the parts of the rest still count as strangers. */
  absorbLink: 3,
  /** Share of a seed's holders in one fitted group at which the seed is explained by it. */
  covered: 0.6,
  /** Share of all accounts of two groups in common (Jaccard) at which they are one. */
  same: 0.4,
  /** Use of a seed below this share of the members' median marks an occasional user. */
  occasional: 0.2,
  /** Bits that an occasional use counts against membership. */
  occasionalBits: 3,
} as const

/**
 * Fits groups from seeds, strongest first.
 * @param most groups; of seeds that stand alone there may be more, so that ten thousand firms don't leave them without a place
 */
export function fitGroups(
  data: Incidence,
  seeds: readonly Seed[],
  rules: ReadonlyMap<number, KindRule>,
  most: number,
): FittedGroup[] {
  const groups: { seeds: number[]; members: Map<number, number>; isWhole?: boolean }[] = []
  const inGroup = new Map<number, number[]>()
  const index = (id: number) => {
    for (const member of (groups[id] as { members: Map<number, number> }).members.keys()) {
      const list = inGroup.get(member)
      if (!list) inGroup.set(member, [id])
      else if (!list.includes(id)) list.push(id)
    }
  }
  /** The group that most of some accounts are in, and how many. */
  const coverOf = (accounts: Iterable<number>): readonly [number, number] => {
    const counts = new Map<number, number>()
    for (const account of accounts)
      for (const id of inGroup.get(account) ?? []) counts.set(id, (counts.get(id) ?? 0) + 1)
    return [...counts].reduce<readonly [number, number]>(
      (best, entry) => (entry[1] > best[1] ? entry : best),
      [-1, 0],
    )
  }
  for (const seed of [...seeds].sort((a, b) => b.weight - a.weight || a.value - b.value)) {
    if (groups.length >= most && !seed.standsAlone) continue
    const holders = (data.values[seed.value] as TraitValue).holders
    const [owner, shared] = coverOf(holders)
    if (shared >= MIXTURE.covered * holders.length) {
      const group = groups[owner]
      if (group && group.seeds.length < 64) group.seeds.push(seed.value)
      continue
    }
    // What a stronger seed explained is left out, so a phrase that many groups use does not tie them together.
    const free = [...holders].filter((holder) => !inGroup.has(holder))
    if (free.length < MIXTURE.leastMembers) continue
    const members = fit(data, [seed.value], free, rules)
    if (members.size < MIXTURE.leastMembers) continue
    const twin = groups.findIndex((group) => {
      let common = 0
      for (const member of members.keys()) if (group.members.has(member)) common++
      return common >= MIXTURE.same * (members.size + group.members.size - common)
    })
    if (twin >= 0) {
      const group = groups[twin] as { seeds: number[]; members: Map<number, number> }
      group.seeds.push(seed.value)
      for (const [member, bits] of fit(
        data,
        group.seeds,
        [...new Set([...group.members.keys(), ...members.keys()])],
        rules,
      ))
        group.members.set(member, bits)
      index(twin)
    } else {
      groups.push({ seeds: [seed.value], members })
      index(groups.length - 1)
    }
  }
  for (const { value, standsAlone } of seeds) {
    if (!standsAlone) continue
    // A text may be an occasional thing; who presents another's reference once is in the ring.
    const { kind, holders } = data.values[value] as TraitValue
    const regular = rules.get(kind)?.isText ? regularHolders(data, value) : [...holders]
    const [owner, shared] = coverOf(regular)
    // A group that holds them beside many others is not theirs.
    const isTheirs = shared >= MIXTURE.covered * Math.max(regular.length, groups[owner]?.members.size ?? 0)
    if (regular.length < MIXTURE.leastMembers || isTheirs) continue
    groups.push({
      seeds: [value],
      members: new Map(regular.map((account) => [account, 0])),
      isWhole: true,
    })
    index(groups.length - 1)
  }
  return mergeOverlapping(data, groups, rules)
}

/** Accounts for which a value is no occasional thing, beside what is usual for its holders. */
function regularHolders(data: Incidence, value: number): number[] {
  const shares = sharesOf(data, value)
  const median = shares.toSorted()[Math.floor(shares.length / 2)] ?? 0
  const { holders } = data.values[value] as TraitValue
  return [...holders].filter((_, i) => (shares[i] as number) >= MIXTURE.occasional * median)
}

/** Merges groups that overlap in good part; the larger overlap first, measured anew after each merger. */
function mergeOverlapping(
  data: Incidence,
  groups: readonly FittedGroup[],
  rules: ReadonlyMap<number, KindRule>,
): FittedGroup[] {
  let parts = [...groups]
  for (let pair = closestPair(parts); pair !== undefined; pair = closestPair(parts)) {
    parts = [...parts.filter((part) => !pair.includes(part)), merge(data, pair, rules)]
  }
  return parts.map((part) => {
    const members = new Map(part.members)
    for (const [member, bits] of fit(data, part.seeds, [...part.members.keys()], rules))
      members.set(member, bits)
    return { seeds: part.seeds, members }
  })
}

/**
 * Two groups as one. Whoever is in one of them only because all holders of a value are in it stays as far as the fit of both
 * keeps it: beside accounts that share much, a phrase in common is chance.
 */
function merge(
  data: Incidence,
  [a, b]: readonly [FittedGroup, FittedGroup],
  rules: ReadonlyMap<number, KindRule>,
): FittedGroup {
  const seeds = [...a.seeds, ...b.seeds]
  const members = new Map(a.members)
  for (const [member, bits] of b.members) members.set(member, Math.max(bits, members.get(member) ?? bits))
  if (a.isWhole === b.isWhole) return { seeds, members }
  const fitted = a.isWhole ? b : a
  const kept = fit(data, seeds, [...members.keys()], rules)
  return {
    seeds,
    members: new Map([...members].filter(([member]) => fitted.members.has(member) || kept.has(member))),
  }
}

/** The two groups with the largest share of accounts in common, when that makes them one. */
function closestPair(groups: readonly FittedGroup[]): readonly [FittedGroup, FittedGroup] | undefined {
  let closest: readonly [FittedGroup, FittedGroup] | undefined
  let most: number = MIXTURE.same
  groups.forEach((a, index) => {
    for (const b of groups.slice(0, index)) {
      const [small, large] = a.members.size < b.members.size ? [a, b] : [b, a]
      if (small.members.size < most * large.members.size) continue
      let common = 0
      for (const member of small.members.keys()) if (large.members.has(member)) common++
      const overlap = common / (small.members.size + large.members.size - common)
      if (overlap < most || ((a.isWhole || b.isWhole) && overlap < MIXTURE.covered)) continue
      most = overlap
      closest = [a, b]
    }
  })
  return closest
}

/** Members of one group with the bits in favour of each. */
function fit(
  data: Incidence,
  seeds: readonly number[],
  initial: readonly number[],
  rules: ReadonlyMap<number, KindRule>,
): Map<number, number> {
  const seedKinds = new Set(seeds.map((seed) => (data.values[seed] as TraitValue).kind))
  const insiders = new Set(initial)
  const seedUses = sumUses(data, seeds)
  let members = new Map(initial.map((member) => [member, 0]))
  for (let round = 0; round < MIXTURE.rounds && members.size >= MIXTURE.leastMembers; round++) {
    members = trim(assign(data, members, insiders, seedUses, seedKinds, rules, round > 0))
  }
  return members
}

/** Drops members that are far less like the group than its middle is: where most share much, sharing little is chance. */
function trim(members: Map<number, number>): Map<number, number> {
  const scores = [...members.values()].sort((a, b) => a - b)
  const at = (share: number) => scores[Math.floor(scores.length * share)] ?? 0
  const floor = Math.max(MIXTURE.trimmed * at(0.5), MIXTURE.trimmedTop * at(0.95))
  return floor <= 0 ? members : new Map([...members].filter(([, score]) => score >= floor))
}

/** Uses of some values together, by account. */
function sumUses(data: Incidence, values: readonly number[]): Uint32Array {
  const uses = new Uint32Array(data.aids.length)
  for (const value of new Set(values))
    for (const holder of (data.values[value] as TraitValue).holders)
      uses[holder] = (uses[holder] as number) + (data.usesOf[placeOf(data, holder, value)] as number)
  return uses
}

function assign(
  data: Incidence,
  members: ReadonlyMap<number, number>,
  insiders: ReadonlySet<number>,
  seedUses: Uint32Array,
  seedKinds: ReadonlySet<number>,
  rules: ReadonlyMap<number, KindRule>,
  recruiting: boolean,
): Map<number, number> {
  const { isNear, linked, score } = createScorer(data, members, rules)
  const uses = [...members.keys()]
    .map((member) => seedUses[member] as number)
    .filter((count) => count > 0)
    .sort((a, b) => a - b)
  const medianUses = uses[Math.floor(uses.length / 2)] ?? 0
  const prior = Math.log2(data.population / members.size)
  const next = new Map<number, number>()
  // Those who fell out may come back while they hold something that recruits, however weak.
  const candidates = recruiting ? [...[...insiders].filter(isNear), ...linked(MIXTURE.recruitBits)] : []
  for (const account of new Set([...members.keys(), ...candidates])) {
    const { bits, seedBits, bond, link } = score(account, seedKinds)
    if (insiders.has(account)) {
      const own = seedUses[account] as number
      const isOccasional = own > 0 && medianUses >= 5 && own < MIXTURE.occasional * medianUses
      const rest = bits - seedBits - (isOccasional ? MIXTURE.occasionalBits : 0)
      if (rest > MIXTURE.bystander) next.set(account, rest)
    } else if (link >= MIXTURE.recruitBits && bond >= MIXTURE.recruitBond && bits > prior + MIXTURE.recruit)
      next.set(account, bits - prior)
  }
  return next
}

/**
 * Accounts outside of an accused group that are as much like it as its members are: they hold something that only the
 * group holds, and score no less than the lowest tenth of the members do, none of whom vouches for itself. Those who ask
 * in its wordings need no more than what keeps a member from being dropped, those in its ring no more than a positive
 * score, and both bring others who do.
 */
export function extendGroup(
  data: Incidence,
  members: ReadonlyMap<number, number>,
  rules: ReadonlyMap<number, KindRule>,
): Map<number, number> {
  const found = new Map<number, number>()
  let all = new Map(members)
  let floor = 0
  let leastBound = 0
  for (let round = 0; round < MIXTURE.rounds; round++) {
    const { linked, score } = createScorer(data, all, rules)
    if (round === 0) {
      const own = [...members.keys()].map((member) => score(member).bits).sort((a, b) => a - b)
      const at = (share: number) => own[Math.floor(own.length * share)] ?? 0
      floor = Math.max(at(MIXTURE.extendQuantile), MIXTURE.extendBits)
      leastBound = Math.max(MIXTURE.kept * at(0.5), MIXTURE.extendBits)
    }
    const bonds = commonBonds(data, new Set(all.keys()), rules)
    // Later rounds are for those whom wordings or a ring bind.
    if (round > 0 && bonds.wordings.size === 0 && bonds.strong.size === 0) break
    const before = found.size
    for (const account of linked(MIXTURE.recruitBits)) {
      const { bits, bond } = score(account)
      if (bond < MIXTURE.recruitBond) continue
      const isAlike = round === 0 && bits >= floor
      const isBound =
        bits >= MIXTURE.extendBits &&
        (isInRing(data, account, bonds) || (bits >= leastBound && asksAlike(data, account, bonds)))
      if (isAlike || isBound) found.set(account, bits)
    }
    if (found.size === before) break
    all = new Map([...members, ...found])
  }
  return found
}

/**
 * Groups that are parts of an accused campaign: of a campaign with several wordings each part counts the others as
 * strangers who send the same, and looks like one of a popular text. With all groups in question set aside, the middle
 * of a part is bound to the campaign as the campaign's own lower quarter is. No larger group is a part of it.
 */
export function absorbGroups(
  data: Incidence,
  campaign: ReadonlySet<number>,
  groups: readonly (readonly number[])[],
  rules: ReadonlyMap<number, KindRule>,
): number[][] {
  const members = new Map([...campaign].map((account) => [account, 0]))
  const parts = groups
    .map((group) => group.filter((account) => !campaign.has(account)))
    .filter((part) => part.length > 0 && part.length <= campaign.size)
  if (parts.length === 0) return []
  const { score } = createScorer(data, members, rules, [...new Set(parts.flat())])
  const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
  const own = [...campaign].map((account) => score(account).bits)
  const floor = Math.max(at(own, MIXTURE.absorbQuantile), MIXTURE.extendBits)
  return parts.filter((part) => {
    const scores = part.map((account) => score(account))
    const bits = scores.map((one) => one.bits)
    const links = scores.map(({ link }) => link)
    return at(bits, 0.5) >= floor && at(links, 0.5) >= MIXTURE.absorbLink
  })
}
