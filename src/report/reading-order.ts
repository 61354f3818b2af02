// The order in which people read campaigns: gravest verdict first, then the largest.
import type { Campaign, Verdict } from '../model/analysis.js'

const VERDICT_ORDER: readonly Verdict[] = ['distillation', 'coordinated', 'explained']

/** A copy in reading order; ties are settled by id, so that the order never depends on the input's. */
export function orderCampaigns(campaigns: readonly Campaign[]): readonly Campaign[] {
  return campaigns.toSorted(
    (a, b) =>
      VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) ||
      b.accounts.length - a.accounts.length ||
      (a.id < b.id ? -1 : 1),
  )
}
