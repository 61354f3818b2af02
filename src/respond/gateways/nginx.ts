// nginx's auth_request: a subrequest that passes with 2xx and refuses with 401 or 403; every other status is an error
// of ours to it. So a refusal is 403, and the status, the wait and the body that the client shall have stand in headers,
// which a named location of nginx turns into the answer.
import { upstreamHeaders } from './envoy.js'
import {
  asciiJson,
  type Gateway,
  type GatewayContext,
  type GatewayRequest,
  type GatewayResponse,
} from './gateway.js'
import { identify } from './identity.js'
import { refusalOf } from './refusal.js'

export const NGINX: Gateway = {
  id: 'nginx',
  title: 'nginx auth_request',
  routes: [{ method: 'GET', path: '/gateways/nginx' }],
  ladder: {
    observe: { kept: 'whole', how: '200, `x-stillwatch-action` for auth_request_set' },
    tag: { kept: 'whole', how: '200, `x-stillwatch-tag` for auth_request_set' },
    throttle: {
      kept: 'whole',
      how: '403 with `x-stillwatch-status: 429` over the rate; the named location answers 429',
    },
    degrade: {
      kept: 'part',
      how: '200, `x-stillwatch-model`, `-max-tokens` and `-withhold` for auth_request_set: nginx chooses the upstream by them and can’t change the body',
    },
    'step-up': { kept: 'whole', how: '403, with the address in the body of the named location' },
    suspend: { kept: 'whole', how: '403' },
  },
}

export function answerNginx(request: GatewayRequest, context: GatewayContext): GatewayResponse {
  const answer = context.ask(identify(request, context, 'x-real-ip'))
  const headers = upstreamHeaders(answer)
  const refusal = refusalOf(answer, context)
  if (!refusal) return { status: 200, headers, body: '' }
  return {
    status: 403,
    headers: {
      ...headers,
      'x-stillwatch-status': String(refusal.status),
      'x-stillwatch-retry-after': refusal.headers['retry-after'] ?? '',
      'x-stillwatch-body': asciiJson(refusal.body),
    },
    body: '',
  }
}
