// Recall of campaigns by the text that they send.
import { ACCOUNT_PLANS } from './campaigns.js'
import type { CampaignOutcome } from './real-worlds.js'

type Counted = Pick<CampaignOutcome, 'text' | 'accountPlan' | 'active' | 'accused'>

export interface TextRecall {
  readonly text: string
  /** Mean over the text's campaigns of the share of accounts accused. */
  readonly share: number
  readonly count: number
  readonly byPlan: readonly (number | undefined)[]
}

/** Every campaign counts once, be it large or small: accounts of one are no independent trials. */
export function recallByText(campaigns: readonly Counted[]): TextRecall[] {
  return [...new Set(campaigns.map(({ text }) => text))].map((text) => {
    const own = campaigns.filter((one) => one.text === text)
    return {
      text,
      share: meanShare(own) ?? 0,
      count: own.length,
      byPlan: ACCOUNT_PLANS.map((plan) => meanShare(own.filter(({ accountPlan }) => accountPlan === plan))),
    }
  })
}

function meanShare(campaigns: readonly Counted[]): number | undefined {
  if (campaigns.length === 0) return undefined
  return (
    campaigns.reduce((sum, { accused, active }) => sum + accused / Math.max(1, active), 0) / campaigns.length
  )
}
