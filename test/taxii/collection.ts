// What a collection must do alike on every kind of store: one post of thousands with long names, pages, versions, deletion.
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { parseFilters } from '../../src/share/taxii/filters.js'
import type { Incoming, PageRow } from '../../src/share/taxii/server/archive.js'
import { StoreArchive } from '../../src/share/taxii/server/store-archive.js'
import type { Store } from '../../src/store/store.js'

const OBJECTS = 1200
export const BOUNDS = { objects: 1e6, bytes: 1e9, dayObjects: 1e6, dayBytes: 1e9 }
/** As long as the standard allows. */
const TYPE = `x-${'long-'.repeat(49)}name`

export async function expectCollection(store: Store): Promise<void> {
  const collection = randomUUID()
  const archive = new StoreArchive(store)
  const post = (objects: readonly Incoming[]) =>
    archive.add({
      collection,
      root: 'r',
      by: 'key:a',
      status: randomUUID(),
      requestedAt: Date.now() * 1000,
      objects,
      failures: [],
      bounds: BOUNDS,
    })
  const idOf = (number: number) => `${TYPE}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const objectOf = (number: number, version: string): Incoming => ({
    id: idOf(number),
    type: TYPE,
    version,
    specVersion: '2.1',
    digest: version,
    tlp: 3,
    text: `{"n": ${number}, "it's": "\\"\\\\\\t\\u00e9 é😀 {x: Int}"}`,
  })
  const all = Array.from({ length: OBJECTS }, (_, number) => objectOf(number, '2026-01-01T00:00:00Z'))
  const first = await post(all)
  expect([first.success_count, first.failure_count]).toEqual([OBJECTS, 0])
  const { by, status } = (await archive.status('r', first.id)) ?? {}
  expect([by, status]).toEqual(['key:a', first])
  const newer = all.filter((_, number) => number % 10 === 0).map(({ id }) => id)
  await post(newer.map((_, number) => objectOf(number * 10, '2026-01-02T00:00:00.5Z')))
  expect((await post(all)).successes?.every(({ message }) => message === 'Object already added')).toBe(true)

  const read = async (query: Readonly<Record<string, string>> = {}, limit = 350) => {
    const rows: PageRow[] = []
    for (let isMore = true; isMore; ) {
      const filters = parseFilters(query, ['id', 'version'])
      const after = rows.at(-1)?.addedAt ?? 0
      const page = await archive.page({ collection, ceiling: 4, filters, after, limit, hasTexts: true })
      rows.push(...page.rows)
      isMore = page.isMore
    }
    return rows
  }
  const last = await read()
  expect(last).toHaveLength(OBJECTS)
  expect(new Set(last.map(({ id }) => id)).size).toBe(OBJECTS)
  expect(last.map(({ text }) => text).sort()).toEqual(all.map(({ text }) => text).sort())
  const times = last.map(({ addedAt }) => addedAt)
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
  expect(await read({ 'match[version]': 'all' })).toHaveLength(OBJECTS + newer.length)
  expect(await read({ 'match[version]': '2026-01-02T00:00:00.500Z' })).toHaveLength(newer.length)
  expect((await read({ 'match[id]': `${idOf(7)},${idOf(10)}` })).map(({ version }) => version)).toEqual([
    '2026-01-01T00:00:00Z',
    '2026-01-02T00:00:00.5Z',
  ])

  // Of versions that came in some order the newest is given, whichever of the others goes first.
  for (const [number, days] of [
    [5000, [3, 1, 4, 2]],
    [5001, [1, 2, 3, 4]],
    [5002, [4, 3, 2, 1]],
  ] as const) {
    const left = new Set<number>(days)
    for (const day of days) await post([objectOf(number, `2026-03-0${day}T00:00:00Z`)])
    for (const day of [2, 3, 4, 1]) {
      const filters = parseFilters({ 'match[version]': `2026-03-0${day}T00:00:00Z` }, ['version'])
      expect(
        await archive.remove({ collection, ceiling: 4, object: idOf(number), filters, by: 'key:a' }),
      ).toBe(1)
      left.delete(day)
      const given = await read({ 'match[id]': idOf(number) })
      const newest = left.size === 0 ? [] : [`2026-03-0${Math.max(...left)}T00:00:00Z`]
      expect(given.map(({ version }) => version)).toEqual(newest)
    }
  }

  const filters = parseFilters({}, [])
  expect(await archive.remove({ collection, ceiling: 4, object: idOf(10), filters, by: 'key:a' })).toBe(1)
  expect((await read({ 'match[id]': idOf(10) })).map(({ version }) => version)).toEqual([
    '2026-01-01T00:00:00Z',
  ])
  expect(await archive.remove({ collection, ceiling: 4, object: idOf(10), filters, by: 'key:a' })).toBe(1)
  expect([await archive.has({ collection, ceiling: 4, object: idOf(10) }), (await read()).length]).toEqual([
    false,
    OBJECTS - 1,
  ])
}
