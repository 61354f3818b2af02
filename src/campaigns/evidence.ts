// The numbers of a judged group as results tell them.
import { DETECTORS } from '../detectors/catalog.js'
import type { Detector, Measured } from '../detectors/detector.js'
import type { Evidence } from '../model/analysis.js'
import type { Judged } from './judge.js'

/** Bits below which evidence is left out of a result. */
const LEAST_BITS = 0.3
/** Greatest probability that is told: nothing is certain. */
const MOST_PROBABLE = 0.9999

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

export function toldProbability({ probability }: Judged): number {
  return round(Math.min(probability, MOST_PROBABLE), 4)
}

export function toldRate({ q }: Judged): number {
  return Number(q.toPrecision(3))
}

/**
 * What was measured, the strongest first.
 * @param print the query behind a detector's facts, where there is one
 */
export function listEvidence(
  { measured }: Judged,
  print: (detector: Detector, facts: Measured['facts']) => string | undefined = () => undefined,
): Evidence[] {
  return DETECTORS.flatMap((detector) => {
    const found = measured.get(detector.id)
    if (!found || Math.abs(found.bits) < LEAST_BITS) return []
    const query = print(detector, found.facts)
    return [
      {
        detector: detector.id,
        bits: round(found.bits, 2),
        summary: found.summary,
        facts: found.facts,
        innocent: found.innocent,
        ...(query !== undefined && { query }),
      },
    ]
  }).sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
}
