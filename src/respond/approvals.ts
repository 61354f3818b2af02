// What it takes several people for: who asks proposes, and others approve.
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'
import type { Act } from './kept/acts.js'
import { rankOf } from './ladder.js'
import type { Policy, Rule } from './policy/policy.js'

/** What a proposed policy is, in the act that proposes it. */
export interface ProposedPolicy {
  readonly policy: string
  readonly isShadowSkipped: boolean
}

/** What approvals are counted on: all that was done, and what the policy in force asks for. */
export interface ApprovalGround {
  readonly acts: readonly Act[]
  readonly approvals: Policy['approvals'] | undefined
}

/** Whether a step is enforced only after others have approved it. */
export function needsApproval(rule: Rule, approvals: Policy['approvals'] | undefined): boolean {
  if (!approvals || approvals.needed < 2) return false
  return rule.mode === 'enforce' && rankOf(rule.action) >= rankOf(approvals.from)
}

/** A key is held by who knows how many, so it is nobody. */
export const isPerson = (actor: string) => !actor.startsWith('key:')

/** People who stand behind a proposal: who made it and who approved it. */
export function peopleBehind(proposal: Act, acts: readonly Act[]): ReadonlySet<string> {
  const approved = acts.filter(({ kind, refers }) => kind === 'approve' && refers === proposal.id)
  return new Set([proposal, ...approved].map(({ by }) => by).filter(isPerson))
}

/** The policy that an act proposes; undefined when it proposes a step. */
export function proposedPolicy({ kind, campaign, rule }: Act): ProposedPolicy | undefined {
  return kind === 'propose' && campaign === '' ? (JSON.parse(rule) as ProposedPolicy) : undefined
}

/**
 * Whether somebody's approval is the last one that a proposal takes.
 * @throws Problem `approval-refused` to who stands behind it already and to keys, `act-closed` when it has ended
 */
export function approvesLast(
  by: string,
  proposal: Act,
  { acts, approvals }: ApprovalGround,
  now: number,
): boolean {
  if (Date.parse(proposal.ends) <= now)
    throw new Problem('act-closed', say`“${proposal.id}” has ended`, 'Propose it again.')
  const people = new Set(peopleBehind(proposal, acts))
  if (!isPerson(by) || people.has(by))
    throw new Problem(
      'approval-refused',
      isPerson(by)
        ? say`${by} stands behind “${proposal.id}” already`
        : 'an API key can’t approve: it is not known which person holds it',
      'Somebody else who may act has to sign in and approve it.',
    )
  return people.add(by).size >= (approvals?.needed ?? 1)
}
