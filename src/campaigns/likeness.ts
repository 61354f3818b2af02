// Which shared values are worth a closer look: seeds, the values that fill most traffic of most accounts, and how alike
// the members of each are in other ways too.
import { OPAQUE_TRAIT } from '../detectors/opaque-replay.js'
import { TEMPLATE_TRAIT } from '../detectors/shared-template.js'
import type { Store } from '../store/store.js'
import { type Incidence, KINDS, shareAt, sharesOf, type TraitValue, valuesOf } from './membership.js'
import { TRAITS } from './traits.js'

/** Fewest accounts of a candidate. */
export const LEAST_MEMBERS = 5
/** Largest share of all accounts that a seed may hold; above, it says nothing of a group. */
const LARGEST_SHARE = 0.6
/** Most seeds of a kind whose likeness is measured. */
const MOST_SEEDS = 1000
/** Bits that a template adds when it fills all of its senders' traffic. */
const FILLED_BITS = 4
/** The same for the order of fitting: a constant text leads to a campaign, a passing item to whoever had the same task. */
const CONSTANT_BITS = 8
/** Bits at most for a bond that far more accounts share than is usual for its kind. */
const CROWDING_BITS = 3
/** Members worth of prior belief that a group is like everyone else. */
const PRIOR_MEMBERS = 3
/**
 * Share of a text's uses that ask for training material, and median share of its senders' traffic that it is, from
 * which it is a candidate whoever they are.
 */
const ASKING_SHARE = 0.15
const FILLED_SHARE = 0.1
/** Bits that a kind without a rule may add. */
const MOST_BITS = 2

export interface Likeness {
  /** The seed: a value, by its index. */
  readonly value: number
  readonly size: number
  readonly bits: number
  /** Order of fitting: what binds the members, and how much of their traffic the seed's text fills. */
  readonly weight: number
  /**
   * Whether its holders are a candidate whoever they are: a text that asks for training material and is a good part of
   * what its senders send, or a ring of references.
   */
  readonly standsAlone: boolean
}

const TRAIT_OF = new Map(TRAITS.map((trait) => [trait.code, trait]))

/** Accounts that usually hold one value, by kind; values of one account alone count too. */
export async function readUsualSizes(store: Store): Promise<Map<number, number>> {
  const rows = await store.query<{ kind: number; size: number }>(
    'SELECT kind, count() / uniqExact(value) AS size FROM work_trait GROUP BY kind',
  )
  return new Map(rows.map(({ kind, size }) => [kind, size]))
}

/** How alike the members of each seed are, and how much of their traffic its text fills. */
export function measureLikeness(data: Incidence, usual: ReadonlyMap<number, number>): Likeness[] {
  const crowding = (kind: number, size: number) =>
    Math.min(CROWDING_BITS, Math.max(0, Math.log2(size / Math.max(usual.get(kind) ?? 1, 1)) / 2))
  const liftsOf = createLifts(data)
  return chooseSeeds(data).map((value) => {
    const { kind, holders, asking = 0 } = data.values[value] as TraitValue
    let bond = 0
    let style = 0
    for (const [other, bits] of liftsOf(value)) {
      const trait = TRAIT_OF.get(other)
      const worth = Math.min(bits, trait?.membership.most ?? MOST_BITS)
      if (trait?.says === 'bond') bond += worth
      else style += worth
    }
    const constant = kind === TEMPLATE_TRAIT ? medianShare(data, value) : 0
    const own =
      TRAIT_OF.get(kind)?.says === 'bond' && kind !== TEMPLATE_TRAIT ? crowding(kind, holders.length) : 0
    return {
      value,
      size: holders.length,
      bits: bond + style + FILLED_BITS * constant + own,
      weight: bond + CONSTANT_BITS * constant,
      standsAlone: isRing(data, value) || (asking >= ASKING_SHARE && constant >= FILLED_SHARE),
    }
  })
}

/**
 * Values that seed groups. Of a kind, those that fill most traffic of most accounts come first: many phrases are common,
 * few are the bulk of what their senders send.
 */
function chooseSeeds(data: Incidence): number[] {
  const filled = new Float64Array(data.values.length)
  for (let account = 0; account < data.aids.length; account++)
    for (let i = data.start[account] as number; i < (data.start[account + 1] as number); i++) {
      const value = data.valueOf[i] as number
      filled[value] = (filled[value] as number) + shareAt(data, account, i)
    }
  const most = Math.max(Math.floor(data.population * LARGEST_SHARE), LEAST_MEMBERS)
  const ofKind = new Map<number, number[]>()
  data.values.forEach(({ kind, holders }, value) => {
    if (!TRAIT_OF.get(kind)?.seeds || holders.length < LEAST_MEMBERS || holders.length > most) return
    const list = ofKind.get(kind)
    if (list) list.push(value)
    else ofKind.set(kind, [value])
  })
  return [...ofKind.values()].flatMap((list) =>
    list.sort((a, b) => (filled[b] as number) - (filled[a] as number) || a - b).slice(0, MOST_SEEDS),
  )
}

/**
 * Bits by kind, other than a seed's own: the mean over its members of log2 of the rate at which others share the
 * member's value over the rate at large, shrunk towards no difference. A mean over members, so that a tight corner of a
 * mixed crowd counts for no more than its size.
 */
function createLifts(data: Incidence): (seed: number) => readonly (readonly [number, number])[] {
  const kinds = Uint8Array.from(data.values, ({ kind }) => kind)
  const { start, held: links } = withoutHabits(data)
  const present = [...new Set(kinds)]
  const rates = sharingRates(data)
  const held = new Uint32Array(data.values.length)
  const touched = new Uint32Array(data.values.length)
  const lifts = new Float64Array(KINDS)
  return (seed) => {
    const { kind: own, holders } = data.values[seed] as TraitValue
    let found = 0
    for (const holder of holders) {
      const end = start[holder + 1] as number
      for (let i = start[holder] as number; i < end; i++) {
        const value = links[i] as number
        const before = held[value] as number
        if (before === 0) touched[found++] = value
        held[value] = before + 1
      }
    }
    lifts.fill(0)
    for (let i = 0; i < found; i++) {
      const value = touched[i] as number
      const inside = held[value] as number
      held[value] = 0
      const kind = kinds[value] as number
      if (inside < 2 || kind === own) continue
      const rate = rates[kind] as number
      const lift = (inside - 1 + PRIOR_MEMBERS * rate) / (holders.length - 1 + PRIOR_MEMBERS) / rate
      if (lift > 1) lifts[kind] = (lifts[kind] as number) + (inside * Math.log2(lift)) / holders.length
    }
    return present.flatMap((kind) => {
      const bits = lifts[kind] as number
      return bits > 0 ? [[kind, bits] as const] : []
    })
  }
}

/** The values of each account that can link it to others: habits link nobody. */
function withoutHabits(data: Incidence): { readonly start: Uint32Array; readonly held: Uint32Array } {
  const isHabit = Uint8Array.from(data.values, ({ kind }) => (TRAIT_OF.get(kind)?.says === 'habit' ? 1 : 0))
  const start = new Uint32Array(data.start.length)
  const kept = new Uint32Array(data.valueOf.length)
  let end = 0
  for (let account = 0; account < data.aids.length; account++) {
    for (let i = data.start[account] as number; i < (data.start[account + 1] as number); i++) {
      const value = data.valueOf[i] as number
      if (isHabit[value] === 0) kept[end++] = value
    }
    start[account + 1] = end
  }
  return { start, held: kept.subarray(0, end) }
}

/** Rate at which two accounts at large share a value, by kind. */
function sharingRates({ population, values }: Incidence): Float64Array {
  const pairs = new Float64Array(KINDS)
  for (const { kind, total } of values) pairs[kind] = (pairs[kind] as number) + total * (total - 1)
  return pairs.map((sum) => Math.max(sum / (population * (population - 1)), 1 / population ** 2))
}

/** Whether a value is the ring of its holders: no reference that one of them presented is held by more. */
function isRing(data: Incidence, value: number): boolean {
  const { kind, holders } = data.values[value] as TraitValue
  const [first = 0] = holders
  return (
    kind === OPAQUE_TRAIT &&
    valuesOf(data, first).every((other) => {
      const { kind: also, holders: others } = data.values[other] as TraitValue
      return also !== kind || others.length <= holders.length
    })
  )
}

/** Median over a value's holders of the share of their exchanges that use it. */
function medianShare(data: Incidence, value: number): number {
  const shares = sharesOf(data, value).sort()
  return shares[Math.floor(shares.length / 2)] ?? 0
}
