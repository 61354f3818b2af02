// How figures of a campaign are told, whether a whole analysis counted them or an increment added to them.
import { probabilityFromBits } from '../detectors/statistics.js'
import { CAPABILITIES } from '../fingerprint/lexicon.js'
import type { Campaign, CampaignAccount } from '../model/analysis.js'
import { round } from './evidence.js'

/** What a group's own bits are to those of an account in it: most of a group's accounts are one hand's. */
const MEMBER_PRIOR_BITS = 2

/** An account of a campaign whose likeness to it is worth so many bits. */
export function tellAccount(id: string, bits: number, exchanges: number): CampaignAccount {
  return { id, probability: round(probabilityFromBits(bits + MEMBER_PRIOR_BITS), 3), exchanges }
}

/** Accounts with the busiest first. */
export function busiestFirst(a: CampaignAccount, b: CampaignAccount): number {
  return b.exchanges - a.exchanges || (a.id < b.id ? -1 : 1)
}

/** SQL of an array of the exchanges of each capability, in the order of the lexicon. */
export function countCapabilities(column: string): string {
  return `[${CAPABILITIES.map((_, index) => `countIf(${column} = ${index})`).join(', ')}]`
}

/** Models of an account that are told, at most. */
const MOST_MODELS = 16

/** SQL of an array of the models that were asked for, without those that were not logged. */
export function namedModels(column: string): string {
  return `groupUniqArrayIf(${MOST_MODELS})(${column}, ${column} != '')`
}

/** Shares of the exchanges by capability, largest first, without those that don't occur. */
export function tellCapabilities(counts: readonly number[], exchanges: number): Campaign['capabilities'] {
  const all = Math.max(exchanges, 1)
  return Object.fromEntries(
    counts
      .map((count, index) => [CAPABILITIES[index] ?? 'other', round(count / all, 4)] as const)
      .filter(([, share]) => share > 0)
      .sort((a, b) => b[1] - a[1]),
  )
}
