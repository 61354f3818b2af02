// What a customer is told of a step, before it is in force: made by the functions that answer at gateways, so that what is
// shown is what will be read.
import type { Answer, Decision } from './decision.js'
import { errorBody, refusalError } from './gateways/api-error.js'
import { refusalOf } from './gateways/refusal.js'
import type { Action } from './ladder.js'
import { DEFAULT_POLICY } from './policy/default-policy.js'
import { parsePolicy } from './policy/parse-policy.js'

/**
 * What becomes of the customer's requests: `refused`; `limited`, refused over the rate; `changed`, answered with less and
 * without a word; `passed`, as before.
 */
export type Seen = 'refused' | 'limited' | 'changed' | 'passed'

const SEEN: Readonly<Record<Action, Seen>> = {
  observe: 'passed',
  tag: 'passed',
  throttle: 'limited',
  degrade: 'changed',
  'step-up': 'refused',
  suspend: 'refused',
}

/** An answer to a refused request, as it goes out. */
export interface ToldAnswer {
  /**
   * Who answers to which API: the proxy in the shape of OpenAI's or Anthropic's own errors, Envoy and nginx in one that
   * clients of both read.
   */
  readonly form: 'openai' | 'anthropic' | 'gateway'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface CustomerTold {
  readonly seen: Seen
  /** Code of the reason. */
  readonly code: string
  /** The policy's words for the code. */
  readonly words?: string
  /** Where the policy has none: those of the policy that ships, which nobody is told. */
  readonly suggested?: string
  /** Where the customer appeals, if the policy says so. */
  readonly appealUrl?: string
  /** Of a refusal, in each form. The wait of a throttled one is that of a rate just used up. */
  readonly answers: readonly ToldAnswer[]
}

/** What the policy in force lets customers read. */
export interface ToldTerms {
  /** By reason code. */
  readonly words: Readonly<Record<string, string>>
  readonly appealUrl?: string | undefined
}

type Step = Pick<Decision, 'action' | 'parameters' | 'reason'>

let shipped: Readonly<Record<string, string>> | undefined
/** Words of the policy that ships, read when they are first asked for. */
function shippedWords(reason: string): string | undefined {
  shipped ??= parsePolicy(DEFAULT_POLICY, 'default').reasons
  return shipped[reason]
}

/** What a customer reads once a step is enforced on their account. */
export function customerTold({ action, parameters, reason }: Step, terms: ToldTerms): CustomerTold {
  const { words, appealUrl } = terms
  const own = words[reason]
  const suggested = own === undefined ? shippedWords(reason) : undefined
  return {
    seen: SEEN[action],
    code: reason,
    ...(own !== undefined && { words: own }),
    ...(suggested !== undefined && { suggested }),
    ...(appealUrl !== undefined && { appealUrl }),
    answers: answersTo({ action, parameters, reason }, terms),
  }
}

function answersTo({ action, parameters, reason }: Step, { words, appealUrl }: ToldTerms): ToldAnswer[] {
  const { requestsPerMinute } = parameters
  const answer: Answer = {
    action,
    parameters,
    isRefused: SEEN[action] === 'refused' || SEEN[action] === 'limited',
    ...(SEEN[action] === 'limited' &&
      requestsPerMinute !== undefined && { retryAfterSeconds: Math.ceil(60 / requestsPerMinute) }),
    decision: { ...NOBODYS, action, parameters, reason },
  }
  const refusal = refusalOf(answer, { ask: () => answer, words, appealUrl })
  if (!refusal) return []
  const { status, headers, body } = refusal
  const asApi = (form: 'openai' | 'anthropic'): ToldAnswer => {
    const shape = { isAnthropic: form === 'anthropic' }
    return { form, status, headers, body: JSON.parse(errorBody(shape, refusalError(shape, refusal))) }
  }
  return [asApi('openai'), asApi('anthropic'), { form: 'gateway', status, headers, body }]
}

/** What a refusal reads of a decision is its step and its reason alone. */
const NOBODYS: Omit<Decision, 'action' | 'parameters' | 'reason'> = {
  id: '',
  account: '',
  campaign: '',
  mode: 'enforce',
  rule: '',
  policyVersion: '',
  from: '',
  until: '',
}
