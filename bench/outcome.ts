// How well a list of accusations met the truth, in the four figures of the targets.
import { type Score, score } from '../simulate/score.js'

export interface Outcome {
  /** Accounts of attacks accused, over accounts of attacks; null without attacks. */
  readonly recall: number | null
  /** Attacks with too few of their accounts accused, each with its share. */
  readonly missed: Readonly<Record<string, number>>
  readonly honestAccounts: number
  readonly falselyAccused: number
  readonly falsePer10000: number
  /** B-cubed F1; null without attacks. */
  readonly f1: number | null
  /** Honest groups accused as a campaign: see {@link accusedGroups}. */
  readonly accusedGroups: readonly string[]
}

/** The part of a campaign that counts here; an analysis has more. */
export interface Accusation {
  readonly verdict: string
  readonly accounts: readonly { readonly id: string }[]
}

/** Scores campaigns against the truth; `share` is what an attack needs to count as found. */
export function measureOutcome(
  truth: Readonly<Record<string, string>>,
  campaigns: readonly Accusation[],
  share: number,
): Outcome {
  const result = score(truth, { campaigns })
  const attacks = result.kinds.filter(({ kind }) => kind.startsWith('attack:'))
  return {
    recall: attacks.length === 0 ? null : result.recall,
    missed: Object.fromEntries(
      attacks.filter((one) => one.share < share).map((one) => [nameOf(one.kind), one.share]),
    ),
    honestAccounts: result.honestAccounts,
    falselyAccused: result.falselyAccused,
    falsePer10000: result.falsePer10000,
    f1: attacks.length === 0 ? null : result.bCubed.f1,
    accusedGroups: accusedGroups(truth, campaigns, result),
  }
}

/**
 * Honest kinds that are accused as a group: at least half of their two or more accounts are, or they are the largest
 * honest part of an accusing campaign in which honest accounts are at least half.
 */
function accusedGroups(
  truth: Readonly<Record<string, string>>,
  campaigns: readonly Accusation[],
  { kinds }: Score,
): readonly string[] {
  const found = new Set(
    kinds
      .filter(({ kind, accounts, share }) => isHonest(kind) && accounts > 1 && share >= 0.5)
      .map(({ kind }) => nameOf(kind)),
  )
  for (const { verdict, accounts } of campaigns) {
    if (verdict === 'explained') continue
    const honest = new Map<string, number>()
    let known = 0
    let count = 0
    for (const { id } of accounts) {
      const kind = truth[id]
      if (kind === undefined) continue
      known++
      if (!isHonest(kind)) continue
      count++
      honest.set(kind, (honest.get(kind) ?? 0) + 1)
    }
    const [largest] = [...honest].sort((a, b) => b[1] - a[1])
    if (largest !== undefined && count * 2 >= known) found.add(nameOf(largest[0]))
  }
  return [...found].sort()
}

function isHonest(kind: string): boolean {
  return kind.startsWith('benign:')
}

function nameOf(kind: string): string {
  return kind.slice(kind.indexOf(':') + 1)
}
