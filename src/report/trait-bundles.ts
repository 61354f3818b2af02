// The graph of a campaign's accounts and what they share, made small: accounts that hold the same values are one bundle, so
// that 25,000 accounts are drawn as a few hundred things, and each can be opened.
import type { TraitDetail } from '../model/analysis.js'

export interface TraitBundle {
  /** Places of the values in the list that was given, in order. */
  readonly traits: readonly number[]
  /** Places of its accounts, in order. */
  readonly accounts: readonly number[]
}

export interface TraitBundles {
  /** Largest first. */
  readonly bundles: readonly TraitBundle[]
  /** Accounts in bundles that were left out for being too many. */
  readonly rest: number
}

/**
 * Accounts by the values that they hold; those that hold none are a bundle too.
 * @param most bundles that are told, the largest
 */
export function bundleTraits(
  accountCount: number,
  traits: readonly Pick<TraitDetail, 'members'>[],
  most: number,
): TraitBundles {
  const held: number[][] = Array.from({ length: accountCount }, () => [])
  traits.forEach(({ members }, trait) => {
    for (const account of members) held[account]?.push(trait)
  })
  const bySignature = new Map<string, { traits: number[]; accounts: number[] }>()
  held.forEach((own, account) => {
    const signature = own.join(' ')
    const bundle = bySignature.get(signature)
    if (bundle) bundle.accounts.push(account)
    else bySignature.set(signature, { traits: own, accounts: [account] })
  })
  const sorted = [...bySignature.values()].sort(
    (a, b) => b.accounts.length - a.accounts.length || (a.accounts[0] ?? 0) - (b.accounts[0] ?? 0),
  )
  const bundles = sorted.slice(0, most)
  const told = bundles.reduce((sum, { accounts }) => sum + accounts.length, 0)
  return { bundles, rest: accountCount - told }
}
