// The same inputs through a real server and through the embedded engine give the same rows and the same verdicts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulate } from '../../simulate/simulate.js'
import type { Analysis } from '../../src/model/analysis.js'
import { runPipeline } from '../../src/pipeline.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { CASES } from '../sources/cases.js'
import { expectRows, fixture, land } from '../sources/landing.js'
import { type EngineServer, startEngineServer, whyNoServer } from './engine-server.js'

const reason = whyNoServer()
if (reason !== undefined) console.warn(`skipped: tests with a real server (${reason})`)

describe.skipIf(reason !== undefined)('a real server', () => {
  let server: EngineServer
  let folder: string
  beforeAll(async () => {
    server = await startEngineServer()
    folder = mkdtempSync(join(tmpdir(), 'stillwatch-server-test-'))
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('migrations run once and again', async () => {
    const store = await openStore({ location: server.url, database: 'migrated' })
    try {
      await migrate(store)
      await migrate(store)
      expect(await store.query('SELECT count() AS rows FROM exchange')).toEqual([{ rows: 0 }])
    } finally {
      await store.close()
    }
  })

  test.each(CASES)('$source from $files: every exchange comes out', async (one) => {
    const store = await openStore({ location: server.url, database: 'landed' })
    try {
      expectRows(await land(store, one.files.map(fixture)), one.rows, one.skipped)
    } finally {
      await store.close()
    }
  })

  test('an analysis says the same as the embedded engine’s', async () => {
    const { files } = await simulate({ scenario: 'load-balanced-cards', scale: 0.3, seed: 3, out: folder })
    const analyse = (store?: string) =>
      runPipeline({
        inputs: [files.exchanges],
        accounts: [files.accounts],
        ...(store !== undefined && { store, database: 'analysed' }),
        command: '',
        version: '',
      })
    const embedded = await analyse()
    const served = await analyse(server.url)
    expect(embedded.analysis.campaigns.some(({ verdict }) => verdict !== 'explained')).toBe(true)
    expect(withoutTimes(served.analysis)).toEqual(withoutTimes(embedded.analysis))
    // The same file again adds nothing: each id is there once.
    expect(withoutTimes((await analyse(server.url)).analysis).campaigns).toEqual(
      withoutTimes(embedded.analysis).campaigns,
    )
  }, 180_000)

  test('bad lines are counted on a server too', async () => {
    const path = join(folder, 'bad.jsonl.gz')
    const row = (id: string) => JSON.stringify({ id, ts: '2026-11-01T00:00:00Z', account: `a-${id}` })
    writeFileSync(path, gzipSync([row('1'), '{"id": "2", "ts"', row('3'), 'nonsense'].join('\n')))
    const { analysis } = await runPipeline({
      inputs: [path],
      store: server.url,
      database: 'bad-`lines`',
      command: '',
      version: '',
    })
    expect(analysis.input).toMatchObject({ exchanges: 2, rejected: 2 })
  })

  test('no server at the address is said so', async () => {
    await expect(openStore({ location: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'store-unreachable',
    })
  })
})

/** Everything but how long detectors took. */
/** What two analyses of the same log have in common: not how long they took, nor the id that their queries name. */
function withoutTimes(analysis: Analysis): Analysis {
  const text = JSON.stringify({
    ...analysis,
    detectors: analysis.detectors.map((run) => ({ ...run, ms: 0 })),
  })
  return JSON.parse(text.replace(/analysis = '[0-9a-f-]+'/g, "analysis = ''"))
}
