// Which groups that are accused of nothing may be told to others as a suspicion: those that would be accused were they
// larger. A part of a campaign that is split over providers is as small at each as a household.

import type { Campaign } from '../model/analysis.js'
import { type Sentence, say, word } from '../model/sentence.js'

/** What is tuned. */
export const SUSPICION = {
  /** Bits of evidence of its own, without what partners told. */
  bits: 10,
  /** Purpose: it asks for training material, as households and firms seldom do. */
  purposeBits: 1,
  /** Behaviour (hours, sittings, mix of work) below which the members act as different people do. */
  behaviourBits: -2,
  /** Most of its bits that are told to others and count there. */
  toldBits: 8,
} as const

/** Explanations that say of a group that it is too small, and not what it is. */
const TOO_SMALL: readonly string[] = ['household-or-small-firm', 'not-enough-evidence', 'chance']
const BEHAVIOUR: readonly string[] = ['single-deck', 'no-sessions', 'daily-rhythm']

/** Why a group is no suspicion, as a clause; undefined when it is one. */
export function whyNotSuspected({ explanation, evidence, accounts }: Campaign): Sentence | undefined {
  const bitsOf = (...ids: readonly string[]) =>
    evidence.reduce((sum, { detector, bits }) => (ids.includes(detector) ? sum + bits : sum), 0)
  if (!TOO_SMALL.includes(explanation ?? '')) return say`“${word(explanation ?? '')}” explains it`
  if (accounts.length < 3) return say`it has fewer than three accounts`
  if (bitsOf('purpose') < SUSPICION.purposeBits) return say`it does not ask for training material`
  if (bitsOf(...BEHAVIOUR) < SUSPICION.behaviourBits) return say`its accounts act as different people do`
  const own = evidence.reduce(
    (sum, { detector, bits }) => (detector === 'partner-indicators' ? sum : sum + bits),
    0,
  )
  return own < SUSPICION.bits
    ? say`its own evidence comes to ${own.toFixed(1)} bits, and ${SUSPICION.bits} are asked for`
    : undefined
}
