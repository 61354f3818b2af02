// LiteLLM's generic guardrail API: a POST before and after a call, answered NONE or BLOCKED. A blocked call is a 400 with
// our words, whatever the reason.
import { z } from 'zod'
import {
  type Gateway,
  type GatewayContext,
  type GatewayRequest,
  type GatewayResponse,
  jsonResponse,
  parseJson,
} from './gateway.js'
import { refusalOf } from './refusal.js'

export const LITELLM: Gateway = {
  id: 'litellm',
  title: 'LiteLLM generic guardrail API',
  routes: [{ method: 'POST', path: '/gateways/litellm/beta/litellm_basic_guardrail_api' }],
  ladder: {
    observe: { kept: 'whole', how: '`NONE`' },
    tag: { kept: 'none', how: '`NONE`: it takes nothing along' },
    throttle: {
      kept: 'part',
      how: '`BLOCKED` over the rate, which the client sees as 400 and not as 429 with `retry-after`',
    },
    degrade: { kept: 'none', how: '`NONE`: it can change texts only, not the model or its parameters' },
    'step-up': { kept: 'part', how: '`BLOCKED`, a 400 with the address in its words' },
    suspend: { kept: 'part', how: '`BLOCKED`, a 400' },
  },
}

const word = z.string().max(1000).nullish()

const BODY = z.object({
  input_type: z.enum(['request', 'response']),
  model: word,
  request_data: z
    .object({
      user_api_key_hash: word,
      user_api_key_user_id: word,
      user_api_key_end_user_id: word,
    })
    .nullish(),
  request_headers: z.record(z.string(), z.unknown()).nullish(),
})

/** LiteLLM's own user, of requests with the master key: nobody in particular. */
const NOBODY = 'default_user_id'

/**
 * Logs call the account what the log format `litellm` reads: end user, owner of the key or hash of the key. The end user
 * is the client's own word, so that decisions about all three hold: who is suspended escapes under no invented one.
 */
export function answerLitellm({ body }: GatewayRequest, context: GatewayContext): GatewayResponse {
  const parsed = BODY.safeParse(parseJson(body))
  if (!parsed.success)
    return jsonResponse(400, {
      error: 'no request of LiteLLM’s generic guardrail API',
      at: parsed.error.issues[0]?.path,
    })
  const { input_type: when, model, request_data: who, request_headers: headers } = parsed.data
  if (when === 'response') return jsonResponse(200, { action: 'NONE' })
  const owner = who?.user_api_key_user_id === NOBODY ? undefined : who?.user_api_key_user_id
  const hash = who?.user_api_key_hash || undefined
  const endUser = who?.user_api_key_end_user_id || undefined
  const answer = context.ask({
    account: owner || hash || '',
    otherAccounts: [endUser, hash].filter((name) => name !== undefined),
    key: hash,
    ip: addressOf(headers?.['x-forwarded-for']),
    model: model ?? undefined,
  })
  const refusal = refusalOf(answer, context)
  return jsonResponse(
    200,
    refusal ? { action: 'BLOCKED', blocked_reason: refusal.message } : { action: 'NONE' },
  )
}

/** The last of a list, which the proxy before LiteLLM wrote; LiteLLM sends `[present]` for what it is not told to pass on. */
function addressOf(forwarded: unknown): string | undefined {
  return typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined
}
