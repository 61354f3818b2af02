// Composite scenarios: a large population with many groups in one world.
import { populate } from '../people/population.js'
import { fork } from '../random.js'
import { breakDown, releaseModel, releaseToARush, type Scenario, type ScenarioSet } from '../scenario.js'
import type { World } from '../world.js'
import { ATTACKS } from './attacks.js'
import { CROWDS } from './crowds.js'
import { DRAWN } from './drawn.js'
import { HELD_OUT_ATTACKS } from './held-out/attacks.js'
import { HELD_OUT_CROWDS } from './held-out/crowds.js'
import { HELD_OUT_OWNERS } from './held-out/owners.js'
import { HONEST } from './honest/catalog.js'
import { OWNERS } from './owners.js'

interface Composite {
  readonly id: string
  readonly description: string
  readonly set: ScenarioSet
  readonly background: number
  /** Scenario and how large it is here, relative to running alone. */
  readonly parts: readonly (readonly [Scenario, number])[]
  readonly textless?: boolean
  /** Length of the period; two weeks when left out. */
  readonly days?: number
  /** What happens to the whole world; a release and an outage when left out. */
  readonly prepare?: (world: World) => void
  /** Each part's size is drawn anew for every seed, from a third of its share to all of it. */
  readonly isDrawn?: boolean
}

/** The smallest share of its size that a part may be drawn at. */
const LEAST = 1 / 3

function releaseAndBreakDown(world: World): void {
  releaseModel(world)
  breakDown(world)
}

function compose(options: Composite): Scenario {
  const add = (world: World, factor: number): void => {
    const sizes = fork(world.random, 'sizes of parts')
    for (const [part, share] of options.parts)
      part.add(world, share * factor * (options.isDrawn === true ? LEAST ** sizes.next() : 1))
  }
  return {
    id: options.id,
    description: options.description,
    set: options.set,
    kind: 'composite',
    ...(options.days === undefined ? {} : { days: options.days }),
    add,
    build(world) {
      const { prepare = releaseAndBreakDown } = options
      prepare(world)
      world.textless = options.textless ?? false
      populate(world, options.background)
      add(world, 1)
    },
  }
}

const SMALLER: Readonly<Record<string, number>> = {
  'sparse-burst': 0.55,
  'sparse-drizzle': 0.7,
  'chat-time-zones': 0.4,
  'chat-time-zones-terse': 0.5,
  'popular-agent-app': 0.75,
  'launch-rush': 0.6,
  'licensed-reseller': 0.6,
  'subscription-throughput': 0.7,
  'chat-time-zones-south': 0.45,
  'sparse-weekends': 0.7,
  'viral-thousands': 0.4,
  'class-sizes': 5 / 3,
}

function inSet(
  scenarios: readonly Scenario[],
  set: ScenarioSet,
  factor: number,
): (readonly [Scenario, number])[] {
  return scenarios
    .filter((one) => one.set === set)
    .map((one) => [one, factor * (SMALLER[one.id] ?? 1)] as const)
}

function named(factors: Readonly<Record<string, number>>): (readonly [Scenario, number])[] {
  return Object.entries(factors).map(([id, factor]) => {
    const found = [...ATTACKS, ...CROWDS, ...OWNERS].find((one) => one.id === id)
    if (found === undefined) throw new Error(`no scenario ${id} to compose`)
    return [found, factor] as const
  })
}

export const COMPOSITES: readonly Scenario[] = [
  compose({
    id: 'demo',
    description:
      'Two weeks, ten thousand accounts: five campaigns of different kinds hidden among most look-alikes',
    set: 'practice',
    background: 6600,
    parts: [
      ...named({
        'load-balanced-cards': 1,
        'patient-residential': 1,
        'sparse-burst': 0.35,
        'proxy-hydra': 0.8,
        'release-pivot': 0.8,
      }),
      ...inSet(CROWDS, 'practice', 0.7),
      ...inSet(OWNERS, 'practice', 0.7),
    ],
  }),
  compose({
    id: 'practice',
    description: 'Every attack and every look-alike in its practice form',
    set: 'practice',
    background: 6200,
    parts: [
      ...inSet(ATTACKS, 'practice', 0.9),
      ...inSet(CROWDS, 'practice', 0.8),
      ...inSet(OWNERS, 'practice', 0.8),
    ],
  }),
  compose({
    id: 'quiet',
    description: 'No attack at all: the population and every look-alike in its practice form',
    set: 'practice',
    background: 6400,
    parts: [...inSet(CROWDS, 'practice', 1), ...inSet(OWNERS, 'practice', 1)],
  }),
  compose({
    id: 'four-weeks',
    description:
      'Four weeks without an attack: every look-alike of the practice set at several sizes, drawn by seed',
    set: 'practice',
    background: 700,
    days: 28,
    prepare(world) {
      releaseToARush(world)
      breakDown(world)
    },
    isDrawn: true,
    parts: [
      ...inSet(CROWDS, 'practice', 0.35),
      ...inSet(OWNERS, 'practice', 0.35),
      ...inSet(HONEST, 'practice', 0.6),
    ],
  }),
  compose({
    id: 'drawn',
    description:
      'Another world for every seed: campaigns whose levers are drawn at random among look-alikes of two sets',
    set: 'practice',
    background: 5000,
    parts: [
      [DRAWN, 1],
      ...inSet(CROWDS, 'practice', 0.5),
      ...inSet(CROWDS, 'validation', 0.6),
      ...inSet(OWNERS, 'practice', 0.5),
      ...inSet(OWNERS, 'validation', 0.6),
    ],
  }),
  compose({
    id: 'validation',
    description: 'Every attack and every look-alike in its validation form',
    set: 'validation',
    background: 5400,
    parts: [
      ...inSet(ATTACKS, 'validation', 0.75),
      ...inSet(CROWDS, 'validation', 1),
      ...inSet(OWNERS, 'validation', 1),
    ],
  }),
  compose({
    id: 'quiet-validation',
    description: 'No attack at all: another population and every look-alike in its validation form',
    set: 'validation',
    background: 7200,
    parts: [...inSet(CROWDS, 'validation', 1.2), ...inSet(OWNERS, 'validation', 1.2)],
  }),
  compose({
    id: 'held-out',
    description: 'Every attack and every look-alike in its held-out form',
    set: 'held-out',
    background: 5400,
    parts: [
      ...inSet(HELD_OUT_ATTACKS, 'held-out', 0.75),
      ...inSet(HELD_OUT_CROWDS, 'held-out', 1),
      ...inSet(HELD_OUT_OWNERS, 'held-out', 1),
    ],
  }),
  compose({
    id: 'quiet-held-out',
    description: 'No attack at all: yet another population and every look-alike in its held-out form',
    set: 'held-out',
    background: 7000,
    parts: [...inSet(HELD_OUT_CROWDS, 'held-out', 1.2), ...inSet(HELD_OUT_OWNERS, 'held-out', 1.2)],
  }),
]
