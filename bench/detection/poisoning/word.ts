// Groups judged as if partners had said the most about them that there is.
import { type Judged, judge } from '../../../src/campaigns/judge.js'
import { suggestedCand } from '../../../src/campaigns/suggested.js'
import type { Measured } from '../../../src/detectors/detector.js'
import { say } from '../../../src/model/sentence.js'

/** What is said, and bits that it is worth at most (detectors/partner-indicators). */
export type Word = readonly [name: string, bits: number]

/**
 * Judges groups again with a word on each; `cand` of the result is a group's place in the list.
 * @param considered groups that were looked at in all
 */
export function judgeWithWord(
  groups: readonly Judged[],
  [, bits]: Word,
  considered = groups.length,
): Judged[] {
  return judge(
    new Map(groups.map(({ facts }, place) => [place, { ...facts, cand: suggestedCand(0) }] as const)),
    new Map(groups.map(({ measured }, place) => [place, withWord(measured, bits)])),
    considered,
  )
}

function withWord(measured: ReadonlyMap<string, Measured>, bits: number): ReadonlyMap<string, Measured> {
  if (bits === 0) return measured
  const word: Measured = {
    bits,
    summary: say`a partner’s word`,
    facts: { accounts_there: 5000, sure: Number.MAX_SAFE_INTEGER },
    innocent: [],
  }
  return new Map([...measured, ['partner-indicators', word]])
}
