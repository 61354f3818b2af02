// Turns evidence into a verdict: families of evidence are capped so that one fact told twice counts once, bits are
// added to a prior, explanations are tested, and false discovery is controlled over all candidates.

import { DETECTORS } from '../detectors/catalog.js'
import type { EvidenceGroup, Measured } from '../detectors/detector.js'
import { clamp, probabilityFromBits } from '../detectors/statistics.js'
import type { Verdict } from '../model/analysis.js'
import type { Examined, Explained } from './explanations.js'
import { behaviourBits, bitsIn, EXPLANATIONS, isDealt, isRelay, PAID_BY_ONE } from './explanations.js'
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
  /** Registration or replay evidence without which a group of no shown purpose is not accused. */
  leastBond: 5,
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
    const bond =
      (families.get('registration') ?? 0) +
      (families.get('network') ?? 0) +
      (families.get('content') ?? 0) +
      bitsIn(measured, 'complementarity') +
      bitsIn(measured, 'handoff')
    const isShown = purpose >= JUDGEMENT.purposeShown
    const isOneHand =
      probability >= JUDGEMENT.accuse &&
      (q[index] ?? 1) <= JUDGEMENT.falseDiscovery &&
      group.owners >= JUDGEMENT.leastOwners &&
      coordination >= JUDGEMENT.leastCoordination &&
      (isShown || bond >= JUDGEMENT.leastBond)
    const result = { cand, probability, q: q[index] ?? 1, bits, measured, explanations }
    if (holding)
      return {
        ...result,
        verdict: 'explained',
        explanation: holding.name,
        probability: Math.min(probability, 0.05),
      }
    if (!isOneHand)
      return {
        ...result,
        verdict: 'explained',
        explanation: behaviourBits(view) < 0 ? 'different-people' : 'not-enough-evidence',
        probability: Math.min(probability, 0.5),
      }
    return { ...result, verdict: isShown ? 'distillation' : 'coordinated' }
  })
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
