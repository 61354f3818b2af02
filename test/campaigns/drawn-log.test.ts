// Of a large log a sample of each account's exchanges is read of everybody, and suspects are read whole.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulate } from '../../simulate/simulate.js'
import { analyzeStore } from '../../src/campaigns/analyze.js'
import { type AccountsOfSize, capOf, DRAWING, drawLog, WHOLE_LOG } from '../../src/campaigns/drawn-log.js'
import { countedOf } from '../../src/campaigns/substream.js'
import { dropWorkspace } from '../../src/campaigns/workspace.js'
import { loadFacts } from '../../src/fingerprint/facts/facts.js'
import { loadAccounts } from '../../src/fingerprint/load-accounts.js'
import { loadExchanges } from '../../src/fingerprint/load-exchanges.js'
import type { Campaign } from '../../src/model/analysis.js'
import { openInputs } from '../../src/sources/input.js'
import { planReadings } from '../../src/sources/reading.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'

/** Of each account one exchange is drawn on average, and groups of more than a few accounts are measured in part. */
const SMALL = { ...DRAWING, each: 1, accounts: 12, counted: 400 }

describe('the cap of an account', () => {
  const sizes = fc.uniqueArray(
    fc.record({ exchanges: fc.integer({ min: 1, max: 1000 }), accounts: fc.integer({ min: 1, max: 50 }) }),
    { minLength: 1, selector: ({ exchanges }) => exchanges },
  )
  const within = (all: readonly AccountsOfSize[], cap: number) =>
    all.reduce((sum, { exchanges, accounts }) => sum + accounts * Math.min(exchanges, cap), 0)

  test('makes as many exchanges as were wanted, or all there are', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 100_000 }), (all, most) => {
        expect(within(all, capOf(all, most))).toBeCloseTo(Math.min(most, within(all, Infinity)), 4)
      }),
    )
  })
})

describe('a large group', () => {
  const log = { ...SMALL, relation: 'work_drawn', cap: 1 } as const
  const groups = [
    { id: 7, exchanges: 400 },
    { id: 8, exchanges: 401 },
    { id: 9, exchanges: 3000 },
  ]

  test('is looked at in one text and one hour of so many, the next power of two', () => {
    expect(countedOf(log, groups)).toEqual({
      texts: 'bitAnd(prompt_hash, transform(cand, [8, 9], [1, 7], 0)) = 0',
      hours: 'bitAnd(cityHash64(intDiv(toUInt32(ts), 3600)), transform(cand, [8, 9], [1, 7], 0)) = 0',
    })
  })

  test('of a log that is read whole is looked at whole', () => {
    expect(countedOf(WHOLE_LOG, groups)).toEqual({ texts: 'true', hours: 'true' })
  })
})

describe('a log', () => {
  let folder: string
  let store: Store
  let campaigns: readonly Campaign[]
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stillwatch-drawn-'))
    const { files } = await simulate({ scenario: 'load-balanced-cards', scale: 0.3, seed: 1, out: folder })
    store = await openStore()
    await migrate(store)
    await loadFacts(store)
    await loadAccounts(store, (await openInputs([files.accounts], store)).files)
    await loadExchanges(store, planReadings(store, await openInputs([files.exchanges], store)))
    campaigns = (await analyzeStore(store)).campaigns
  }, 180_000)
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const rowsIn = async (relation: string) =>
    (await store.query<{ n: number }>(`SELECT count() AS n FROM ${relation}`))[0]?.n ?? 0

  test('that is small enough is read whole', async () => {
    expect(await drawLog(store, { ...SMALL, whole: await rowsIn('exchange') })).toEqual(WHOLE_LOG)
  })

  test('that is larger gives light accounts whole and others the cap on average', async () => {
    const most = Math.floor((await rowsIn('exchange')) / 3)
    const { relation, cap } = await drawLog(store, { ...SMALL, whole: most })
    const drawn = await rowsIn(relation)
    expect(Math.abs(drawn - most)).toBeLessThan(5 * Math.sqrt(most))
    const [row] = await store.query<{ light: number; missing: number; heavy: number; mean: number }>(`SELECT
  countIf(e.n <= ${cap}) AS light, countIf(e.n <= ${cap} AND d.n != e.n) AS missing,
  countIf(e.n > ${cap}) AS heavy, avgIf(d.n, e.n > ${cap}) AS mean
FROM (SELECT account, count() AS n FROM exchange GROUP BY account) AS e
LEFT JOIN (SELECT account, count() AS n FROM ${relation} GROUP BY account) AS d ON d.account = e.account`)
    await dropWorkspace(store)
    expect(row?.light).toBeGreaterThan(100)
    expect(row?.heavy).toBeGreaterThan(100)
    expect(row?.missing).toBe(0)
    expect(Math.abs((row?.mean ?? 0) - cap)).toBeLessThan(5 * Math.sqrt(cap / (row?.heavy ?? 1)))
  })

  test('that is larger tells the same campaign, and counts its exchanges exactly', async () => {
    const most = Math.floor((await rowsIn('exchange')) / 3)
    const { campaigns: again, detectors } = await analyzeStore(store, undefined, undefined, {
      ...SMALL,
      whole: most,
    })
    expect(detectors.filter(({ state }) => state === 'failed')).toEqual([])
    const accused = (all: readonly Campaign[]) =>
      all
        .filter(({ verdict }) => verdict !== 'explained')
        .flatMap(({ accounts }) => accounts.map(({ id, exchanges }) => `${id} ${exchanges}`))
        .sort()
    expect(accused(campaigns).length).toBeGreaterThan(15)
    expect(accused(again)).toEqual(accused(campaigns))
  }, 60_000)
})
