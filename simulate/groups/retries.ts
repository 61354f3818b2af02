// What everybody does when the service fails: libraries send a request again after waits that double, people press the
// button again, and what was put off comes at once when the service is back.
import { MINUTE } from '../clock.js'
import { chance, fork, lognormal, type Random, uniform } from '../random.js'
import type { PlannedExchange } from '../records.js'
import { plan, type World } from '../world.js'

const LONGEST_WAIT = 8 * MINUTE
/** Tries of a library before it gives the request back to its program. */
const TRIES = 6

/** Plans the retries of every request that falls into the outage; call it when all else is planned. */
export function retryEverything(world: World): void {
  const { outage } = world
  if (outage === undefined) return
  const random = fork(world.random, 'retries')
  const failing = world.planned.filter(({ ts }) => ts >= outage.from && ts < outage.to)
  for (const planned of failing)
    for (const ts of retryTimes(random, planned, outage.to))
      plan(world, planned.actor, planned.write, planned.seed, { ...planned, ts })
}

/** The same request again: the seed is kept, and with it the text. */
function retryTimes(random: Random, { ts: first, actor }: PlannedExchange, back: number): number[] {
  const isPerson = actor.pathway === 'subscription'
  const times: number[] = []
  let wait = isPerson ? lognormal(random, 25_000, 0.7) : 1000
  let ts = first
  for (let attempt = 0; attempt < TRIES && ts < back; attempt++) {
    ts += wait * (isPerson ? 1 : uniform(random, 0.9, 1.1))
    times.push(Math.floor(ts))
    if (isPerson && chance(random, 0.4)) break
    wait = Math.min(LONGEST_WAIT, wait * (isPerson ? lognormal(random, 1.8, 0.5) : 2))
  }
  // Queues empty within seconds of the first success; people look in again later.
  if (ts < back && !chance(random, 0.25))
    times.push(Math.floor(back + (isPerson ? uniform(random, 0, 40) * MINUTE : uniform(random, 0, 20_000))))
  return times
}
