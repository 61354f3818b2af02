// Tables that are there already, read in place: the same verdicts as from the files that their systems export, no text
// copied, and a map that does not fit is told field by field.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulate } from '../../simulate/simulate.js'
import { loadExchanges } from '../../src/fingerprint/load-exchanges.js'
import type { AnalysisReport } from '../../src/model/analysis.js'
import { runPipeline } from '../../src/pipeline.js'
import { nearest } from '../../src/sources/nearest.js'
import { shippedMaps } from '../../src/sources/shipped-maps.js'
import { planTable } from '../../src/sources/table.js'
import { parseTableMap, readTableMap } from '../../src/sources/table-map.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { withoutTimes } from '../without-times.js'
import { readRows, SHAPES } from './table-shapes.js'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-table-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function withStore(location: string, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore({ location })
  try {
    await work(store)
  } finally {
    await store.close()
  }
}

describe.each(SHAPES)('a table of $map', ({ map, table, late, fill, writeFiles }) => {
  const location = join(folder, map)
  const run = (asked: object): Promise<AnalysisReport> =>
    runPipeline({ inputs: [], accounts: [accounts], command: '', version: '', ...asked })
  const read = () => run({ table: { from: table, map: readTableMap(map) }, store: location })
  let rows: ReturnType<typeof readRows>
  let accounts: string
  beforeAll(async () => {
    const { files } = await simulate({ scenario: 'load-balanced-cards', scale: 0.2, seed: 5, out: folder })
    accounts = files.accounts
    rows = readRows(files.exchanges)
    await withStore(location, (store) => fill(store, rows))
  })

  test('gives the verdicts that its export gives, and no text is copied', async () => {
    const exported = withoutTimes((await run({ inputs: writeFiles(rows, folder) })).analysis)
    const { analysis, caveats } = await read()
    const { campaigns } = withoutTimes(analysis)
    expect(campaigns.some(({ verdict }) => verdict !== 'explained')).toBe(true)
    expect(analysis.input).toEqual(exported.input)
    expect(campaigns).toEqual(exported.campaigns)
    expect(campaigns.some(({ templates }) => templates.some(({ skeleton }) => skeleton))).toBe(true)
    expect(caveats).toContain('1 document skipped: table-left-out-by-map.')
    await withStore(location, async (store) => {
      expect(await store.query("SELECT count() AS n FROM exchange WHERE text != ''")).toEqual([{ n: 0 }])
      const left = "SELECT name FROM system.tables WHERE startsWith(name, 'load_')"
      expect(await store.query(left)).toEqual([])
    })
  }, 120_000)

  test('is read on where it was left, and what came late is read too', () =>
    withStore(location, async (store) => {
      await store.command(late)
      const plan = await planTable(store, table, readTableMap(map))
      expect(await loadExchanges(store, plan)).toMatchObject({
        accepted: 1,
        rejected: {},
        skipped: { 'table-already-loaded': rows.length, 'table-left-out-by-map': 1 },
      })
      expect(await loadExchanges(store, plan)).toMatchObject({ accepted: 0, rejected: {} })
    }))
})

describe('a map', () => {
  const base = { schema: 'stillwatch.table-map/1', fields: { id: 'id', ts: 'at', account: 'who' } }
  const parse = (map: object) => parseTableMap(JSON.stringify(map), 'own.json')
  const fieldsOf = (fields: object) => ({ ...base, fields: { ...base.fields, ...fields } })

  test('of those that come along can be read, each', () => {
    expect([...shippedMaps().keys()]).toEqual(['langfuse', 'otel-traces'])
    for (const name of shippedMaps().keys()) expect(readTableMap(name).fields.account).toBeDefined()
  })

  test.each([
    ['half of it', '{', /it is neither YAML nor JSON/],
    ['a field twice', 'fields: {id: a, id: b}', /neither YAML nor JSON: Map keys must be unique/],
    ['text alone', 'id', /expected object/],
    ['no schema', JSON.stringify({ fields: {} }), /schema/],
    [
      'a field that is none',
      JSON.stringify(fieldsOf({ acount: 'x' })),
      /acount is no field of an exchange, the nearest is account/,
    ],
    [
      'a part that is none',
      JSON.stringify({ ...base, wher: 'x' }),
      /wher is no part of a map, the nearest is where/,
    ],
    [
      'no account',
      JSON.stringify({ ...base, fields: { id: 'a', ts: 'b' } }),
      /field account: an SQL expression/,
    ],
    ['a number', JSON.stringify(fieldsOf({ ip: 7 })), /field ip: an SQL expression/],
  ])('with %s is told so', (_, json, message) => {
    expect(() => parseTableMap(json, 'own.json')).toThrow(
      expect.objectContaining({ code: 'map-invalid', message: expect.stringMatching(message) }),
    )
  })

  test('may be YAML or JSON', () => {
    const yaml = 'schema: stillwatch.table-map/1\nfields:\n  id: id\n  ts: at # when\n  account: who\n'
    expect(parseTableMap(yaml, 'own.yaml')).toEqual(parse(base))
  })

  test('that is not there is told so, with those that are', () => {
    expect(() => readTableMap('langfuce')).toThrow(
      expect.objectContaining({ code: 'map-missing', next: expect.stringContaining('langfuse') }),
    )
  })

  describe('beside a table', () => {
    let store: Store
    beforeAll(async () => {
      store = await openStore({ location: join(folder, 'own') })
      await migrate(store)
      await store.command(
        "CREATE TABLE calls (id UInt64, at DateTime('Asia/Tokyo'), who LowCardinality(String), said Nullable(String), tokens UInt32, heat Decimal(4, 2), tools Array(String), said_parts Array(Tuple(String, String)), flags Map(String, String)) ENGINE = MergeTree ORDER BY id",
      )
      await store.command(
        "INSERT INTO calls VALUES (1, 1772442904, 'a', 'hello there', 3, 0.5, ['t'], [('user', 'hi')], {'b': 'on'}), (2, 1772442905, 'b', NULL, 4, 1, [], [], {})",
      )
    })
    afterAll(() => store.close())
    const plan = (map: object, table = 'calls') => planTable(store, table, parse(map))

    async function land(map: object): Promise<Record<string, unknown>[]> {
      const [reading] = (await plan(map)).readings
      const open = await reading?.open()
      try {
        return await store.query<Record<string, unknown>>(`${open?.select} ORDER BY id`)
      } finally {
        await open?.close()
      }
    }

    test('gives each type of column as what it is', async () => {
      const mapped = {
        ...{ messages: ['said_parts', 'said'], input_tokens: 'tokens', temperature: 'heat' },
        ...{ tools: 'tools', stream: "flags['b']", org: 'flags', logprobs: 'tokens > 3', session: 'NULL' },
      }
      expect(await land(fieldsOf(mapped))).toMatchObject([
        {
          ...{
            id: '1',
            ts: '1772442904',
            account: 'a',
            messages: [{ role: 'user', content: 'hi' }],
            prompt: '',
          },
          ...{ input_tokens: 3, temperature: 0.5, tools: ['t'], stream: 1, logprobs: 0, org: '{"b":"on"}' },
          raw: '{"id":"1","ts":"1772442904","account":"a"}',
        },
        { id: '2', messages: [], prompt: '', input_tokens: 4, stream: 0, logprobs: 1, session: '' },
      ])
      expect(await land(fieldsOf({ messages: 'said' }))).toMatchObject([
        { prompt: 'hello there' },
        { prompt: '' },
      ])
    })

    test('with conditions leaves out the rest, and counts it', async () => {
      const map = { ...base, with: { size: 'tokens * 2' }, where: ['size > 6', "who != ''"] }
      const [reading] = (await plan(map)).readings
      const open = await reading?.open()
      expect(await store.query(`SELECT id FROM (${open?.select})`)).toEqual([{ id: '2' }])
      expect(await store.query(open?.selectSkipped ?? '')).toContainEqual({
        ...{ reason: 'table-left-out-by-map', documents: 1, is_read: 0 },
      })
      await open?.close()
    })

    test.each([
      [{ ip: 'adress' }, /field ip names adress, and the table has no such column/],
      [{ ip: 'tokns' }, /field ip names tokns.* the nearest is tokens/],
      [{ model: 'upper(tokens' }, /field model is no SQL expression/],
      [{ model: 'a) FROM calls; DROP TABLE calls' }, /field model is no SQL expression/],
      [{ messages: 'tokens' }, /field messages is UInt32; give the JSON of the messages/],
      [{ input_tokens: 'tools' }, /field input_tokens is Array\(String\); give a number/],
      [{ model: 'upper(tokens)' }, /field model cannot be evaluated/],
    ])('that does not fit is told by the field: %j', async (fields, message) => {
      await expect(plan(fieldsOf(fields))).rejects.toMatchObject({
        code: 'map-field',
        message: expect.stringMatching(message),
      })
    })

    test('with a condition that does not fit is told so', async () => {
      await expect(plan({ ...base, where: 'whom = 1' })).rejects.toMatchObject({
        code: 'map-field',
        message: expect.stringMatching(/where names whom.* the nearest is who$/),
      })
    })

    test('for a table that is not there is told so, with the nearest', async () => {
      await expect(plan(base, 'cals')).rejects.toMatchObject({
        code: 'table-unreadable',
        next: expect.stringContaining('calls'),
      })
      const secret = "remote('127.0.0.1:1', default, cals, 'me', 'secret')"
      const problem = await plan(base, secret).catch((error: Error) => error)
      expect(String(problem)).not.toContain('secret')
    })

    test('for an expression reads what it gives', async () => {
      writeFileSync(join(folder, 'calls.jsonl'), '{"id": "x", "at": "2026-03-01T00:00:00Z", "who": "c"}\n')
      const [reading] = (await plan(base, `file('${join(folder, 'calls.jsonl')}', JSONEachRow)`)).readings
      const open = await reading?.open()
      expect(await store.query(`SELECT id, account FROM (${open?.select})`)).toEqual([
        { id: 'x', account: 'c' },
      ])
      await open?.close()
    })
  })
})

test.each([
  ['acount', 'account'],
  ['USER_ID', 'user_id'],
  ['xyz', undefined],
])('the nearest name to %s is %s', (written, name) => {
  expect(nearest(written, ['account', 'user_id', 'timestamp'])).toBe(name)
})
