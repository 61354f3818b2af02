// Filters, cursors and pages against a plain model of what the standard says, on drawn collections in a real store.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filterKey, parseFilters, parseLimit } from '../../src/share/taxii/filters.js'
import { acceptsTaxii, isTaxiiContent, type SpecVersion } from '../../src/share/taxii/media.js'
import type { Incoming, PageRow } from '../../src/share/taxii/server/archive.js'
import { Cursors } from '../../src/share/taxii/server/cursor.js'
import { StoreArchive } from '../../src/share/taxii/server/store-archive.js'
import { microsOf, sortableTime, timeOfMicros } from '../../src/share/taxii/timestamp.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { BOUNDS, expectCollection } from './collection.js'

let store: Store
beforeAll(async () => {
  store = await openStore()
  await migrate(store)
})
afterAll(() => store.close())

const ALL = ['id', 'type', 'version', 'spec_version'] as const
const TYPES = ['indicator', 'malware', 'ipv4-addr'] as const
const TIMES = ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00.5Z', '2022-01-01T00:00:00.123456Z'] as const

/** An object of few ids, so that versions of one come together. */
const OBJECT = fc
  .record({
    type: fc.constantFrom(...TYPES),
    number: fc.integer({ min: 0, max: 1 }),
    time: fc.constantFrom(...TIMES),
    specVersion: fc.constantFrom<SpecVersion>('2.0', '2.1'),
  })
  .map(
    ({ type, number, time, specVersion }): Incoming => ({
      id: `${type}--00000000-0000-4000-8000-00000000000${number}`,
      type,
      version: type === 'ipv4-addr' ? undefined : time,
      specVersion: type === 'ipv4-addr' ? '2.1' : specVersion,
      digest: `${number}`,
      tlp: 3,
      text: `{"type":"${type}","number":${number}}`,
    }),
  )

const VERSIONS = fc.option(
  fc.uniqueArray(fc.constantFrom('first', 'last', 'all', ...TIMES), { minLength: 1, maxLength: 2 }),
  { nil: undefined },
)

interface Row extends PageRow {
  readonly type: string
  readonly key: string
}

/** What the standard says of filters, row by row. */
function model(
  rows: readonly Row[],
  wanted: {
    readonly types?: readonly string[] | undefined
    readonly versions?: readonly string[] | undefined
    readonly specVersions?: readonly string[] | undefined
    readonly after: number
  },
): Row[] {
  return rows.filter((row) => {
    const ofId = rows.filter(({ id }) => id === row.id)
    const newest =
      ofId
        .map(({ specVersion }) => specVersion)
        .sort()
        .at(-1) ?? ''
    const specs = wanted.specVersions ?? [newest]
    const candidates = ofId
      .filter(({ specVersion }) => specs.includes(specVersion))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
    const isMeant = (version: string) =>
      version === 'all' ||
      (version === 'first' && row.key === candidates[0]?.key) ||
      (version === 'last' && row.key === candidates.at(-1)?.key) ||
      row.key === sortableTime(version)
    return (
      specs.includes(row.specVersion) &&
      (wanted.versions ?? ['last']).some(isMeant) &&
      (wanted.types ?? TYPES).includes(row.type as (typeof TYPES)[number]) &&
      row.addedAt > wanted.after
    )
  })
}

describe('pages', () => {
  test('give in any size what the filters mean, once each, in the order in which it was added', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(OBJECT, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
        fc.record({
          versions: VERSIONS,
          types: fc.option(fc.subarray([...TYPES], { minLength: 1 }), { nil: undefined }),
          specVersions: fc.option(fc.subarray(['2.0', '2.1'], { minLength: 1 }), { nil: undefined }),
          limit: fc.integer({ min: 1, max: 5 }),
          removed: fc.option(
            fc.record({
              number: fc.integer({ min: 0, max: 1 }),
              version: fc.constantFrom('first', 'last', 'all', ...TIMES),
              specVersion: fc.constantFrom('2.0', '2.1', '2.0,2.1'),
            }),
            { nil: undefined },
          ),
          again: fc.array(OBJECT, { maxLength: 3 }),
          from: fc.integer({ min: 0, max: 6 }),
        }),
        async (posts, { versions, types, specVersions, limit, removed, again, from }) => {
          const collection = randomUUID()
          const archive = new StoreArchive(store)
          const post = (objects: readonly Incoming[]) =>
            archive.add({
              collection,
              root: 'r',
              by: 'b',
              status: randomUUID(),
              requestedAt: 0,
              objects,
              failures: [],
              bounds: BOUNDS,
            })
          for (const objects of posts) await post(objects)
          if (removed !== undefined)
            for (const type of ['malware', 'indicator'])
              await archive.remove({
                collection,
                ceiling: 4,
                object: `${type}--00000000-0000-4000-8000-00000000000${removed.number}`,
                filters: parseFilters(
                  { 'match[version]': removed.version, 'match[spec_version]': removed.specVersion },
                  ALL,
                ),
                by: 'b',
              })
          if (again.length > 0) await post(again)
          const all = parseFilters({ 'match[version]': 'all', 'match[spec_version]': '2.0,2.1' }, ALL)
          const whole = await archive.page({
            collection,
            ceiling: 4,
            filters: all,
            after: 0,
            limit: 1000,
            hasTexts: true,
          })
          const rows = whole.rows.map((row) => ({
            ...row,
            type: row.id.split('--')[0] ?? '',
            key: sortableTime(row.version) ?? '',
          }))
          const after = from === 0 ? 0 : (rows[from - 1]?.addedAt ?? 0)
          const filters = parseFilters(
            {
              ...(versions && { 'match[version]': versions.join(',') }),
              ...(types && { 'match[type]': types.join(',') }),
              ...(specVersions && { 'match[spec_version]': specVersions.join(',') }),
              ...(after > 0 && { added_after: timeOfMicros(after) }),
            },
            ALL,
          )
          const got: PageRow[] = []
          for (let isMore = true; isMore; ) {
            const page = await archive.page({
              collection,
              ceiling: 4,
              filters,
              after: got.at(-1)?.addedAt ?? 0,
              limit,
              hasTexts: true,
            })
            expect(page.rows.length).toBeLessThanOrEqual(limit)
            got.push(...page.rows)
            isMore = page.isMore
            if (isMore) expect(page.rows.length).toBeGreaterThan(0)
          }
          const expected = model(rows, { versions, types, specVersions, after })
          expect(got.map(({ addedAt }) => addedAt)).toEqual(expected.map(({ addedAt }) => addedAt))
          expect(got.map(({ text }) => text)).toEqual(expected.map(({ text }) => text))
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  test('are the same on every kind of store', () => expectCollection(store))

  test('end where their texts would be too many bytes, and go on from there', async () => {
    const collection = randomUUID()
    const archive = new StoreArchive(store)
    const objects = [1, 2, 3, 4, 5].map((number): Incoming => {
      const text = JSON.stringify({ pad: String(number).repeat(5_000_000) })
      const id = `note--00000000-0000-4000-8000-00000000000${number}`
      return { id, type: 'note', version: TIMES[0], specVersion: '2.1', digest: `${number}`, tlp: 3, text }
    })
    for (const object of objects)
      await archive.add({
        collection,
        root: 'r',
        by: 'b',
        status: randomUUID(),
        requestedAt: 0,
        objects: [object],
        failures: [],
        bounds: BOUNDS,
      })
    const ask = (after: number) =>
      archive.page({
        collection,
        ceiling: 4,
        filters: parseFilters({}, []),
        after,
        limit: 10,
        hasTexts: true,
      })
    const first = await ask(0)
    expect(first).toMatchObject({ isMore: true })
    expect(first.rows.map(({ text }) => text)).toEqual(objects.slice(0, 3).map(({ text }) => text))
    const second = await ask(first.rows.at(-1)?.addedAt ?? 0)
    expect(second).toMatchObject({ isMore: false })
    expect(second.rows).toHaveLength(2)
  })
})

test('times of addition only grow, also when the clock goes back and after a restart', async () => {
  const collection = randomUUID()
  const clock = [5_000_000, 4_000_000, 4_000_000, 1_000_000]
  const archive = () => new StoreArchive(store, () => 9e14 + (clock.shift() ?? 0))
  const post = (into: StoreArchive, number: number) => {
    const id = `note--00000000-0000-4000-8000-00000000001${number}`
    const object: Incoming = {
      id,
      type: 'note',
      version: TIMES[0],
      specVersion: '2.1',
      digest: '',
      tlp: 3,
      text: '{}',
    }
    return into.add({
      collection,
      root: 'r',
      by: 'b',
      status: randomUUID(),
      requestedAt: 0,
      objects: [object],
      failures: [],
      bounds: BOUNDS,
    })
  }
  const before = archive()
  await Promise.all([post(before, 1), post(before, 2), post(before, 3)])
  await post(archive(), 4)
  const filters = parseFilters({}, [])
  const { rows } = await archive().page({
    collection,
    ceiling: 4,
    filters,
    after: 0,
    limit: 10,
    hasTexts: false,
  })
  const times = rows.map(({ addedAt }) => addedAt)
  expect(times).toHaveLength(4)
  expect(new Set(times).size).toBe(4)
  expect(rows.map(({ id }) => id.at(-1))).toEqual(['1', '2', '3', '4'])
})

describe('a cursor', () => {
  const cursors = new Cursors(Buffer.alloc(32, 1))
  const MICROS = fc.integer({ min: 0, max: 9_000_000_000_000_000 })

  test('comes back as it was given, for what was asked only', () => {
    fc.assert(
      fc.property(MICROS, fc.string(), fc.string(), (addedAt, asked, other) => {
        const given = cursors.write(addedAt, asked)
        expect(cursors.read(given, asked)).toBe(addedAt)
        if (other !== asked) expect(() => cursors.read(given, other)).toThrow('next is not')
      }),
    )
  })

  test('that was changed or made up is refused', () => {
    fc.assert(
      fc.property(MICROS, MICROS, fc.string(), (addedAt, elsewhere, madeUp) => {
        const [, mac = ''] = cursors.write(addedAt, 'a').split('.')
        if (elsewhere !== addedAt)
          expect(() => cursors.read(`${elsewhere.toString(36)}.${mac}`, 'a')).toThrow('next is not')
        expect(() => cursors.read(madeUp, 'a')).toThrow('next is not')
      }),
    )
  })
})

describe('filters', () => {
  test('mean the same in any order', () => {
    const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 })
    fc.assert(
      fc.property(list, list, (ids, types) => {
        const key = (one: readonly string[], other: readonly string[]) =>
          filterKey(parseFilters({ 'match[id]': one.join(','), 'match[type]': other.join(',') }, ALL))
        expect(key(ids.toReversed(), types.toReversed())).toBe(key(ids, types))
        if (ids.length !== types.length) expect(key(types, ids)).not.toBe(key(ids, types))
      }),
    )
  })

  test.each([
    [{ added_after: 'yesterday' }, 'added_after is no time'],
    [{ added_after: ['2020-01-01T00:00:00Z', 'x'] }, 'added_after is no time'],
    [{ 'match[version]': 'newest' }, 'newest is no version'],
    [{ 'match[spec_version]': '3.0' }, '3.0 is no version of STIX'],
    [{ 'match[id]': ['a', 'b'] }, 'more than once'],
    [{ 'match[id]': 'a,,b' }, 'empty value'],
    [{ 'match[name]': 'a' }, 'can’t be matched by name'],
    [{ 'MATCH[type]': 'a' }, 'can’t be matched by MATCH[type]'],
    [{ 'match[id]': Array.from({ length: 201 }, () => 'a').join(',') }, 'more than 200 values'],
  ])('%j are refused', (query, why) => {
    expect(() => parseFilters(query, ALL)).toThrow(why)
  })

  test.each(['0', '-1', '1.5', 'ten', '', ' 5', ['1', '2']])('a limit of %j is refused', (limit) => {
    expect(() => parseLimit(limit, 10)).toThrow('no whole number above zero')
  })

  test('a limit above the server’s is the server’s', () => {
    expect([parseLimit('3', 10), parseLimit('300', 10), parseLimit(undefined, 10)]).toEqual([3, 10, 10])
  })
})

test('times sort as text as they do as times, whatever their digits', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 6 })
  const time = fc
    .tuple(fc.integer({ min: 0, max: 4_000_000_000 }), fc.option(digits, { nil: undefined }))
    .map(
      ([seconds, rest]) =>
        `${new Date(seconds * 1000).toISOString().slice(0, 19)}${rest === undefined ? '' : `.${rest}`}Z`,
    )
  fc.assert(
    fc.property(time, time, (one, other) => {
      const [a, b] = [microsOf(one) ?? Number.NaN, microsOf(other) ?? Number.NaN]
      const [x, y] = [sortableTime(one) ?? '', sortableTime(other) ?? '']
      expect(Math.sign(a - b)).toBe(x < y ? -1 : x > y ? 1 : 0)
      expect(microsOf(timeOfMicros(a))).toBe(a)
    }),
  )
})

test.each([
  [undefined, true],
  ['*/*', true],
  ['application/taxii+json;version=2.1', true],
  ['application/taxii+json; version=2.1', true],
  ['application/taxii+json; version="2.1"', true],
  ['application/taxii+json', true],
  ['text/html, application/taxii+json;version=2.1;q=0.5', true],
  ['application/taxii+json;version=2.0', false],
  ['application/taxii+json;version=2.1;q=0', false],
  ['application/json', false],
  ['application/stix+json;version=2.1', false],
])('Accept: %s is taken: %s', (header, isTaken) => {
  expect(acceptsTaxii(header)).toBe(isTaken)
  if (header?.startsWith('application/taxii') && !header.includes('q='))
    expect(isTaxiiContent(header)).toBe(isTaken)
})
