// Envoy's ext_authz over HTTP (envoy.extensions.filters.http.ext_authz.v3): the request's method and headers come to
// us, with a path prefix; 200 lets it pass, with headers for what stands behind, and any other status is the client's
// answer. A verdict is never 5xx, which Envoy takes for a failure of ours.
import type { Answer } from '../decision.js'
import {
  type Gateway,
  type GatewayContext,
  type GatewayRequest,
  type GatewayResponse,
  jsonResponse,
} from './gateway.js'
import { identify } from './identity.js'
import { refusalOf } from './refusal.js'

export const ENVOY: Gateway = {
  id: 'envoy',
  title: 'Envoy ext_authz (HTTP)',
  routes: [{ method: '*', path: '/gateways/envoy/*' }],
  ladder: {
    observe: { kept: 'whole', how: '200, `x-stillwatch-action: observe` upstream' },
    tag: { kept: 'whole', how: '200, `x-stillwatch-tag` upstream' },
    throttle: { kept: 'whole', how: '429 with `retry-after` over the rate' },
    degrade: {
      kept: 'part',
      how: '200, `x-stillwatch-model`, `-max-tokens` and `-withhold` upstream: Envoy routes by the first, and the body is changed by what stands behind',
    },
    'step-up': { kept: 'whole', how: '403 with the address in the body' },
    suspend: { kept: 'whole', how: '403' },
  },
}

/** What is sent upstream, always all of it, so that it writes over what a client sent under these names. */
export function upstreamHeaders({ action, parameters, decision }: Answer): Readonly<Record<string, string>> {
  const withheld = [
    ...(parameters.withholdReasoning ? ['reasoning'] : []),
    ...(parameters.withholdLogprobs ? ['logprobs'] : []),
  ]
  return {
    'x-stillwatch-action': action,
    'x-stillwatch-decision': decision?.id ?? 'none',
    'x-stillwatch-tag': parameters.tag ?? 'none',
    'x-stillwatch-model': headerText(parameters.model ?? 'none'),
    'x-stillwatch-max-tokens': String(parameters.maxTokens ?? 'none'),
    'x-stillwatch-withhold': withheld.join(',') || 'none',
  }
}

export function answerEnvoy(request: GatewayRequest, context: GatewayContext): GatewayResponse {
  const answer = context.ask(identify(request, context, 'x-envoy-external-address'))
  const refusal = refusalOf(answer, context)
  if (refusal) return jsonResponse(refusal.status, refusal.body, refusal.headers)
  return { status: 200, headers: upstreamHeaders(answer), body: '' }
}

/** Names of models are an operator's words; a header takes no others than printable ones. */
const headerText = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '?')
