// Who asks, from the headers that a gateway passes on. What a client could have written itself is believed only where
// the gateway writes over it: docs/gateways.md has the configuration.
import { createHash } from 'node:crypto'
import type { DecisionRequest } from '../decision.js'
import type { GatewayContext, GatewayRequest } from './gateway.js'

/** Set by the gateway when it knows the account. */
export const ACCOUNT_HEADER = 'x-stillwatch-account'

/** Account, key and address of a request that a proxy passes on with its headers. */
export function identify({ headers }: GatewayRequest, { accountOfKey }: GatewayContext): DecisionRequest {
  const secret = readSecret(headers)
  const key = secret === undefined ? undefined : hashKey(secret)
  return {
    account: headers[ACCOUNT_HEADER] ?? (key === undefined ? '' : (accountOfKey?.(key) ?? '')),
    key,
    ip: readAddress(headers),
  }
}

/** The hash of an API key as logs have it: SHA-256, hexadecimal, as LiteLLM writes it. */
export function hashKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The key that a request carries, as clients of the OpenAI, Anthropic and Azure APIs send it. */
export function readSecret(headers: GatewayRequest['headers']): string | undefined {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  return bearer ?? headers['x-api-key'] ?? headers['api-key']
}

/** The peer's address as the gateway saw it: of a list of addresses its own entry is the last, those before are claims. */
function readAddress(headers: GatewayRequest['headers']): string | undefined {
  const own = headers['x-envoy-external-address'] ?? headers['x-real-ip']
  return (own ?? headers['x-forwarded-for']?.split(',').at(-1))?.trim()
}
