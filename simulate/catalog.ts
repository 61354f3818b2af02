// Every scenario by name, in the order in which a list of them is shown.
import { Problem } from '../src/model/problem.js'
import type { Scenario } from './scenario.js'
import { ATTACKS } from './scenarios/attacks.js'
import { COMPOSITES } from './scenarios/composites.js'
import { CROWDS } from './scenarios/crowds.js'
import { HELD_OUT_ATTACKS } from './scenarios/held-out/attacks.js'
import { HELD_OUT_CROWDS } from './scenarios/held-out/crowds.js'
import { HELD_OUT_OWNERS } from './scenarios/held-out/owners.js'
import { HELD_OUT_SWAPS } from './scenarios/held-out/swaps.js'
import { HONEST } from './scenarios/honest/catalog.js'
import { isLeversId, leversScenario } from './scenarios/levers.js'
import { OWNERS } from './scenarios/owners.js'
import { POOLS } from './scenarios/pool-three-buyers.js'
import { SWAPS } from './scenarios/swaps.js'

export const SCENARIOS: readonly Scenario[] = [
  ...COMPOSITES,
  ...ATTACKS,
  ...CROWDS,
  ...OWNERS,
  ...SWAPS,
  ...POOLS,
  ...HONEST,
  ...HELD_OUT_ATTACKS,
  ...HELD_OUT_CROWDS,
  ...HELD_OUT_OWNERS,
  ...HELD_OUT_SWAPS,
]

/** The scenario with this id, or that is put together from levers by it. */
export function findScenario(id: string): Scenario {
  if (isLeversId(id)) return leversScenario(id)
  const found = SCENARIOS.find((scenario) => scenario.id === id)
  if (found === undefined) {
    throw new Problem(
      'simulate-scenario',
      `there is no scenario "${id}"`,
      `Choose one of: ${SCENARIOS.map((one) => one.id).join(', ')}.`,
    )
  }
  return found
}
