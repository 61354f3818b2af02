// A request with less of what is worth training on, whichever of the APIs it is for.
import type { DecisionParameters } from '../ladder.js'

/** Names under which requests of one API or another limit the tokens of an answer. */
const LIMITS = ['max_tokens', 'max_completion_tokens', 'max_output_tokens'] as const
export type LimitName = (typeof LIMITS)[number]

/** What of an answer is asked for by name, and withheld. */
const HIDDEN_REASONING = /^reasoning\./
const LOGPROBS = /\blogprobs$/

/**
 * The request that goes on in place of a client's.
 * @param limit name of the limit of tokens, where the request names none
 */
export function degrade(
  json: Readonly<Record<string, unknown>>,
  { model, maxTokens, withholdReasoning, withholdLogprobs }: DecisionParameters,
  limit: LimitName = 'max_tokens',
): Record<string, unknown> {
  const changed: Record<string, unknown> = { ...json, ...(model !== undefined && { model }) }
  if (maxTokens !== undefined) {
    const given = LIMITS.filter((name) => typeof json[name] === 'number')
    for (const name of given) changed[name] = Math.min(Number(json[name]), maxTokens)
    if (given.length === 0) changed[limit] = maxTokens
    // A budget of thinking must be below the limit, or the request is refused.
    if (isRecord(json.thinking) && Number(json.thinking.budget_tokens) >= maxTokens)
      changed.thinking = { type: 'disabled' }
  }
  if (withholdLogprobs) {
    delete changed.logprobs
    delete changed.top_logprobs
    leaveOut(changed, LOGPROBS)
  }
  if (withholdReasoning) {
    if ('thinking' in json) changed.thinking = { type: 'disabled' }
    if (isRecord(json.reasoning)) changed.reasoning = { ...json.reasoning, summary: null, exclude: true }
    if ('include_reasoning' in json) changed.include_reasoning = false
    leaveOut(changed, HIDDEN_REASONING)
  }
  return changed
}

function leaveOut(request: Record<string, unknown>, withheld: RegExp): void {
  if (Array.isArray(request.include))
    request.include = request.include.filter((name) => !withheld.test(String(name)))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
