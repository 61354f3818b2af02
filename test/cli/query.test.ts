// The queries behind the evidence, on a store that was kept: each gives the facts that it is printed with, and
// `stillwatch query` runs them and nothing that writes.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DETECTORS } from '../../src/detectors/catalog.js'
import type { Analysis } from '../../src/model/analysis.js'
import { openStore } from '../../src/store/open-store.js'
import { expectShown } from '../detectors/shown.js'
import { makeFolder, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())

const store = at('store')
let analysis: Analysis
beforeAll(async () => {
  // Accounts that mix honest and campaign traffic, so a query that counts all that they sent is found out.
  await runStillwatch(['simulate', 'proxy-hydra', '--scale', '0.3', '--out', folder.path, '--quiet'])
  const inputs = [at('exchanges.jsonl'), '--accounts', at('accounts.jsonl')]
  const { stdout } = await runStillwatch([
    ...['analyze', ...inputs, '--store', store],
    ...['--format', 'json', '--quiet'],
  ])
  analysis = JSON.parse(stdout)
})

const ask = (sql: string, ...args: readonly string[]) =>
  runStillwatch(['query', sql, '--store', store, ...args])

test('every query gives the facts that it is printed with', async () => {
  const opened = await openStore({ location: store })
  try {
    const campaigns = analysis.campaigns.filter(
      ({ verdict }, index) => verdict !== 'explained' || index % 4 === 0,
    )
    expect(campaigns.some(({ verdict }) => verdict === 'distillation')).toBe(true)
    for (const { evidence } of campaigns)
      for (const { detector: id, facts, query } of evidence) {
        const detector = DETECTORS.find((one) => one.id === id)
        if (detector) await expectShown(opened, detector, facts, query ?? '')
      }
    const [cut] = await opened.query<{ own: number; all: number }>(
      'SELECT countIf(cityHash64(id) IN (SELECT exchange FROM campaign_exchange)) AS own, count() AS all FROM exchange WHERE account IN (SELECT account FROM campaign_member WHERE campaign IN (SELECT campaign FROM campaign_exchange WHERE template != 0))',
    )
    expect(cut?.own).toBeLessThan(cut?.all ?? 0)
  } finally {
    await opened.close()
  }
})

test('one of them runs as printed, in columns and as JSON', async () => {
  const evidence = analysis.campaigns[0]?.evidence.find(({ detector }) => detector === 'slot-enumeration')
  const json = await ask(evidence?.query ?? '', '--format', 'json')
  expect(JSON.parse(json.stdout)).toMatchObject([{ items: evidence?.facts.items }])
  const table = await ask(`${evidence?.query};\n`)
  expect(table.stdout).toMatch(new RegExp(`^items +${evidence?.facts.items}$`, 'm'))
  const computed = analysis.campaigns[0]?.evidence.find(({ detector }) => detector === 'shared-template')
  expect(computed?.query).toMatch(/^\/\*.*families/)
  expect((await ask(computed?.query ?? '')).stdout).toMatch(/^accounts_carrying +\d+$/m)
  const several = await ask('SELECT number AS n, toString(number) AS s FROM numbers(11)')
  expect(several.stdout.split('\n').slice(0, 2)).toEqual([' n  s', ' 0  0'])
})

test('a query from standard input may be long', async () => {
  const { stdout } = await runStillwatch(['query', '-', '--store', store], { input: 'SELECT 6 * 7 AS n\n' })
  expect(stdout).toBe('n  42\n')
})

test.each([
  'DROP TABLE exchange',
  'SELECT 1; DROP TABLE exchange',
  'SET readonly = 0; DROP TABLE exchange',
  'ALTER TABLE exchange DELETE WHERE 1',
  'INSERT INTO account (account) SELECT 1',
  "SELECT 1 INTO OUTFILE 'written.txt'",
])('%s changes nothing', async (sql) => {
  const { status, stdout, stderr } = await ask(sql)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/\[query-(writes|failed)\]/)
  const { stdout: rows } = await ask('SELECT count() AS n FROM exchange')
  expect(rows).toBe(`n  ${analysis.input.exchanges}\n`)
})

test('a mistake is told in words, without the engine’s whole story', async () => {
  const { status, stderr } = await ask('SELECT nothing FROM exchange WHERE account IN (SELECT 1)')
  expect(status).toBe(2)
  expect(stderr).toMatch(/nothing[\s\S]*tables\.md[\s\S]*\[query-failed\]/)
  expect(stderr).not.toMatch(/In scope|Stack trace|\n +at /)
})
