// A decision: what the gateway shall do with an account for some time, and why. And what a gateway asks and is told.
import { createHash } from 'node:crypto'
import type { Action, DecisionParameters } from './ladder.js'

export { DecisionTable } from './decision-table.js'

/** `shadow`: told and counted, but nothing is done. */
export type Mode = 'shadow' | 'enforce'

/** It is about one of these: an account, a key or an address. */
export interface Decision {
  /** 32 hexadecimal digits: a hash of everything else in it, as `makeDecision` makes it. */
  readonly id: string
  /** Account id, empty when it is about a key or an address. */
  readonly account: string
  /** Hash of an API key, as in the log. */
  readonly key?: string
  /** An address, or a range as CIDR. */
  readonly address?: string
  /** Campaign for which it was made. */
  readonly campaign: string
  readonly action: Action
  readonly parameters: DecisionParameters
  readonly mode: Mode
  /** Code that the customer may see. */
  readonly reason: string
  /** Name of the policy's rule, or `analyst`. */
  readonly rule: string
  readonly policyVersion: string
  /** RFC 3339, UTC: in force from then on, and no longer from `until` on. */
  readonly from: string
  readonly until: string
}

/** An account that no decision reaches, whatever campaign it is in. */
export interface Exemption {
  readonly account: string
  /** RFC 3339, UTC. */
  readonly until: string
}

/** Values that an account shows with its request, by kind of trait: see `src/respond/recognise`. */
export type ShownTraits = Readonly<Record<string, readonly (string | number)[]>>

/** What a gateway knows when it asks. */
export interface DecisionRequest {
  readonly account: string
  /** Names that the client may have chosen itself: decisions about them hold too, and their exemptions spare only them. */
  readonly otherAccounts?: readonly string[]
  readonly key?: string | undefined
  /** Hashes of further keys that came with the same request: decisions about them hold too. */
  readonly otherKeys?: readonly string[]
  readonly ip?: string | undefined
  readonly model?: string | undefined
  readonly traits?: ShownTraits | undefined
}

export interface Answer {
  /** `allow` when nothing is in force. */
  readonly action: 'allow' | Action
  readonly parameters: DecisionParameters
  /** Whether the request itself is to be refused: suspended, to be verified, or over its rate. */
  readonly isRefused: boolean
  /** Seconds after which a refused request may be tried again; of a throttled one only. */
  readonly retryAfterSeconds?: number
  /** The decision that is in force. */
  readonly decision?: Decision
  /** The hardest decision that would be, were it not in shadow. */
  readonly shadow?: Decision
}

/** A decision with its id. */
export function makeDecision(fields: Omit<Decision, 'id'>): Decision {
  const {
    account,
    key,
    address,
    campaign,
    action,
    parameters,
    mode,
    reason,
    rule,
    policyVersion,
    from,
    until,
  } = fields
  const told = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))
  const all = [account, key, address, campaign, action, told, mode, reason, rule, policyVersion, from, until]
  const id = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 32)
  return { id, ...fields }
}
