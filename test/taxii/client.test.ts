// A client of others reads a large collection to its end.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeNamedKey, RunningService } from '../../bench/live/running-service.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { makeFolder } from '../cli/stillwatch.js'
import { PYTHON, peersAbsent } from './peers.js'

if (peersAbsent !== undefined) console.warn(`skipped: ${peersAbsent}`)

const OBJECTS = 100_000
const COLLECTION = '11111111-1111-4111-8111-111111111111'
/** What the service may take more of while it hands out all of it, and its engine. */
const MOST_MORE_BYTES = { service: 150e6, engine: 600e6 }

const idOf = (number: number) => `indicator--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Puts objects of about 600 bytes into a collection, a tenth of them in two versions. */
async function fill(location: string): Promise<void> {
  const store = await openStore({ location })
  await migrate(store)
  await store.command(
    `INSERT INTO taxii_object
SELECT
  {collection: String},
  fromUnixTimestamp64Micro(1700000000000000 + toInt64(number), 'UTC') AS date_added,
  'indicator--00000000-0000-4000-8000-' || leftPad(toString(isOld ? number + 1 : number), 12, '0') AS id,
  'indicator',
  if(isOld, '2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z') AS version,
  replaceOne(version, '.000Z', '.000000000Z'),
  '2.1',
  number % 11 = 1 AS repeats,
  if(repeats, date_added - toIntervalMicrosecond(1), toDateTime64(0, 6, 'UTC')),
  if(repeats, date_added, toDateTime64(0, 6, 'UTC')),
  '',
  toUInt32(length(text)),
  'test',
  '{"type":"indicator","spec_version":"2.1","id":"' || id || '","created":"2026-01-01T00:00:00.000Z","modified":"' || version
    || '","pattern_type":"stix","pattern":"[ipv4-addr:value = \\'192.0.2.1\\']","valid_from":"2026-01-01T00:00:00Z","description":"'
    || repeat('x', 300) || '"}' AS text,
  3
FROM (SELECT number, number % 11 = 0 AS isOld FROM numbers({rows: UInt64}))`,
    { parameters: { collection: COLLECTION, rows: (OBJECTS * 11) / 10 } },
  )
  await store.close()
}

const memoryOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

test.skipIf(peersAbsent !== undefined)(
  `taxii2-client pages through ${OBJECTS} objects`,
  { timeout: 240_000 },
  async () => {
    const folder = makeFolder()
    const store = join(folder.path, 'store')
    const file = join(folder.path, 'taxii.json')
    writeFileSync(
      file,
      JSON.stringify({
        schema: 'stillwatch.taxii/1',
        title: 'A',
        roots: [
          { path: 'a', title: 'A', collections: [{ id: COLLECTION, title: 'Large', read: ['reader'] }] },
        ],
      }),
    )
    const key = makeNamedKey('reader', store, '--scope', 'share')
    await fill(store)
    const service = await RunningService.start(store, key, ['--taxii', file])
    try {
      const url = `${service.url}/taxii2/a/collections/${COLLECTION}/`
      const ask = (perPage: number) => {
        const { stdout, stderr } = spawnSync(
          PYTHON,
          [join(import.meta.dirname, 'page_client.py'), url, 'reader', key, String(perPage)],
          { encoding: 'utf8' },
        )
        if (stdout === '') throw new Error(stderr)
        return JSON.parse(stdout) as Record<string, string | number>
      }
      const pids = { service: service.pid, engine: service.enginePid }
      const isKnown = process.platform === 'linux'
      const before = isKnown ? { service: memoryOf(pids.service), engine: memoryOf(pids.engine) } : undefined
      const read = ask(1000)
      const ids = createHash('sha256')
      for (let number = 0; number < (OBJECTS * 11) / 10; number++)
        if (number % 11 !== 0) ids.update(idOf(number))
      expect(read).toMatchObject({ title: 'Large', objects: OBJECTS, pages: 100, ids: ids.digest('hex') })
      if (before) {
        const more = {
          service: memoryOf(pids.service) - before.service,
          engine: memoryOf(pids.engine) - before.engine,
        }
        console.info(
          `taxii2-client: ${OBJECTS} objects in ${read.seconds} s, longest page ${read.longest_page_seconds} s; more memory: service ${Math.round(more.service / 1e6)} MB, engine ${Math.round(more.engine / 1e6)} MB`,
        )
        expect(more.service).toBeLessThan(MOST_MORE_BYTES.service)
        expect(more.engine).toBeLessThan(MOST_MORE_BYTES.engine)
      }
    } finally {
      await service.stop()
      folder.remove()
    }
  },
)
