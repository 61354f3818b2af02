// The contract that every source passes on the real engine: it claims its own fixtures, yields the landing columns,
// gets every exchange out, and survives whatever a document may hold.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANDING_COLUMNS } from '../../src/model/exchange.js'
import { detectSource, SOURCES } from '../../src/sources/catalog.js'
import { openInputs } from '../../src/sources/input.js'
import { planReadings, type Search } from '../../src/sources/reading.js'
import { sampleOf } from '../../src/sources/sample.js'
import type { Source } from '../../src/sources/source.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { CASES } from './cases.js'
import { expectRows, fixture, fixtureText, land, type Row, scratch } from './landing.js'

let store: Store
const files = scratch()

beforeAll(async () => {
  store = await openStore()
})
afterAll(async () => {
  await store.close()
  files.discard()
})

/** Documents, one a line, as a relation. */
function relation(name: string, documents: readonly string[]): string {
  const path = files.write(name, `${documents.join('\n')}\n`)
  return `(SELECT document FROM file('${path}', 'LineAsString', 'document String'))`
}

async function counts(source: Source, documents: string): Promise<{ rows: readonly Row[]; skipped: number }> {
  const rows = await store.query<Row>(source.select(documents))
  const skipped = source.selectSkipped
    ? await store.query<{ documents: number }>(source.selectSkipped(documents))
    : []
  return { rows, skipped: skipped.reduce((sum, row) => sum + row.documents, 0) }
}

describe.each(CASES)('$source from $files', ({ source: id, files: names, rows: expected, skipped }) => {
  test.each(names)('%s is claimed by it and by no other as strongly', (name) => {
    const sample = sampleOf(fixtureText(name).slice(0, 65_536))
    expect(detectSource(sample)).toMatchObject({ source: { id } })
    const [best, second] = SOURCES.map((source) => source.detect(sample)).sort((a, b) => b - a)
    expect(best).toBeGreaterThan(second ?? 0)
  })

  test('every exchange comes out', async () => {
    const landed = await land(store, names.map(fixture))
    expect(landed.plan.readings.map((reading) => reading.source.id)).toEqual([id])
    expectRows(landed, expected, skipped)
  })

  test('every exchange is found again by its id', async () => {
    const inputs = await openInputs(names.map(fixture), store)
    try {
      for (const reading of planReadings(store, inputs).readings) {
        const open = await reading.open()
        for (const { id } of await store.query<{ id: string }>(
          `SELECT id FROM (${open.select}) WHERE id != ''`,
        )) {
          const find = async (how: Search) => {
            const relation = open.selectNaming([id], how)
            return relation === undefined
              ? undefined
              : store.query<{ id: string }>(`SELECT id FROM (${relation})`)
          }
          expect((await find('thorough'))?.map((row) => row.id)).toContain(id)
          for (const row of (await find('quick')) ?? []) expect(row.id).toBe(id)
        }
        await open.close()
      }
    } finally {
      inputs.close()
    }
  })
})

test('every fixture is in a case, or is there to be refused', () => {
  const known = new Set([...CASES.flatMap((c) => c.files), 'not-a-log.csv', 'not-a-log.html', 'other.jsonl'])
  expect(readdirSync(fixture('')).filter((name) => !known.has(name))).toEqual([])
})

test('every source has a page of at most 60 lines that the list names', () => {
  const page = (name: string) =>
    readFileSync(new URL(`../../docs/sources/${name}.md`, import.meta.url), 'utf8')
  for (const { id } of SOURCES) {
    expect(page(id).split('\n').length).toBeLessThanOrEqual(61)
    expect(page(id)).toMatch(/^## Identity$/m)
    expect(page('README')).toContain(`(${id}.md)`)
  }
})

describe.each(SOURCES)('$id', (source) => {
  const lines = CASES.filter((c) => c.source === source.id).flatMap((c) =>
    c.files.flatMap((name) => sampleOf(fixtureText(name)).documents),
  )

  test('yields exactly the landing columns and their types', async () => {
    const described = await store.query<{ name: string; type: string }>(
      `DESCRIBE (${source.select("(SELECT '{}' AS document)")}) SETTINGS print_pretty_type_names = 0`,
    )
    expect(described.map(({ name, type }) => ({ name, type }))).toEqual(
      LANDING_COLUMNS.map(({ name, type }) => ({ name, type })),
    )
  })

  test('says where identity comes from', () => {
    expect(source.identity).toMatch(/account/)
    expect(source.title).not.toBe('')
  })

  test('what is no JSON object stays one row, recognisable, with its text', async () => {
    const garbage = [
      'not json',
      '{"id":"cut',
      '[1,2]',
      '"text"',
      '5',
      'null',
      '{"a":1}}',
      '\u0000\u0001',
      "it's; DROP",
    ]
    const { rows, skipped } = await counts(source, relation('garbage.txt', garbage))
    expect(skipped).toBe(0)
    expect(rows.map((row) => row.raw).sort()).toEqual([...garbage].sort())
    for (const row of rows) expect(row).toMatchObject({ id: '', account: '' })
  })

  test('a document of another kind has an id and no account', async () => {
    const { rows, skipped } = await counts(source, relation('other.txt', ['{"level":"info"}', '{}']))
    expect(skipped).toBe(0)
    expect(rows.map((row) => row.account)).toEqual(['', ''])
    for (const row of rows) expect(row.id).toMatch(/^[0-9A-F]{32}$/)
  })

  test('a hostile value anywhere breaks nothing and loses no document', async () => {
    const documents = lines.slice(0, 6).flatMap((document) => mutations(document))
    const { rows, skipped } = await counts(source, relation('hostile.txt', documents))
    const least = source.id === 'otel' ? 1 : documents.length
    expect(rows.length + skipped).toBeGreaterThanOrEqual(least)
  })

  test('random JSON breaks nothing', async () => {
    const documents = fc.array(fc.json({ maxDepth: 6 }), { minLength: 20, maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(documents, async (batch) => {
        const { rows, skipped } = await counts(source, relation('random.txt', batch))
        expect(rows.length + skipped).toBe(batch.length)
      }),
      { numRuns: 6 },
    )
  })

  test('documents with repairable damage are not lost', async () => {
    const [document] = lines
    const text = JSON.stringify(document)
    const damaged = [
      `{"x":NaN,${text.slice(1)}`,
      `{"x":-Infinity,${text.slice(1)}`,
      `{"x":123456789012345678901234567890,${text.slice(1)}`,
      `{"x":1e999,${text.slice(1)}`,
      `{"x":"\\ud83d!",${text.slice(1)}`,
    ]
    const whole = await counts(
      source,
      relation(
        'whole.txt',
        damaged.map(() => text),
      ),
    )
    const { rows, skipped } = await counts(source, relation('damaged.txt', damaged))
    expect(rows.length).toBe(whole.rows.length)
    expect(skipped).toBe(whole.skipped)
    expect(rows.map((row) => row.account).sort()).toEqual(whole.rows.map((row) => row.account).sort())
  })
})

const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'NaN',
  '[{',
  '{"a":',
  '[[[]]]',
  '\\u0000\u0000',
  [],
  {},
  [null],
  [[['x']]],
  [1, 'x', { text: 5 }],
  { text: [1], content: {}, values: 'x' },
  JSON.parse(`${'['.repeat(900)}${']'.repeat(900)}`) as unknown,
]

/** The document with each of its values replaced by each hostile one. */
function mutations(document: unknown): string[] {
  return paths(document, 5).flatMap((path) =>
    HOSTILE.map((value) => JSON.stringify(replaced(document, path, value))),
  )
}

function paths(value: unknown, depth: number): string[][] {
  if (typeof value !== 'object' || value === null || depth === 0) return []
  return Object.entries(value)
    .slice(0, 40)
    .flatMap(([key, child]) => [[key], ...paths(child, depth - 1).map((path) => [key, ...path])])
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((child, i) => (String(i) === key ? replaced(child, rest, by) : child))
  const object = value as Readonly<Record<string, unknown>>
  return { ...object, [key]: replaced(object[key], rest, by) }
}
