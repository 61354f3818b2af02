// Holds a detector's query against the facts that it is printed with.
import { expect } from 'vitest'
import type { Detector } from '../../src/detectors/detector.js'
import type { Evidence } from '../../src/model/analysis.js'
import type { Store } from '../../src/store/store.js'

/** Half of the last place that facts are rounded to, and a hundredth for shares. */
const ROUNDED = 0.0051
const NEARLY = 0.01

interface Asked {
  readonly asked_for: string
  readonly share: number
  readonly owners_at_large_smoothed: number
  readonly stands_out: number
}

/**
 * Runs the query and compares its first row with the facts: every fact is a column of its name or is said to be
 * computed; counts are equal, shares within a hundredth.
 */
export async function expectShown(
  store: Store,
  { id, computed = [] }: Detector,
  facts: Evidence['facts'],
  query: string,
): Promise<void> {
  const rows = await store.query<Record<string, unknown>>(query)
  for (const name of computed.filter((name) => name in facts)) {
    expect(query.split('\n')[0], id).toContain(name)
    expect(rows[0] ?? {}, id).not.toHaveProperty(name)
  }
  for (const [name, fact] of Object.entries(facts)) {
    if (computed.includes(name)) continue
    const shown = name === 'purposes' ? purposesOf(rows as unknown as Asked[]) : rows[0]?.[name]
    const what = `${id} ${name}: ${shown} for ${fact}\n${query}`
    if (typeof fact === 'object') expect(shown, what).toEqual([...fact].sort())
    else if (typeof fact !== 'number') expect(shown, what).toBe(fact)
    else if (Number.isInteger(fact) && Number.isInteger(shown)) expect(shown, what).toBe(fact)
    else expect(Math.abs(Number(shown) - fact), what).toBeLessThanOrEqual(NEARLY * Math.abs(fact) + ROUNDED)
  }
}

/** The rows of marks that stand out, in the words of the fact and in order. */
function purposesOf(rows: readonly Asked[]): string[] {
  return rows
    .filter((row) => row.stands_out)
    .map(
      (row) =>
        `${row.asked_for} ${(100 * row.share).toFixed(0)} % (owners at large ${(100 * row.owners_at_large_smoothed).toFixed(1)} %)`,
    )
    .sort()
}
