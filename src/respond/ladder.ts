// The ladder: what can be done about an account, from the mildest to the hardest step, and what each step takes.

/** Steps from the mildest to the hardest; where several decisions meet, the hardest wins. */
export const ACTIONS = ['observe', 'tag', 'throttle', 'degrade', 'step-up', 'suspend'] as const

export type Action = (typeof ACTIONS)[number]

/** What a step takes; a step reads its own and no others. */
export interface DecisionParameters {
  /** `tag`: word that goes with the request to what stands behind the gateway. */
  readonly tag?: string
  /** `throttle`: requests a minute that pass. */
  readonly requestsPerMinute?: number
  /** `throttle`: tokens a minute, for gateways that count tokens. */
  readonly tokensPerMinute?: number
  /** `throttle`: whether each account has the rate, or all accounts of the campaign together. */
  readonly per?: 'account' | 'campaign'
  /** `degrade`: model that answers instead. */
  readonly model?: string
  /** `degrade`: greatest `max_tokens`. */
  readonly maxTokens?: number
  /** `degrade`: hidden reasoning is not sent, nor its summary. */
  readonly withholdReasoning?: boolean
  /** `degrade`: log probabilities are not sent. */
  readonly withholdLogprobs?: boolean
  /** `step-up`: where the customer shows who they are. */
  readonly url?: string
}

/** Place of a step on the ladder, 0 for the mildest. */
export function rankOf(action: Action): number {
  return ACTIONS.indexOf(action)
}
