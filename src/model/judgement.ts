// What is said of a group of accounts that somebody named: the JSON contract `stillwatch.judgement/1`.
import type { DetectorRun, Evidence, Verdict } from './analysis.js'

export const JUDGEMENT_SCHEMA = 'stillwatch.judgement/1'

export interface Judgement {
  readonly schema: typeof JUDGEMENT_SCHEMA
  readonly verdict: Verdict
  /** For `explained`: which innocent explanation holds, or `chance` or `not-enough-evidence` when none does. */
  readonly explanation?: string
  /** Share of groups that an analysis found and judged alike that were campaigns, 0 to 1. */
  readonly probability: number
  /** False discovery rate at which this group would just be accused, when no other is looked at, 0 to 1. */
  readonly q_value: number
  /** All evidence, after what is told twice was counted once. */
  readonly bits: number
  /** Accounts named that sent anything, with their exchanges that the group is judged on; most first. */
  readonly accounts: readonly { readonly id: string; readonly exchanges: number }[]
  /** Accounts named that are in no exchange of the store. */
  readonly unknown: readonly string[]
  /** Independent owners: organisations, or accounts without one. */
  readonly owners: number
  readonly exchanges: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** RFC 3339, UTC. */
  readonly first_seen: string
  readonly last_seen: string
  /** What was measured, the strongest first; without queries, as nothing of the group is kept. */
  readonly evidence: readonly Evidence[]
  /** Every innocent explanation that was tested. */
  readonly explanations: readonly { readonly name: string; readonly holds: boolean; readonly why: string }[]
  /** All that an accusation lacks, whether an explanation holds or not. */
  readonly lacking: readonly { readonly name: string; readonly why: string }[]
  readonly detectors: readonly DetectorRun[]
}
