// How strongly an account's traits speak for membership in a group: naive Bayes over trait kinds, with an account's best
// value of each kind, weighed by how much commoner the value is inside of the group than outside.

/** Trait memberships of the accounts that are in any seed, as compressed rows. */
export interface Incidence {
  /** Accounts at large, and the engine's ids of those here. */
  readonly population: number
  readonly aids: Uint32Array
  /** Values of account i in order: `valueOf[start[i] .. start[i + 1])`, with uses beside. */
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
  /** Of a template, the share of its uses that ask for what a model is trained on. */
  readonly asking?: number
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
  /** Values commoner inside than outside. */
  readonly profile: readonly number[]
  /** Whether the account holds a value of the profile, of a kind that recruits. */
  isNear(account: number): boolean
  /** Accounts that are no members and have a link of at least so many bits: nobody else's score has one. */
  linked(least: number): Set<number>
  score(account: number, seedKinds?: ReadonlySet<number>): Score
}

/** How much commoner inside than outside a value of a group's profile is: half a bit. */
export const PROFILE_LIFT = Math.SQRT2
/** Bits that a kind without a rule may contribute, and may take. */
export const MOST_BITS = 2
export const LEAST_BITS = -1
/** Kinds are small numbers. */
export const KINDS = 256

/**
 * Learns a group's profile from its members; pseudo-counts keep small groups from being sure.
 * @param aside accounts that are neither members nor everyone else: they are asked about, so they don't count
 */
export function createScorer(
  data: Incidence,
  members: ReadonlyMap<number, number>,
  rules: ReadonlyMap<number, KindRule>,
  aside: readonly number[] = [],
): Scorer {
  const size = members.size
  const outsideAll = Math.max(data.population - size - aside.length, 1)
  const { kinds } = columnsOf(data)
  const totals = totalsBut(data, aside)
  const held = countHeld(data, members.keys())
  const liftOf = (value: number, inside: number) =>
    (inside + 0.25) /
    (size + 1) /
    ((Math.max((totals[value] as number) - inside, 0) + 0.5) / (outsideAll + 1))
  // Bits of each value of the profile for an account outside, and for a member, which does not vouch for itself.
  const outer = new Float64Array(held.length)
  const inner = new Float64Array(held.length)
  // Most values that an account holds are not of the profile: as bytes they are passed over from the nearest cache.
  const isOfProfile = new Uint8Array(held.length)
  const profile: number[] = []
  for (let value = 0; value < held.length; value++) {
    const inside = held[value] as number
    if (inside < 2) continue
    const lift = liftOf(value, inside)
    if (lift < PROFILE_LIFT) continue
    profile.push(value)
    isOfProfile[value] = 1
    outer[value] = Math.log2(lift)
    inner[value] = Math.log2(liftOf(value, inside - 1))
  }
  const lacking = lackingBits(data, members, { profile, isOfProfile, held }, { totals, outsideAll }, rules)
  const base = lacking.reduce((sum, bits) => sum + bits, 0)
  const { most, recruits, binds } = rulesByKind(rules)
  const { start, valueOf: rows } = data
  const best = new Float64Array(KINDS)
  const touched: number[] = []
  const isTouched = new Uint8Array(KINDS)
  const score = (account: number, seedKinds: ReadonlySet<number> = NO_KINDS): Score => {
    const worth = members.has(account) ? inner : outer
    const end = start[account + 1] as number
    for (let i = start[account] as number; i < end; i++) {
      const value = rows[i] as number
      if (isOfProfile[value] === 0) continue
      const kind = kinds[value] as number
      if (isTouched[kind] === 0) {
        isTouched[kind] = 1
        touched.push(kind)
      }
      const bits = worth[value] as number
      if (bits > (best[kind] as number)) best[kind] = bits
    }
    let bits = base
    // What seeded the group neither speaks for nor against a holder of it: its lacking bits are in the base of all.
    let seedBits = 0
    for (const kind of seedKinds) seedBits += lacking[kind] as number
    let bond = 0
    let link = 0
    for (const kind of touched) {
      const found = best[kind] as number
      best[kind] = 0
      isTouched[kind] = 0
      const worth = Math.min(found, most[kind] as number)
      const gained = worth - (lacking[kind] as number)
      bits += gained
      if (seedKinds.has(kind)) seedBits += gained
      if (binds[kind] === 1) bond += worth
      if (recruits[kind] === 1) link = Math.max(link, found)
    }
    touched.length = 0
    return { bits, seedBits, bond, link }
  }
  const linked = (least: number) => {
    const accounts = new Set<number>()
    for (const value of profile) {
      if ((outer[value] as number) < least || recruits[kinds[value] as number] === 0) continue
      for (const holder of (data.values[value] as TraitValue).holders)
        if (!members.has(holder)) accounts.add(holder)
    }
    return accounts
  }
  const isNear = (account: number) => {
    const end = start[account + 1] as number
    for (let i = start[account] as number; i < end; i++) {
      const value = rows[i] as number
      if (isOfProfile[value] === 1 && recruits[kinds[value] as number] === 1) return true
    }
    return false
  }
  return { profile, isNear, linked, score }
}

const NO_KINDS: ReadonlySet<number> = new Set()

interface RulesByKind {
  /** Bits that a kind may contribute. */
  readonly most: Float64Array
  readonly recruits: Uint8Array
  /** Whether a kind binds accounts and is no text. */
  readonly binds: Uint8Array
}

/** The rules as columns, made once: they are asked of each kind of each account that is scored. */
function rulesByKind(rules: ReadonlyMap<number, KindRule>): RulesByKind {
  let columns = BY_KIND.get(rules)
  if (columns === undefined) {
    const most = new Float64Array(KINDS).fill(MOST_BITS)
    const recruits = new Uint8Array(KINDS)
    const binds = new Uint8Array(KINDS)
    for (const [kind, rule] of rules) {
      most[kind] = rule.most
      recruits[kind] = rule.recruits ? 1 : 0
      binds[kind] = rule.isBond && !rule.isText ? 1 : 0
    }
    columns = { most, recruits, binds }
    BY_KIND.set(rules, columns)
  }
  return columns
}

const BY_KIND = new WeakMap<ReadonlyMap<number, KindRule>, RulesByKind>()

/** Kind and total of each value as columns, made once. */
function columnsOf(data: Incidence): { readonly kinds: Uint8Array; readonly totals: Uint32Array } {
  let columns = COLUMNS.get(data)
  if (columns === undefined) {
    columns = {
      kinds: Uint8Array.from(data.values, ({ kind }) => kind),
      totals: Uint32Array.from(data.values, ({ total }) => total),
    }
    COLUMNS.set(data, columns)
  }
  return columns
}

const COLUMNS = new WeakMap<Incidence, { readonly kinds: Uint8Array; readonly totals: Uint32Array }>()

/** Accounts at large that hold each value, less those set aside. */
function totalsBut(data: Incidence, aside: readonly number[]): Uint32Array {
  const { totals } = columnsOf(data)
  if (aside.length === 0) return totals
  const held = countHeld(data, aside)
  return totals.map((total, value) => total - (held[value] as number))
}

/** Members that hold each value. */
function countHeld(data: Incidence, members: Iterable<number>): Uint32Array {
  const { start, valueOf: rows } = data
  const held = new Uint32Array(data.values.length)
  for (const member of members) {
    const end = start[member + 1] as number
    for (let i = start[member] as number; i < end; i++) {
      const value = rows[i] as number
      held[value] = (held[value] as number) + 1
    }
  }
  return held
}

/** Share of an account's exchanges that use the value at a place of its row. */
export function shareAt(data: Incidence, account: number, place: number): number {
  return Math.min((data.usesOf[place] as number) / Math.max(data.exchanges[account] as number, 1), 1)
}

/** Share of each holder's exchanges that use a value, in the order of the holders. */
export function sharesOf(data: Incidence, value: number): Float64Array {
  return Float64Array.from((data.values[value] as TraitValue).holders, (holder) =>
    shareAt(data, holder, placeOf(data, holder, value)),
  )
}

/** The place in an account's row, which is in order, of a value that it holds. */
export function placeOf({ start, valueOf: rows }: Incidence, account: number, value: number): number {
  let from = start[account] as number
  let to = start[account + 1] as number
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if ((rows[middle] as number) <= value) from = middle
    else to = middle
  }
  return from
}

/** Values of an account. */
export function valuesOf(data: Incidence, account: number): Uint32Array {
  return data.valueOf.subarray(data.start[account], data.start[account + 1])
}

/** For each kind of the profile, bits of holding none of its values; by kind, zero for the others. */
function lackingBits(
  data: Incidence,
  members: ReadonlyMap<number, number>,
  {
    profile,
    isOfProfile,
    held,
  }: { readonly profile: readonly number[]; readonly isOfProfile: Uint8Array; readonly held: Uint32Array },
  { totals, outsideAll }: { readonly totals: Uint32Array; readonly outsideAll: number },
  rules: ReadonlyMap<number, KindRule>,
): Float64Array {
  const { kinds } = columnsOf(data)
  const { start, valueOf: rows } = data
  const isCovered = new Uint8Array(KINDS)
  const outside = new Float64Array(KINDS)
  for (const value of profile) {
    const kind = kinds[value] as number
    isCovered[kind] = 1
    outside[kind] = (outside[kind] as number) + (totals[value] as number) - (held[value] as number)
  }
  const inside = new Float64Array(KINDS)
  const seenBy = new Int32Array(KINDS).fill(-1)
  for (const member of members.keys()) {
    const end = start[member + 1] as number
    for (let i = start[member] as number; i < end; i++) {
      const value = rows[i] as number
      if (isOfProfile[value] === 0) continue
      const kind = kinds[value] as number
      if (seenBy[kind] === member) continue
      seenBy[kind] = member
      inside[kind] = (inside[kind] as number) + 1
    }
  }
  const lacking = new Float64Array(KINDS)
  isCovered.forEach((covered, kind) => {
    if (covered === 0) return
    const share = (inside[kind] as number) / (members.size + 1)
    const elsewhere = Math.min((outside[kind] as number) / (outsideAll + 1), 0.98)
    const bits = Math.log2((1 - share + 0.02) / (1 - elsewhere + 0.02))
    lacking[kind] = Math.min(Math.max(bits, rules.get(kind)?.least ?? LEAST_BITS), 0)
  })
  return lacking
}
