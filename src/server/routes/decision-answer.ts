// The answer of `/v1/decide` as text. It is written once a decision and not once a question: between a campaign's decision
// and its end the same accounts ask thousands of times.
import type { Answer, Decision } from '../../respond/decision.js'

/** What is told of a decision. */
export type Told = Pick<
  Decision,
  'id' | 'campaign' | 'action' | 'reason' | 'rule' | 'policyVersion' | 'until'
>

interface Written {
  readonly told: string
  readonly parameters: string
}

const written = new WeakMap<Decision, Written>()

/**
 * JSON of an answer.
 * @param answer with `isUnsure` where it is not known which decisions are in force
 */
export function answerText(answer: Answer & { readonly isUnsure?: true }): string {
  const { action, decision, shadow, isRefused, isUnsure, retryAfterSeconds: wait } = answer
  const parameters = decision ? writtenOf(decision).parameters : JSON.stringify(answer.parameters)
  return `{"action":"${action}","refused":${isRefused},"parameters":${parameters}${
    wait === undefined ? '' : `,"retry_after_seconds":${wait}`
  }${decision ? `,"decision":${writtenOf(decision).told}` : ''}${
    shadow ? `,"shadow":${writtenOf(shadow).told}` : ''
  }${isUnsure ? ',"unsure":true' : ''}}`
}

function writtenOf(decision: Decision): Written {
  const known = written.get(decision)
  if (known) return known
  const { id, campaign, action, reason, rule, policyVersion, until, parameters } = decision
  const told: Told = { id, campaign, action, reason, rule, policyVersion, until }
  const fresh = { told: JSON.stringify(told), parameters: JSON.stringify(parameters) }
  written.set(decision, fresh)
  return fresh
}
