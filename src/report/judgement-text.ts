// The judgement of a named group for a terminal: what it is, what was weighed, what would explain it, what an accusation
// lacks, and what could not be looked at.
import { type DetectorRun, NOBODY_TO_MEASURE } from '../model/analysis.js'
import type { Judgement } from '../model/judgement.js'
import { detectorTitle } from './detector-words.js'
import { evidenceLines, indented } from './evidence-lines.js'
import { explanationName, isAccused, isUndecided, type Outcome, verdictMeaning } from './headline.js'
import {
  formatBits,
  formatCompact,
  formatPeriod,
  formatPlural,
  formatProbability,
  formatQValue,
  readableName,
} from './quantities.js'
import { wrapColumns } from './table.js'
import { visibleLine } from './visible-text.js'

/** Accounts that sent nothing and are named. */
const MOST_UNKNOWN = 10

/** `unclear` when a detector failed and the group is not accused without it: that is never a clean result. */
export function judgementOutcome(judgement: Judgement): Outcome {
  if (isAccused(judgement)) return 'found'
  return judgement.detectors.some(({ state }) => state === 'failed') ? 'unclear' : 'nothing'
}

/** The judgement as lines, ending with a line break. */
export function renderJudgement(judgement: Judgement, { width }: { readonly width: number }): string {
  const columns = Math.min(120, Math.max(60, width))
  const { evidence, explanations, lacking, detectors } = judgement
  const blocks = [
    wrapColumns(summaryOf(judgement), columns),
    [
      isAccused(judgement) ? 'Evidence' : 'What was weighed',
      ...(evidence.length === 0
        ? indented('Nothing in which the accounts differ from any others.', columns)
        : evidence.flatMap((one) => evidenceLines(one, columns))),
    ],
    [
      'What would explain it',
      ...explanations
        .toSorted((a, b) => Number(b.holds) - Number(a.holds))
        .flatMap(({ name, holds, why }) => [
          `${(holds ? 'holds' : 'no').padStart(8)}  ${visibleLine(readableName(name))}`,
          ...indented(why, columns),
        ]),
    ],
    lacking.length === 0
      ? []
      : ['What an accusation lacks', ...lacking.flatMap(({ why }) => indented(why, columns))],
    unknownLines(judgement.unknown, columns),
    detectorLines(detectors, columns),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function summaryOf(judgement: Judgement): string {
  const { accounts, owners, exchanges, first_seen, last_seen, input_tokens, output_tokens } = judgement
  return [
    `${formatPlural(accounts.length, 'account')} of ${formatPlural(owners, 'owner')} ${meaningOf(judgement)}.`,
    `${formatPlural(exchanges, 'exchange')} from ${formatPeriod(first_seen, last_seen)}, ${formatCompact(input_tokens)} tokens in and ${formatCompact(output_tokens)} out.`,
    `Probability ${formatProbability(judgement.probability)}, q-value ${formatQValue(judgement.q_value)}, ${formatBits(judgement.bits)} bits of evidence.`,
  ].join(' ')
}

/** An analysis tells of groups that look alike; one that was named may not even do that. */
function meaningOf(judgement: Judgement): string {
  if (isAccused(judgement) || isUndecided(judgement)) return verdictMeaning(judgement)
  if (judgement.explanation === 'chance') return 'are no more alike than some are by chance'
  return `are not accused: an innocent explanation holds (${explanationName(judgement)})`
}

function unknownLines(unknown: readonly string[], columns: number): readonly string[] {
  if (unknown.length === 0) return []
  const rest = unknown.length - MOST_UNKNOWN
  const names = unknown.slice(0, MOST_UNKNOWN).map(visibleLine).join(', ')
  return [
    `Left out: ${formatPlural(unknown.length, 'account')} named that sent nothing in this store`,
    ...indented(`${names}${rest > 0 ? ` and ${rest} more; --format json lists them all` : ''}`, columns),
  ]
}

function detectorLines(detectors: readonly DetectorRun[], columns: number): readonly string[] {
  const apart: readonly string[] = Object.values(NOBODY_TO_MEASURE)
  const failed = detectors.filter(({ state }) => state === 'failed')
  const skipped = detectors.filter(
    ({ state, reason }) => state === 'skipped' && !apart.includes(reason ?? ''),
  )
  const tell = ({ id, reason = 'no reason' }: DetectorRun) =>
    indented(`${detectorTitle(id)}: ${reason}`, columns)
  return [
    ...(failed.length === 0
      ? []
      : ['Failed: what they would have found is not known', ...failed.flatMap(tell)]),
    ...(skipped.length === 0 ? [] : ['Did not run', ...skipped.flatMap(tell)]),
  ]
}
