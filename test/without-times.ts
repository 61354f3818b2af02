// What two analyses of the same log have in common, to compare them.
import type { Analysis } from '../src/model/analysis.js'

/** Without how long detectors took, and the id that the queries name. */
export function withoutTimes(analysis: Analysis): Analysis {
  const text = JSON.stringify({
    ...analysis,
    detectors: analysis.detectors.map((run) => ({ ...run, ms: 0 })),
  })
  return JSON.parse(text.replace(/analysis = '[0-9a-f-]+'/g, "analysis = ''"))
}
