// The quality results for people: a line a scenario with its peer beside it, and a summary against the targets.
import { SCENARIO_SETS } from '../simulate/scenario.js'
import type { QualityRow } from './quality-rows.js'
import { TARGETS } from './targets.js'
import { formatTable, percent, type SectionResult, verdictOf } from './text-table.js'

const HEADER = [
  'scenario',
  'seed',
  'recall',
  'naive',
  'false / 10,000',
  'naive',
  'F1',
  'naive',
  'accused groups',
  'naive',
  '',
]

/** Table and summary; a scenario that could not be measured is no result at all. */
export function describeQuality(rows: readonly QualityRow[], broken: readonly string[]): SectionResult {
  const table = formatTable(HEADER, rows.map(cells))
  const summaries = SCENARIO_SETS.map((set) => ({ set, own: rows.filter((row) => row.set === set) }))
    .filter(({ own }) => own.length > 0)
    .map(({ set, own }) => summarise(set, own))
  const notes = [
    ...broken.map((reason) => `not measured: ${reason}`),
    ...rows
      .filter(({ failedDetectors }) => failedDetectors.length > 0)
      .map((row) => `failed detectors in ${row.scenario}: ${row.failedDetectors.join(', ')}`),
    ...(new Set(rows.map(({ code }) => code)).size > 1
      ? ['the code changed during this run: run it again to measure the older rows anew']
      : []),
  ]
  return {
    text: `${['Quality', table.trimEnd(), ...summaries.map(({ text }) => text), notes.join('\n')].filter((part) => part !== '').join('\n\n')}\n`,
    exitCode: broken.length > 0 ? 2 : summaries.every(({ isMet }) => isMet) && notes.length === 0 ? 0 : 1,
  }
}

function cells(row: QualityRow): readonly string[] {
  const { product, naive } = row
  return [
    row.scenario,
    String(row.seed),
    shareOrNone(product.recall),
    shareOrNone(naive.recall),
    product.falsePer10000.toFixed(1),
    naive.falsePer10000.toFixed(0),
    product.f1?.toFixed(3) ?? '-',
    naive.f1?.toFixed(3) ?? '-',
    product.accusedGroups.join(' ') || '0',
    String(naive.accusedGroups.length),
    misses(row).join(', '),
  ]
}

function shareOrNone(value: number | null): string {
  return value === null ? '-' : percent(value)
}

/** Which targets a row misses, in a word each. */
export function misses({ product, failedDetectors }: QualityRow): string[] {
  return [
    ...(Object.keys(product.missed).length > 0 ? ['recall'] : []),
    ...(product.falsePer10000 > TARGETS.falsePer10000 ? ['false'] : []),
    ...(product.f1 !== null && product.f1 < TARGETS.f1 ? ['F1'] : []),
    ...(product.accusedGroups.length > 0 ? ['group'] : []),
    ...(failedDetectors.length > 0 ? ['failed'] : []),
  ]
}

function summarise(set: string, rows: readonly QualityRow[]): { text: string; isMet: boolean } {
  const withAttacks = rows.filter(({ product }) => product.f1 !== null)
  const lost = rows.flatMap(({ scenario, product }) =>
    Object.entries(product.missed).map(([attack, share]) =>
      attack === scenario ? `${attack} ${percent(share)}` : `${attack} in ${scenario} ${percent(share)}`,
    ),
  )
  const groups = rows.flatMap(({ scenario, product }) =>
    product.accusedGroups.map((group) => (group === scenario ? group : `${group} in ${scenario}`)),
  )
  const lines = [
    line(
      `every attack >= ${percent(TARGETS.recall)} of its accounts`,
      lost.length === 0,
      lost.length === 0 ? `${withAttacks.length} scenarios` : lost.join(', '),
    ),
    worst(`<= ${TARGETS.falsePer10000} false per 10,000`, rows, false),
    line('no look-alike accused as a campaign', groups.length === 0, groups.join(', ') || 'none'),
    worst(`F1 >= ${TARGETS.f1}`, withAttacks, true),
  ]
  const isMet = rows.every((row) => misses(row).length === 0)
  const whole = rows.filter((row) => misses(row).length === 0).length
  return {
    text: `${set}: ${whole} of ${rows.length} scenarios meet every target\n${lines.join('\n')}`,
    isMet,
  }
}

function line(target: string, isMet: boolean, detail: string): string {
  return `  ${target.padEnd(40)} ${verdictOf(isMet).padEnd(6)}  ${detail}`
}

/** The worst scenario, and for false accusations what they come to over all scenarios. */
function worst(target: string, rows: readonly QualityRow[], isF1: boolean): string {
  const [first] = [...rows].sort((a, b) =>
    isF1 ? (a.product.f1 ?? 1) - (b.product.f1 ?? 1) : b.product.falsePer10000 - a.product.falsePer10000,
  )
  if (first === undefined) return line(target, true, 'no scenario with attacks')
  if (isF1) {
    const f1 = first.product.f1 ?? 1
    return line(target, f1 >= TARGETS.f1, `worst ${f1.toFixed(3)} (${first.scenario})`)
  }
  const perAll = (side: 'product' | 'naive') => {
    const honest = rows.reduce((sum, row) => sum + row[side].honestAccounts, 0)
    return (10_000 * rows.reduce((sum, row) => sum + row[side].falselyAccused, 0)) / Math.max(1, honest)
  }
  const { falsePer10000 } = first.product
  return line(
    target,
    falsePer10000 <= TARGETS.falsePer10000,
    `worst ${falsePer10000.toFixed(1)} (${first.scenario}); over all ${perAll('product').toFixed(1)}, naive script ${perAll('naive').toFixed(0)}`,
  )
}
