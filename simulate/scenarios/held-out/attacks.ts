// All held-out attacks, in the order in which a list of them is shown.
import type { Scenario } from '../../scenario.js'
import { DEALT_ATTACKS } from './dealt-attacks.js'
import { MIXED_ATTACKS } from './mixed-attacks.js'
import { SCATTERED_ATTACKS } from './scattered-attacks.js'

export const HELD_OUT_ATTACKS: readonly Scenario[] = [
  ...DEALT_ATTACKS,
  ...SCATTERED_ATTACKS,
  ...MIXED_ATTACKS,
]
