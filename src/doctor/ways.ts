// How a request of nobody's goes through each gateway: who it says that it is, and what its refusal looks like there.
import type { Action } from '../respond/ladder.js'
import type { ProbeSubject } from './probes-client.js'

export interface Way {
  /** Gateway of the catalogue. */
  readonly id: string
  /** Who the probe is about, unless an account was named. */
  readonly by: 'key' | 'account'
  /** What the request carries so that the gateway tells us so. */
  readonly carry: (subject: ProbeSubject) => {
    readonly headers?: Readonly<Record<string, string>>
    readonly fields?: Readonly<Record<string, unknown>>
  }
  /** Status of a refused request, by step. */
  readonly statuses: Readonly<Partial<Record<Action, number>>>
  /** What stands in a refused request's answer. */
  readonly shows: Readonly<Partial<Record<Action, RegExp>>>
}

const OURS = /stillwatch-probe/
const BY_CODE = { suspend: OURS, 'step-up': OURS, throttle: OURS }
const PLAIN = { suspend: 403, 'step-up': 403, throttle: 429 }

const byKey = (id: string): Way => ({
  id,
  by: 'key',
  carry: (subject) =>
    'key' in subject
      ? { headers: { authorization: `Bearer ${subject.key}` } }
      : { headers: { 'x-stillwatch-account': 'account' in subject ? subject.account : '' } },
  statuses: PLAIN,
  shows: BY_CODE,
})

const accountOf = (subject: ProbeSubject) => ('account' in subject ? subject.account : '')

export const WAYS: readonly Way[] = [
  byKey('proxy'),
  byKey('envoy'),
  byKey('nginx'),
  {
    id: 'litellm',
    by: 'account',
    carry: (subject) => ({ fields: { user: accountOf(subject) } }),
    statuses: { suspend: 400, 'step-up': 400, throttle: 400 },
    shows: { suspend: /account is suspended/, 'step-up': /must be verified/, throttle: /Too many requests/ },
  },
  {
    id: 'portkey',
    by: 'account',
    carry: (subject) => ({
      headers: { 'x-portkey-metadata': JSON.stringify({ account: accountOf(subject) }) },
    }),
    statuses: { suspend: 446, 'step-up': 446, throttle: 446 },
    shows: BY_CODE,
  },
]

/** What is tried of each step. */
export const STEP_PARAMETERS = {
  observe: {},
  tag: { tag: 'stillwatch-probe' },
  throttle: { requestsPerMinute: 1, per: 'account' },
  degrade: { maxTokens: 1, withholdReasoning: true, withholdLogprobs: true },
  'step-up': { url: 'https://example.com/stillwatch-probe' },
  suspend: {},
} as const
