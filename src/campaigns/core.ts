// Who of a campaign is there by a text alone: where a good part of it is bound by cards, addresses and the like of its own,
// others who send the same text may be strangers to it, and lend it their number.
import { createScorer, type Incidence, type KindRule, type TraitValue, valuesOf } from './membership.js'
import { MIXTURE } from './mixture.js'

/**
 * Accounts of a campaign that hold none of its own bonds and whose manner is more everybody's than that of those who do: by
 * clients, parameters, purposes, hours, sittings, volume, age and plan. Bonds that they lack don't count against them, or
 * nobody would be like a core, and texts don't count for them.
 */
export function besideCore(
  data: Incidence,
  set: ReadonlySet<number>,
  rules: ReadonlyMap<number, KindRule>,
): number[] {
  const core = coreOf(data, set, rules)
  if (core.size < MIXTURE.leastMembers || core.size === set.size) return []
  const others = [...set].filter((account) => !core.has(account))
  const { score } = createScorer(data, new Map([...core].map((account) => [account, 0])), rules, others)
  const bonds = new Set([...rules].flatMap(([kind, { isBond }]) => (isBond ? [kind] : [])))
  const manner = (account: number) => {
    const { bits, seedBits } = score(account, bonds)
    return bits - seedBits
  }
  return others.filter((account) => manner(account) < 0)
}

/** Accounts that hold a bond, other than a text, with another one of the set, that more of it hold than others do. */
function coreOf(
  data: Incidence,
  set: ReadonlySet<number>,
  rules: ReadonlyMap<number, KindRule>,
): Set<number> {
  const held = new Map<number, number>()
  const isBond = (value: number) => {
    const rule = rules.get((data.values[value] as TraitValue).kind)
    return rule?.isBond === true && !rule.isText
  }
  for (const account of set)
    for (const value of valuesOf(data, account))
      if (isBond(value)) held.set(value, (held.get(value) ?? 0) + 1)
  const isOwn = (value: number) => {
    const inside = held.get(value) ?? 0
    return inside >= 2 && inside > (data.values[value] as TraitValue).total - inside
  }
  return new Set([...set].filter((account) => valuesOf(data, account).some((value) => isOwn(value))))
}
