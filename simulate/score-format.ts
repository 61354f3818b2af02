// A score for people, and for programs.
import type { Score } from './score.js'

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`
}

/** A table with a line per kind of account, or JSON. */
export function formatScore(score: Score, format: 'table' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(score, null, 2)}\n`
  const lines = [
    `recall       ${percent(score.recall)}   (${score.attackAccounts} attack accounts; ${score.attacksFound} of ${score.attacks} attacks found with 90 % of their accounts)`,
    `precision    ${percent(score.precision)}   (${score.accused} accounts accused)`,
    `false        ${score.falsePer10000.toFixed(1)} per 10,000 honest accounts   (${score.falselyAccused} of ${score.honestAccounts})`,
    `B-cubed F1   ${score.bCubed.f1.toFixed(3)}   (precision ${score.bCubed.precision.toFixed(3)}, recall ${score.bCubed.recall.toFixed(3)})`,
  ]
  if (score.unknown > 0)
    lines.push(`unknown      ${score.unknown} accused accounts that the truth doesn't know`)
  const width = Math.max(4, ...score.kinds.map(({ kind }) => kind.length))
  const row = (...cells: readonly string[]): string =>
    `${(cells[0] ?? '').padEnd(width)}${cells
      .slice(1)
      .map((cell) => cell.padStart(11))
      .join('')}`
  lines.push('', row('kind', 'accounts', 'accused', 'share', 'campaigns', 'explained'))
  for (const { kind, accounts, accused, share, campaigns, explained } of score.kinds) {
    lines.push(
      row(
        kind,
        String(accounts),
        String(accused),
        percent(share),
        String(campaigns),
        kind.startsWith('benign:') ? String(explained) : '-',
      ),
    )
  }
  return `${lines.join('\n')}\n`
}
