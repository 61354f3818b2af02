// Puts policies in force in a store, or proposes them where the one in force asks for several people.
import type { Store } from '../store/store.js'
import { type ProposedPolicy, proposedPolicy } from './approvals.js'
import { type Act, keepActs } from './kept/acts.js'
import { adoptPolicy, checkAdoption, readPolicyInForce } from './kept/policies.js'
import { type ActBase, newActId } from './make-act.js'
import type { Policy } from './policy/policy.js'

/** How long a proposed policy waits for others. */
const WAITS_MS = 14 * 24 * 60 * 60_000

/**
 * Puts a policy in force, or proposes it where the one in force asks for several people: else one of them could take
 * that away.
 * @returns the policy, with the act that proposes it where it is not in force yet
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
  const proposal: Act = {
    id: newActId(),
    at: new Date().toISOString(),
    by: given.by,
    note: given.note,
    kind: 'propose',
    account: '',
    campaign: '',
    refers: '',
    rule: JSON.stringify(proposed),
    ends: new Date(Date.now() + WAITS_MS).toISOString(),
  }
  await keepActs(store, [proposal])
  return { policy, proposal }
}

/**
 * Puts in force what an act of kind `adopt` approved.
 * @throws Problem as `adoptPolicy`
 */
export async function adoptProposed(
  store: Store,
  { by, note, refers }: Act,
  acts: readonly Act[],
): Promise<void> {
  const proposal = acts.find(({ id }) => id === refers)
  const proposed = proposal && proposedPolicy(proposal)
  if (!proposed) return
  const { policy: text, isShadowSkipped } = proposed
  await adoptPolicy(store, { by, note, text, isShadowSkipped, file: 'the policy' })
}
