// What the service and its engine say to each other, over the channel between their processes.
import type { KeptAnalysis } from '../../campaigns/life/kept.js'
import type { LifeEventKind } from '../../model/analysis.js'
import type { LoadOutcome } from '../inbox/done-batches.js'

/** Where the engine keeps its data, and how it loads. */
export interface EngineOptions {
  readonly store: string
  readonly database?: string | undefined
  readonly keepText: boolean
  readonly facts: {
    readonly asn?: readonly string[] | undefined
    readonly datacenter?: readonly string[] | undefined
    readonly vpn?: readonly string[] | undefined
    readonly disposable?: readonly string[] | undefined
    readonly freeMail?: readonly string[] | undefined
    readonly packaged?: boolean | undefined
  }
}

/** Something that happened to a campaign, as an analysis saw it. */
export interface SeenEvent {
  readonly analysis: string
  /** When that analysis ended. */
  readonly madeAt: string
  readonly campaign: string
  readonly event: LifeEventKind
  /** Time in the log. */
  readonly at: string
  readonly accounts: number
  readonly other: string
}

/** What the store holds of an account, at the time of asking. */
export interface AccountFacts {
  readonly exchanges: number
  readonly first: string
  readonly last: string
  readonly org: string
  readonly created_at: string
  readonly tier: string
  readonly program: string
  readonly status: string
  readonly declared: string
}

/** Requests by name: what is sent, and what comes back. */
export interface Requests {
  open: { sent: EngineOptions; got: { engine: string; newest: KeptAnalysis | undefined } }
  /** `rejectsFile`: where refused records are added; nowhere when left out. */
  load: {
    sent: { kind: string; files: readonly string[]; rejectsFile: string | undefined }
    got: Omit<LoadOutcome, 'batches' | 'at'>
  }
  analyze: { sent: Record<string, never>; got: KeptAnalysis & { caveats: readonly string[] } }
  /** Events of analyses that ended after a time, oldest first. */
  events: { sent: { after: string }; got: readonly SeenEvent[] }
  account: { sent: { id: string }; got: AccountFacts | undefined }
  close: { sent: Record<string, never>; got: undefined }
}

export type RequestName = keyof Requests

export interface RequestMessage<Name extends RequestName = RequestName> {
  readonly id: number
  readonly name: Name
  readonly sent: Requests[Name]['sent']
}

export type ReplyMessage =
  | { readonly id: number; readonly got: unknown }
  | { readonly id: number; readonly failed: { code: string; message: string; next: string } }
  | { readonly id: number; readonly step: string }
