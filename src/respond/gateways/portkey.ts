// Portkey's webhook guardrail (default.webhook): a POST with the whole request before it goes on and after it came back.
// A verdict of false refuses it, with status 446; a changed request goes on in place of the client's.
import { z } from 'zod'
import { degrade } from './degrade.js'
import {
  type Gateway,
  type GatewayContext,
  type GatewayRequest,
  type GatewayResponse,
  jsonResponse,
  parseJson,
} from './gateway.js'
import { refusalOf } from './refusal.js'

export const PORTKEY: Gateway = {
  id: 'portkey',
  title: 'Portkey webhook guardrail',
  routes: [{ method: 'POST', path: '/gateways/portkey' }],
  ladder: {
    observe: { kept: 'whole', how: '`verdict: true`' },
    tag: {
      kept: 'part',
      how: '`verdict: true` with the tag under `data`, which the client sees among the hook’s results',
    },
    throttle: {
      kept: 'part',
      how: '`verdict: false` over the rate: the client sees 446 and not 429, and the wait under `data`',
    },
    degrade: {
      kept: 'whole',
      how: '`transformedData.request.json` with model, tokens, reasoning and log probabilities changed',
    },
    'step-up': { kept: 'part', how: '`verdict: false`, a 446 with the address under `data`' },
    suspend: { kept: 'part', how: '`verdict: false`, a 446' },
  },
}

const word = z
  .union([z.string().max(1000), z.number()])
  .transform(String)
  .nullish()
  .catch(undefined)

const BODY = z.object({
  eventType: z.enum(['beforeRequestHook', 'afterRequestHook']),
  request: z.object({ json: z.record(z.string(), z.unknown()).nullish() }),
  metadata: z.object({ account: word, _user: word, key_hash: word, ip: word }).nullish(),
})

/** Who asks is in the metadata that the configuration or the client sends along. */
export function answerPortkey({ body }: GatewayRequest, context: GatewayContext): GatewayResponse {
  const parsed = BODY.safeParse(parseJson(body))
  // Portkey takes a status that is no success for a failure of ours, which its failOnError decides about.
  if (!parsed.success)
    return jsonResponse(400, { error: 'no request of Portkey’s webhook', at: parsed.error.issues[0]?.path })
  const { eventType, request, metadata } = parsed.data
  if (eventType === 'afterRequestHook') return jsonResponse(200, { verdict: true })
  const key = metadata?.key_hash ?? undefined
  const answer = context.ask({
    account:
      metadata?.account ?? metadata?._user ?? (key === undefined ? '' : (context.accountOfKey?.(key) ?? '')),
    key,
    ip: metadata?.ip ?? undefined,
    model: typeof request.json?.model === 'string' ? request.json.model : undefined,
  })
  const refusal = refusalOf(answer, context)
  if (refusal) {
    const wait = answer.retryAfterSeconds
    return jsonResponse(200, {
      verdict: false,
      data: { ...refusal.body.error, ...(wait !== undefined && { retry_after: wait }) },
    })
  }
  if (answer.action === 'tag')
    return jsonResponse(200, { verdict: true, data: { tag: answer.parameters.tag } })
  if (answer.action === 'degrade' && request.json)
    return jsonResponse(200, {
      verdict: true,
      transformedData: { request: { json: degrade(request.json, answer.parameters) } },
    })
  return jsonResponse(200, { verdict: true })
}
