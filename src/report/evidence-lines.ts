// One reason for a terminal: its bits, its title, its sentence, and what would explain it innocently.
import type { Evidence } from '../model/analysis.js'
import { detectorTitle } from './detector-words.js'
import { formatBits } from './quantities.js'
import { wrapColumns } from './table.js'
import { visibleLine } from './visible-text.js'

/** Columns before the sentences. */
const INDENT = 10

export function evidenceLines(evidence: Evidence, width: number): readonly string[] {
  const bits = evidence.bits === 0 ? '' : formatBits(evidence.bits)
  return [
    `${bits.padStart(INDENT - 2)}  ${visibleLine(detectorTitle(evidence.detector))}`,
    ...indented(evidence.summary, width),
    ...evidence.innocent.flatMap((text) => indented(`Innocent: ${text}.`, width)),
  ]
}

/** A sentence under the title of what it tells of. */
export function indented(text: string, width: number): readonly string[] {
  return wrapColumns(visibleLine(text), width - INDENT).map((line) => ' '.repeat(INDENT) + line)
}
