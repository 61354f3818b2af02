// What a worker process can be asked to measure, and what it answers: one task a process, because the engine opens
// one data directory a process and because peak memory never goes down again.
import type { KindScore, Score } from '../simulate/score.js'
import type { SimulateOptions } from '../simulate/simulate.js'
import type { Verdict } from '../src/model/analysis.js'
import type { JudgedTruth } from './detection/bounds/truth-groups.js'
import type { ExposureAnswer, ExposureInput } from './detection/life/exposure.js'
import type { RecognitionAnswer, RecognitionInput } from './detection/life/recognition.js'
import type { ReplacementAnswer, ReplacementInput } from './detection/life/replacement.js'
import type { PoisoningAnswer, PoisoningInput } from './detection/poisoning/measure.js'
import type { FamiliesOf } from './detection/real-data/families.js'
import type { RealTraffic, RealTrafficOptions } from './detection/real-data/traffic.js'
import type { TurnoverAnswer, TurnoverInput } from './detection/replacements/measure.js'
import type { SharingAnswer, SharingInput } from './detection/split/measure.js'
import type { Outcome } from './outcome.js'
import type { PeerRun, Setting } from './peers/peer.js'
import type { IncrementsAnswer } from './scale/increments.js'
import type { ScaleAnswer, WorldAnswer, WorldInput } from './scale/measure.js'
import type { RoundAnswer, RoundInput } from './share-round.js'

/** Files of one simulated scenario. */
export interface Traffic {
  readonly exchanges: string
  readonly accounts: string
  readonly truth: string
}

export interface Made {
  readonly files: Traffic
  readonly exchanges: number
  readonly accounts: number
  readonly bytes: number
}

export interface Loaded {
  readonly ms: number
  readonly rows: number
}

export interface Analysed {
  readonly campaigns: number
  readonly failedDetectors: readonly string[]
}

export interface Judged extends Analysed {
  readonly ms: number
  readonly outcome: Outcome
}

/** A group as it was judged, beside what the truth says of its accounts. */
export interface JudgedGroup {
  readonly verdict: Verdict
  readonly explanation: string | undefined
  readonly probability: number
  /** All evidence after caps. */
  readonly bits: number
  readonly qValue: number
  readonly accounts: number
  /** Accounts of each kind of the truth. */
  readonly kinds: Readonly<Record<string, number>>
}

export interface JudgedTraffic extends Judged {
  readonly groups: readonly JudgedGroup[]
  /** Accounts in groups that are not explained. */
  readonly accused: readonly string[]
  /** Means that campaigns have in common, with the accounts of each kind of the truth in those campaigns. */
  readonly infrastructure: readonly {
    readonly means: readonly string[]
    readonly kinds: Readonly<Record<string, number>>
  }[]
  readonly kinds: readonly KindScore[]
}

/** What a peer said under one setting, held against the truth. */
export interface PeerScore extends Omit<PeerRun, 'groups'> {
  readonly score: Score
}

/** Input and answer of each mode. */
export interface Tasks {
  readonly simulate: {
    readonly input: Pick<SimulateOptions, 'scenario' | 'out' | 'seed' | 'scale' | 'corpus'>
    readonly answer: Made
  }
  readonly plain: {
    readonly input: { readonly exchanges: string; readonly isTuned: boolean }
    readonly answer: Loaded
  }
  readonly load: { readonly input: { readonly exchanges: string }; readonly answer: Loaded }
  readonly whole: { readonly input: Traffic & { readonly out: string }; readonly answer: Analysed }
  readonly analyse: { readonly input: Traffic; readonly answer: Judged }
  /** As `analyse`, with every group and every kind of account. */
  readonly judge: { readonly input: Traffic; readonly answer: JudgedTraffic }
  /** The same world once more with every kind of the truth given as a group. */
  readonly 'judge-truth': { readonly input: Traffic; readonly answer: JudgedTruth }
  /** Template families as the product forms them. */
  readonly families: { readonly input: { readonly exchanges: string }; readonly answer: FamiliesOf }
  /** Traffic of the experiment `real-data`. */
  readonly 'real-traffic': { readonly input: RealTrafficOptions; readonly answer: RealTraffic }
  readonly naive: { readonly input: Traffic; readonly answer: Pick<Judged, 'ms' | 'outcome'> }
  /** Analyses over and over while the log of one world grows. */
  readonly exposure: { readonly input: ExposureInput; readonly answer: ExposureAnswer }
  /** The same while accused accounts are suspended and replaced. */
  readonly recognition: { readonly input: RecognitionInput; readonly answer: RecognitionAnswer }
  readonly replacement: { readonly input: ReplacementInput; readonly answer: ReplacementAnswer }
  /** Who took whose place in campaigns that lose accounts. */
  readonly turnover: { readonly input: TurnoverInput; readonly answer: TurnoverAnswer }
  /** Partners who lie about honest customers. */
  readonly poisoning: { readonly input: PoisoningInput; readonly answer: PoisoningAnswer }
  /** Providers that tell each other what they find. */
  readonly sharing: { readonly input: SharingInput; readonly answer: SharingAnswer }
  /** A world of the scale bench, made in the engine, and its analysis. */
  readonly 'scale-world': { readonly input: WorldInput; readonly answer: WorldAnswer }
  readonly 'scale-analysis': { readonly input: Pick<WorldInput, 'store'>; readonly answer: ScaleAnswer }
  /** Its last day as increments. */
  readonly 'scale-increments': {
    readonly input: Pick<WorldInput, 'store'>
    readonly answer: IncrementsAnswer
  }
  /** Private matching between two providers. */
  readonly match: { readonly input: RoundInput; readonly answer: RoundAnswer }
  /** One method of others, once for each setting. */
  readonly peer: {
    readonly input: Traffic & { readonly peer: string; readonly settings: readonly Setting[] }
    readonly answer: readonly PeerScore[]
  }
}

export type Mode = keyof Tasks

/** What a worker prints as its only line. */
export interface Reply<M extends Mode> {
  readonly answer: Tasks[M]['answer']
  /** Most memory the process ever held. */
  readonly peakBytes: number
}
