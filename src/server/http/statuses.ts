// The HTTP status of each problem that a request can meet; whatever is not listed is a failure of the service.
import { z } from 'zod'
import { demandOf } from '../../config/demand.js'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import { MISTAKE, mistakeTold, SAID, toldOf } from './said.js'

export const STATUS: Readonly<Record<string, number>> = {
  'request-malformed': 400,
  'records-malformed': 400,
  'encoding-damaged': 400,
  'key-missing': 401,
  'key-refused': 401,
  'scope-missing': 403,
  'cross-site': 403,
  'session-over': 401,
  'role-missing': 403,
  'role-too-low': 403,
  'sign-in-refused': 403,
  'sign-in-stale': 400,
  'sign-in-off': 404,
  'oidc-unreachable': 503,
  'not-found': 404,
  'no-campaign': 404,
  'no-picture': 404,
  'no-batch': 404,
  'no-account': 404,
  'no-key': 404,
  'no-analysis': 404,
  'no-decision': 404,
  'no-probe': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'policy-decides': 409,
  'policy-version-taken': 409,
  'shadow-first': 409,
  'act-closed': 409,
  'approval-refused': 403,
  'audit-broken': 500,
  'store-not-empty': 409,
  'sample-off': 404,
  'no-act': 404,
  'outbox-unknown': 404,
  'outbox-busy': 409,
  'preview-collection': 422,
  'taxii-missing': 409,
  'policy-invalid': 422,
  'act-invalid': 422,
  'no-one-to-exempt': 422,
  'feedback-invalid': 422,
  'no-reason': 422,
  'no-span': 422,
  'filter-invalid': 400,
  'cursor-invalid': 400,
  'collection-forbidden': 403,
  'not-acceptable': 406,
  'envelope-invalid': 422,
  'not-accused': 409,
  'redact-unknown': 422,
  'match-partner': 403,
  'match-offer-missing': 404,
  'match-message-refused': 422,
  'signature-refused': 403,
  'no-partner': 403,
  'match-period-over': 409,
  'match-request-reused': 409,
  'post-above-quota': 413,
  'batch-above-inbox': 413,
  'collection-full': 413,
  'quota-used': 429,
  'match-budget': 429,
  'json-unreadable': 400,
  'body-too-large': 413,
  'type-unsupported': 415,
  'encoding-unsupported': 415,
  'format-unknown': 422,
  'too-many-requests': 429,
  'inbox-full': 429,
  'service-busy': 429,
  'engine-gone': 503,
  'engine-closed': 503,
  'inbox-unwritable': 503,
  'act-unwritten': 503,
  'service-stopping': 503,
}

/** Seconds after which a request that met a problem may be sent again. */
export const RETRY_AFTER: Readonly<Record<string, number>> = {
  'quota-used': 3600,
  'inbox-full': 5,
  'service-busy': 1,
  'engine-gone': 5,
  'engine-closed': 5,
  'inbox-unwritable': 30,
  'act-unwritten': 30,
  'service-stopping': 5,
  'oidc-unreachable': 30,
}

/** A failure as the body of an answer, in the form of RFC 9457. */
export const FAILURE = z.object({
  type: z.literal('about:blank'),
  title: z.string().describe('the code of the problem'),
  status: z.number().int(),
  detail: z.string().describe('what happened'),
  next: z.string().describe('what to do now'),
  said: z.object({ detail: SAID, next: SAID }).optional(),
  mistakes: z.array(MISTAKE).optional().describe('of a file that is refused: what is wrong with it'),
})
export type Failure = z.infer<typeof FAILURE>

export const FAILURE_TYPE = 'application/problem+json'

/** Mistakes of a file that an answer tells. */
const MOST_MISTAKES = 200

export function failureOf(problem: Problem): Failure {
  const status = STATUS[problem.code] ?? 500
  return {
    type: 'about:blank',
    title: problem.code,
    status,
    detail: problem.message,
    next: problem.next,
    said: { detail: toldOf(problem.says.message), next: toldOf(problem.says.next) },
    ...(problem.mistakes.length > 0 && {
      mistakes: problem.mistakes.slice(0, MOST_MISTAKES).map(mistakeTold),
    }),
  }
}

/** A request that a schema refuses, told by the first thing that is wrong with it. */
export function malformed(what: string, error: z.ZodError): Problem {
  const [issue] = error.issues
  const where = issue?.path.join('.') ?? ''
  return new Problem(
    'request-malformed',
    where === ''
      ? say`the ${what} is not as it should be: ${issue === undefined ? '' : demandOf(issue)}`
      : say`the ${what} is not as it should be at ${where}: ${issue === undefined ? '' : demandOf(issue)}`,
    'Compare it with /openapi.json.',
  )
}
