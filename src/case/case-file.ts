// What a case file holds: a campaign, or one account's suspension within it, so that somebody who has nothing else can
// read, doubt and check it. The JSON contract `stillwatch.case/1`; names in it are fixed.
import type { Caveat } from '../campaigns/life/origin.js'
import type { DetectorRun, Evidence, LifeEvent, Verdict } from '../model/analysis.js'
import type { Said } from '../model/sentence.js'
import type { Mode } from '../respond/decision.js'
import type { Action, DecisionParameters } from '../respond/ladder.js'
import type { TlpLevel } from '../share/stix/tlp.js'

export const CASE_SCHEMA = 'stillwatch.case/1'

/** All times are RFC 3339, UTC. */
export interface CaseFile {
  readonly schema: typeof CASE_SCHEMA
  /** `case-` and 16 hexadecimal digits, drawn for this file. */
  readonly id: string
  readonly made_at: string
  /** Who had it made, as the audit log has it. */
  readonly made_by: string
  /** Version that wrote the file. */
  readonly version: string
  /** Who may see it (Traffic Light Protocol 2.0). */
  readonly tlp: TlpLevel
  /** Whether shared values and texts stand in it in clear. */
  readonly with_values: boolean
  readonly subject: CaseSubject
  readonly claim: CaseClaim
  readonly weighed: CaseWeighed
  readonly evidence: readonly CaseEvidence[]
  readonly explanations: readonly CaseExplanation[]
  /** All accounts of the campaign, most exchanges first; of an account's case that one alone. */
  readonly accounts: readonly CaseAccount[]
  /** Values that accounts of the campaign share, which `accounts` name by their place here. */
  readonly values: readonly CaseValue[]
  /** The same as the log has them; of a file with values alone. */
  readonly clear_values?: readonly ClearValue[]
  readonly templates: readonly CaseTemplate[]
  readonly history: readonly LifeEvent[]
  readonly unknown: CaseUnknown
  readonly cleared: CaseCleared
  readonly done: CaseDone
  /** What people said of the campaign, oldest first. */
  readonly said: readonly CaseSaid[]
  readonly origin: CaseOrigin
  readonly log: CaseLog
  readonly custody: CaseCustody
}

export interface CaseSubject {
  readonly kind: 'campaign' | 'account'
  /** Id of the campaign. */
  readonly campaign: string
  /** Its name, which is drawn and means nothing, and what people call it. */
  readonly name: string
  readonly alias?: string
  readonly account?: string
}

export interface CaseClaim {
  readonly verdict: Exclude<Verdict, 'explained'>
  /** Of the verdict, 0 to 1. */
  readonly probability: number
  readonly q_value: number
  readonly accounts: number
  /** Independent owners; absent where the analysis kept no number of them. */
  readonly owners?: number
  readonly exchanges: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly first_seen: string
  readonly last_seen: string
  /** What was asked for: share of exchanges, 0 to 1. */
  readonly capabilities: Readonly<Record<string, number>>
}

/** Bits are base-2 logarithms of likelihood ratios. */
export interface CaseWeighed {
  /** Sum of the evidence as it stands. */
  readonly sum: number
  /** What counts, after what is told twice was counted once; absent in analyses whose pictures were not kept. */
  readonly counted?: number
  /** The same by family, with the most that each may add. */
  readonly families: readonly { readonly name: string; readonly counted: number; readonly most: number }[]
  /** What an accusation needs, and what the group has. */
  readonly needs: readonly { readonly name: string; readonly here: number; readonly needed: number }[]
}

export interface CaseEvidence {
  /** From 1, strongest first. */
  readonly number: number
  readonly detector: string
  readonly family: string
  readonly bits: number
  readonly summary: string
  readonly facts: Evidence['facts']
  readonly innocent: readonly string[]
  readonly said?: Evidence['said']
  readonly query?: string
  /** What the detector raises and what it compares with. */
  readonly raises: string
  readonly null_model: string
  /** Facts that the query doesn't give. */
  readonly computed: readonly string[]
}

export interface CaseExplanation {
  readonly name: string
  readonly holds: boolean
  readonly why: string
  readonly said?: Said
}

export interface CaseAccount {
  readonly id: string
  /** Probability that it belongs to the campaign, 0 to 1. */
  readonly membership: number
  /** Of the campaign, as the analysis counted them. */
  readonly exchanges: number
  /** All that it sent in this log. */
  readonly sent: number
  readonly first?: string
  readonly last?: string
  readonly input_tokens: number
  readonly output_tokens: number
  /** As the provider has it; absent where it gave no facts of accounts. */
  readonly signed_up?: string
  readonly status?: string
  readonly suspended_at?: string
  /** Places in `values`, from 0, most bits first. */
  readonly holds: readonly number[]
}

export interface CaseValue {
  readonly kind: string
  /** A short hash: the same value has the same one throughout the file. */
  readonly label: string
  /** Base-2 logarithm of how much commoner it is in the campaign than outside. */
  readonly bits: number
  /** Accounts of the campaign that hold it, and accounts outside. */
  readonly inside: number
  readonly outside: number
}

export interface ClearValue {
  readonly kind: string
  readonly value: string
  readonly inside: number
}

export interface CaseTemplate {
  readonly anchors: number
  /** Of the campaign's exchanges, 0 to 1. */
  readonly share: number
  /** The text with its slots marked; of a file with values alone, where it was kept. */
  readonly skeleton?: string
}

export interface CaseUnknown {
  /** What the analysis itself said it did not know; absent where an earlier version kept none. */
  readonly caveats?: readonly Caveat[]
  /** Detectors that did not run. */
  readonly detectors: readonly Pick<DetectorRun, 'id' | 'state' | 'reason'>[]
  /** Lines of the log that could not be read. */
  readonly rejected: number
  /** Whether exchanges were added to a whole analysis without judging anew. */
  readonly increment?: { readonly of: string; readonly made_at: string; readonly exchanges: number }
  /** Evidence whose query gives none of its facts, or some of them: numbers in `evidence`. */
  readonly without_query: readonly number[]
  readonly computed_in_part: readonly number[]
  /** A later analysis than the one that this is about, if there is one. */
  readonly newer?: {
    readonly analysis: string
    readonly made_at: string
    /** Absent where it doesn't know the campaign. */
    readonly verdict?: Verdict
    readonly explanation?: string
  }
}

export interface CaseCleared {
  /** Groups of the same analysis that were accused of nothing, by the explanation that holds. */
  readonly groups: Readonly<Record<string, number>>
  /** Of those, groups that accounts of this case stand in too. */
  readonly also: readonly {
    readonly id: string
    readonly name: string
    readonly explanation: string
    readonly accounts: number
  }[]
}

export interface CaseDone {
  readonly decisions: readonly CaseDecision[]
  readonly acts: readonly CaseAct[]
  /** Words that a refused customer gets, by code and policy. */
  readonly words: readonly { readonly code: string; readonly policy: string; readonly words?: string }[]
  readonly policies: readonly {
    readonly version: string
    readonly adopted_at: string
    readonly by: string
    readonly note: string
    /** SHA-256 of its text. */
    readonly sha256: string
    readonly appeal_url?: string
  }[]
}

/** Decisions that are alike but for the account. */
export interface CaseDecision {
  readonly action: Action
  readonly mode: Mode
  readonly parameters: DecisionParameters
  readonly reason: string
  /** Rule of the policy, or what an analyst's act is called by. */
  readonly rule: string
  readonly policy: string
  readonly accounts: number
  /** API keys and addresses that such decisions are about, instead of accounts. */
  readonly keys: number
  readonly addresses: number
  readonly begins: string
  readonly ends: string
  /** Of those, how many were lifted before their end, and why. */
  readonly lifted: number
  readonly why: readonly string[]
  /** In force when the file was made. */
  readonly in_force: number
}

export interface CaseAct {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly kind: string
  readonly account?: string
  readonly refers?: string
  readonly action?: string
  readonly mode?: string
  readonly note: string
  readonly ends: string
}

export interface CaseSaid {
  readonly at: string
  readonly by: string
  readonly kind: string
  readonly reason?: string
  readonly note: string
  /** What the analysis said then. */
  readonly verdict: string
  readonly probability: number
}

export interface CaseOrigin {
  readonly analysis: string
  readonly made_at: string
  /** What made the analysis; absent where an earlier version kept none. */
  readonly version?: string
  readonly engine?: string
  /** SHA-256 of detectors, thresholds and curves: then, and of the version that wrote the file. */
  readonly judgement?: string
  readonly judgement_here: string
  /** SHA-256 of the analysis's result as it is kept. */
  readonly result_sha256: string
}

export interface CaseLog {
  readonly from: string
  readonly to: string
  readonly exchanges: number
  readonly accounts: number
  /** What identifies the campaign's own records; absent where they are too many to be hashed. */
  readonly records?: { readonly exchanges: number; readonly sha256: string; readonly query: string }
}

export interface AuditLine {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly details: Readonly<Record<string, unknown>>
  readonly prev: string
  readonly hash: string
}

/** The audit log as it was when the file was made; `kept` is false where there is none. */
export interface CaseCustody {
  readonly kept: boolean
  readonly head: { readonly seq: number; readonly hash: string }
  /** Number of the first line that doesn't follow from the one before; absent when all do. */
  readonly broken_at?: number
  /** Lines that concern the case, oldest first, whole. */
  readonly lines: readonly AuditLine[]
  /** Lines that concern it and were left out, as there are too many. */
  readonly left_out: number
}
