// What a worker process can be asked to measure, and what it answers: one task a process, because the engine opens
// one data directory a process and because peak memory never goes down again.
import type { SimulateOptions } from '../simulate/simulate.js'
import type { Outcome } from './outcome.js'

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

/** Input and answer of each mode. */
export interface Tasks {
  readonly simulate: {
    readonly input: Pick<SimulateOptions, 'scenario' | 'out' | 'seed' | 'scale' | 'corpus'>
    readonly answer: Made
  }
  readonly plain: { readonly input: { readonly exchanges: string }; readonly answer: Loaded }
  readonly load: { readonly input: { readonly exchanges: string }; readonly answer: Loaded }
  readonly whole: { readonly input: Traffic & { readonly out: string }; readonly answer: Analysed }
  readonly analyse: { readonly input: Traffic; readonly answer: Judged }
  readonly naive: { readonly input: Traffic; readonly answer: Pick<Judged, 'ms' | 'outcome'> }
}

export type Mode = keyof Tasks

/** What a worker prints as its only line. */
export interface Reply<M extends Mode> {
  readonly answer: Tasks[M]['answer']
  /** Most memory the process ever held. */
  readonly peakBytes: number
}
