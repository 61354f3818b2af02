// One experiment of `npm run bench:detection`, and what it says at its end.
import type { SectionResult } from '../text-table.js'
import type { Chart } from './chart.js'

export interface DetectionContext {
  /** First seed; an experiment that needs more counts on from here. */
  readonly seed: number
  /** How many seeds, where an experiment repeats itself over them and it was asked for. */
  readonly seeds?: number
  /** The short version, which a test runs: fewer seeds and points, the same code. */
  readonly quick: boolean
  /** Directory with real texts, traces and addresses; experiments that need it are skipped aloud without. */
  readonly corpus?: string
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

export interface DetectionResult extends SectionResult {
  /** Everything that was measured, as it goes into `bench/out/detection/ID.json`. */
  readonly figures: unknown
  readonly charts: readonly Chart[]
}

export interface DetectionSection {
  /** Kebab-case; the name on the command line and of its files. */
  readonly id: string
  /** One sentence: what it measures. */
  readonly says: string
  run(context: DetectionContext): Promise<DetectionResult>
}
