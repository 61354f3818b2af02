// Steps and policies that it takes several people for: who asks proposes, and others approve.
import { Problem } from '../model/problem.js'
import type { Store } from '../store/store.js'
import type { ActBase } from './act.js'
import { type Act, addAct, readActs, readOpenAct } from './kept/acts.js'
import { adoptPolicy, checkAdoption, readPolicyInForce } from './kept/policies.js'
import { rankOf } from './ladder.js'
import type { Policy, Rule } from './policy/policy.js'

/** How long a proposed policy waits for others. */
const POLICY_WAITS_MS = 14 * 24 * 60 * 60_000

/** What a proposed policy is, in the act that proposes it. */
export interface ProposedPolicy {
  readonly policy: string
  readonly isShadowSkipped: boolean
}

/** Whether a step is enforced only after others have approved it. */
export function needsApproval(rule: Rule, policy: Policy | undefined): boolean {
  const { needed, from } = policy?.approvals ?? { needed: 1, from: 'throttle' }
  return needed > 1 && rule.mode === 'enforce' && rankOf(rule.action) >= rankOf(from)
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
 * Puts a policy in force, or proposes it where the one in force asks for several people: else one of them could take the
 * rule away.
 * @returns the version in force, or the act that proposes it
 * @throws Problem as `adoptPolicy`
 */
export async function adoptOrPropose(
  store: Store,
  given: ActBase & { readonly text: string; readonly file: string; readonly isShadowSkipped?: boolean },
): Promise<{ readonly policy: Policy; readonly proposal?: Act }> {
  const inForce = await readPolicyInForce(store)
  if ((inForce?.approvals.needed ?? 1) < 2) return { policy: await adoptPolicy(store, given) }
  const policy = await checkAdoption(store, given)
  const proposed: ProposedPolicy = { policy: given.text, isShadowSkipped: given.isShadowSkipped ?? false }
  const proposal = await addAct(store, {
    by: given.by,
    note: given.note,
    kind: 'propose',
    rule: () => proposed,
    ends: new Date(Date.now() + POLICY_WAITS_MS).toISOString(),
  })
  return { policy, proposal }
}

/**
 * Approves what somebody else proposed; the last one that it takes puts it in force.
 * @returns `apply` or `adopt` when it is in force, `approve` when more people are needed
 * @throws Problem `no-act`, `act-closed`, `approval-refused`; of a policy as `adoptPolicy`
 */
export async function approve(store: Store, given: ActBase & { readonly act: string }): Promise<Act> {
  const proposal = await readOpenAct(store, given.act, ['propose'])
  if (Date.parse(proposal.ends) <= Date.now())
    throw new Problem('act-closed', `“${proposal.id}” has ended`, 'Propose it again.')
  const people = new Set(peopleBehind(proposal, await readActs(store)))
  if (!isPerson(given.by) || people.has(given.by))
    throw new Problem(
      'approval-refused',
      isPerson(given.by)
        ? `${given.by} stands behind “${proposal.id}” already`
        : 'an API key can’t approve: it is not known which person holds it',
      'Somebody else who may act has to sign in and approve it.',
    )
  people.add(given.by)
  const base = { by: given.by, note: given.note, refers: proposal.id, campaign: proposal.campaign }
  const { ends } = proposal
  const inForce = await readPolicyInForce(store)
  if (people.size < (inForce?.approvals.needed ?? 1)) return addAct(store, { ...base, kind: 'approve', ends })
  const proposed = proposedPolicy(proposal)
  if (proposed) {
    const { policy: text, isShadowSkipped } = proposed
    await adoptPolicy(store, { ...base, text, isShadowSkipped, file: 'the policy' })
    return addAct(store, { ...base, kind: 'adopt', ends })
  }
  if (proposal.refers !== '') await readOpenAct(store, proposal.refers, ['apply'])
  return addAct(store, { ...base, kind: 'apply', ends, rule: () => JSON.parse(proposal.rule) as Rule })
}
