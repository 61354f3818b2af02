// The lines that a scenario writes: exchanges and accounts as the contract names them, the truth about each account,
// and what the simulator keeps about an actor while it renders its exchanges.
import type { Random } from './random.js'

export interface MessagePart {
  readonly type: 'text'
  readonly text: string
}

export interface Message {
  readonly role: 'user' | 'assistant' | 'tool'
  readonly content: string | readonly MessagePart[]
}

/** One line of exchanges.jsonl. */
export interface ExchangeRecord {
  id: string
  ts: string
  account: string
  org?: string
  key?: string
  pathway?: string
  ip?: string
  user_agent?: string
  ja4?: string
  model?: string
  system?: string
  messages?: readonly Message[]
  completion?: string
  input_tokens?: number
  output_tokens?: number
  max_tokens?: number
  temperature?: number
  top_p?: number
  n?: number
  logprobs?: boolean
  stream?: boolean
  tools?: readonly string[]
  session?: string
  opaque_refs?: readonly string[]
  status?: number
  error?: string
}

/** One line of accounts.jsonl. */
export interface AccountRecord {
  account: string
  org?: string
  created_at: string
  payment?: string
  email_domain?: string
  phone_prefix?: string
  country?: string
  tier?: string
  program?: string
  signup_ip?: string
  status: 'active' | 'suspended'
  suspended_at?: string
  declared?: string
}

/** `attack:NAME` or `benign:NAME`; an account that mixes honest and campaign traffic is an attack account. */
export type Label = `attack:${string}` | `benign:${string}`

/** HTTP user agent and TLS fingerprint of a program. */
export interface Client {
  readonly userAgent: string
  readonly ja4: string
}

/** Fields that a log may lack for some accounts; the text is kept out of it by `private`. */
export type Hidden = 'address' | 'client' | 'payment'

/** Who sends: everything of an exchange that doesn't depend on its text. */
export interface Actor {
  readonly account: AccountRecord
  readonly keys: readonly string[]
  readonly pathway: string
  /** Asks for no text to be kept: its exchanges carry metadata only. */
  readonly private: boolean
  /** What the way of access does not tell the provider. */
  readonly hides?: readonly Hidden[]
  client(ts: number, random: Random): Client
  address(ts: number, random: Random): string
}

/** What a writer may look at. `item` counts a campaign's or service's work items; `turn` counts within a session. */
export interface Occasion {
  readonly ts: number
  readonly item: number
  readonly turn: number
  /** Seed shared by the turns of one session; earlier turns can be written again from it. */
  readonly session: number
  readonly actor: Actor
}

/** The part of an exchange that a writer decides. Token counts are derived from the text when it leaves them out. */
export interface Draft {
  model: string
  system?: string
  messages: readonly Message[]
  completion: string
  /** Tokens of hidden reasoning, added to the answer's. */
  reasoning?: number
  max_tokens?: number
  temperature?: number
  top_p?: number
  n?: number
  logprobs?: boolean
  stream?: boolean
  tools?: readonly string[]
  opaque_refs?: readonly string[]
  status?: number
  error?: string
}

/** Turns an occasion into text and parameters; all chance comes from `random`, seeded per event. */
export type Writer = (occasion: Occasion, random: Random) => Draft

/** One planned request. */
export interface PlannedExchange {
  readonly ts: number
  readonly actor: Actor
  readonly write: Writer
  readonly seed: number
  readonly item: number
  readonly turn: number
  /** 0 when the request stands alone. */
  readonly session: number
}
