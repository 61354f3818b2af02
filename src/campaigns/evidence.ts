// The numbers of a judged group as results tell them.
import { DETECTORS } from '../detectors/catalog.js'
import type { Detector, Fact, Measured } from '../detectors/detector.js'
import type { Evidence } from '../model/analysis.js'
import { type Sentence, saidOf } from '../model/sentence.js'
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
    return [{ ...tellEvidence(detector.id, found), ...(query !== undefined && { query }) }]
  }).sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
}

/** Evidence as results tell it: in English, with what it was made of beside it. */
export function tellEvidence(detector: string, { bits, summary, facts, innocent }: Measured): Evidence {
  const worded = Object.entries(facts).flatMap(([name, fact]) => {
    const sentences = (Array.isArray(fact) ? fact : [fact]).filter((one) => isSentence(one))
    return sentences.length === 0 ? [] : [[name, sentences.map(saidOf)] as const]
  })
  return {
    detector,
    bits: round(bits, 2),
    summary: summary.text,
    facts: Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, plain(fact)])),
    innocent: innocent.map(({ text }) => text),
    said: {
      summary: saidOf(summary),
      innocent: innocent.map(saidOf),
      ...(worded.length > 0 && { facts: Object.fromEntries(worded) }),
    },
  }
}

const isSentence = (fact: unknown): fact is Sentence =>
  typeof fact === 'object' && fact !== null && 'template' in fact

function plain(fact: Fact): string | number | boolean | readonly string[] {
  if (typeof fact !== 'object') return fact
  if (isSentence(fact)) return fact.text
  return fact.map((one) => (typeof one === 'string' ? one : one.text))
}
