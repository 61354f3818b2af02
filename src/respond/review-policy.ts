// What a policy says before it is put in force: mistakes by line, what stands in its way, what it changes, whom it hits.
import type { Mistake } from '../model/mistake.js'
import { Problem } from '../model/problem.js'
import type { Sentence } from '../model/sentence.js'
import type { Store } from '../store/store.js'
import { checkAdoption, readPolicyInForce } from './kept/policies.js'
import { readAnalyses } from './kept/subjects.js'
import { diffPolicies, type PolicyChange } from './policy/diff.js'
import { NO_POLICY } from './policy/no-policy.js'
import { checkPolicy } from './policy/parse-policy.js'
import { type Preview, previewPolicy } from './preview.js'
import { readEvaluation } from './respond.js'

export interface PolicyReview {
  readonly mistakes: readonly Mistake[]
  readonly version?: string
  /** Why it can't be put in force as it is. */
  readonly obstacle?: { readonly code: string; readonly says: Sentence; readonly next: Sentence }
  /** Against the policy in force. */
  readonly changes: readonly PolicyChange[]
  /** By the newest analysis; undefined while there is none. */
  readonly preview?: Preview
  /** People that putting it in force takes, who asks among them. */
  readonly approvals: number
}

export async function reviewPolicy(store: Store, text: string): Promise<PolicyReview> {
  const inForce = await readPolicyInForce(store)
  const approvals = inForce?.approvals.needed ?? 1
  const { policy, mistakes } = checkPolicy(text)
  if (!policy) return { mistakes, changes: [], approvals }
  const obstacle = await checkAdoption(store, { text, file: 'the policy' }).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Problem)
        return { code: error.code, says: error.says.message, next: error.says.next }
      throw error
    },
  )
  const [newest] = await readAnalyses(store, 1)
  const preview =
    newest && previewPolicy(await readEvaluation(store, newest, Date.now(), policy), newest.analysis)
  return {
    mistakes,
    version: policy.version,
    ...(obstacle && { obstacle }),
    changes: diffPolicies(inForce ?? NO_POLICY, policy),
    ...(preview && { preview }),
    approvals,
  }
}
