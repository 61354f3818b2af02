// What a detector is: a trait that can link accounts, a measure that judges a linked group, or both. It reads the
// workspace's tables (src/campaigns/workspace.ts) by name, returns evidence in bits and changes nothing.
import type { Sentence } from '../model/sentence.js'
import type { Store } from '../store/store.js'

/** Independent things that can be known of a group; bits of one family of evidence are capped together. */
export type EvidenceGroup =
  | 'registration'
  | 'network'
  | 'content'
  | 'timing'
  | 'load'
  | 'purpose'
  | 'partners'

/** What a detector needs in the log; without it the detector is skipped with that reason. */
export type Need =
  | 'text'
  | 'accounts'
  | 'addresses'
  | 'clients'
  | 'parameters'
  | 'opaque-refs'
  | 'suspensions'
  | 'model-release'
  | 'partners'

/** A value that accounts can share. */
export interface Trait {
  /** Small number stored with the trait; unique. */
  readonly code: number
  readonly kind: string
  /** SELECT of `aid UInt32, value UInt64, uses UInt32` from the workspace. */
  readonly sql: string
  /** Whether uses are counted in `work_exchange`, which holds a sample of a large log: they are scaled to all. */
  readonly isDrawn?: boolean
  /** Bits that holding, and lacking, a group's values may add to or take from an account's membership. */
  readonly membership: { readonly most: number; readonly least: number }
  /** Whether this kind alone may draw an account into a group that it was not found in. */
  readonly recruits: boolean
  /**
   * What sharing a value says: `bond`, that accounts belong together; `style`, that they work alike; `habit`, that
   * they are alike as people or customers are.
   */
  readonly says: 'bond' | 'style' | 'habit'
  /** Whether groups that share one value are candidates by themselves. */
  readonly seeds: boolean
}

/** A group of accounts under examination, as the measures see it. */
export interface Candidate {
  readonly id: number
  /** Members, and independent owners (organisations, or accounts without one) among them. */
  readonly accounts: number
  readonly owners: number
  readonly exchanges: number
}

/** Population figures that null models are drawn from. */
export interface Population {
  readonly accounts: number
  readonly owners: number
  readonly exchanges: number
  readonly from: number
  readonly to: number
}

export interface Measured {
  readonly bits: number
  readonly summary: Sentence
  readonly facts: Readonly<Record<string, Fact>>
  /** Innocent explanations of the detector that this group's own numbers rule out or leave open. */
  readonly innocent: readonly Sentence[]
}

/** A number or text, or words that are told in other languages too. */
export type Fact = string | number | boolean | Sentence | readonly (string | Sentence)[]

export interface Context {
  readonly store: Store
  readonly population: Population
  readonly candidates: readonly Candidate[]
  /**
   * The table of what groups sent that is measured account by account: `work_sub`, or of a large log a part of it, with
   * all that a few hundred accounts of each group sent. Who measures what accounts have in common reads `work_sub`.
   */
  readonly sent: 'work_sub' | 'work_sub_part'
  /** Which texts are counted, of `work_sub`: all, or of large groups of a large log those of a part of all hashes. */
  readonly texts: string
  /** Which hours are looked at, of `work_sub`, for the order of exchanges: all, or of such groups a part of them. */
  readonly hours: string
  /** Runs a query on the workspace. */
  query<Row>(sql: string): Promise<Row[]>
}

/**
 * What a parameter counts in: `share` of 0 to 1; `correlation` of −1 to 1; `rhythm`, the length of a mean direction, 0 to
 * 1; `times`, a ratio; `ln` and `log2`, logarithms of ratios; `bits` of evidence; `count`, a number of what it names.
 */
export const PARAMETER_UNITS = [
  'share',
  'correlation',
  'rhythm',
  'times',
  'ln',
  'log2',
  'bits',
  'count',
] as const

export interface Parameter {
  readonly name: string
  readonly value: number
  readonly unit: (typeof PARAMETER_UNITS)[number]
  readonly says: string
}

export interface Detector {
  readonly id: string
  readonly group: EvidenceGroup
  /** One sentence: what it raises. */
  readonly raises: string
  /** What the same numbers would look like by chance, and where that comes from. */
  readonly nullModel: string
  /** Innocent causes that a reader should rule out. */
  readonly innocent: readonly string[]
  readonly needs: readonly Need[]
  readonly parameters: readonly Parameter[]
  /** Most and least bits it may contribute. */
  readonly range: { readonly least: number; readonly most: number }
  readonly trait?: Trait
  /** Queries about everybody that `measure` will ask: they are asked early, while groups are fitted. */
  readonly baseline?: readonly string[]
  /**
   * Queries about who is in a group and what its members hold, not about what they sent, that `measure` will ask: they
   * are asked while that is gathered.
   */
  readonly early?: (population: Population) => readonly string[]
  measure?(context: Context): Promise<Map<number, Measured>>
  /**
   * The query that a reader can run on a kept store to see the facts of one campaign, in columns of their names; the
   * placeholders are those of `shown.ts`.
   */
  readonly shows?: string
  /** Facts that no query gives: estimates, correlations, and what was counted on tables of the analysis. */
  readonly computed?: readonly string[]
}
