// Turns evidence into a verdict: families of evidence are capped so that one fact told twice counts once, bits are
// added to a prior, explanations are tested, and false discovery is controlled over all candidates.

import { DETECTORS } from '../detectors/catalog.js'
import type { EvidenceGroup, Measured } from '../detectors/detector.js'
import { clamp, probabilityFromBits } from '../detectors/statistics.js'
import type { Verdict } from '../model/analysis.js'
import type { Examined, Explained } from './explanations.js'
import { bitsIn, EXPLANATIONS, isDealt, isRelay, PAID_BY_ONE } from './explanations.js'
import type { GroupFacts } from './group-facts.js'

/** What is tuned in judging; all in bits. */
export const JUDGEMENT = {
  /** Prior odds against a candidate being one hand: one in a thousand. */
  prior: -10,
  /** Most and least that one family of evidence contributes. */
  caps: {
    registration: { least: 0, most: 16 },
    network: { least: 0, most: 7 },
    content: { least: -3, most: 14 },
    timing: { least: -9, most: 9 },
    load: { least: -4, most: 6 },
    purpose: { least: -3, most: 6 },
  } satisfies Record<EvidenceGroup, { least: number; most: number }>,
  /** How little different people behind accounts that one hand pays for clear them. */
  leastTimingWhenPaid: -3,
  /** Replay evidence at which the accounts are a relay's, whatever its users are like and ask for. */
  relayed: 8,
  /**
   * How much people's hours still clear where content was dealt from one list: one campaign in eight imitates people.
   */
  leastTimingWhenDealt: -3,
  /** Purpose evidence at which an accused group is called distillation. */
  purposeShown: 1,
  /** Evidence of one hand (all but purpose) without which no purpose accuses. */
  leastCoordination: 5,
  /** Evidence of what binds the accounts without which a group of no shown purpose is not accused. */
  leastBond: 5,
  /** Bits of dealt wording from which common exits and turns bind as well. */
  wordsDealt: 1,
  /** Independent owners below which a group is not accused: fewer are a household or a firm. */
  leastOwners: 6,
  /** Probability at which a group is accused. */
  accuse: 0.9,
  /** False discovery rate at which a group is accused. */
  falseDiscovery: 0.05,
} as const

export interface Judged {
  readonly cand: number
  readonly verdict: Verdict
  readonly explanation?: string
  /** Why a group that no explanation clears is not accused. */
  readonly lacks?: string
  readonly probability: number
  readonly q: number
  readonly bits: number
  readonly measured: ReadonlyMap<string, Measured>
  readonly explanations: readonly Explained[]
}

/** Bits of each family of evidence, capped. */
export function familyBits(
  measured: ReadonlyMap<string, Measured>,
  facts?: GroupFacts,
): Map<EvidenceGroup, number> {
  const families = new Map<EvidenceGroup, number>()
  for (const detector of DETECTORS) {
    const bits = measured.get(detector.id)?.bits
    if (bits !== undefined) families.set(detector.group, (families.get(detector.group) ?? 0) + bits)
  }
  // That accounts are alike in what they send is part of their being alike altogether: it counts once.
  const told = Math.min(Math.max(bitsIn(measured, 'single-deck'), 0), bitsIn(measured, 'dealt-content'))
  if (told > 0) families.set('content', (families.get('content') ?? 0) - told)
  for (const [family, bits] of families) {
    const cap = JUDGEMENT.caps[family]
    families.set(family, clamp(bits, cap.least, cap.most))
  }
  // Strangers' requests relayed through accounts that one hand pays for look like different people: they are.
  if (bitsIn(measured, 'shared-payment') >= PAID_BY_ONE)
    families.set('timing', Math.max(families.get('timing') ?? 0, JUDGEMENT.leastTimingWhenPaid))
  // Content that was dealt from one list was dealt by somebody, be the accounts' hours a person's each.
  if (isDealt(measured))
    families.set('timing', Math.max(families.get('timing') ?? 0, JUDGEMENT.leastTimingWhenDealt))
  // Those whose conversations hop between the accounts of a relay, or whose requests it words, are different people
  // with words of their own too.
  const isRelayed =
    bitsIn(measured, 'opaque-replay') >= JUDGEMENT.relayed ||
    (facts !== undefined && isRelay({ facts, measured }))
  if (isRelayed) for (const [family, bits] of families) families.set(family, Math.max(bits, 0))
  return families
}

/** Verdicts of all candidates; `considered` counts those looked at in all, when these are what is left of more. */
export function judge(
  facts: ReadonlyMap<number, GroupFacts>,
  evidence: ReadonlyMap<number, ReadonlyMap<string, Measured>>,
  considered = 0,
): Judged[] {
  const examined = [...facts].map(([cand, group]) => {
    const measured = evidence.get(cand) ?? new Map<string, Measured>()
    const families = familyBits(measured, group)
    const bits = [...families.values()].reduce((sum, value) => sum + value, 0)
    return { cand, group, measured, families, bits }
  })
  const q = falseDiscoveryRates(
    examined.map((candidate) => candidate.bits),
    considered,
  )
  return examined.map(({ cand, group, measured, families, bits }, index) => {
    const view: Examined = { facts: group, measured, bits: families }
    const explanations = EXPLANATIONS.map(({ name, test }) => ({ name, ...test(view) }))
    const holding = explanations.find((explanation) => explanation.holds)
    const probability = probabilityFromBits(bits + JUDGEMENT.prior)
    const purpose = families.get('purpose') ?? 0
    const coordination = bits - purpose
    // Probes and services share exits and take turns too; their words are not dealt to them from one list.
    const isDealtOut = bitsIn(measured, 'dealt-wording') >= JUDGEMENT.wordsDealt
    const bond =
      (families.get('registration') ?? 0) +
      (families.get('content') ?? 0) +
      (isDealtOut ? (families.get('network') ?? 0) + bitsIn(measured, 'complementarity') : 0) +
      bitsIn(measured, 'handoff')
    const isShown = purpose >= JUDGEMENT.purposeShown
    const rate = q[index] ?? 1
    const result = { cand, probability, q: rate, bits, measured, explanations }
    if (holding)
      return {
        ...result,
        verdict: 'explained',
        explanation: holding.name,
        probability: Math.min(probability, 0.05),
      }
    const lacks = whatLacks({ probability, rate, owners: group.owners, coordination, bond, isShown })
    if (lacks === undefined) return { ...result, verdict: isShown ? 'distillation' : 'coordinated' }
    return {
      ...result,
      verdict: 'explained',
      explanation: rate > JUDGEMENT.falseDiscovery ? CHANCE : UNDECIDED,
      lacks,
      probability: Math.min(probability, 0.5),
    }
  })
}

/** What a group that no explanation clears is called: no more alike than some are by chance, or open. */
const CHANCE = 'chance'
const UNDECIDED = 'not-enough-evidence'

/** What an accusation lacks, in words; nothing when it stands. */
function whatLacks(group: {
  readonly probability: number
  readonly rate: number
  readonly owners: number
  readonly coordination: number
  readonly bond: number
  readonly isShown: boolean
}): string | undefined {
  const { accuse, falseDiscovery, leastOwners, leastCoordination, leastBond } = JUDGEMENT
  const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`
  if (group.rate > falseDiscovery)
    return `of as many groups as were looked at some are as alike by chance: the false discovery rate would be ${percent(group.rate)}`
  if (group.owners < leastOwners)
    return `it has ${group.owners} independent owners, and fewer than ${leastOwners} are not accused`
  if (group.probability < accuse)
    return `the evidence gives a probability of ${percent(group.probability)}, and ${percent(accuse)} would accuse`
  if (group.coordination < leastCoordination)
    return `what shows one hand comes to ${group.coordination.toFixed(1)} bits without the purpose, and ${leastCoordination} would accuse`
  if (!group.isShown && group.bond < leastBond)
    return `the purpose is not shown, and what binds the accounts comes to ${group.bond.toFixed(1)} bits where ${leastBond} would accuse`
  return undefined
}

/**
 * False discovery rate of each candidate from its evidence taken as an e-value: sorted from the strongest,
 * min over k ≥ i of K / (k · e_k) (e-BH, Wang and Ramdas 2022, valid under any dependence).
 */
export function falseDiscoveryRates(bits: readonly number[], considered = 0): number[] {
  const all = Math.max(considered, bits.length)
  const order = bits.map((value, index) => ({ value, index })).sort((a, b) => b.value - a.value)
  const rates = new Array<number>(bits.length).fill(1)
  let least = 1
  for (let k = order.length; k >= 1; k--) {
    const entry = order[k - 1] as { value: number; index: number }
    least = Math.min(least, all / (k * 2 ** clamp(entry.value, -60, 60)))
    rates[entry.index] = Math.min(least, 1)
  }
  return rates
}
