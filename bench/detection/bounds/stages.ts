// How many attacks are found by stage, what keeps the rest from being accused, and what each rule costs and saves.
import { EXPLANATIONS } from '../../../src/campaigns/explanations.js'
import { REQUIREMENTS } from '../../../src/campaigns/judge.js'
import { type Interval, wilson } from '../../../src/model/proportion.js'
import type { KnownGroup } from './world.js'

/** Share of its accounts from which on an attack counts as found where the product finds groups itself. */
const HALF = 0.5

/** Attacks found, of all. */
export interface Share extends Interval {
  readonly found: number
  readonly of: number
}

export interface Stage {
  readonly attacks: Share
  /** Accounts of attacks accused, and all. */
  readonly accused: number
  readonly accounts: number
}

export interface Stages {
  /** Groups as the product finds them. */
  readonly product: Stage
  /** Every kind given as one group. */
  readonly perfect: Stage
  /** Attacks that are found by the product alone, and with perfect grouping alone. */
  readonly productOnly: number
  readonly perfectOnly: number
}

function isFound({ accused, accounts }: KnownGroup): boolean {
  return accused >= HALF * accounts
}

export function shareOf(found: number, of: number): Share {
  return { found, of, ...wilson(found / Math.max(of, 1), of) }
}

export function measureStages(groups: readonly KnownGroup[]): Stages {
  const attacks = groups.filter(({ isAttack }) => isAttack)
  const count = (wanted: (group: KnownGroup) => boolean) => attacks.filter(wanted).length
  const sum = (accountsOf: (group: KnownGroup) => number) =>
    attacks.reduce((total, group) => total + accountsOf(group), 0)
  const accounts = sum((group) => group.accounts)
  const product = shareOf(count(isFound), attacks.length)
  const perfect = shareOf(
    count(({ isAccused }) => isAccused),
    attacks.length,
  )
  return {
    product: { attacks: product, accused: sum(({ accused }) => accused), accounts },
    perfect: {
      attacks: perfect,
      accused: sum(({ isAccused, accounts }) => (isAccused ? accounts : 0)),
      accounts,
    },
    productOnly: count((group) => isFound(group) && !group.isAccused),
    perfectOnly: count((group) => !isFound(group) && group.isAccused),
  }
}

/** One thing that keeps attacks from being accused with perfect grouping; an attack may have several. */
export interface Reason {
  readonly name: string
  readonly isExplanation: boolean
  readonly attacks: Share
  readonly accounts: number
  /** Attacks that nothing else keeps. */
  readonly alone: number
}

/** What can keep a group from being accused. */
const KEEPERS: readonly { readonly name: string; readonly isExplanation: boolean }[] = [
  ...REQUIREMENTS.map((name) => ({ name, isExplanation: false })),
  ...EXPLANATIONS.map(({ name }) => ({ name, isExplanation: true })),
]

function keepersOf({ holding, lacking }: KnownGroup): readonly string[] {
  return [...holding, ...lacking]
}

export function tellReasons(groups: readonly KnownGroup[]): Reason[] {
  const attacks = groups.filter(({ isAttack }) => isAttack)
  return KEEPERS.map(({ name, isExplanation }) => {
    const kept = attacks.filter((group) => keepersOf(group).includes(name))
    return {
      name,
      isExplanation,
      attacks: shareOf(kept.length, attacks.length),
      accounts: kept.reduce((sum, { accounts }) => sum + accounts, 0),
      alone: kept.filter((group) => keepersOf(group).length === 1).length,
    }
  })
    .filter(({ attacks }) => attacks.found > 0)
    .toSorted((a, b) => b.attacks.found - a.attacks.found)
}

/** What judging without one rule would win and lose, with perfect grouping. */
export interface Ablation {
  readonly without: string
  readonly attacksWon: number
  readonly accountsWon: number
  readonly honestLost: number
  readonly honestAccountsLost: number
}

/** Each requirement and each explanation left out in turn, and at last all explanations together. */
export function ablate(groups: readonly KnownGroup[]): Ablation[] {
  const rules = [
    ...KEEPERS.map(({ name }) => ({ without: name, names: [name] })),
    { without: 'all explanations', names: EXPLANATIONS.map(({ name }) => name) },
  ]
  return rules.map(({ without, names }) => {
    const freed = groups.filter((group) => {
      const keepers = keepersOf(group)
      return keepers.length > 0 && keepers.every((keeper) => names.includes(keeper))
    })
    const sum = (wanted: boolean) =>
      freed.filter(({ isAttack }) => isAttack === wanted).reduce((total, { accounts }) => total + accounts, 0)
    return {
      without,
      attacksWon: freed.filter(({ isAttack }) => isAttack).length,
      accountsWon: sum(true),
      honestLost: freed.filter(({ isAttack }) => !isAttack).length,
      honestAccountsLost: sum(false),
    }
  })
}
