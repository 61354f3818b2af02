// What every ClickHouse behind an address must do alike, be it one server or a cluster: the same inputs give the same
// rows and the same verdicts as in the embedded engine.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulate } from '../../simulate/simulate.js'
import { analyzeStore } from '../../src/campaigns/analyze.js'
import { DRAWING } from '../../src/campaigns/drawn-log.js'
import { DETECTORS } from '../../src/detectors/catalog.js'
import type { Analysis, Campaign } from '../../src/model/analysis.js'
import { type PipelineOptions, runPipeline } from '../../src/pipeline.js'
import { forgetAccounts } from '../../src/store/forget.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { queryReadOnly } from '../../src/store/read-only.js'
import type { Store } from '../../src/store/store.js'
import { DURABLE_TABLES } from '../../src/store/tables.js'
import { expectShown } from '../detectors/shown.js'
import { CASES } from '../sources/cases.js'
import { expectRows, fixture, land } from '../sources/landing.js'
import { expectCollection } from '../taxii/collection.js'
import { withoutTimes } from '../without-times.js'
import { whyNoServer } from './engine-server.js'

/** A ClickHouse that was started for the test. */
export interface Place {
  readonly url: string
  readonly cluster?: string
  stop(): Promise<void>
}

/** What the suite analysed, in which database, and what the embedded engine says of it. */
export interface Analysed {
  readonly inputs: readonly string[]
  readonly accounts: readonly string[]
  readonly database: string
  readonly campaigns: Analysis['campaigns']
}

/** Runs the suite on what `start` starts; skipped aloud where no engine can be started. */
export function testServer<P extends Place>(
  name: string,
  start: () => Promise<P>,
  more: (place: () => P, analysed: () => Analysed) => void = () => {},
): void {
  const reason = whyNoServer()
  if (reason !== undefined) console.warn(`skipped: tests with ${name} (${reason})`)

  describe.skipIf(reason !== undefined)(name, () => {
    let place: P
    let folder: string
    let analysed: Analysed
    beforeAll(async () => {
      place = await start()
      folder = mkdtempSync(join(tmpdir(), 'stillwatch-server-test-'))
    })
    afterAll(async () => {
      await place?.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    const at = (database: string) => ({ location: place.url, cluster: place.cluster, database })

    /** Does something with a database of its own and closes it. */
    async function withStore(database: string, work: (store: Store) => Promise<void>): Promise<void> {
      const store = await openStore(at(database))
      try {
        await work(store)
      } finally {
        await store.close()
      }
    }

    test('migrations run once and again', () =>
      withStore('migrated', async (store) => {
        await migrate(store)
        await migrate(store)
        for (const { name: table } of DURABLE_TABLES)
          expect(await store.query(`SELECT count() AS rows FROM ${table}`)).toEqual([{ rows: 0 }])
      }))

    test('collections are added to, paged through and deleted from', () =>
      withStore('collections', async (store) => {
        await migrate(store)
        await expectCollection(store)
      }))

    describe('sources', () => {
      let store: Store
      beforeAll(async () => {
        store = await openStore(at('landed'))
      })
      afterAll(() => store?.close())
      test.each(CASES)('$source from $files: every exchange comes out', async (one) => {
        expectRows(await land(store, one.files.map(fixture)), one.rows, one.skipped)
      })
    })

    test('an analysis says the same as the embedded engine’s, and shows it', async () => {
      const { files } = await simulate({ scenario: 'load-balanced-cards', scale: 0.2, seed: 5, out: folder })
      const asked = { inputs: [files.exchanges], accounts: [files.accounts], command: '', version: '' }
      const { location: store, ...named } = at('analysed')
      const embedded = withoutTimes((await runPipeline(asked)).analysis)
      const served = await runPipeline({ ...asked, store, ...named })
      expect(embedded.campaigns.some(({ verdict }) => verdict !== 'explained')).toBe(true)
      expect(withoutTimes(served.analysis)).toEqual(embedded)
      await withStore('analysed', (opened) => expectQueries(opened, served.analysis))
      await withStore('analysed', async (opened) => {
        const members =
          'SELECT count() > 0 AS any FROM exchange WHERE account IN (SELECT account FROM campaign_member)'
        expect(await queryReadOnly(opened, members)).toEqual([{ any: 1 }])
        await expect(queryReadOnly(opened, 'DROP TABLE exchange')).rejects.toMatchObject({
          code: 'query-writes',
        })
      })
      // The same file again adds nothing: each id is there once.
      const again = await runPipeline({ ...asked, store, ...named })
      expect(again.analysis.input.exchanges).toBe(embedded.input.exchanges)
      expect(withoutTimes(again.analysis).campaigns).toEqual(embedded.campaigns)
      analysed = { ...asked, database: 'analysed', campaigns: embedded.campaigns }
    }, 300_000)

    test('a log that is drawn from gives the same campaign, counted exactly', async () => {
      const store = await openStore(at(analysed.database))
      try {
        const { campaigns } = await analyzeStore(store, undefined, undefined, {
          ...DRAWING,
          whole: 4000,
          each: 1,
        })
        const accused = (all: readonly Campaign[]) =>
          all
            .filter(({ verdict }) => verdict !== 'explained')
            .flatMap(({ accounts }) => accounts.map(({ id, exchanges }) => `${id} ${exchanges}`))
            .sort()
        expect(accused(campaigns)).toEqual(accused(analysed.campaigns))
      } finally {
        await store.close()
      }
    }, 120_000)

    test('an increment says the same as the embedded engine’s', async () => {
      const lines = readFileSync(analysed.inputs[0] as string, 'utf8')
        .trimEnd()
        .split('\n')
      const cut = Math.floor(0.99 * lines.length)
      // A late account comes with what is new, and one row comes twice.
      const late = JSON.parse(lines[cut] as string).account
      const isLate = (line: string, index: number) => index >= cut || JSON.parse(line).account === late
      const parts = [
        lines.filter((line, index) => !isLate(line, index)),
        [...lines.filter(isLate), lines[cut] as string],
      ].map((part, index) => {
        const file = join(folder, `part-${index}.jsonl`)
        writeFileSync(file, `${part.join('\n')}\n`)
        return file
      })
      const { location: served, ...named } = at('incremented')
      const grow = async (place: Pick<PipelineOptions, 'store' | 'database' | 'cluster'>) => {
        const asked = { accounts: analysed.accounts, ...place, command: '', version: '' }
        await runPipeline({ inputs: parts.slice(0, 1), ...asked })
        const pace = { wholeEveryMs: Number.POSITIVE_INFINITY, wholeUnderMs: 0 }
        const { analysis } = await runPipeline({ inputs: parts.slice(1), ...asked, pace })
        // Ids of analyses and campaigns are drawn.
        return {
          since: analysis.increment?.exchanges,
          input: analysis.input,
          campaigns: analysis.campaigns.map(({ verdict, accounts, exchanges }) => ({
            verdict,
            accounts,
            exchanges,
          })),
        }
      }
      const embedded = await grow({ store: join(folder, 'incremented') })
      expect(embedded.since).toBe(lines.filter(isLate).length)
      expect(await grow({ store: served, ...named })).toEqual(embedded)
    }, 300_000)

    test('bad lines are counted here too', async () => {
      const path = join(folder, 'bad.jsonl.gz')
      const row = (id: string) => JSON.stringify({ id, ts: '2026-11-01T00:00:00Z', account: `a-${id}` })
      writeFileSync(path, gzipSync([row('1'), '{"id": "2", "ts"', row('3'), row('3'), 'nonsense'].join('\n')))
      const { location: store, ...named } = at('bad-`lines`')
      const { analysis } = await runPipeline({ inputs: [path], store, ...named, command: '', version: '' })
      expect(analysis.input).toMatchObject({ exchanges: 2, rejected: 3 })
    })

    test('files that only an engine unpacks are unpacked here and sent', async () => {
      const [packed, columns] = [join(folder, 'packed.jsonl.zst'), join(folder, 'columns.parquet')]
      const engine = await openStore()
      const row = (id: string) =>
        `SELECT concat('${id}', toString(number)) AS id, '2026-11-01T00:00:00Z' AS ts, 'acct' AS account FROM numbers(300)`
      await engine.command(
        `INSERT INTO FUNCTION file('${packed}', 'LineAsString', 'line String', 'zstd') SELECT formatRowNoNewline('JSONEachRow', *) FROM (${row('z')})`,
      )
      await engine.command(`INSERT INTO FUNCTION file('${columns}', 'Parquet') ${row('p')}`)
      await engine.close()
      const { location: store, ...named } = at('packed')
      const asked = { store, ...named, command: '', version: '' }
      const both = await runPipeline({ inputs: [packed, columns], ...asked })
      expect(both.analysis.input).toMatchObject({ exchanges: 600, rejected: 0 })
      const cut = join(folder, 'cut.jsonl.zst')
      writeFileSync(cut, readFileSync(packed).subarray(0, -40))
      // Three hundred lines are one block of zstd, of which nothing can be had when its end is missing.
      await expect(runPipeline({ inputs: [cut], ...asked })).rejects.toMatchObject({
        code: 'input-unreadable',
        message: expect.stringMatching(/cut\.jsonl\.zst is cut or damaged/),
      })
    }, 60_000)

    test('what is forgotten is gone', () =>
      withStore('forgotten', async (store) => {
        await migrate(store)
        const accounts = Array.from({ length: 8 }, (_, n) => `a${n}`)
        const exchanges = accounts.map((account) => ({ id: `e-${account}`, ts: '2026-03-01', account }))
        await store.insert('exchange', exchanges)
        await store.insert(
          'account',
          accounts.map((account) => ({ account })),
        )
        await store.command("INSERT INTO campaign_exchange SELECT 'a', 'c', cityHash64(id), 0 FROM exchange")
        const gone = accounts.slice(0, 6)
        await forgetAccounts(store, gone)
        for (const table of ['exchange', 'account', 'campaign_exchange'])
          expect(await store.query(`SELECT count() AS rows FROM ${table}`)).toEqual([{ rows: 2 }])
        expect(
          await store.query('SELECT count() AS rows FROM exchange WHERE account IN {gone: Array(String)}', {
            parameters: { gone },
          }),
        ).toEqual([{ rows: 0 }])
      }))

    more(
      () => place,
      () => analysed,
    )
  })
}

/** Every query of the evidence of a third of the groups gives the facts that it is printed with. */
async function expectQueries(store: Store, { campaigns }: Analysis): Promise<void> {
  const shown = campaigns.filter(({ verdict }, index) => verdict !== 'explained' || index % 4 === 0)
  for (const { evidence } of shown)
    for (const { detector: id, facts, query } of evidence) {
      const detector = DETECTORS.find((one) => one.id === id)
      if (detector) await expectShown(store, detector, facts, query ?? '')
    }
}
