// Evasion curves: how much of a campaign is found when its operator moves one lever or several, how soon, and what
// the move costs him.

import { TARGETS } from '../../targets.js'
import { formatTable, percent, type SectionResult, verdictOf } from '../../text-table.js'
import { inPool } from '../pool.js'
import { wilson } from '../proportion.js'
import type { DetectionContext, DetectionSection } from '../section.js'
import { drawEvasion } from './charts.js'
import { LOOKS, type MeasuredWorld, measureWorld } from './measure.js'
import { allCurves, curveOf } from './points.js'
import { type PointSummary, summarise } from './summary.js'
import { type PlannedWorld, planWorlds, volumeWorlds } from './worlds.js'

const SEEDS = 3
const VOLUME_SEEDS = 2
/** Worker processes at a time; an analysis keeps little more than one core busy. */
const WIDTH = 2

interface Job {
  readonly world: PlannedWorld
  readonly looks: readonly number[]
}

/** All worlds of all seeds; earlier days are looked at for the first seed only. */
function allJobs(first: number): readonly Job[] {
  const curves = allCurves()
  const seeds = Array.from({ length: SEEDS }, (_, index) => first + index)
  return seeds.flatMap((seed, index) => [
    ...planWorlds(curves, seed).map((world) => ({ world, looks: index === 0 ? LOOKS : [] })),
    ...(index < VOLUME_SEEDS ? volumeWorlds(seed).map((world) => ({ world, looks: [] })) : []),
  ])
}

/** The short version: the extremes of two levers on two bases, in two small worlds. */
function quickJobs(seed: number): readonly Job[] {
  const curves = [
    curveOf('api', 'reworded', ['0', '1']),
    curveOf('api', 'mixing', ['0', '0.9']),
    curveOf('subscription', 'cards', ['10', '1']),
  ]
  return planWorlds(curves, seed).map((world) => ({ world: { ...world, honest: 1000 }, looks: [] }))
}

async function run({ seed, quick, signal, say }: DetectionContext) {
  const jobs = quick ? quickJobs(seed) : allJobs(seed)
  let done = 0
  const worlds = await inPool(jobs, WIDTH, async ({ world, looks }) => {
    const measured = await measureWorld(world, looks, signal)
    say(`${++done} of ${jobs.length} worlds`)
    return measured
  })
  const points = summarise(worlds.flatMap(({ campaigns }) => campaigns)).toSorted(byLever)
  return { figures: { seed, points, worlds }, charts: drawEvasion(points), ...describe(points, worlds) }
}

const ORDER = new Map(
  [...allCurves().flatMap(({ points }) => points)].map((one, index) => [keyOf(one), index]),
)

function keyOf({ lever, specification }: Pick<PointSummary, 'lever' | 'specification'>): string {
  return `${lever} ${specification}`
}

/** By lever, then by base and value as they stand in the plan. */
function byLever(a: PointSummary, b: PointSummary): number {
  const order = (one: PointSummary) => ORDER.get(keyOf(one)) ?? Number(one.value)
  return a.lever === b.lever ? order(a) - order(b) : a.lever < b.lever ? -1 : 1
}

function describe(points: readonly PointSummary[], worlds: readonly MeasuredWorld[]): SectionResult {
  const table = formatTable(
    [
      'lever',
      'base',
      'value',
      'recall',
      '95 % interval',
      'detected',
      'days',
      'exposure',
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
  const per10000 = (value: number): string => (value * 10_000).toFixed(1)
  const text = `${table}
naive campaigns of the base api: ${percent(recall)} found, target ${percent(TARGETS.recall)} (${verdictOf(isFound)})
honest accounts accused: ${accused} of ${honest} in ${worlds.length} worlds, ${per10000(share)} per 10,000 (${per10000(low)} to ${per10000(high)} if accounts were independent, which those of a group are not), target ${TARGETS.falsePer10000} (${verdictOf(isCareful)})
${worlds
  .filter(({ falselyAccused }) => falselyAccused > 0)
  .map(
    ({ seed, falselyAccused, accusedGroups, scenario }) =>
      `  ${falselyAccused} (${accusedGroups.join(', ') || 'scattered'}): seed ${seed}, '${scenario}'\n`,
  )
  .join('')}`
  return { text, exitCode: isFound && isCareful ? 0 : 1 }
}

export const EVASION: DetectionSection = {
  id: 'evasion',
  says: 'recall, time to detection and cost over each lever of an attacker, and over combinations',
  run,
}
