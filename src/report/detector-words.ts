// What each detector says in a few words, and under which of the four factors its evidence counts from which
// H.R. 8283 (119th Congress) would have purpose inferred. An unknown detector counts under the first.
import { readableName } from './quantities.js'

export interface PurposeFactor {
  readonly numeral: 'i' | 'ii' | 'iii' | 'iv'
  readonly title: string
}

export const PURPOSE_FACTORS: readonly PurposeFactor[] = [
  { numeral: 'i', title: 'Volume, structure, pattern, coordination and timing' },
  { numeral: 'ii', title: 'Concentration on specific capabilities' },
  { numeral: 'iii', title: 'Coordinated use of multiple accounts' },
  { numeral: 'iv', title: 'Correlation with a model’s development timeline' },
]

type Entry = readonly [factor: PurposeFactor['numeral'], title: string]

const ENTRIES: ReadonlyMap<string, Entry> = new Map([
  ['shared-payment', ['iii', 'Shared payment']],
  ['shared-registration', ['iii', 'Shared registration details']],
  ['registration-burst', ['iii', 'Sign-up burst']],
  ['disposable-mail', ['iii', 'Disposable mail addresses']],
  ['shared-session', ['iii', 'Shared sessions or keys']],
  ['no-sessions', ['i', 'No sittings']],
  ['explanation', ['i', 'What cleared the group']],
  ['shared-address', ['iii', 'Shared network addresses']],
  ['address-rotation', ['iii', 'Exits that never come back']],
  ['shared-client', ['iii', 'Shared rare client']],
  ['shared-template', ['i', 'Shared rare prompt template']],
  ['injected-constant', ['i', 'Injected fixed text']],
  ['opaque-replay', ['iii', 'Replayed reasoning references']],
  ['synchrony', ['i', 'Synchronised activity']],
  ['complementarity', ['i', 'Turn-taking (load balancing)']],
  ['daily-rhythm', ['i', 'Rhythm of the day']],
  ['quota-plateau', ['i', 'Plateaus at the quota']],
  ['release-pivot', ['iv', 'Shift at a model release']],
  ['handoff', ['iii', 'Hand-off after a suspension']],
  ['purpose', ['ii', 'Requests for training material']],
  ['slot-enumeration', ['i', 'Item-by-item enumeration']],
  ['capability-concentration', ['ii', 'Concentration on one capability']],
  ['language-breadth', ['ii', 'One task in many languages']],
  ['single-deck', ['iii', 'One deck of prompts dealt out']],
  ['dealt-wording', ['iii', 'Interchangeable wording']],
  ['dealt-content', ['iii', 'Interchangeable content']],
  ['equal-load', ['i', 'Evenly spread load']],
  ['shared-parameters', ['i', 'Identical sampling parameters']],
])

/** The detector's subject in a few words, neutral: the sign of its bits tells which way it speaks. */
export function detectorTitle(detector: string): string {
  const known = ENTRIES.get(detector)?.[1]
  if (known !== undefined) return known
  const readable = readableName(detector)
  return readable === '' ? 'Unnamed detector' : readable.charAt(0).toUpperCase() + readable.slice(1)
}

/** The factor under which the detector's evidence counts. */
export function purposeFactor(detector: string): PurposeFactor['numeral'] {
  return ENTRIES.get(detector)?.[0] ?? 'i'
}

/** What to call a detector's query: where it doesn't give every fact, a comment at its head names the others. */
export function queryTitle(query: string): string {
  return query.startsWith('/*')
    ? 'Query for the counts behind these facts'
    : 'Query that reproduces these facts'
}
