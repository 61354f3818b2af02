// What the service and its engine say to each other, over the channel between their processes.
import type { Pace } from '../../campaigns/increments/choose.js'
import type { KeptAnalysis } from '../../campaigns/life/kept.js'
import type { MemberColumns } from '../../campaigns/life/member-sent.js'
import type { Pictures } from '../../campaigns/life/pictures.js'
import type { Feedback } from '../../feedback/feedback.js'
import type { FactsOptions } from '../../fingerprint/facts/facts.js'
import type { Campaign, LifeEventKind } from '../../model/analysis.js'
import type { Sentence } from '../../model/sentence.js'
import type { Backtest } from '../../respond/backtest.js'
import type { Decision } from '../../respond/decision.js'
import type { Act } from '../../respond/kept/acts.js'
import type { KeyAccount } from '../../respond/kept/key-accounts.js'
import type { KeptPolicy } from '../../respond/kept/policies.js'
import type { Recognised } from '../../respond/kept/recognitions.js'
import type { ActBase } from '../../respond/make-act.js'
import type { Evaluation } from '../../respond/policy/evaluate.js'
import type { ActPreview, StepAsked } from '../../respond/preview-act.js'
import type { Profiles } from '../../respond/recognise/read-profiles.js'
import type { Response } from '../../respond/respond.js'
import type { PolicyReview } from '../../respond/review-policy.js'
import type { NewMatches } from '../../share/received/match/match-newer.js'
import type { Distrusted } from '../../share/received/standing.js'
import type { SharedCampaign, SharingOptions } from '../../share/shared-campaign.js'
import type {
  AddAsked,
  Archive,
  ObjectAsked,
  Page,
  PageAsked,
  RemoveAsked,
} from '../../share/taxii/server/archive.js'
import type { Status } from '../../share/taxii/wire.js'
import type { LoadOutcome } from '../inbox/done-batches.js'
import type { AccountSeries } from './account-view.js'
import type { CaseMade, CaseOrder } from './case-work.js'
import type { Failed } from './failure.js'
import type { LiftedTold } from './fallen-ground.js'
import type { PartnerOptions, PulledTold } from './partner-work.js'
import type { ReceivedView } from './received-view.js'
import type { Looked } from './recognition.js'

/** Where the engine keeps its data, and how it loads. */
export interface EngineOptions {
  readonly store: string
  readonly database?: string | undefined
  readonly cluster?: string | undefined
  readonly keepText: boolean
  readonly facts: FactsOptions
  readonly pace: Pace
  /** Partners that share; undefined for none. */
  readonly partners?: PartnerOptions | undefined
}

/** Something that happened to a campaign, as an analysis saw it. */
export interface SeenEvent {
  readonly analysis: string
  /** When that analysis ended, milliseconds since 1970. */
  readonly madeAt: number
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
  readonly suspended_at: string
  readonly declared: string
}

/** What new accounts are recognised by, and what is decided about them then. */
export interface NewcomerRules {
  readonly profiles: Profiles
  /** Its id. */
  readonly analysis: string
  /** Those that the profiles are of. */
  readonly campaigns: readonly Campaign[]
  readonly evaluation: Omit<Evaluation, 'subjects' | 'addresses' | 'previous' | 'now'>
  /** Who is not new: hashes as `KnownAccounts` has them. */
  readonly known: Float64Array
}

/** What is in force after something changed; undefined where nobody asked for decisions. */
export type InForce =
  | (Pick<Response, 'decisions' | 'exemptions'> & {
      /** What a customer may read, by reason code. */
      readonly words: Readonly<Record<string, string>>
      /** Keys of the accounts that decisions are about. */
      readonly keys: readonly KeyAccount[]
      /** Where a customer appeals; undefined where the policy names no address. */
      readonly appealUrl: string | undefined
      /** The policy, as it was written; undefined when there is none. */
      readonly policy: string | undefined
      /** All that analysts did, newest first. */
      readonly acts: readonly Act[]
    })
  | undefined

/** Requests by name: what is sent, and what comes back. */
export interface Requests {
  open: {
    sent: EngineOptions
    got: {
      engine: string
      /** Exchanges in the store. */
      exchanges: number
      newest: KeptAnalysis | undefined
      inForce: InForce
    }
  }
  /** `rejectsFile`: where refused records are added; nowhere when left out. */
  load: {
    sent: { kind: string; files: readonly string[]; rejectsFile: string | undefined }
    got: {
      outcome: Omit<LoadOutcome, 'batches' | 'at'>
      recognised: Looked
    }
  }
  /** `isWhole`: whether somebody asked for it, and not the clock. */
  analyze: {
    sent: { rejected: number; isWhole: boolean }
    got: KeptAnalysis & { lifted: readonly LiftedTold[]; caveats: readonly Sentence[]; inForce: InForce }
  }
  /** Events of analyses that ended after a time, oldest first. */
  events: { sent: { after: number }; got: readonly SeenEvent[] }
  /** What is drawn of a whole analysis. */
  pictures: { sent: { analysis: string }; got: Pictures | undefined }
  /** What accounts sent of the groups of an analysis, and what is known of them; `whole`: the one that it adds to. */
  members: { sent: { whole: string; newest: string }; got: readonly MemberColumns[] }
  /** The case file of a campaign or of one account. */
  case: { sent: CaseOrder; got: CaseMade }
  account: { sent: { id: string }; got: AccountFacts | undefined }
  /** Accounts by a part of their id. */
  'find-accounts': { sent: { part: string }; got: readonly string[] }
  /** Of groups of a whole analysis. */
  'account-series': {
    sent: { id: string; analysis: string; campaigns: readonly string[] }
    got: AccountSeries
  }
  /** Acts that are in force already, with the decisions that followed from them at once. */
  act: { sent: { acts: readonly Act[]; decisions: readonly Decision[] }; got: { inForce: InForce } }
  /** Writes down what people said, each once; comes back with all that was said, newest first. */
  feedback: { sent: { rows: readonly Feedback[] }; got: readonly Feedback[] }
  adopt: {
    sent: ActBase & { text: string; isShadowSkipped: boolean }
    got: { version: string; proposal: Act | undefined; inForce: InForce }
  }
  approvePolicy: { sent: ActBase & { act: string }; got: { act: Act; inForce: InForce } }
  /** Whom a step would hit; `most`: accounts that are told one by one; `acts`: all that was done. */
  previewStep: { sent: { asked: StepAsked; most: number; acts: readonly Act[] }; got: ActPreview }
  reviewPolicy: { sent: { text: string }; got: PolicyReview }
  /** Against the policy in force; `most`: accounts that are told one by one. */
  backtestPolicy: { sent: { text: string; most: number }; got: Backtest }
  policies: { sent: Record<string, never>; got: readonly KeptPolicy[] }
  /** Undefined where nobody asked for decisions, or no campaign is there to be recognised. */
  newcomers: { sent: Record<string, never>; got: NewcomerRules | undefined }
  /** Decisions on accounts that were recognised without the engine. */
  keep: { sent: { decisions: readonly Decision[] }; got: undefined }
  /** Accounts that were: written down, each once; comes back as they are kept. */
  'keep-recognised': { sent: { rows: readonly Recognised[] }; got: readonly Recognised[] }
  /** All that are kept, newest first. */
  recognised: { sent: Record<string, never>; got: readonly Recognised[] }
  /** What may leave of a campaign; without the key that it is keyed with. */
  shared: {
    sent: { wanted: string } & SharingOptions
    got: Omit<SharedCampaign, 'key'>
  }
  taxiiPage: { sent: PageAsked; got: Page }
  taxiiHas: { sent: ObjectAsked; got: boolean }
  taxiiAdd: { sent: AddAsked; got: Status }
  taxiiRemove: { sent: RemoveAsked; got: number }
  taxiiStatus: { sent: { root: string; id: string }; got: Awaited<ReturnType<Archive['status']>> }
  /** Fetches what partners share. */
  pull: { sent: Record<string, never>; got: readonly PulledTold[] }
  /** New accounts that show what partners found campaigns by, of the newest look; another begins when it is due. */
  newer: { sent: Record<string, never>; got: NewMatches | undefined }
  /** Keys of partners that count no more, with what they signed. */
  distrusted: { sent: Record<string, never>; got: readonly Distrusted[] }
  /** How many decisions in force rest on partners' word that counts no more. */
  unborne: { sent: Record<string, never>; got: number }
  /** What partners shared; undefined where none are named. */
  received: { sent: Record<string, never>; got: ReceivedView | undefined }
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
  | { readonly id: number; readonly failed: Failed }
  | { readonly id: number; readonly step: string }
