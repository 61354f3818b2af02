// Which model and parameters somebody uses, and how that changes when a new model appears.
import { DAY, HOUR } from '../clock.js'
import { chance, exponential, pick, pickWeighted, type Random, uniform } from '../random.js'
import { COMMON_SYSTEMS } from '../text/applications.js'
import { MODELS, type World } from '../world.js'

/** How long a rush to a new model takes. */
const RUSH = 2 * DAY

/** The model of a request at a time. */
export type ModelHabit = (ts: number, random: Random) => string

/** Lasting settings of one sender. */
export interface Style {
  readonly model: ModelHabit
  readonly system?: string
  readonly temperature?: number
  readonly top_p?: number
  readonly max_tokens?: number
  readonly stream: boolean
  /** Uses reasoning models and hands their opaque blobs back within a conversation. */
  readonly reasons: boolean
  /** Sends content as parts rather than as a string. */
  readonly parts: boolean
}

/** A habit over the base models. Most people try a new one within days, some at once, some never. */
export function drawModelHabit(
  world: World,
  random: Random,
  weights: Readonly<Record<'large' | 'small' | 'mini', number>>,
): ModelHabit {
  const base = MODELS[pickWeighted(random, weights)]
  const other = MODELS[pickWeighted(random, weights)]
  const stray = chance(random, 0.3) ? uniform(random, 0.02, 0.3) : 0
  const release = world.release
  const temper = random.next()
  const eagerness = temper < 0.12 ? 6 * HOUR : temper < 0.5 ? 3 * DAY : Number.POSITIVE_INFINITY
  const rushed = release?.rush !== undefined && temper < release.rush
  const patience = release?.rush === undefined ? 0 : RUSH
  const hesitation = rushed ? uniform(random, 0, RUSH) : patience + exponential(random, eagerness)
  const switchAt = release === undefined ? Number.POSITIVE_INFINITY : release.at + hesitation
  const devotion = uniform(random, 0.2, 1)
  return (ts, own) => {
    if (release !== undefined && ts >= switchAt && chance(own, devotion)) return release.model
    return chance(own, stray) ? other : base
  }
}

/** Settings of somebody who calls the API from own code. */
export function drawApiStyle(world: World, random: Random): Style {
  const style: { -readonly [K in keyof Style]: Style[K] } = {
    model: drawModelHabit(world, random, { large: 35, small: 40, mini: 25 }),
    stream: chance(random, 0.4),
    reasons: chance(random, 0.25),
    parts: chance(random, 0.2),
  }
  if (chance(random, 0.6)) style.temperature = pick(random, [0, 0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.7, 0.8, 1])
  if (chance(random, 0.12)) style.top_p = pick(random, [0.8, 0.9, 0.95, 1])
  if (chance(random, 0.7))
    style.max_tokens = pick(random, [256, 300, 500, 512, 800, 1000, 1024, 1500, 2000, 2048, 4096, 8192])
  if (chance(random, 0.3)) style.system = pick(random, COMMON_SYSTEMS)
  return style
}

/** Settings of somebody in the provider's own application: nothing to set. */
export function drawAppStyle(world: World, random: Random): Style {
  return {
    model: drawModelHabit(world, random, { large: 30, small: 60, mini: 10 }),
    stream: true,
    reasons: chance(random, 0.3),
    parts: false,
  }
}
