// Evasion curves: how much of a campaign is found when its operator moves one lever or several, how soon, and what
// the move costs him.

import { inPool } from '../pool.js'
import type { DetectionContext, DetectionSection } from '../section.js'
import { drawEvasion } from './charts.js'
import { LOOKS, type Measured, measureWorld } from './measure.js'
import { allCurves, curveOf } from './points.js'
import { type PointSummary, summarise } from './summary.js'
import { type Compared, describeEvasion } from './text.js'
import { controlWorlds, type PlannedWorld, planWorlds, volumeWorlds } from './worlds.js'

const SEEDS = 3
const VOLUME_SEEDS = 2

interface Job {
  readonly world: PlannedWorld
  readonly looks: readonly number[]
  /** Measured to compare with, and counted nowhere else. */
  readonly isControl?: boolean
}

/** All worlds of all seeds; earlier days are looked at for the first seed only. */
function allJobs(first: number): readonly Job[] {
  const curves = allCurves()
  const seeds = Array.from({ length: SEEDS }, (_, index) => first + index)
  const jobs = seeds.flatMap((seed, index): readonly Job[] => [
    ...planWorlds(curves, seed).map((world) => ({ world, looks: index === 0 ? LOOKS : [] })),
    ...(index < VOLUME_SEEDS ? volumeWorlds(seed).map((world) => ({ world, looks: [] })) : []),
  ])
  const controls = controlWorlds(planWorlds(curves, first))
  return [...jobs, ...controls.map((world) => ({ world, looks: [], isControl: true }))]
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
  const all = await inPool(jobs, async ({ world, looks }) => {
    const measured = await measureWorld(world, looks, signal)
    say(`${++done} of ${jobs.length} worlds`)
    return measured
  })
  const worlds = all.filter((_, index) => jobs[index]?.isControl !== true)
  const controls = all
    .filter((_, index) => jobs[index]?.isControl === true)
    .flatMap(({ campaigns }) => campaigns)
  const measured = worlds.flatMap(({ campaigns }) => campaigns)
  const points = summarise(measured).toSorted(byLever)
  const alone = compareAlone(controls, measured)
  return {
    figures: { seed, points, alone, worlds },
    charts: drawEvasion(points),
    ...describeEvasion(points, alone, worlds),
  }
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

/** Recall of the controls alone, and of the same campaigns beside others. */
function compareAlone(controls: readonly Measured[], measured: readonly Measured[]): readonly Compared[] {
  return controls.map(({ point, seed, accused, accounts }) => {
    const same = measured.find(
      (one) =>
        one.seed === seed &&
        one.point.specification === point.specification &&
        one.point.lever === point.lever,
    )
    if (same === undefined) throw new Error(`${point.specification} was not measured beside others`)
    return {
      specification: point.specification,
      alone: accused / accounts,
      beside: same.accused / same.accounts,
    }
  })
}

export const EVASION: DetectionSection = {
  id: 'evasion',
  says: 'recall, time to detection and cost over each lever of an attacker, and over combinations',
  run,
}
