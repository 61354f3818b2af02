// Whether a rule is about an account of a campaign.
import { createHash } from 'node:crypto'
import type { Campaign, LifeState, Verdict } from '../../model/analysis.js'
import { rankOf } from '../ladder.js'
import { CONFIDENCE, type Conditions, type Rule } from './policy.js'

/** An account of an accused campaign, with all that rules ask of it. */
export interface Subject {
  readonly account: string
  readonly campaign: string
  readonly campaignName: string
  readonly verdict: Verdict
  readonly state: LifeState
  readonly probability: number
  readonly qValue: number
  /** Probability that the account belongs to the campaign. */
  readonly membership: number
  /** Accounts of the campaign. */
  readonly accounts: number
  /** Exchanges of the account that are the campaign's, and all that it sent. */
  readonly exchanges: number
  readonly allExchanges: number
  /** Tokens in and out of all that it sent. */
  readonly tokens: number
  /** Those that it used. */
  readonly pathways: readonly string[]
  readonly keys: readonly string[]
  /** Empty when not known. */
  readonly org: string
  readonly tier: string
  readonly program: string
  readonly declared: string
}

/** What all accounts of a campaign are told of it. */
export function toldOfCampaign(campaign: Campaign) {
  return {
    campaign: campaign.id,
    campaignName: campaign.name,
    verdict: campaign.verdict,
    state: campaign.state ?? 'active',
    probability: campaign.probability,
    qValue: campaign.q_value,
    accounts: campaign.accounts.length,
  } satisfies Partial<Subject>
}

/** Whether the rule's conditions hold for an account. */
export function matches(rule: Rule, subject: Subject): boolean {
  return holds(confident(rule), subject) && !(rule.unless && holds(rule.unless, subject))
}

/** Whether the account is in the share that the rule is enforced on. The share grows without anybody leaving it. */
export function isRolledOut({ name, rollout }: Rule, subject: Subject): boolean {
  if (!rollout) return true
  const drawn = rollout.by === 'campaign' ? subject.campaign : subject.account
  const hash = createHash('sha256').update(`${name}\0${drawn}`).digest().readUInt32BE()
  return hash < (rollout.percent / 100) * 2 ** 32
}

/** The conditions of a rule, with the bounds of confidence that it has by itself. */
function confident({ action, when = {}, lowConfidence }: Rule): Conditions {
  if (rankOf(action) < rankOf('throttle') || lowConfidence !== undefined) return when
  return {
    ...when,
    verdict: when.verdict ?? ['distillation'],
    probability: when.probability ?? { atLeast: CONFIDENCE.probability },
    qValue: when.qValue ?? { atMost: CONFIDENCE.qValue },
    membership: when.membership ?? { atLeast: CONFIDENCE.membership },
  }
}

function holds(conditions: Conditions, subject: Subject): boolean {
  const { campaign, campaignName, allExchanges, exchanges, pathways, org, tier, program, declared } = subject
  return (
    isOf(conditions.campaign, campaign, campaignName) &&
    isOf(conditions.verdict, subject.verdict) &&
    isOf(conditions.state, subject.state) &&
    isWithin(conditions.probability, subject.probability) &&
    isWithin(conditions.qValue, subject.qValue) &&
    isWithin(conditions.membership, subject.membership) &&
    isWithin(conditions.share, allExchanges === 0 ? 0 : exchanges / allExchanges) &&
    isWithin(conditions.accounts, subject.accounts) &&
    isWithin(conditions.exchanges, exchanges) &&
    isWithin(conditions.tokens, subject.tokens) &&
    isOf(conditions.pathway, ...(pathways.length > 0 ? pathways : ['none'])) &&
    isOf(conditions.tier, tier || 'none') &&
    isOf(conditions.program, program || 'none') &&
    isOf(conditions.declared, declared || 'none') &&
    isOf(conditions.org, org || 'none')
  )
}

const isOf = (wanted: readonly string[] | undefined, ...values: readonly string[]) =>
  wanted === undefined || values.some((value) => wanted.includes(value))

function isWithin(bounds: Conditions['probability'], value: number): boolean {
  return value >= (bounds?.atLeast ?? -Infinity) && value <= (bounds?.atMost ?? Infinity)
}
