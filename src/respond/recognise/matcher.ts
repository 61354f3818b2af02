// Recognises accounts that show what a campaign's accounts show, within their first exchanges. In memory and pure: it
// is made of profiles, is told what accounts show, and remembers the best of each kind.
import type { ShownTraits } from '../decision.js'
import { FIRST_EXCHANGES, valuesOf } from './shown-traits.js'

/** A value that accounts of a campaign share. */
export interface ProfileValue {
  readonly kind: string
  readonly value: string
  /** Accounts of the campaign that show it, and accounts outside of every accused campaign. */
  readonly inside: number
  readonly outside: number
}

/** What a campaign's accounts show, and how much of it an account must show to be recognised. */
export interface Profile {
  readonly campaign: string
  /** Accounts of the campaign, and outside of every accused one. */
  readonly inside: number
  readonly outside: number
  readonly values: readonly ProfileValue[]
  /** Bits from which on an account is recognised. */
  readonly threshold: number
  /** Share of honest new accounts that would be recognised by mistake, at most: upper end of a 95 % interval. */
  readonly falseMatchBound: number
  /** Share of the campaign's own accounts that are recognised by what the others show. */
  readonly recall: number
  /** Probability that a recognised account is the campaign's: a lower bound, at the campaign's share of all accounts. */
  readonly membership: number
}

export interface MatchEvidence extends ProfileValue {
  readonly bits: number
}

export interface Match {
  readonly account: string
  readonly campaign: string
  readonly bits: number
  readonly profile: Profile
  /** Exchanges after which it was recognised. */
  readonly exchanges: number
  /** The best value of each kind, most bits first. */
  readonly evidence: readonly MatchEvidence[]
}

interface Seen {
  exchanges: number
  /** By campaign and kind, the best value that was shown. */
  readonly best: Map<number, Map<string, MatchEvidence>>
}

/** Accounts that are remembered; the longest unseen are forgotten first. */
const MOST_ACCOUNTS = 200_000

/**
 * Bits that a shared value is worth: log2 of how much more of the campaign's accounts than of others show it, half an
 * account added to either side (Krichevsky and Trofimov 1981). What fewer than two accounts share is worth nothing.
 */
export function bitsOf(
  value: Pick<ProfileValue, 'inside' | 'outside'>,
  inside: number,
  outside: number,
): number {
  if (value.inside < 2) return 0
  return Math.max(0, Math.log2((value.inside + 0.5) / (inside + 1) / ((value.outside + 0.5) / (outside + 1))))
}

export class Matcher {
  private readonly index = new Map<string, { readonly profile: number; readonly evidence: MatchEvidence }[]>()
  private readonly seen = new Map<string, Seen>()

  constructor(readonly profiles: readonly Profile[]) {
    profiles.forEach((profile, number) => {
      for (const value of profile.values) {
        const bits = bitsOf(value, profile.inside, profile.outside)
        if (bits === 0) continue
        const name = nameOf(value.kind, value.value)
        this.index.set(name, [
          ...(this.index.get(name) ?? []),
          { profile: number, evidence: { ...value, bits } },
        ])
      }
    })
  }

  /**
   * Takes in what an account shows with an exchange; the campaign that it is recognised as one of, if any.
   * @param place number of the exchange among the account's; one more than the last when left out
   */
  observe(account: string, traits: ShownTraits, place?: number): Match | undefined {
    const seen = this.remember(account)
    const exchanges = place ?? seen.exchanges + 1
    if (exchanges > FIRST_EXCHANGES) return undefined
    seen.exchanges = exchanges
    for (const [kind, value] of valuesOf(traits))
      for (const { profile, evidence } of this.index.get(nameOf(kind, value)) ?? []) {
        const best = seen.best.get(profile) ?? new Map<string, MatchEvidence>()
        seen.best.set(profile, best)
        if ((best.get(kind)?.bits ?? 0) < evidence.bits) best.set(kind, evidence)
      }
    return this.match(account, seen)
  }

  private match(account: string, { best, exchanges }: Seen): Match | undefined {
    let found: Match | undefined
    for (const [number, kinds] of best) {
      const profile = this.profiles[number]
      const bits = [...kinds.values()].reduce((sum, evidence) => sum + evidence.bits, 0)
      if (!profile || bits < profile.threshold || bits <= (found?.bits ?? 0)) continue
      const evidence = [...kinds.values()].sort((a, b) => b.bits - a.bits)
      found = { account, campaign: profile.campaign, bits, profile, exchanges, evidence }
    }
    return found
  }

  private remember(account: string): Seen {
    const seen = this.seen.get(account) ?? { exchanges: 0, best: new Map() }
    this.seen.delete(account)
    this.seen.set(account, seen)
    if (this.seen.size > MOST_ACCOUNTS) {
      const [oldest] = this.seen.keys()
      if (oldest !== undefined) this.seen.delete(oldest)
    }
    return seen
  }
}

const nameOf = (kind: string, value: string) => `${kind} ${value}`
