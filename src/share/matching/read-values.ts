// A list of values, one a line, as both sides write them.
import { type Kind, normalise } from './kinds.js'

export interface ReadValues {
  /** Each once, in the order of their first appearance. */
  readonly values: readonly string[]
  /** How many lines were left out, by reason. */
  readonly refused: Readonly<Record<string, number>>
  readonly repeated: number
}

/** Lines to values; empty lines don’t count. */
export function readValues(kind: Kind, text: string): ReadValues {
  const values = new Set<string>()
  const refused: Record<string, number> = {}
  let repeated = 0
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const read = normalise(kind, line)
    if ('refused' in read) refused[read.refused] = (refused[read.refused] ?? 0) + 1
    else if (values.has(read.value)) repeated++
    else values.add(read.value)
  }
  return { values: [...values], refused, repeated }
}
