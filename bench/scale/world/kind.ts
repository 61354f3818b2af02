// One kind of accounts of the scale world: how many there are, and the parts that they are put together from.
import type { ClockPlan, PlacePlan, RecordPlan, TextPlan } from './plans.js'

export type Program = 'browser' | 'phone-app' | 'sdk' | 'coding-agent' | 'script' | 'rare'

export interface Kind {
  readonly label: `attack:${string}` | `benign:${string}`
  /** Accounts at full size, and those of one group; without it, all are one. */
  readonly accounts: number
  readonly members?: number
  /** Exchanges of an account in 45 days: mean, and standard deviation of the logarithm. */
  readonly exchanges: number
  readonly spread: number
  readonly record: RecordPlan
  readonly place: PlacePlan
  readonly clock: ClockPlan
  readonly text: TextPlan
  readonly programs: readonly (readonly [Program, number])[]
  readonly pathway: 'api' | 'subscription' | 'bedrock' | 'aggregator'
  /** Whose system prompt its exchanges carry. */
  readonly system?: 'kind' | 'gr' | 'r'
  /** Accounts that follow each other when one is suspended. */
  readonly lives?: number
  /** Anchors of a text in own words, on average. */
  readonly wordy?: number
  /** Whether all of a group send the same request parameters. */
  readonly isUniform?: boolean
  /** Language of the group's texts as an index; of the account's own when left out. */
  readonly language?: string
}
