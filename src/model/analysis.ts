// What an analysis says: the JSON contract `stillwatch.analysis/1`, and the details that the report draws from.
import type { Said } from './sentence.js'

export const ANALYSIS_SCHEMA = 'stillwatch.analysis/1'

/** `distillation`: acts as one, to extract. `coordinated`: acts as one, purpose not shown. `explained`: cleared. */
export type Verdict = 'distillation' | 'coordinated' | 'explained'

export interface Evidence {
  /** Detector id, as in `stillwatch detectors list`. */
  readonly detector: string
  /** Log2 of the likelihood ratio against the detector's null model; negative speaks for innocence. */
  readonly bits: number
  /** One sentence that a person can check. */
  readonly summary: string
  /** The numbers behind the sentence. */
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>
  /** Innocent explanations considered, each with whether it holds and why. */
  readonly innocent: readonly string[]
  /** What the sentences were made of, and facts that are words, to be told in other languages. */
  readonly said?: {
    readonly summary: Said
    readonly innocent: readonly Said[]
    readonly facts?: Readonly<Record<string, readonly Said[]>>
  }
  /** A query that gives the facts on the same store, kept, as printed; a comment at its head names those that it doesn't. */
  readonly query?: string
}

export interface CampaignAccount {
  readonly id: string
  /** Probability of membership, 0 to 1. */
  readonly probability: number
  /** Exchanges of the account that belong to the campaign's substream. */
  readonly exchanges: number
}

export interface Template {
  /** Anchors (sampled shingle hashes) that identify the template, as unsigned integers. */
  readonly anchors: readonly number[]
  /** Share of the campaign's exchanges that carry it, 0 to 1. */
  readonly share: number
  /** The template's text with its slots marked ⟨…⟩; only when the text was at hand. */
  readonly skeleton?: string
}

/** What a campaign does at the end of the log: `re-emerged` is active after it rested or lost all of its accounts. */
export type LifeState = 'active' | 'dormant' | 're-emerged'

export type LifeEventKind =
  | 'found'
  | 'grew'
  | 'shrank'
  | 'rested'
  | 're-emerged'
  | 'merged'
  | 'split'
  | 'verdict-changed'
  | 'cleared'
  | 'not-found'

/** Something that happened to a campaign, as the analyses of one store saw it. */
export interface LifeEvent {
  /** Time in the log, RFC 3339, UTC. */
  readonly at: string
  readonly event: LifeEventKind
  /** Accounts that it is about: all of them, or those that joined, left, or came new. */
  readonly accounts: number
  /** The campaign that it merged with or split from, or the verdict before. */
  readonly other?: string
}

export interface Campaign {
  /** The same in every analysis of one store, as long as its accounts or its texts come again. */
  readonly id: string
  readonly name: string
  readonly verdict: Verdict
  /** For `explained`: which innocent explanation holds. */
  readonly explanation?: string
  /** Probability that the verdict `distillation` or `coordinated` is right, 0 to 1. */
  readonly probability: number
  /** False discovery rate at which this candidate would just be accused, 0 to 1. */
  readonly q_value: number
  readonly accounts: readonly CampaignAccount[]
  readonly exchanges: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** RFC 3339, UTC. */
  readonly first_seen: string
  readonly last_seen: string
  /** Capability name to share of exchanges; sums to 1. */
  readonly capabilities: Readonly<Record<string, number>>
  readonly templates: readonly Template[]
  readonly evidence: readonly Evidence[]
  /** Of campaigns that are or were accused: what they do now, and what happened to them, oldest first. */
  readonly state?: LifeState
  readonly history?: readonly LifeEvent[]
}

/** Why a detector is skipped when there was nobody to look at: no data was missing then. */
export const NOBODY_TO_MEASURE = { alone: 'fewer than two accounts', apart: 'no candidate group' } as const

export interface DetectorRun {
  readonly id: string
  readonly state: 'ran' | 'failed' | 'skipped'
  readonly ms: number
  readonly reason?: string
}

export interface AnalysisInput {
  readonly exchanges: number
  readonly accounts: number
  readonly rejected: number
  /** RFC 3339, UTC; empty when there was no exchange. */
  readonly from: string
  readonly to: string
}

/** One kind of means that campaigns have in common. */
export interface InfrastructureMeans {
  /** Trait kind: payment, registration (mail domain or place of sign-up), address (exit). */
  readonly kind: string
  /** Ids of the campaigns that have it in common. */
  readonly campaigns: readonly string[]
  /** Their accounts that use what another of them uses too. */
  readonly accounts: number
  /** Accounts of no campaign that use the same, such as an exit: nothing speaks against them. */
  readonly others: number
}

/** Means that several campaigns have in common, as when one seller of access serves several buyers. */
export interface Infrastructure {
  /** Made of the first of its campaigns' ids. */
  readonly id: string
  /** Ids of the campaigns, in order. */
  readonly campaigns: readonly string[]
  /** Their accounts together. */
  readonly accounts: number
  readonly means: readonly InfrastructureMeans[]
}

/** What an increment adds to. */
export interface IncrementOf {
  /** Id of the whole analysis whose verdicts and evidence it repeats. */
  readonly of: string
  /** When that ended, RFC 3339. */
  readonly made_at: string
  /** Exchanges that came since. */
  readonly exchanges: number
}

export interface Analysis {
  readonly schema: typeof ANALYSIS_SCHEMA
  readonly input: AnalysisInput
  /** Of an increment; left out where the whole log was analysed. */
  readonly increment?: IncrementOf
  readonly campaigns: readonly Campaign[]
  /** What campaigns have in common without being one; left out where nothing is. */
  readonly infrastructure?: readonly Infrastructure[]
  readonly detectors: readonly DetectorRun[]
}

/** A trait value and which accounts of a campaign carry it. */
export interface TraitDetail {
  /** Trait kind: payment, address, client, template, … */
  readonly kind: string
  /** For people; a pseudonym unless identities were asked for. */
  readonly label: string
  /** Bits that sharing this value is worth. */
  readonly bits: number
  /** Accounts of the campaign with it, and accounts elsewhere with it. */
  readonly inside: number
  readonly outside: number
  /** Indices into the campaign's `accounts`, in order. */
  readonly members: readonly number[]
}

/** What the report draws of a campaign beyond the contract. */
export interface CampaignDetail {
  readonly id: string
  /** All evidence, after what is told twice was counted once: what verdict and probability follow from. */
  readonly bits: number
  /** The same by family of evidence, each as it counts; pictures that were kept before it was told have none. */
  readonly families?: Readonly<Record<string, number>>
  /** What an accusation needs, by name of the threshold, and what the group has; pictures of before have none. */
  readonly needs?: readonly { readonly name: string; readonly here: number; readonly needed: number }[]
  /** Equal steps of time over the analysed period: exchanges and active accounts in each. */
  readonly timeline: {
    readonly start: string
    readonly stepSeconds: number
    readonly exchanges: readonly number[]
    readonly accounts: readonly number[]
  }
  /** Accounts by the timeline's steps: whose first exchange, whose last one, and whose suspension fell there. */
  readonly turnover: {
    readonly joined: readonly number[]
    readonly quiet: readonly number[]
    readonly suspended: readonly number[]
  }
  /** Share of exchanges by hour of the day in UTC (24 numbers), of the campaign and of everyone. */
  readonly hours: { readonly campaign: readonly number[]; readonly everyone: readonly number[] }
  /** Activity of at most 60 accounts over the timeline's steps: rows are accounts, values are exchanges. */
  readonly activity: readonly { readonly account: string; readonly counts: readonly number[] }[]
  readonly traits: readonly TraitDetail[]
  /** Network operators: name, share of exchanges, and whether it is a data centre, VPN or access network. */
  readonly operators: readonly { readonly name: string; readonly kind: string; readonly share: number }[]
  /** Where the requests came from; pictures that were kept before it was known have none. */
  readonly places?: CampaignPlaces
  /** Accounts that took the place of suspended ones; where none was suspended there is nothing to tell. */
  readonly replacements?: CampaignReplacements
  /** Models asked for: share of exchanges. */
  readonly models: Readonly<Record<string, number>>
  /** Tokens by model asked for, of the same models. */
  readonly tokens: Readonly<Record<string, { readonly input: number; readonly output: number }>>
  /** Every innocent explanation that was tested for the whole campaign. */
  readonly explanations: readonly {
    readonly name: string
    readonly holds: boolean
    readonly why: string
    readonly said?: Said
  }[]
}

/** Who took whose place. */
export interface CampaignReplacements {
  /** Accounts that were suspended while the campaign ran, and those whose first exchange came after the first of these. */
  readonly suspended: number
  readonly newcomers: number
  /** Suspended accounts that anybody replaced, in expectation; and how long that took, on average. */
  readonly replaced?: number
  readonly meanDelaySeconds?: number
  /** There are too many to hold each against each. */
  readonly isTooMany?: true
  readonly pairs: readonly AccountReplacement[]
}

export interface AccountReplacement {
  readonly suspended: string
  /** RFC 3339, UTC. */
  readonly suspendedAt: string
  readonly successor: string
  readonly firstSeen: string
  readonly probability: number
  /** What both hold and few others of the campaign do; and `sign-up`, when it came soon after the suspension. */
  readonly shares: readonly { readonly kind: string; readonly bits: number }[]
}

/** Countries by their codes of two letters (ISO 3166-1), empty where not known; exchanges are those that were looked at. */
export interface CampaignPlaces {
  /** Of addresses: a table of countries tells. */
  readonly countries: readonly PlaceCount[]
  /** Network operators in each country, the largest. */
  readonly operators: readonly (PlaceCount & { readonly name: string; readonly kind: string })[]
  /** Of the accounts themselves, as they signed up. */
  readonly signUps: readonly Omit<PlaceCount, 'exchanges'>[]
}

export interface PlaceCount {
  readonly country: string
  readonly accounts: number
  readonly exchanges: number
}

/** Everyone's traffic over the same steps as the campaigns' timelines. */
export interface PopulationSeries {
  /** RFC 3339, UTC; empty when there was no exchange. */
  readonly start: string
  readonly stepSeconds: number
  readonly exchanges: readonly number[]
  /**
   * Exchanges of accounts of no accused group over the same steps, some of each volume, to hold a campaign's against.
   * Nobody is named. Pictures that were kept before it was told have none.
   */
  readonly others?: readonly (readonly number[])[]
  /** Models that were asked for first after the log had begun, RFC 3339. */
  readonly releases: readonly { readonly model: string; readonly at: string }[]
}

/** Everything the report needs. Identities are already pseudonyms here unless `identify` is true. */
export interface AnalysisReport {
  readonly analysis: Analysis
  readonly details: readonly CampaignDetail[]
  readonly population: PopulationSeries
  readonly identify: boolean
  /** Sentences on what was not known: tables that were missing, text that was not kept, detectors that failed. */
  readonly caveats: readonly string[]
  /** The command that made it, the version, the engine's version. */
  readonly provenance: {
    readonly command: string
    readonly version: string
    readonly engine: string
    readonly madeAt: string
  }
}
