// Whom a policy would hit, rule by rule, before it is put in force: who looks like an honest group, and what customers
// they are.
import type { Analysis } from '../model/analysis.js'
import type { Mode } from './decision.js'
import type { Action } from './ladder.js'
import { type Evaluation, hitSubjects } from './policy/evaluate.js'
import type { Subject } from './policy/match.js'

export interface RulePreview {
  readonly rule: string
  readonly action: Action
  readonly mode: Mode
  readonly accounts: number
  readonly campaigns: number
  /** Exchanges of the campaigns, and what else these accounts sent: what honest use the step would touch. */
  readonly exchanges: number
  readonly otherExchanges: number
  /** Tokens in and out, of all that they sent. */
  readonly tokens: number
  /** Accounts that stand in a cleared group too, by what cleared it. */
  readonly lookAlikes: Readonly<Record<string, number>>
  /** Accounts by commercial tier, by program and by what their owner declared. */
  readonly tiers: Readonly<Record<string, number>>
  readonly programs: Readonly<Record<string, number>>
  readonly declared: Readonly<Record<string, number>>
}

export interface Preview {
  readonly policy: string
  readonly rules: readonly RulePreview[]
  /** Accounts of accused campaigns, those that a rule is enforced on, those with shadow only, and those without any. */
  readonly accounts: {
    readonly all: number
    readonly enforced: number
    readonly shadow: number
    readonly none: number
  }
  /** Accounts of cleared groups; no rule is about them unless they stand in an accused campaign too. */
  readonly cleared: { readonly all: number; readonly hit: number }
}

export function previewPolicy(evaluation: Evaluation, analysis: Analysis): Preview {
  const { policy, acts = [], subjects } = evaluation
  const hits = hitSubjects(evaluation)
  const clearedBy = new Map(
    analysis.campaigns
      .filter(({ verdict }) => verdict === 'explained')
      .flatMap(({ accounts, explanation = 'explained' }) =>
        accounts.map(({ id }) => [id, explanation] as const),
      ),
  )
  const rules = [...policy.rules, ...acts.map(({ rule }) => rule)].flatMap(({ name, action }) =>
    (['enforce', 'shadow'] as const).flatMap((mode) => {
      const hit = hits
        .filter((one) => one.rule.name === name && one.mode === mode)
        .map(({ subject }) => subject)
      return hit.length === 0 ? [] : [{ rule: name, action, mode, ...weigh(hit, clearedBy) }]
    }),
  )
  const named = (mode: Mode) =>
    new Set(hits.filter((hit) => hit.mode === mode).map(({ subject }) => subject.account))
  const enforced = named('enforce')
  const shadow = [...named('shadow')].filter((account) => !enforced.has(account))
  const all = new Set(subjects.map(({ account }) => account)).size
  const hit = new Set([...enforced, ...shadow])
  return {
    policy: policy.version,
    rules,
    accounts: { all, enforced: enforced.size, shadow: shadow.length, none: all - hit.size },
    cleared: { all: clearedBy.size, hit: [...clearedBy.keys()].filter((account) => hit.has(account)).length },
  }
}

type Weight = Omit<RulePreview, 'rule' | 'action' | 'mode'>

function weigh(hit: readonly Subject[], clearedBy: ReadonlyMap<string, string>): Weight {
  const sum = (of: (subject: Subject) => number) => hit.reduce((all, subject) => all + of(subject), 0)
  // An account of two campaigns is hit twice; what it sent counts once.
  const accounts = [...new Map(hit.map((subject) => [subject.account, subject])).values()]
  const exchanges = sum((subject) => subject.exchanges)
  const sent = accounts.reduce((all, subject) => all + subject.allExchanges, 0)
  return {
    accounts: accounts.length,
    campaigns: new Set(hit.map(({ campaign }) => campaign)).size,
    exchanges,
    otherExchanges: Math.max(sent - exchanges, 0),
    tokens: accounts.reduce((all, subject) => all + subject.tokens, 0),
    lookAlikes: count(accounts.flatMap(({ account }) => clearedBy.get(account) ?? [])),
    tiers: count(accounts.map(({ tier }) => tier || 'none')),
    programs: count(accounts.map(({ program }) => program || 'none')),
    declared: count(accounts.map(({ declared }) => declared || 'none')),
  }
}

function count(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
}
