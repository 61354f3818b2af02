// The evasion curves in words and tables.

import { wilson } from '../../../src/model/proportion.js'
import { TARGETS } from '../../targets.js'
import { formatTable, percent, type SectionResult, verdictOf } from '../../text-table.js'
import type { MeasuredWorld } from './measure.js'
import type { PointSummary } from './summary.js'

export interface Compared {
  readonly specification: string
  readonly alone: number
  readonly beside: number
}

/** All points as a table, what each lever does at its most, and what was promised. */
export function describeEvasion(
  points: readonly PointSummary[],
  alone: readonly Compared[],
  worlds: readonly MeasuredWorld[],
): SectionResult {
  const honest = worlds.reduce((sum, one) => sum + one.honestAccounts, 0)
  const accused = worlds.reduce((sum, one) => sum + one.falselyAccused, 0)
  const share = honest === 0 ? 0 : accused / honest
  const { low, high } = wilson(share, honest)
  const naive = points.filter(({ specification }) =>
    /^api,(cards=10|mixing=0|reworded=0)$/.test(specification),
  )
  const recall = naive.reduce((sum, one) => sum + one.recall, 0) / naive.length
  const isFound = recall >= TARGETS.recall
  const isCareful = share * 10_000 <= TARGETS.falsePer10000
  const hit = worlds.filter(({ falselyAccused }) => falselyAccused > 0).length
  const ofWorlds = wilson(hit / worlds.length, worlds.length)
  const per10000 = (value: number): string => (value * 10_000).toFixed(1)
  const text = `${tableOf(points)}
least recall by each lever\n${tableOf(hardest(points))}
naive campaigns of the base api: ${percent(recall)} found, target ${percent(TARGETS.recall)} (${verdictOf(isFound)})
honest accounts accused: ${accused} of ${honest} in ${worlds.length} worlds, ${per10000(share)} per 10,000 (${per10000(low)} to ${per10000(high)} if accounts were independent, which those of a group are not), target ${TARGETS.falsePer10000} (${verdictOf(isCareful)})
worlds in which any was: ${hit} of ${worlds.length} (${percent(ofWorlds.low)} to ${percent(ofWorlds.high)})
${worlds
  .filter(({ falselyAccused }) => falselyAccused > 0)
  .map(
    ({ seed, falselyAccused, accusedGroups, scenario }) =>
      `  ${falselyAccused} (${accusedGroups.join(', ') || 'scattered'}): seed ${seed}, '${scenario}'\n`,
  )
  .join('')}${alone
  .map(
    (one) =>
      `alone in a world ${percent(one.alone)}, beside others ${percent(one.beside)}: ${one.specification}\n`,
  )
  .join('')}`
  return { text, exitCode: isFound && isCareful ? 0 : 1 }
}

function tableOf(points: readonly PointSummary[]): string {
  return formatTable(
    [
      'lever',
      'base',
      'value',
      'recall',
      '95 % interval',
      'detected',
      'days',
      'answered before',
      '$ per 1,000',
      'hours',
    ],
    points.map((one) => [
      one.lever,
      one.base,
      one.value,
      percent(one.recall),
      `${percent(one.interval.low)} to ${percent(one.interval.high)}`,
      `${one.detected} of ${one.campaigns}`,
      one.days.map((days) => days ?? 'never').join(' ') || '-',
      one.exposure === null ? '-' : percent(one.exposure),
      one.usdPer1000.toFixed(0),
      one.hours.toFixed(0),
    ]),
  )
}

/** Of each lever on each base the value with the least recall. */
function hardest(points: readonly PointSummary[]): readonly PointSummary[] {
  const least = new Map<string, PointSummary>()
  for (const one of points) {
    const key = one.lever === 'combination' ? `${one.lever} ${one.value}` : `${one.lever} ${one.base}`
    const known = least.get(key)
    if (known === undefined || one.recall < known.recall) least.set(key, one)
  }
  return [...least.values()]
}
