// Worlds of campaigns made from levers, put together by name: `levers:api+careful,rhythm=human`. Around them live
// 2,500 honest accounts with all look-alikes of the practice set among them, or `honest=N` of them.
import { Problem } from '../../src/model/problem.js'
import { runLevers } from '../levers/levers.js'
import { readCampaign } from '../levers/specification.js'
import { populate } from '../people/population.js'
import { BACKGROUND, type Scenario } from '../scenario.js'
import type { World } from '../world.js'
import { CROWDS } from './crowds.js'
import { OWNERS } from './owners.js'

const PREFIX = 'levers:'

/** Share of the honest accounts that live alone; the others belong to look-alikes. */
const ALONE = 0.52
/** Size of the look-alikes for each of the usual honest accounts. */
const LOOK_ALIKES = 0.3 / BACKGROUND

export function isLeversId(id: string): boolean {
  return id.startsWith(PREFIX)
}

/** The scenario of a specification; what it doesn't understand is a {@link Problem}. */
export function leversScenario(id: string): Scenario {
  const parts = id.slice(PREFIX.length).split('+')
  const honest = readHonest(parts.filter((part) => part.startsWith('honest=')))
  const campaigns = parts.filter((part) => part !== '' && !part.startsWith('honest=')).map(readCampaign)
  const add = (world: World, factor: number): void => {
    for (const { label, levers } of campaigns) runLevers(world, label, levers, factor)
  }
  return {
    id,
    description: 'Campaigns made from levers among honest accounts and look-alikes',
    set: 'practice',
    kind: 'attack',
    add,
    build(world) {
      populate(world, honest * ALONE)
      for (const one of [...CROWDS, ...OWNERS])
        if (one.set === 'practice') one.add(world, honest * LOOK_ALIKES)
      add(world, 1)
    },
  }
}

function readHonest(parts: readonly string[]): number {
  const [part] = parts
  if (part === undefined) return BACKGROUND
  const honest = Number(part.slice('honest='.length))
  if (!(honest >= 1) || !Number.isFinite(honest))
    throw new Problem('levers-specification', `"${part}" is no number of accounts`, 'Write honest=2500.')
  return honest
}
