// Turns evidence into a verdict: families of evidence are capped so that one fact told twice counts once, bits are
// added, explanations are tested, false discovery is controlled over all candidates, and what is left is calibrated.

import { DETECTORS } from '../detectors/catalog.js'
import type { EvidenceGroup, Measured } from '../detectors/detector.js'
import { clamp } from '../detectors/statistics.js'
import type { Verdict } from '../model/analysis.js'
import { type Sentence, say } from '../model/sentence.js'
import { calibrate, type Standing } from './calibration.js'
import { CLEARED_BY_IDENTITY, EXPLANATIONS, type Explained } from './explanations.js'
import type { GroupFacts } from './group-facts.js'
import {
  accountsElsewhere,
  bitsIn,
  burstBeyondLaunch,
  dealtBits,
  doesTheWork,
  type Examined,
  havePeoplesManner,
  isDealt,
  isDealtToMachine,
  isDealtWork,
  isRelay,
  joiningBits,
} from './one-hand.js'
import { isSmallGroup, isSuggested } from './suggested.js'
import { ACCUSATION, FAMILY_CAPS, ONE_HAND } from './thresholds.js'

export interface Judged {
  readonly cand: number
  readonly verdict: Verdict
  readonly explanation?: string
  /** All that an accusation lacks, whether an explanation clears the group or not; nothing of one that is accused. */
  readonly lacking: readonly Lack[]
  readonly probability: number
  readonly q: number
  readonly bits: number
  /** The same by family, each as it counts. */
  readonly families: ReadonlyMap<EvidenceGroup, number>
  /** What an accusation needs of this group, and what it has. */
  readonly needs: readonly Need[]
  readonly measured: ReadonlyMap<string, Measured>
  readonly explanations: readonly Explained[]
  readonly facts: GroupFacts
}

/** What an accusation needs beside that no explanation holds, by the names of the thresholds. */
export const REQUIREMENTS = [
  'falseDiscovery',
  'owners',
  'exchanges',
  'evidence',
  'coordination',
  'bond',
  'beside',
  'linkedAsking',
] as const satisfies (keyof typeof ACCUSATION)[]

/** A number of a group beside the one from which on, or up to which, it may be accused. */
export interface Need {
  readonly name: (typeof REQUIREMENTS)[number]
  readonly here: number
  readonly needed: number
}

/** Something that an accusation needs and a group hasn't, and why in words. */
export interface Lack {
  readonly name: (typeof REQUIREMENTS)[number]
  readonly why: Sentence
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
    const cap = FAMILY_CAPS[family]
    families.set(family, clamp(bits, cap.least, cap.most))
  }
  // Who lies chooses whom to name: only what does a campaign's work here can be a part of one.
  if (facts === undefined || !doesTheWork({ facts, measured })) families.delete('partners')
  // Strangers' requests relayed through accounts that one hand pays for look like different people: they are.
  if (bitsIn(measured, 'shared-payment') >= ONE_HAND.paidByOne.value)
    families.set('timing', Math.max(families.get('timing') ?? 0, ONE_HAND.leastTiming.value))
  // Content that was dealt from one list was dealt by somebody, be the accounts' hours a person's each.
  if (isDealt(measured))
    families.set('timing', Math.max(families.get('timing') ?? 0, ONE_HAND.leastTiming.value))
  // Those whose conversations hop between the accounts of a relay, or whose requests it words, are different people
  // with words of their own too.
  const isRelayed =
    bitsIn(measured, 'opaque-replay') >= ONE_HAND.relayed.value ||
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
  const rates = ratesOf(examined, considered)
  return examined.map(({ cand, group, measured, families, bits }) => {
    const view: Examined = { facts: group, measured, bits: families }
    const explanations = EXPLANATIONS.map(({ name, test }) => ({ name, ...test(view) }))
    const holding = explanations.find((explanation) => explanation.holds)
    const purpose = families.get('purpose') ?? 0
    // What partners found is not what the group does here.
    const coordination = bits - purpose - (families.get('partners') ?? 0)
    // Probes and services share exits and take turns too; their words are not dealt to them from one list.
    const isDealtOut = bitsIn(measured, 'dealt-wording') >= ACCUSATION.wordsDealt.value
    const launched = bitsIn(measured, 'registration-burst') - burstBeyondLaunch(view)
    const bond =
      Math.max((families.get('registration') ?? 0) - launched, 0) +
      (families.get('content') ?? 0) +
      (isDealtOut
        ? (families.get('network') ?? 0) + bitsIn(measured, 'complementarity')
        : bitsIn(measured, 'address-rotation')) +
      bitsIn(measured, 'handoff') +
      (isDealtToMachine(view) ? dealtBits(measured) : 0)
    const isShown = purpose >= ACCUSATION.purpose.value
    // Strangers who ask the same by one text look as if it was dealt to them.
    const beside = joiningBits(view) + bitsIn(measured, 'shared-address') + (families.get('partners') ?? 0)
    const rate = rates.get(cand) ?? 1
    const { exchanges } = group
    const owners = jointOwners(view)
    const weighed = {
      bits,
      rate,
      owners,
      exchanges,
      asked: askedOf(group),
      coordination,
      bond,
      beside,
      isShown,
      isDealtToPeople: isDealtWork(view) && havePeoplesManner(view),
      isPointedAt: isSuggested(group.cand),
      isIdle: isSuggested(group.cand) && !doesTheWork(view),
    }
    const lacking = findLacks(weighed)
    const needs = needsOf(weighed)
    const result = { cand, q: rate, bits, families, needs, measured, explanations, lacking, facts: group }
    if (holding)
      return {
        ...result,
        verdict: 'explained',
        explanation: holding.name,
        probability: calibrate(standingOf('explained', holding.name), bits),
      }
    if (lacking.length === 0)
      return {
        ...result,
        verdict: isShown ? 'distillation' : 'coordinated',
        probability: calibrate('accused', bits),
      }
    return {
      ...result,
      verdict: 'explained',
      explanation: rate > ACCUSATION.falseDiscovery.value ? CHANCE : UNDECIDED,
      probability: calibrate('open', bits),
    }
  })
}

/** False discovery rates; groups that are only told of are none that anybody could be accused with. */
function ratesOf(
  examined: readonly { readonly cand: number; readonly bits: number }[],
  considered: number,
): Map<number, number> {
  const rates = new Map<number, number>()
  const add = (groups: typeof examined, all: number) => {
    const q = falseDiscoveryRates(
      groups.map(({ bits }) => bits),
      all,
    )
    for (const [index, { cand }] of groups.entries()) rates.set(cand, q[index] ?? 1)
  }
  add(
    examined.filter(({ cand }) => !isSmallGroup(cand)),
    considered,
  )
  add(
    examined.filter(({ cand }) => isSmallGroup(cand)),
    0,
  )
  return rates
}

/** Requests of fewer than which what clears can’t be counted: of a group that others chose, in each account. */
function askedOf({ cand, accounts }: GroupFacts): number {
  const { exchanges, linkedExchanges } = ACCUSATION
  return isSuggested(cand) ? Math.max(exchanges.value, linkedExchanges.value * accounts) : exchanges.value
}

/** Independent owners, with the accounts of the partners' campaigns that the group is a part of. */
function jointOwners(group: Examined): number {
  return group.facts.owners + accountsElsewhere(group)
}

/** What a group that no explanation clears is called: no more alike than some are by chance, or open. */
const CHANCE = 'chance'
export const UNDECIDED = 'not-enough-evidence'

/** How a group was judged, as calibration asks. */
export function standingOf(verdict: Verdict, explanation?: string): Standing {
  if (verdict !== 'explained') return 'accused'
  if (explanation === undefined || explanation === CHANCE || explanation === UNDECIDED) return 'open'
  return CLEARED_BY_IDENTITY.includes(explanation) ? 'cleared-by-identity' : 'cleared-by-conduct'
}

/** The numbers of a group that an accusation asks about. */
interface Weighed {
  readonly bits: number
  readonly rate: number
  readonly owners: number
  readonly exchanges: number
  /** Requests that an accusation needs. */
  readonly asked: number
  readonly coordination: number
  readonly bond: number
  /** What joins the accounts beside a text. */
  readonly beside: number
  readonly isShown: boolean
  /** The work looks dealt from one list, and those who send it act or word things as different people do. */
  readonly isDealtToPeople: boolean
  /** Somebody else chose it. */
  readonly isPointedAt: boolean
  /** Somebody else chose it, and it doesn't do a campaign's work. */
  readonly isIdle: boolean
}

/** Where the purpose is shown, what binds the accounts isn't asked for. That a group does the work is 1, else 0. */
function needsOf(group: Weighed): Need[] {
  const { bits, rate, owners, exchanges, asked, coordination, bond, isShown, isPointedAt, isIdle } = group
  return [
    { name: 'evidence', here: bits, needed: ACCUSATION.evidence.value },
    { name: 'coordination', here: coordination, needed: ACCUSATION.coordination.value },
    ...(isShown ? [] : [{ name: 'bond', here: bond, needed: ACCUSATION.bond.value } as const]),
    ...(group.isDealtToPeople
      ? [{ name: 'beside', here: group.beside, needed: ACCUSATION.beside.value } as const]
      : []),
    { name: 'owners', here: owners, needed: ACCUSATION.owners.value },
    { name: 'exchanges', here: exchanges, needed: asked },
    { name: 'falseDiscovery', here: rate, needed: ACCUSATION.falseDiscovery.value },
    ...(isPointedAt ? [{ name: 'linkedAsking', here: isIdle ? 0 : 1, needed: 1 } as const] : []),
  ]
}

/** What an accusation lacks, the first of it what is told of an open group; nothing when it stands. */
function findLacks(group: Weighed): Lack[] {
  const { evidence, falseDiscovery, owners, coordination, bond } = ACCUSATION
  const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`
  const lacks: Lack[] = []
  if (group.rate > falseDiscovery.value)
    lacks.push({
      name: 'falseDiscovery',
      why: say`of as many groups as were looked at some are as alike by chance: the false discovery rate would be ${percent(group.rate)}`,
    })
  if (group.owners < owners.value)
    lacks.push({
      name: 'owners',
      why: say`it has ${group.owners} independent owners, and fewer than ${owners.value} are not accused`,
    })
  if (group.exchanges < group.asked)
    lacks.push({
      name: 'exchanges',
      why: say`it sent ${group.exchanges} requests, and of fewer than ${group.asked} what would clear it can’t be counted`,
    })
  if (group.bits < evidence.value)
    lacks.push({
      name: 'evidence',
      why: say`the evidence comes to ${group.bits.toFixed(1)} bits, and ${evidence.value.toFixed(1)} would accuse`,
    })
  if (group.coordination < coordination.value)
    lacks.push({
      name: 'coordination',
      why: say`what shows one hand comes to ${group.coordination.toFixed(1)} bits without the purpose, and ${coordination.value} would accuse`,
    })
  if (!group.isShown && group.bond < bond.value)
    lacks.push({
      name: 'bond',
      why: say`the purpose is not shown, and what binds the accounts comes to ${group.bond.toFixed(1)} bits where ${bond.value} would accuse`,
    })
  if (group.isDealtToPeople && group.beside < ACCUSATION.beside.value)
    lacks.push({
      name: 'beside',
      why: say`its work looks dealt from one list, as that of strangers with one text does: the accounts act or word things as different people do, and what joins them beside the text comes to ${group.beside.toFixed(1)} bits where ${ACCUSATION.beside.value} would accuse`,
    })
  if (group.isIdle)
    lacks.push({
      name: 'linkedAsking',
      why: say`a partner points at it, and not all of it does a campaign’s work here: enough requests for training material from nearly every owner, and a text that few others send`,
    })
  return lacks
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
