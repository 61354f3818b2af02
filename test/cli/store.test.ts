// A store that is kept: loaded twice, killed while loading, opened by two, older and newer than this version.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MIGRATIONS } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { createTable, DURABLE_TABLES } from '../../src/store/tables.js'
import { ANALYSIS_CONTRACT } from './contract.js'
import { exchangeLine, exchangeLines, makeFolder, type Outcome, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())

/** Above the size from which each file is loaded by a statement of its own. */
const ROWS = 12_000
const names = ['first.jsonl', 'second.jsonl', 'third.jsonl']
const files = names.map(at)

beforeAll(() => {
  names.forEach((name, index) => {
    const lines = Array.from({ length: ROWS }, (_, n) =>
      exchangeLine(index * ROWS + n, { prompt: `question ${n} of ${name} `.repeat(20) }),
    )
    writeFileSync(at(name), `${lines.join('\n')}\n`)
    expect(readFileSync(at(name)).length).toBeGreaterThan(4 * 1024 * 1024)
  })
})

const analyze = (store: string, inputs: readonly string[]) =>
  ['analyze', ...inputs, '--store', at(store), '--no-packaged-facts', '--format', 'json'] as const

function inputOf({ stdout }: Outcome) {
  return ANALYSIS_CONTRACT.parse(JSON.parse(stdout)).input
}

test('loaded twice it holds every row once', async () => {
  writeFileSync(at('few.jsonl'), exchangeLines(50))
  await runStillwatch(analyze('twice', [at('few.jsonl')]))
  const again = await runStillwatch(analyze('twice', [at('few.jsonl')]))
  expect(inputOf(again)).toMatchObject({ exchanges: 50, rejected: 50 })
  expect(again.stderr).toMatch(/note: 50 rejected as already-loaded/)
})

test('killed while loading it opens again with every acknowledged row once', async () => {
  let acknowledged = 0
  for (const name of names.slice(0, 2)) {
    const killed = await runStillwatch(analyze('killed', files), {
      onWords: (words, kill) => {
        if (words.includes(name)) kill()
      },
    })
    expect(killed).toMatchObject({ status: null, stdout: '' })
    acknowledged += ROWS
  }
  const again = await runStillwatch(analyze('killed', files))
  const { exchanges, rejected } = inputOf(again)
  expect(exchanges).toBe(names.length * ROWS)
  expect(rejected).toBeGreaterThanOrEqual(acknowledged)
})

test('a second process is refused in words', async () => {
  const store = await openStore({ location: at('shared') })
  const refused = await runStillwatch(analyze('shared', files))
  await store.close()
  expect(refused).toMatchObject({ status: 2, stdout: '' })
  expect(refused.stderr).toContain(at('shared'))
  expect(refused.stderr).toContain('[store-in-use]')
})

test('an older store is brought to this version, and what can’t be compared is said', async () => {
  const store = await openStore({ location: at('older') })
  await store.command(
    "CREATE TABLE migration (version UInt32, says String, made_at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY version",
  )
  await store.command("INSERT INTO migration SELECT 1, 'exchanges', now64(3)")
  for (const table of DURABLE_TABLES) await store.command(createTable(table))
  await store.command('ALTER TABLE exchange DROP COLUMN fingerprint')
  await store.command(
    "INSERT INTO exchange (id, ts, account) SELECT toString(number), toDateTime64('2026-01-01', 3), 'old' FROM numbers(7)",
  )
  await store.close()
  const outcome = await runStillwatch(analyze('older', [at('few.jsonl')]))
  expect(inputOf(outcome).exchanges).toBe(57)
  expect(outcome.stderr).toContain('7 exchanges were loaded by an older version')
})

test('a newer store is refused and left alone', async () => {
  const newest = MIGRATIONS.at(-1)?.version ?? 0
  const store = await openStore({ location: at('twice') })
  await store.command(`INSERT INTO migration SELECT ${newest + 1}, 'of tomorrow', now64(3)`)
  await store.close()
  const refused = await runStillwatch(analyze('twice', [at('few.jsonl')]))
  expect(refused).toMatchObject({ status: 2, stdout: '' })
  expect(refused.stderr).toContain('[store-newer]')
})
