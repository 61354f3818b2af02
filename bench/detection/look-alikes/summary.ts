// What was said in honest worlds: accusations, clearings and silence, by kind of account.

import { type Interval, wilson } from '../../../src/model/proportion.js'
import type { JudgedGroup } from '../../tasks.js'
import type { JudgedWorld } from '../judged-world.js'
import { poissonInterval } from '../poisson-interval.js'

/** A group that was accused; in an honest world each is a mistake. */
export interface Accusation {
  readonly seed: number
  readonly verdict: string
  readonly probability: number
  readonly qValue: number
  readonly accounts: number
  /** Accounts by kind, the largest first, each with how many there are of it. */
  readonly kinds: readonly { readonly kind: string; readonly accused: number; readonly of: number }[]
}

/** One kind of look-alike over all worlds. */
export interface KindRow {
  readonly kind: string
  readonly worlds: number
  readonly accounts: number
  readonly accused: number
  /** Worlds in which a group that is mostly of this kind was accused, or cleared by name. */
  readonly worldsAccused: number
  readonly worldsCleared: number
  /** Groups that are mostly of this kind, by the explanation that cleared them. */
  readonly explanations: Readonly<Record<string, number>>
}

export interface Rate extends Interval {
  readonly value: number
}

export interface Summary {
  readonly worlds: number
  readonly weeks: number
  readonly accounts: number
  readonly exchanges: number
  readonly accusations: readonly Accusation[]
  /** Accusing groups per week of honest traffic; exact interval of 95 % for a Poisson count. */
  readonly campaignsPerWeek: Rate
  /** Accused accounts of 10,000; Wilson's interval, which takes accounts as independent. */
  readonly accountsPer10000: Rate
  /** Worlds without any accusation, over worlds: what doesn't lean on that independence. */
  readonly cleanWorlds: Rate
  readonly explanations: Readonly<Record<string, number>>
  readonly kinds: readonly KindRow[]
}

function isAccusing({ verdict }: JudgedGroup): boolean {
  return verdict !== 'explained'
}

function bare(kind: string): string {
  return kind.slice(kind.indexOf(':') + 1)
}

/** The kind that most of a group's accounts are of. */
function mainKind({ kinds }: JudgedGroup): string {
  return Object.entries(kinds).toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'unknown'
}

function accusationsOf({ seed, judged }: JudgedWorld): Accusation[] {
  const sizes = new Map(judged.kinds.map(({ kind, accounts }) => [kind, accounts]))
  return judged.groups.filter(isAccusing).map((group) => ({
    seed,
    verdict: group.verdict,
    probability: group.probability,
    qValue: group.qValue,
    accounts: group.accounts,
    kinds: Object.entries(group.kinds)
      .toSorted((a, b) => b[1] - a[1])
      .map(([kind, accused]) => ({ kind: bare(kind), accused, of: sizes.get(kind) ?? accused })),
  }))
}

function count(words: Iterable<string>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries([...counts].toSorted((a, b) => b[1] - a[1]))
}

function rowOf(kind: string, worlds: readonly JudgedWorld[]): KindRow {
  let accounts = 0
  let accused = 0
  let there = 0
  let worldsAccused = 0
  let worldsCleared = 0
  const explanations: string[] = []
  for (const { judged } of worlds) {
    const scored = judged.kinds.find((one) => one.kind === kind)
    if (scored === undefined) continue
    there++
    accounts += scored.accounts
    accused += scored.accused
    const groups = judged.groups.filter((group) => mainKind(group) === kind)
    const cleared = groups.filter((group) => !isAccusing(group))
    if (groups.some(isAccusing)) worldsAccused++
    if (cleared.length > 0) worldsCleared++
    explanations.push(...cleared.map(({ explanation }) => explanation ?? 'unnamed'))
  }
  return {
    kind: bare(kind),
    worlds: there,
    accounts,
    accused,
    worldsAccused,
    worldsCleared,
    explanations: count(explanations),
  }
}

/** Sums up worlds of `weeks` weeks each. */
export function summarise(worlds: readonly JudgedWorld[], weeks: number): Summary {
  const accusations = worlds.flatMap(accusationsOf)
  const accounts = worlds.reduce((sum, { judged }) => sum + judged.outcome.honestAccounts, 0)
  const accused = worlds.reduce((sum, { judged }) => sum + judged.outcome.falselyAccused, 0)
  const span = weeks * worlds.length
  const campaigns = poissonInterval(accusations.length)
  const share = wilson(accused / accounts, accounts)
  const clean = worlds.filter(({ judged }) => !judged.groups.some(isAccusing)).length
  const labels = new Set(worlds.flatMap(({ judged }) => judged.kinds.map(({ kind }) => kind)))
  return {
    worlds: worlds.length,
    weeks: span,
    accounts,
    exchanges: worlds.reduce((sum, { exchanges }) => sum + exchanges, 0),
    accusations,
    campaignsPerWeek: {
      value: accusations.length / span,
      low: campaigns.low / span,
      high: campaigns.high / span,
    },
    accountsPer10000: {
      value: (accused / accounts) * 10_000,
      low: share.low * 10_000,
      high: share.high * 10_000,
    },
    cleanWorlds: { value: clean / worlds.length, ...wilson(clean / worlds.length, worlds.length) },
    explanations: count(
      worlds.flatMap(({ judged }) =>
        judged.groups
          .filter((group) => !isAccusing(group))
          .map(({ explanation }) => explanation ?? 'unnamed'),
      ),
    ),
    kinds: [...labels].sort().map((kind) => rowOf(kind, worlds)),
  }
}
