// What a route is: one record from which the server, the OpenAPI document and the reference come.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Problem } from '../../model/problem.js'
import type { Caller } from '../access/caller.js'
import type { Scope } from '../access/key-ring.js'

/** What a request asks, parsed by the route's schemas. */
export interface Asked<Body = unknown, Query = unknown, Params = unknown> {
  readonly body: Body
  readonly query: Query
  readonly params: Params
  /** Who asks; absent where anyone may. */
  readonly caller: Caller | undefined
  readonly request: FastifyRequest
}

/** A failure in the words of a protocol. */
export type FailureForm = (
  problem: Problem,
  status: number,
) => { readonly type: string; readonly body: unknown }

/** A possible answer. */
export interface Given {
  readonly says: string
  readonly schema?: z.ZodType
  /** `application/json` when left out. */
  readonly type?: string
}

export interface Route<Body = unknown, Query = unknown, Params = unknown> {
  /** A star for all. */
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | '*'
  /** With parameters as `:name`. */
  readonly path: string
  /** `caller`: whoever has a key or a session, whatever they may do. */
  readonly scope: Scope | 'caller' | 'anyone'
  /** A gateway’s protocol: its requests carry headers of others, so that only `x-stillwatch-key`, or else its protocol’s own key, counts. */
  readonly isForeign?: boolean
  /** Takes keys as the password of HTTP Basic too, and as `Authorization: Token KEY`. */
  readonly takesBasic?: boolean
  /** How its failures are told where a protocol has its own form; else that of RFC 9457. */
  readonly failsAs?: FailureForm
  /** One sentence. */
  readonly says: string
  readonly body?: z.ZodType<Body>
  readonly query?: z.ZodType<Query>
  readonly params?: z.ZodType<Params>
  /** The body is handed on as bytes, of one of these types; the schema is for the document only. */
  readonly takes?: readonly string[]
  /** Most bytes of a body, as it comes. */
  readonly bodyLimit?: number
  readonly gives: Readonly<Record<number, Given>>
  /** Answers: the result is sent as JSON with 200, unless the handler has sent or set something else. */
  handle(asked: Asked<Body, Query, Params>, reply: FastifyReply): unknown
}

/** A route with the types of its schemas forgotten, as lists of routes hold it. */
export type AnyRoute = Route<never, never, never>

export function route<Body, Query, Params>(definition: Route<Body, Query, Params>): AnyRoute {
  return definition as unknown as AnyRoute
}
