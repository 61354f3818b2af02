// Honest traffic through attack accounts: the customers of a proxy, or one person whose habits an account imitates.
import { DAY } from '../clock.js'
import { drawCountry, seedOf } from '../people/person.js'
import { drawApiStyle, drawAppStyle } from '../people/style.js'
import { codingAgent, conversation } from '../people/writers.js'
import { chance, exponential, fork, int, type Random, uniform } from '../random.js'
import type { Actor, Writer } from '../records.js'
import { LATHE } from '../text/agents.js'
import { drawVoice } from '../text/voice.js'
import { drawRhythm, visits } from '../timing/rhythm.js'
import { plan, type World } from '../world.js'

/** Writer of a stranger: a voice, a style and sometimes an agent of their own. */
export function stranger(world: World, random: Random): Writer {
  const country = drawCountry(random)
  const programmer = chance(random, 0.45)
  const style = programmer ? drawApiStyle(world, random) : drawAppStyle(world, random)
  if (programmer && chance(random, 0.4)) return codingAgent(LATHE, style)
  return conversation(drawVoice(random, country.language, programmer), style, world.texts)
}

/** About `count` requests of unrelated customers through one account, each customer on some days. */
export function customers(
  world: World,
  random: Random,
  actor: Actor,
  count: number,
  from: number,
  to: number,
): void {
  const seeds = fork(random, 'seeds')
  let left = Math.round(count)
  for (let customer = 0; left > 0; customer++) {
    const own = fork(random, customer)
    const write = stranger(world, own)
    const requests = Math.min(left, 1 + Math.floor(exponential(own, 6)))
    left -= requests
    let ts = uniform(own, from, to)
    let session = int(own, 2 ** 31)
    let turn = 0
    for (let i = 0; i < requests; i++) {
      if (ts >= to) ts = uniform(own, from, to)
      plan(world, actor, write, seedOf(seeds), { ts, turn, session })
      turn++
      if (chance(own, 0.35) || turn > 6) {
        ts += exponential(own, 0.6 * DAY)
        session = int(own, 2 ** 31)
        turn = 0
      } else ts += exponential(own, 90_000)
    }
  }
}

/** A life of its own for one account: a person's rhythm and voice at `offsetHours`. */
export function personalLife(
  world: World,
  random: Random,
  actor: Actor,
  offsetHours: number,
  rate: number,
  write: Writer,
): void {
  const rhythm = drawRhythm(fork(random, 'rhythm'), offsetHours, rate, chance(random, 0.5))
  const seeds = fork(random, 'seeds')
  for (const visit of visits(fork(random, 'visits'), world.period, rhythm, world.arrivals.pause))
    plan(world, actor, write, seedOf(seeds), visit)
}
