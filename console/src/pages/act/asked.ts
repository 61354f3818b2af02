// The step that an address asks for, in the form that the service takes.
import type { StepAsked } from '../../service/client'

export interface StepSearch {
  readonly campaign?: string
  readonly step?: StepName
  readonly mode?: 'shadow' | 'enforce'
  readonly percent?: number
  readonly reason?: string
  readonly days?: number
  readonly membership?: number
  readonly rate?: number
  readonly per?: 'account' | 'campaign'
  readonly tag?: string
  readonly url?: string
  readonly model?: string
  readonly tokens?: number
  readonly reasoning?: boolean
  readonly logprobs?: boolean
  readonly replaces?: string
}
type StepName = 'observe' | 'tag' | 'throttle' | 'degrade' | 'step-up' | 'suspend'

export const DEFAULTS = {
  step: 'suspend',
  mode: 'shadow',
  percent: 100,
  days: 7,
  membership: 0.9,
  rate: 10,
  per: 'account',
  tokens: 1024,
} as const

/** What is shown where the address says nothing; `reason` is the first of the policy's. */
export function filled(search: StepSearch, reasons: readonly string[]) {
  return {
    ...DEFAULTS,
    reason: reasons[0] ?? 'coordinated-extraction',
    tag: 'watched',
    url: '',
    model: '',
    reasoning: false,
    logprobs: false,
    ...search,
  }
}

/** Undefined while something is missing that the service would refuse it for. */
export function askedOf(search: StepSearch, reasons: readonly string[]): StepAsked | undefined {
  const all = filled(search, reasons)
  if (all.campaign === undefined || all.reason === '') return undefined
  const parameters = parametersOf(all)
  if (parameters === undefined) return undefined
  return {
    campaign: all.campaign,
    step: {
      action: all.step,
      mode: all.mode,
      ...parameters,
      ...(all.mode === 'enforce' && all.percent < 100 && { rollout: { percent: all.percent } }),
    },
    reason: all.reason,
    for: `${Math.max(1, Math.round(all.days))}d`,
    membership: all.membership,
    ...(all.replaces !== undefined && { replaces: all.replaces }),
  }
}

function parametersOf(all: ReturnType<typeof filled>): StepAsked['step'] | undefined {
  switch (all.step) {
    case 'tag':
      return all.tag === '' ? undefined : { tag: all.tag }
    case 'throttle':
      return all.rate > 0 ? { requestsPerMinute: all.rate, per: all.per } : undefined
    case 'degrade':
      return {
        ...(all.tokens > 0 && { maxTokens: all.tokens }),
        ...(all.model !== '' && { model: all.model }),
        ...(all.reasoning && { withholdReasoning: true }),
        ...(all.logprobs && { withholdLogprobs: true }),
      }
    case 'step-up':
      return /^https:\/\/\S+$/.test(all.url) ? { url: all.url } : undefined
    default:
      return {}
  }
}

/** The address of the next stage of an act: the same step on twice the share. */
export function nextStageOf(act: { id: string; campaign: string; rule: string }): StepSearch {
  const rule = JSON.parse(act.rule) as Rule
  return {
    campaign: act.campaign,
    replaces: act.id,
    step: rule.action,
    mode: 'enforce',
    percent: Math.min(100, rule.mode === 'shadow' ? 10 : 2 * (rule.rollout?.percent ?? 100)),
    reason: rule.reason,
    ...(rule.when?.membership?.atLeast !== undefined && { membership: rule.when.membership.atLeast }),
    ...(rule.requestsPerMinute !== undefined && { rate: rule.requestsPerMinute }),
    ...(rule.per !== undefined && { per: rule.per }),
    ...(rule.tag !== undefined && { tag: rule.tag }),
    ...(rule.url !== undefined && { url: rule.url }),
    ...(rule.model !== undefined && { model: rule.model }),
    ...(rule.maxTokens !== undefined && { tokens: rule.maxTokens }),
    ...(rule.withholdReasoning && { reasoning: true }),
    ...(rule.withholdLogprobs && { logprobs: true }),
  }
}

/** What an act does, as the service keeps it. */
export interface Rule {
  readonly action: StepName
  readonly mode?: 'shadow' | 'enforce'
  readonly rollout?: { readonly percent: number }
  readonly reason: string
  readonly when?: { readonly membership?: { readonly atLeast?: number } }
  readonly requestsPerMinute?: number
  readonly per?: 'account' | 'campaign'
  readonly tag?: string
  readonly url?: string
  readonly model?: string
  readonly maxTokens?: number
  readonly withholdReasoning?: true
  readonly withholdLogprobs?: true
}
