// What a gateway's protocol is: a pure function from a request of the gateway to what it is answered. Who mounts it
// checks the caller's key first.
import type { Answer, DecisionRequest } from '../decision.js'
import type { Action } from '../ladder.js'

export interface GatewayRequest {
  readonly method: string
  /** As it came, with its query. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export interface GatewayResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface GatewayContext {
  ask(request: DecisionRequest): Answer
  /** What a customer may read, by reason code. */
  readonly words?: Readonly<Record<string, string>>
  /** Where a customer appeals. */
  readonly appealUrl?: string | undefined
  /** Account of a key's hash, where the service knows it from the log. */
  accountOfKey?(hash: string): string | undefined
}

/** How much of a step of the ladder a protocol can say. */
export interface Projection {
  readonly kept: 'whole' | 'part' | 'none'
  readonly how: string
}

export interface Gateway {
  readonly id: string
  readonly title: string
  /** Where it asks, as a method and a path; a star stands for any rest of a path. */
  readonly routes: readonly { readonly method: string; readonly path: string }[]
  /** What becomes of each step. */
  readonly ladder: Readonly<Record<Action, Projection>>
}

/** An answer as JSON. */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): GatewayResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: asciiJson(body) }
}

/** A body as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON in ASCII alone, so that it may stand in a header too. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
