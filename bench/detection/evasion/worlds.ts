// Puts points into worlds. Campaigns that could be taken for one hand are kept apart: within a world no two send
// templates of the same purpose and wording, and no two word requests anew for the same purpose.
import { PURPOSES, type Purpose } from '../../../simulate/text/purposes/purpose.js'
import { type Curve, curveOf, type Point, textsOf } from './points.js'

export interface PlacedPoint {
  readonly point: Point
  readonly purpose: string
  /** The campaign with its purpose, as `readCampaign` reads it. */
  readonly specification: string
}

export interface PlannedWorld {
  readonly seed: number
  readonly honest?: number
  readonly points: readonly PlacedPoint[]
}

/** Campaigns in one world: about one account in eleven is an attacker then. More of them hide each other. */
const MOST_CAMPAIGNS = 6

const TEMPLATES: readonly string[] = (['practice', 'validation'] as const).flatMap((bank) =>
  PURPOSES.map((purpose) => `${purpose}/${bank}`),
)
/** Purposes that the simulation can word anew in English. */
const REWORDED: readonly Purpose[] = ['reasoning-extraction', 'rubric-grading', 'instruction-synthesis']

/**
 * The worlds of one seed. A curve keeps its purpose, and with it its templates, over all its values, and gets another
 * one with each seed.
 */
export function planWorlds(curves: readonly Curve[], seed: number): readonly PlannedWorld[] {
  const total = curves.reduce((sum, { points }) => sum + points.length, 0)
  for (let count = Math.ceil(total / MOST_CAMPAIGNS); ; count++) {
    const worlds = place(curves, seed, count)
    if (worlds !== undefined) return worlds
  }
}

function place(curves: readonly Curve[], seed: number, count: number): readonly PlannedWorld[] | undefined {
  const worlds = Array.from({ length: count }, () => ({
    taken: new Set<string>(),
    points: [] as PlacedPoint[],
  }))
  for (const [number, curve] of curves.entries()) {
    // Combinations are a curve only by their chart: each has a purpose of its own.
    const isMixed = curve.lever === 'combination'
    for (const [index, point] of curve.points.entries()) {
      const purposes = purposesFor(isMixed ? [point] : curve.points)
      const purpose = purposes[(number + seed + (isMixed ? index : 0)) % purposes.length] as string
      const keys = keysOf(point, purpose)
      const order = worlds.map(
        (_, turn) => worlds[(number + index + turn) % count] as (typeof worlds)[number],
      )
      const world = order.find(
        ({ taken, points }) => points.length < MOST_CAMPAIGNS && keys.every((key) => !taken.has(key)),
      )
      if (world === undefined) return undefined
      for (const key of keys) world.taken.add(key)
      world.points.push(placed(point, purpose))
    }
  }
  return worlds.map(({ points }) => ({ seed, points }))
}

function purposesFor(points: readonly Point[]): readonly string[] {
  const isReworded = points.some((point) => textsOf(point).reworded)
  return isReworded ? REWORDED.map((one) => `${one}/practice`) : TEMPLATES
}

function keysOf(point: Point, purpose: string): readonly string[] {
  const { reworded, fixed } = textsOf(point)
  return [
    ...(fixed ? [purpose] : []),
    ...(reworded ? [`${purpose.slice(0, purpose.indexOf('/'))} reworded`] : []),
  ]
}

function placed(point: Point, purpose: string): PlacedPoint {
  return { point, purpose, specification: `${point.specification},purpose=${purpose}` }
}

/** Worlds in which the accounts vary at equal volume; thousands of accounts live among more honest ones. */
export function volumeWorlds(seed: number): readonly PlannedWorld[] {
  const world = (
    parts: readonly (readonly ['api' | 'careful', string, string])[],
    honest?: number,
  ): PlannedWorld => ({
    seed,
    ...(honest === undefined ? {} : { honest }),
    points: parts.flatMap(([base, value, purpose]) =>
      curveOf(base, 'accounts', [value]).points.map((point) => placed(point, `${purpose}/practice`)),
    ),
  })
  return [
    world([
      ['api', '20', 'reasoning-extraction'],
      ['api', '500', 'agent-trace-harvesting'],
      ['careful', '100', 'rubric-grading'],
    ]),
    world([
      ['api', '100', 'reasoning-extraction'],
      ['careful', '20', 'rubric-grading'],
      ['careful', '500', 'instruction-synthesis'],
    ]),
    world(
      [
        ['api', '2000', 'reasoning-extraction'],
        ['careful', '2000', 'rubric-grading'],
      ],
      6000,
    ),
    world([['api', '4000', 'reasoning-extraction']], 6000),
  ]
}

/** Campaigns that are measured alone as well, to see what sharing a world does to them. */
const CONTROLS: readonly string[] = [
  'api,mixing=0.9',
  'subscription,mixing=0.7',
  'people,mixing=0.3',
  'careful,mixing=0.3',
]

/** A world for each control with nobody else's campaign in it, the same seed and purpose. */
export function controlWorlds(worlds: readonly PlannedWorld[]): readonly PlannedWorld[] {
  return worlds.flatMap(({ seed, points }) =>
    points
      .filter(({ point }) => CONTROLS.includes(point.specification))
      .map((placedPoint) => ({ seed, points: [placedPoint] })),
  )
}

/** Id of the world's scenario. */
export function scenarioOf({ honest, points }: PlannedWorld): string {
  const campaigns = points.map(({ specification }) => specification)
  return `levers:${[...(honest === undefined ? [] : [`honest=${honest}`]), ...campaigns].join('+')}`
}
