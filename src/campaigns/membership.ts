// How strongly an account's traits speak for membership in a group: naive Bayes over trait kinds, with an account's best
// value of each kind, weighed by how much commoner the value is inside of the group than outside.

/** Trait memberships of the accounts that are in any seed, as compressed rows. */
export interface Incidence {
  /** Accounts at large, and the engine's ids of those here. */
  readonly population: number
  readonly aids: Uint32Array
  /** Values of account i: `valueOf[start[i] .. start[i + 1])`, with uses beside. */
  readonly start: Uint32Array
  readonly valueOf: Uint32Array
  readonly usesOf: Uint32Array
  readonly values: readonly TraitValue[]
  /** Exchanges of each account. */
  readonly exchanges: Uint32Array
}

export interface TraitValue {
  readonly kind: number
  /** Accounts at large that hold it. */
  readonly total: number
  /** Accounts here that hold it, as indices. */
  readonly holders: Uint32Array
}

export interface KindRule {
  readonly most: number
  readonly least: number
  readonly recruits: boolean
  readonly isBond: boolean
  /** Text travels between strangers: it may point to a group, not prove membership alone. */
  readonly isText: boolean
}

/** Bits in favour of one account's membership. */
export interface Score {
  readonly bits: number
  /** Of these, bits from the kinds that seeded the group. */
  readonly seedBits: number
  /** Bits from kinds that bind accounts, other than text, habits and style. */
  readonly bond: number
  /** Bits of the strongest value of a kind that may recruit. */
  readonly link: number
}

export interface Scorer {
  /** Values commoner inside than outside, with the number of members that hold each. */
  readonly profile: ReadonlyMap<number, number>
  score(account: number, seedKinds?: ReadonlySet<number>): Score
}

/** Bits at which a value belongs to the profile of a group. */
const PROFILE_BITS = 0.5
/** Bits beyond which a link is as good as any. */
const RECRUITED = 12
/** Bits that a kind without a rule may contribute. */
const MOST_BITS = 2

/** Learns a group's profile from its members; pseudo-counts keep small groups from being sure. */
export function createScorer(
  data: Incidence,
  members: ReadonlyMap<number, number>,
  rules: ReadonlyMap<number, KindRule>,
): Scorer {
  const size = members.size
  const outsideAll = Math.max(data.population - size, 1)
  const inside = new Map<number, number>()
  for (const member of members.keys()) {
    const end = data.start[member + 1] as number
    for (let i = data.start[member] as number; i < end; i++) {
      const value = data.valueOf[i] as number
      inside.set(value, (inside.get(value) ?? 0) + 1)
    }
  }
  const bitsOf = (value: number, held: number) => {
    const { total } = data.values[value] as TraitValue
    return Math.log2((held + 0.25) / (size + 1) / ((Math.max(total - held, 0) + 0.5) / (outsideAll + 1)))
  }
  const profile = new Map<number, number>()
  for (const [value, held] of inside)
    if (held >= 2 && bitsOf(value, held) >= PROFILE_BITS) profile.set(value, held)
  const lacking = lackingBits(data, members, profile, outsideAll, rules)
  const base = [...lacking.values()].reduce((sum, bits) => sum + bits, 0)
  const score = (account: number, seedKinds: ReadonlySet<number> = new Set()): Score => {
    // A member does not vouch for itself.
    const own = members.has(account) ? 1 : 0
    const best = new Map<number, number>()
    const end = data.start[account + 1] as number
    for (let i = data.start[account] as number; i < end; i++) {
      const value = data.valueOf[i] as number
      const held = (profile.get(value) ?? 0) - own
      if (held < 1) continue
      const { kind } = data.values[value] as TraitValue
      const known = best.get(kind) ?? 0
      if (known >= (rules.get(kind)?.most ?? MOST_BITS) && known >= RECRUITED) continue
      best.set(kind, Math.max(known, bitsOf(value, held)))
    }
    let bits = base
    let seedBits = 0
    let bond = 0
    let link = 0
    for (const [kind, found] of best) {
      const rule = rules.get(kind)
      const gained = Math.min(found, rule?.most ?? MOST_BITS) - (lacking.get(kind) ?? 0)
      bits += gained
      if (seedKinds.has(kind)) seedBits += gained
      if (rule?.isBond && !rule.isText) bond += Math.min(found, rule.most)
      if (rule?.recruits) link = Math.max(link, found)
    }
    return { bits, seedBits, bond, link }
  }
  return { profile, score }
}

/** Values of an account. */
export function* valuesOf(data: Incidence, account: number): Iterable<number> {
  const end = data.start[account + 1] as number
  for (let i = data.start[account] as number; i < end; i++) yield data.valueOf[i] as number
}

/** Accounts that hold a value of a kind that may recruit. */
export function holdersOf(
  data: Incidence,
  values: Iterable<number>,
  rules: ReadonlyMap<number, KindRule>,
): Set<number> {
  const holders = new Set<number>()
  for (const value of values) {
    const { kind, holders: some } = data.values[value] as TraitValue
    if (rules.get(kind)?.recruits) for (const holder of some) holders.add(holder)
  }
  return holders
}

/** For each kind of the profile, bits of holding none of its values. */
function lackingBits(
  data: Incidence,
  members: ReadonlyMap<number, number>,
  profile: ReadonlyMap<number, number>,
  outsideAll: number,
  rules: ReadonlyMap<number, KindRule>,
): Map<number, number> {
  const covers = new Map<number, { inside: number; outside: number }>()
  for (const [value, held] of profile) {
    const { kind, total } = data.values[value] as TraitValue
    const cover = covers.get(kind) ?? { inside: 0, outside: 0 }
    cover.outside += total - held
    covers.set(kind, cover)
  }
  for (const member of members.keys()) {
    const kinds = new Set<number>()
    for (const value of valuesOf(data, member))
      if (profile.has(value)) kinds.add((data.values[value] as TraitValue).kind)
    for (const kind of kinds) (covers.get(kind) as { inside: number }).inside++
  }
  const lacking = new Map<number, number>()
  for (const [kind, cover] of covers) {
    const share = cover.inside / (members.size + 1)
    const elsewhere = Math.min(cover.outside / (outsideAll + 1), 0.98)
    const bits = Math.log2((1 - share + 0.02) / (1 - elsewhere + 0.02))
    lacking.set(kind, Math.min(Math.max(bits, rules.get(kind)?.least ?? -1), 0))
  }
  return lacking
}
