// What a refused request's sender is told: a status, a code and words, and nothing of how they were found.
import type { Answer } from '../decision.js'
import type { GatewayContext } from './gateway.js'

export interface Refusal {
  readonly status: 403 | 429
  readonly headers: Readonly<Record<string, string>>
  readonly message: string
  /** An error as clients of the OpenAI and Anthropic APIs expect it. */
  readonly body: {
    readonly type: 'error'
    readonly error: {
      readonly type: string
      readonly message: string
      readonly code: string
      readonly param: null
      readonly url?: string
    }
  }
}

const TYPES: Readonly<Partial<Record<Answer['action'], string>>> = {
  suspend: 'account_suspended',
  'step-up': 'verification_required',
  throttle: 'rate_limit_error',
}

const WORDS: Readonly<Partial<Record<Answer['action'], string>>> = {
  suspend: 'This account is suspended.',
  'step-up': 'This account must be verified before it can be used.',
  throttle: 'Too many requests.',
}

/** The refusal of an answer; undefined when the request may pass. */
export function refusalOf(answer: Answer, { words = {}, appealUrl }: GatewayContext): Refusal | undefined {
  if (!answer.isRefused) return undefined
  const { action, decision, parameters, retryAfterSeconds } = answer
  const code = decision?.reason ?? 'decisions-unavailable'
  const message = [
    WORDS[action] ?? 'Requests can’t be accepted right now.',
    words[code],
    parameters.url === undefined ? undefined : `Verify at ${parameters.url}`,
    retryAfterSeconds === undefined ? undefined : `Try again in ${retryAfterSeconds} s.`,
    action === 'suspend' && appealUrl !== undefined ? `Appeal at ${appealUrl}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ')
  return {
    status: action === 'throttle' ? 429 : 403,
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
    message,
    body: {
      type: 'error',
      error: {
        type: TYPES[action] ?? 'permission_error',
        message,
        code,
        param: null,
        ...(parameters.url !== undefined && { url: parameters.url }),
      },
    },
  }
}
