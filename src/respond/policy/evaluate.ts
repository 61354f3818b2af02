// From a policy and the accounts of campaigns to decisions: a pure function, so that a preview, a backtest and the
// service decide alike.
import { type Decision, type Exemption, type Mode, makeDecision } from '../decision.js'
import { type DecisionParameters, rankOf } from '../ladder.js'
import { parseDuration } from './duration.js'
import { isRolledOut, matches, type Subject } from './match.js'
import type { Policy, Rule } from './policy.js'

/** An address that only accounts of one campaign used. */
export interface OwnAddress {
  readonly campaign: string
  readonly ip: string
  readonly accounts: readonly string[]
}

/** An account that nothing is done about, or a whole campaign. */
export interface Spared {
  readonly account?: string
  readonly campaign?: string
  readonly org?: string
  /** RFC 3339, UTC. */
  readonly until: string
}

export interface Evaluation {
  readonly policy: Policy
  /** Rules of analysts' own acts, beside the policy's. */
  readonly acts?: readonly ActRule[]
  readonly subjects: readonly Subject[]
  readonly addresses?: readonly OwnAddress[]
  readonly spared?: readonly Spared[]
  /** Accounts with an open appeal. */
  readonly appealed?: ReadonlySet<string>
  /** Decisions in force, which are kept while they are young and still follow. */
  readonly previous?: readonly Decision[]
  /** Milliseconds that a decision lasts at most, whatever its rule says. */
  readonly longest?: number
  /** Milliseconds since 1970. */
  readonly now: number
}

/** An act on a campaign as a rule that holds until a time. */
export interface ActRule {
  readonly rule: Rule
  /** RFC 3339, UTC. */
  readonly until: string
}

export interface Hit {
  readonly subject: Subject
  readonly rule: Rule
  readonly mode: Mode
}

const ACT_VERSION = 'analyst'

/**
 * Every rule that is about an account, an account once for each. Exempt accounts are not hit; of several rules that are
 * enforced on an account for one campaign the hardest stays, of equal ones the one that lasts longest, then the first.
 */
export function hitSubjects({ policy, acts = [], subjects, spared = [], appealed, now }: Evaluation): Hit[] {
  const isSpared = sparing(policy, spared, now)
  const released = policy.appeals.meanwhile === 'release' ? appealed : undefined
  const rules = [...policy.rules, ...acts.map(({ rule }) => rule)]
  return subjects.flatMap((subject) => {
    if (isSpared(subject)) return []
    const hits = rules
      .filter((rule) => matches(rule, subject))
      .map((rule): Hit => {
        const mode = rule.mode ?? policy.defaults.mode
        const isShadow = !isRolledOut(rule, subject) || released?.has(subject.account) === true
        return { subject, rule, mode: isShadow ? 'shadow' : mode }
      })
    const enforced = hits.filter(({ mode }) => mode === 'enforce')
    const hardest = enforced.reduce<Hit | undefined>(
      (best, hit) => (best && isHarder(best.rule, hit.rule, policy) ? best : hit),
      undefined,
    )
    return hits.filter((hit) => hit.mode === 'shadow' || hit === hardest)
  })
}

/** Decisions that follow, those of `previous` that still do among them. */
export function evaluate(evaluation: Evaluation): Decision[] {
  const { policy, acts = [], addresses = [], previous = [], longest = Infinity, now } = evaluation
  const hits = hitSubjects(evaluation)
  const actOf = new Map(acts.map(({ rule, until }) => [rule.name, until]))
  const young = new Map(previous.map((decision) => [identityOf(decision), decision]))
  const made = new Map<string, Decision>()
  const decide = ({ subject, rule, mode }: Hit, about: About) => {
    const end = actOf.get(rule.name)
    const lasts = Math.min(spanOf(rule, policy), longest)
    const until =
      end === undefined || Date.parse(end) > now + longest ? new Date(now + lasts).toISOString() : end
    const decision = makeDecision({
      ...about,
      campaign: subject.campaign,
      action: rule.action,
      parameters: parametersOf(rule),
      mode,
      reason: rule.reason,
      rule: rule.name,
      policyVersion: end === undefined ? policy.version : ACT_VERSION,
      from: new Date(now).toISOString(),
      until,
    })
    const identity = identityOf(decision)
    const before = young.get(identity)
    const isYoung =
      before && (end !== undefined ? before.until === end : Date.parse(before.until) - now > lasts / 2)
    if (!made.has(identity)) made.set(identity, isYoung ? before : decision)
  }
  for (const hit of hits) {
    if (hit.rule.on === 'account') decide(hit, { account: hit.subject.account })
    if (hit.rule.on === 'key') for (const key of hit.subject.keys) decide(hit, { account: '', key })
  }
  const byRule = new Map<string, Hit[]>()
  for (const hit of hits.filter(({ rule }) => rule.on === 'address')) {
    const name = JSON.stringify([hit.rule.name, hit.subject.campaign, hit.mode])
    byRule.set(name, [...(byRule.get(name) ?? []), hit])
  }
  for (const group of byRule.values()) {
    const [first] = group
    const hit = new Set(group.map(({ subject }) => subject.account))
    // One of its accounts that the rule spares would be refused with the address.
    for (const { campaign, ip, accounts } of addresses)
      if (first && campaign === first.subject.campaign && accounts.every((account) => hit.has(account)))
        decide(first, { account: '', address: ip })
  }
  return [...made.values()]
}

/** Exemptions of accounts as the table of decisions takes them. */
export function exemptionsOf({ policy, spared = [], subjects, now }: Evaluation): Exemption[] {
  const all = allSpared(policy, spared, now)
  const named = all.flatMap(({ account, until }) => (account === undefined ? [] : [{ account, until }]))
  const isOther = ({ account }: Spared) => account === undefined
  const others = all.filter(isOther)
  return [
    ...named,
    ...subjects.flatMap((subject) => {
      const by = others.find((one) => isAbout(one, subject))
      return by ? [{ account: subject.account, until: by.until }] : []
    }),
  ]
}

type About = Pick<Decision, 'account' | 'key' | 'address'>

/** Everything of a decision but its time. */
function identityOf(decision: Decision): string {
  const { account, key, address, campaign, action, parameters, mode, reason, rule, policyVersion } = decision
  return JSON.stringify([
    account,
    key,
    address,
    campaign,
    action,
    parameters,
    mode,
    reason,
    rule,
    policyVersion,
  ])
}

/** What a rule's step takes. */
export function parametersOf(rule: Rule): DecisionParameters {
  switch (rule.action) {
    case 'tag':
      return { tag: rule.tag }
    case 'throttle':
      return {
        requestsPerMinute: rule.requestsPerMinute,
        ...(rule.tokensPerMinute !== undefined && { tokensPerMinute: rule.tokensPerMinute }),
        per: rule.per,
      }
    case 'degrade':
      return {
        ...(rule.model !== undefined && { model: rule.model }),
        ...(rule.maxTokens !== undefined && { maxTokens: rule.maxTokens }),
        ...(rule.withholdReasoning && { withholdReasoning: true }),
        ...(rule.withholdLogprobs && { withholdLogprobs: true }),
      }
    case 'step-up':
      return { url: rule.url }
    default:
      return {}
  }
}

function spanOf(rule: Rule, policy: Policy): number {
  return parseDuration(rule.for ?? policy.defaults.for) ?? 0
}

function isHarder(one: Rule, other: Rule, policy: Policy): boolean {
  const ranks = rankOf(one.action) - rankOf(other.action)
  return ranks !== 0 ? ranks > 0 : spanOf(one, policy) >= spanOf(other, policy)
}

/** Last moment of a day, in UTC. */
const endOfDay = (day: string) => `${day}T23:59:59.999Z`

function allSpared(policy: Policy, spared: readonly Spared[], now: number): Spared[] {
  const own = policy.exemptions.map(
    ({ account, org, until }): Spared => ({
      ...(account !== undefined && { account }),
      ...(org !== undefined && { org }),
      until: endOfDay(until),
    }),
  )
  return [...own, ...spared].filter(({ until }) => Date.parse(until) > now)
}

function isAbout(spared: Spared, subject: Subject): boolean {
  return (
    spared.account === subject.account ||
    spared.campaign === subject.campaign ||
    (spared.org !== undefined && spared.org === subject.org)
  )
}

function sparing(policy: Policy, spared: readonly Spared[], now: number): (subject: Subject) => boolean {
  const all = allSpared(policy, spared, now)
  const accounts = new Set(all.flatMap(({ account }) => account ?? []))
  const others = all.filter(({ account }) => account === undefined)
  return (subject) => accounts.has(subject.account) || others.some((one) => isAbout(one, subject))
}
