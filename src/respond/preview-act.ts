// Whom a step on a campaign would hit, account by account, before anything is done: by the same evaluation that decides.

import { readCampaign } from '../campaigns/life/kept.js'
import type { Analysis } from '../model/analysis.js'
import type { Store } from '../store/store.js'
import { needsApproval } from './approvals.js'
import { type CustomerTold, customerTold } from './customer-told.js'
import { type Act, actsInForce } from './kept/acts.js'
import { readNewestAnalysis } from './kept/subjects.js'
import { type Action, rankOf } from './ladder.js'
import { type ActAsked, makeAct } from './make-act.js'
import { type Evaluation, type Hit, hitSubjects, parametersOf } from './policy/evaluate.js'
import { matches, type Subject } from './policy/match.js'
import { RULE } from './policy/policy.js'
import { previewPolicy, type RulePreview } from './preview.js'
import { readEvaluation } from './respond.js'

/**
 * What becomes of an account: `enforced`; `shadow`, counted and nothing done; `exempt`; `harder`, as a harder step is
 * enforced on it already; `unsure`, as its membership is below the bound.
 */
export type Effect = 'enforced' | 'shadow' | 'exempt' | 'harder' | 'unsure'

export interface AccountEffect {
  readonly account: string
  readonly effect: Effect
  readonly membership: number
  /** Exchanges of the campaign, and others that it sent: the honest use that the step would touch. */
  readonly exchanges: number
  readonly otherExchanges: number
  readonly org: string
  readonly tier: string
  readonly program: string
  readonly declared: string
  /** What cleared the group that it stands in too. */
  readonly lookAlike?: string
  /** Hardest step that is enforced on it now. */
  readonly before?: Action
}

export interface ActPreview {
  /** What the act is to be called, as a share of the accounts is drawn by it. */
  readonly id: string
  readonly campaign: string
  readonly name: string
  readonly action: Action
  readonly counts: Readonly<Record<Effect, number>>
  /** Accounts by the campaign's share of what they sent, in tenths from 0 to 1. */
  readonly shares: Readonly<Record<Effect, readonly number[]>>
  /** By mode, as a policy's preview tells it. */
  readonly effects: readonly Omit<RulePreview, 'rule'>[]
  /** Accounts in the order of how much else they sent, the most first; `most` of them. */
  readonly accounts: readonly AccountEffect[]
  /** People that it takes, who asks among them. */
  readonly approvals: number
  /**
   * Those that it reaches, enforced or in shadow, who sent something else too: the honest use that it would touch, in the
   * time of the log.
   */
  readonly mixed: {
    readonly accounts: number
    readonly exchanges: number
    readonly from: string
    readonly to: string
  }
  /** When it ends by itself, RFC 3339. */
  readonly ends: string
  /** What customers are told once it is enforced. */
  readonly told: CustomerTold
}

const TENTHS = 10

/** A step on a campaign, as it is asked for. */
export type StepAsked = Omit<Extract<ActAsked, { kind: 'apply' }>, 'kind'>

/**
 * @param options.most accounts that are told one by one
 * @param options.acts all that was done
 * @throws Problem as `makeAct`, `no-campaign`, and `no-analysis`
 */
export async function previewStep(
  store: Store,
  asked: StepAsked,
  { most, acts }: { readonly most: number; readonly acts: readonly Act[] },
): Promise<ActPreview> {
  const kept = await readNewestAnalysis(store)
  const now = Date.now()
  const all = await readEvaluation(store, kept, now)
  const { id: campaign } = await readCampaign(store, asked.campaign)
  const reasons = Object.keys(all.policy.reasons)
  const { approvals } = all.policy
  const act = makeAct(
    { by: '', note: '' },
    { kind: 'apply', ...asked },
    { campaign, reasons, approvals, acts },
    now,
  )
  const rule = RULE.parse(JSON.parse(act.rule))
  const { rules, spared, appealed } = actsInForce(acts, now)
  const others = rules.filter((one) => one.rule.name !== rule.name)
  const evaluation: Evaluation = {
    ...all,
    spared,
    appealed,
    acts: [...others, { rule, until: act.ends }],
    subjects: all.subjects.filter((subject) => subject.campaign === campaign),
  }
  const own = kept.analysis.campaigns.find(({ id }) => id === campaign)
  const accounts = effectsOf({ evaluation, rule, analysis: kept.analysis, acts: rules })
  const counts = { enforced: 0, shadow: 0, exempt: 0, harder: 0, unsure: 0 }
  const tenths = () => new Array<number>(TENTHS).fill(0)
  const shares = {
    enforced: tenths(),
    shadow: tenths(),
    exempt: tenths(),
    harder: tenths(),
    unsure: tenths(),
  }
  for (const { effect, exchanges, otherExchanges } of accounts) {
    counts[effect]++
    const share = exchanges / Math.max(exchanges + otherExchanges, 1)
    const tenth = Math.min(TENTHS - 1, Math.floor(share * TENTHS))
    shares[effect][tenth] = (shares[effect][tenth] ?? 0) + 1
  }
  return {
    id: act.id,
    campaign,
    name: own?.name ?? campaign,
    action: rule.action,
    counts,
    shares,
    effects: previewPolicy(evaluation, kept.analysis).rules.flatMap(({ rule: name, ...told }) =>
      name === rule.name ? [told] : [],
    ),
    accounts: accounts.slice(0, most),
    approvals: needsApproval(rule, approvals) ? approvals.needed : 1,
    mixed: mixedOf(accounts, kept.analysis),
    ends: act.ends,
    told: customerTold(
      { action: rule.action, parameters: parametersOf(rule), reason: rule.reason },
      { words: all.policy.reasons, appealUrl: all.policy.appeals.url },
    ),
  }
}

function mixedOf(accounts: readonly AccountEffect[], { input: { from, to } }: Analysis): ActPreview['mixed'] {
  const mixed = accounts.filter(
    ({ effect, otherExchanges }) => otherExchanges > 0 && (effect === 'enforced' || effect === 'shadow'),
  )
  const exchanges = mixed.reduce((sum, { otherExchanges }) => sum + otherExchanges, 0)
  return { accounts: mixed.length, exchanges, from, to }
}

interface Asked {
  readonly evaluation: Evaluation
  readonly rule: Hit['rule']
  readonly analysis: Analysis
  /** Those in force now. */
  readonly acts: NonNullable<Evaluation['acts']>
}

function effectsOf({ evaluation, rule, analysis, acts }: Asked): AccountEffect[] {
  const alone = { ...evaluation, policy: { ...evaluation.policy, rules: [] } }
  const reached = new Set(hitSubjects(alone).map(({ subject }) => subject.account))
  const modes = new Map(
    hitSubjects(evaluation).flatMap((hit) =>
      hit.rule.name === rule.name ? [[hit.subject.account, hit.mode] as const] : [],
    ),
  )
  const before = new Map<string, Action>()
  for (const hit of hitSubjects({ ...evaluation, acts }))
    if (hit.mode === 'enforce') before.set(hit.subject.account, hardest(hit.rule.action, before, hit))
  const clearedBy = new Map(
    analysis.campaigns
      .filter(({ verdict }) => verdict === 'explained')
      .flatMap((group) => group.accounts.map(({ id }) => [id, group.explanation ?? 'explained'] as const)),
  )
  const effectOf = (subject: Subject): Effect => {
    if (!matches(rule, subject)) return 'unsure'
    if (!reached.has(subject.account)) return 'exempt'
    const mode = modes.get(subject.account)
    return mode === undefined ? 'harder' : mode === 'enforce' ? 'enforced' : 'shadow'
  }
  return evaluation.subjects
    .map((subject): AccountEffect => {
      const { account, membership, exchanges, allExchanges, org, tier, program, declared } = subject
      const lookAlike = clearedBy.get(account)
      const now = before.get(account)
      return {
        account,
        effect: effectOf(subject),
        membership,
        exchanges,
        otherExchanges: allExchanges - exchanges,
        org,
        tier,
        program,
        declared,
        ...(lookAlike !== undefined && { lookAlike }),
        ...(now !== undefined && { before: now }),
      }
    })
    .sort((a, b) => b.otherExchanges - a.otherExchanges || (a.account < b.account ? -1 : 1))
}

function hardest(action: Action, found: ReadonlyMap<string, Action>, { subject }: Hit): Action {
  const other = found.get(subject.account)
  return other !== undefined && rankOf(other) > rankOf(action) ? other : action
}
