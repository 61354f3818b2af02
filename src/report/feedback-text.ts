// What people said of campaigns and how analyses agree with it, for a terminal.
import type { CalibrationReport } from '../feedback/calibration-report.js'
import type { Feedback } from '../feedback/feedback.js'
import { formatMinute, formatPlural } from './quantities.js'
import { renderRows } from './rows.js'
import { visibleLine } from './visible-text.js'

export function renderFeedback(said: readonly Feedback[]): string {
  if (said.length === 0) return 'nobody said anything yet\n'
  return renderRows(
    said.map((one) => ({
      at: formatMinute(one.at),
      by: visibleLine(one.by),
      campaign: one.name,
      analysis: `${one.verdict} ${one.probability.toFixed(3)}`,
      said: visibleLine(sayingOf(one)),
      note: visibleLine(one.note),
    })),
  )
}

export function renderCalibration(report: CalibrationReport): string {
  const { answered, disputed, brier, bins, detectors } = report
  if (answered === 0) return 'nobody confirmed or dismissed a group yet\n'
  const head = `${formatPlural(answered, 'group')} answered, ${disputed} disputed; Brier score ${(brier ?? 0).toFixed(4)}. People choose what they answer: this is no sample of all groups.\n`
  const byProbability = renderRows(
    bins
      .filter(({ groups }) => groups > 0)
      .map((bin) => ({
        probability: `${bin.from}–${bin.to}`,
        said: (bin.said ?? 0).toFixed(3),
        ...shareText(bin),
      })),
  )
  const byDetector = renderRows(
    detectors.map((one) => ({ detector: one.detector, bits: one.bits.toFixed(1), ...shareText(one) })),
  )
  return `${head}\n${byProbability}${detectors.length === 0 ? '' : `\n${byDetector}`}`
}

function shareText({ groups, confirmed, low, high }: CalibrationReport['accused']) {
  return {
    groups: String(groups),
    confirmed: String(confirmed),
    interval: `${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)} %`,
  }
}

function sayingOf({ kind, reason, alias, accounts, size, other_name }: Feedback): string {
  if (kind === 'dismiss') return `dismiss: ${reason}`
  if (kind === 'rename') return alias === '' ? 'rename: taken back' : `rename: ${alias}`
  if (kind === 'split') return `split: ${accounts.length} of ${formatPlural(size, 'account')} apart`
  return kind === 'merge' ? `merge with ${other_name}` : kind
}
