// How a pool's three buyers came out of an analysis: as one campaign each, in one heap or in pieces, and what was said
// of the honest people behind the same exits.
import type { JudgedGroup, JudgedTraffic } from '../../tasks.js'

export const BUYERS = ['attack:pool-buyer-1', 'attack:pool-buyer-2', 'attack:pool-buyer-3'] as const
export const HONEST = 'benign:pool-honest'

/** A campaign is one buyer's when this share of its accounts is, and holds this share of the buyer's accounts. */
const WHOLE = 0.9
/** A group is about the pool when it holds this share of the accounts of two buyers or more. */
const PART = 0.2

/** An accused or cleared group with what it holds of each party. */
export interface Holding {
  readonly verdict: string
  readonly explanation: string | undefined
  readonly accounts: number
  /** Accounts of each buyer, in order. */
  readonly buyers: readonly number[]
  readonly honest: number
}

export interface Separation {
  /** Accused accounts of each buyer, over its accounts. */
  readonly recall: readonly number[]
  /** Buyers that are one campaign, and nearly nothing else. */
  readonly separated: number
  readonly honestAccounts: number
  readonly honestAccused: number
  /** Honest accounts around the pool that were accused. */
  readonly bystandersAccused: number
  /** B-cubed F1 of the accused accounts against the buyers. */
  readonly f1: number
  readonly accused: readonly Holding[]
  /** Groups of any verdict that hold parts of two buyers or more: all that is said of the pool as such. */
  readonly poolLevel: readonly Holding[]
  /** Buyers whose campaigns the result says have means in common: the pool by its name. */
  readonly pooled: number
  /** Means that it names. */
  readonly means: readonly string[]
}

function holdingOf({ verdict, explanation, accounts, kinds }: JudgedGroup): Holding {
  const buyers = BUYERS.map((kind) => kinds[kind] ?? 0)
  return { verdict, explanation, accounts, buyers, honest: kinds[HONEST] ?? 0 }
}

/** Reads the separation off a judged world. */
export function readSeparation({ groups, kinds, outcome, infrastructure }: JudgedTraffic): Separation {
  const scoreOf = (kind: string) => kinds.find((one) => one.kind === kind)
  const sizes = BUYERS.map((kind) => scoreOf(kind)?.accounts ?? 0)
  const holdings = groups.map(holdingOf)
  const accused = holdings.filter(({ verdict }) => verdict !== 'explained')
  const honest = scoreOf(HONEST)
  const buyersIn = (counts: Readonly<Record<string, number>>) =>
    BUYERS.filter((kind, buyer) => (counts[kind] ?? 0) >= PART * (sizes[buyer] ?? 0)).length
  const [pool] = infrastructure.toSorted((a, b) => buyersIn(b.kinds) - buyersIn(a.kinds))
  return {
    recall: BUYERS.map((kind) => scoreOf(kind)?.share ?? 0),
    separated: sizes.filter((size, buyer) =>
      accused.some(({ accounts, buyers }) => {
        const held = buyers[buyer] ?? 0
        return held >= WHOLE * size && held >= WHOLE * accounts
      }),
    ).length,
    honestAccounts: honest?.accounts ?? 0,
    honestAccused: honest?.accused ?? 0,
    bystandersAccused: outcome.falselyAccused - (honest?.accused ?? 0),
    f1: outcome.f1 ?? 0,
    accused,
    pooled: pool ? buyersIn(pool.kinds) : 0,
    means: pool?.means ?? [],
    poolLevel: holdings.filter(
      ({ buyers }) => buyers.filter((held, buyer) => held >= PART * (sizes[buyer] ?? 0)).length > 1,
    ),
  }
}
