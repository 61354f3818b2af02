// Who asks, from the headers that a gateway passes on. What a client could have written itself is believed only where
// the gateway writes over it: docs/gateways.md has the configuration.
import { createHash } from 'node:crypto'
import type { DecisionRequest } from '../decision.js'
import type { GatewayContext, GatewayRequest } from './gateway.js'

/** Set by the gateway when it knows the account. */
export const ACCOUNT_HEADER = 'x-stillwatch-account'

/** Where a gateway that writes none of its own leaves the peer's address. */
const FORWARDED = 'x-forwarded-for'
/** Headers in which clients send keys, in the order in which they are believed; servers differ in it. */
const KEY_HEADERS = [
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'ocp-apim-subscription-key',
] as const

/**
 * Account, key and address of a request that a proxy passes on with its headers.
 * @param addressHeader the one that this proxy writes over; a client's own word stands in any other
 */
export function identify(
  { headers }: GatewayRequest,
  { accountOfKey }: GatewayContext,
  addressHeader: string,
): DecisionRequest {
  const [key, ...otherKeys] = readSecrets(headers).map(hashKey)
  const others = otherKeys.flatMap((other) => accountOfKey?.(other) ?? [])
  const address = headers[addressHeader] ?? headers[FORWARDED]?.split(',').at(-1)
  return {
    account: headers[ACCOUNT_HEADER] ?? (key === undefined ? '' : (accountOfKey?.(key) ?? '')),
    key,
    ...(otherKeys.length > 0 && { otherKeys }),
    ...(others.length > 0 && { otherAccounts: others }),
    ip: address?.trim(),
  }
}

/** The hash of an API key as logs have it: SHA-256, hexadecimal, as LiteLLM writes it. */
export function hashKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/**
 * The keys that a request carries, each once. Honest clients send one; who sends two leaves it to the server behind
 * which of them counts, so that none of them may be overlooked here.
 * @param headers values of a header that came more than once are joined with commas
 */
export function readSecrets(headers: GatewayRequest['headers']): string[] {
  const found = KEY_HEADERS.flatMap((name) => {
    const parts = (headers[name] ?? '').split(',').map((part) => part.trim())
    return name === 'authorization' ? parts.flatMap((part) => credentialOf(part, parts.length)) : parts
  })
  return [...new Set(found.filter((secret) => secret !== ''))]
}

/** LiteLLM takes a key behind Basic too, and others a bare one. A scheme without a key is what clients send that have none. */
function credentialOf(part: string, parts: number): string | [] {
  const [, given] = /^(?:Bearer|Basic)(?:\s+(\S+))?$/i.exec(part) ?? [part, undefined]
  if (given !== undefined) return given
  return parts === 1 && /^(?!(?:Bearer|Basic)$)\S+$/i.test(part) ? part : []
}
