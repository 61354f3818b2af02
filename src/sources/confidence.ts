// How sure a source is of a sample: the mean over its documents of what one document tells.
import type { JsonObject, Sample } from './source.js'

/** Mean of `judge` (0 to 1) over the sample's documents; 0 without any. */
export function confidence(sample: Sample, judge: (document: JsonObject) => number): number {
  if (sample.documents.length === 0) return 0
  const total = sample.documents.reduce((sum, document) => sum + judge(document), 0)
  return total / sample.documents.length
}

/** Whether the document has all the keys, with any value. */
export function hasKeys(document: JsonObject, ...keys: readonly string[]): boolean {
  return keys.every((key) => Object.hasOwn(document, key))
}
