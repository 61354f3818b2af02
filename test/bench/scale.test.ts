import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitGrowth, predict } from '../../bench/scale/growth.js'
import { formatPart, readScaleOptions } from '../../bench/scale/options.js'
import { KINDS } from '../../bench/scale/world/kinds.js'
import { makeWorld, TRUTH } from '../../bench/scale/world/make-world.js'
import { blockSql } from '../../src/fingerprint/fingerprint-sql.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'

describe('growth', () => {
  it('finds the exponent of a power law', () => {
    const growth = fitGrowth([1, 4, 16, 64].map((size) => [size, 3 * size ** 1.3]))
    expect(growth?.exponent).toBeCloseTo(1.3, 9)
    expect(growth?.within).toBeCloseTo(0, 6)
    expect(growth && predict(growth, 256)).toBeCloseTo(3 * 256 ** 1.3, 6)
  })

  it('gives the interval of a textbook regression', () => {
    // Logarithms 0, 1, 2, 3 against 0, 1, 2, 4: slope 1.3, residuals 0.7 / 2 over squares 5, t of two degrees 4.303.
    const growth = fitGrowth([0, 1, 2, 3].map((x, i) => [Math.exp(x), Math.exp([0, 1, 2, 4][i] as number)]))
    expect(growth?.exponent).toBeCloseTo(1.3, 9)
    expect(growth?.within).toBeCloseTo(4.303 * Math.sqrt(0.3 / 2 / 5), 3)
  })

  it('says nothing of one size', () => {
    expect(fitGrowth([[5, 1]])).toBeUndefined()
    expect(
      fitGrowth([
        [5, 1],
        [5, 2],
      ]),
    ).toBeUndefined()
    expect(
      fitGrowth([
        [1, 1],
        [2, 2],
      ])?.within,
    ).toBeUndefined()
  })
})

describe('options', () => {
  it('reads shares', () => {
    expect(readScaleOptions(['--part', '1/4,1/64,1']).parts).toEqual([1 / 64, 1 / 4, 1])
    expect([1 / 64, 1 / 4, 1].map(formatPart)).toEqual(['1/64', '1/4', '1'])
  })

  it.each(['0', '1/0', 'x', '1/2/3', '', '-1'])('refuses %s', (part) => {
    expect(() => readScaleOptions([`--part=${part}`])).toThrow(/no share/)
  })
})

describe('world', () => {
  let store: Store
  beforeAll(async () => {
    store = await openStore()
    await migrate(store)
    await makeWorld(store, { seed: 1, part: 1 / 4096 })
  })
  afterAll(() => store.close())

  it('has the disclosed campaigns at full size', () => {
    const attacks = KINDS.filter(({ label }) => label.startsWith('attack:'))
    const honest = KINDS.filter(({ label }) => label.startsWith('benign:'))
    const total = (kinds: typeof KINDS, of: (kind: (typeof KINDS)[number]) => number) =>
      kinds.reduce((sum, kind) => sum + of(kind), 0)
    expect(total(attacks, ({ accounts }) => accounts)).toBe(25_000)
    expect(total(attacks, ({ accounts, exchanges }) => accounts * exchanges)).toBe(28_800_000)
    expect(total(honest, ({ accounts }) => accounts)).toBeGreaterThan(1_000_000)
    expect(total(honest, ({ accounts, exchanges }) => accounts * exchanges)).toBeGreaterThan(60_000_000)
  })

  it('writes rows in the shape of fingerprints', async () => {
    const user = 'arrayFilter(anchor -> bitAnd(anchor, 1) = 0, anchors)'
    const system = 'arrayFilter(anchor -> bitAnd(anchor, 1) = 1, anchors)'
    const [row] = await store.query<Record<string, number>>(`SELECT count() AS rows, uniqExact(id) AS ids,
  countIf(${user} != arraySort(arrayDistinct(${user})) OR ${system} != arraySort(arrayDistinct(${system}))) AS unsorted,
  countIf(anchors != arrayConcat(${user}, ${system})) AS mixed,
  countIf(arrayExists(anchor -> anchor >= 1073741824, anchors)) AS beyond,
  max(length(${user})) AS user, max(length(${system})) AS system,
  countIf(prompt_hash = 0 OR words = 0) AS textless, countIf(block != ${blockSql('ip')} OR block = 0) AS misplaced,
  countIf((system_hash = 0) != empty(${system})) AS unlike,
  countIf(account NOT IN (SELECT account FROM account)) AS unknown, countIf(account NOT IN (SELECT account FROM ${TRUTH})) AS untold,
  dateDiff('day', min(ts), max(ts)) AS days
FROM exchange`)
    expect(row).toMatchObject({
      ids: row?.rows,
      unsorted: 0,
      mixed: 0,
      beyond: 0,
      textless: 0,
      misplaced: 0,
      unlike: 0,
      unknown: 0,
      untold: 0,
      days: 44,
    })
    expect(row?.user).toBeLessThanOrEqual(40)
    expect(row?.system).toBeLessThanOrEqual(16)
  })

  it('leaves nothing but the truth beside the store’s own tables', async () => {
    const left = await store.query<{ name: string }>(
      "SELECT name FROM system.tables WHERE name LIKE 'scale%'",
    )
    expect(left).toEqual([{ name: TRUTH }])
    const kinds = await store.query<{ label: string }>(`SELECT DISTINCT label FROM ${TRUTH}`)
    expect(kinds.map(({ label }) => label).sort()).toEqual(KINDS.map(({ label }) => label).sort())
  })
})
