// What a scenario is: a name, a sentence, what developers may do with it, and a part that a composite can take
// into its own world.
import { DAY, HOUR } from './clock.js'
import { populate } from './people/population.js'
import { MODELS, type World } from './world.js'

/**
 * May be tuned on; may be looked into, but not tuned on; measured only, and read by nobody who works on detection.
 */
export const SCENARIO_SETS = ['practice', 'validation', 'held-out'] as const
export type ScenarioSet = (typeof SCENARIO_SETS)[number]
export type ScenarioKind = 'attack' | 'look-alike' | 'composite'

export interface Scenario {
  /** Kebab-case. */
  readonly id: string
  /** One sentence. */
  readonly description: string
  readonly set: ScenarioSet
  readonly kind: ScenarioKind
  /** Length of the period; two weeks when left out. */
  readonly days?: number
  /** Fills an empty world: what happens to everybody, the population, then the groups. */
  build(world: World): void
  /** Adds only the groups, at `factor` times their size, to a world that already has a population. */
  add(world: World, factor: number): void
}

export interface PartOptions {
  readonly id: string
  readonly description: string
  readonly set: ScenarioSet
  readonly kind: Exclude<ScenarioKind, 'composite'>
  /** Honest accounts around the group when the scenario runs alone. */
  readonly background?: number
  /** What happens to the whole world, before anybody lives in it. */
  readonly prepare?: (world: World) => void
  readonly add: (world: World, factor: number) => void
}

/** Honest accounts around a single group. */
export const BACKGROUND = 2500

/** A scenario of one group, or one family of groups, with honest accounts around it. */
export function defineScenario(options: PartOptions): Scenario {
  return {
    id: options.id,
    description: options.description,
    set: options.set,
    kind: options.kind,
    add: options.add,
    build(world) {
      options.prepare?.(world)
      populate(world, options.background ?? BACKGROUND)
      options.add(world, 1)
    },
  }
}

/** A new model in the middle of the period. */
export function releaseModel(world: World): void {
  world.release = {
    model: MODELS.next,
    at: world.period.start + Math.floor(world.period.days * 0.6) * DAY + 17 * HOUR,
  }
}

/** The same, and 45 % of everybody move to it within two days. */
export function releaseToARush(world: World): void {
  releaseModel(world)
  if (world.release !== undefined) world.release = { ...world.release, rush: 0.45 }
}

/** Two and a half hours in which most requests fail. */
export function breakDown(world: World): void {
  const from = world.period.start + 3 * DAY + 14.2 * HOUR
  world.outage = { from, to: from + 2.5 * HOUR }
}
