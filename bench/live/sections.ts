// What `npm run bench:live` measures, each with its peer in the same run.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { simulate } from '../../simulate/simulate.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { loadFile } from '../load-file.js'
import { OUT } from '../machine.js'
import { formatTable, type SectionResult, verdictOf } from '../text-table.js'
import { batchesOf, endless, feed, metric, settled } from './feed.js'
import { makeKey, RunningService } from './running-service.js'

export interface LiveOptions {
  /** Size of the traffic of `practice`. */
  readonly scale: number
  /** Minutes of sustained ingest. */
  readonly minutes: number
  /** Accounts under decision. */
  readonly accounts: number
  /** Hostile requests of each kind. */
  readonly hostile: number
}

export type Say = (line: string) => void

/** Work with a service that is started for it and goes away, and a key that may do everything. */
export async function withService<Result>(
  work: (service: RunningService, key: string) => Promise<Result>,
  args: readonly string[] = [],
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-live-'))
  const store = join(folder, 'store')
  const key = makeKey(store, '--scope', 'admin')
  const service = await RunningService.start(store, key, args, true)
  try {
    return await work(service, key)
  } finally {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Waits until a fresh service has loaded its tables of facts, as one that runs has: an analysis waits for them, also of nothing. */
export async function untilSettledIn(service: RunningService): Promise<void> {
  const { body } = await service.send<{ id: string }>('/v1/analyses', { method: 'POST' })
  const state = async () => (await service.send<{ state: string }>(`/v1/analyses/${body.id}`)).body.state
  await service.until(async () => ['done', 'failed'].includes(await state()), 120_000)
}

/** Traffic of `practice`, made once for each size. */
export async function traffic(scale: number): Promise<{ exchanges: string; accounts: string }> {
  const out = join(OUT, `live-traffic-${scale}`)
  const files = { exchanges: join(out, 'exchanges.jsonl'), accounts: join(out, 'accounts.jsonl') }
  if (existsSync(files.accounts)) return files
  mkdirSync(out, { recursive: true })
  return (await simulate({ scenario: 'practice', scale, seed: 1, out })).files
}

/** The same rows from a file into the same engine, without HTTP: milliseconds, and how many. */
async function loadedFromFile(exchanges: string): Promise<{ ms: number; rows: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-live-file-'))
  const store = await openStore({ location: folder })
  try {
    await migrate(store)
    const started = performance.now()
    const rows = await loadFile(store, exchanges)
    return { ms: performance.now() - started, rows }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Exchanges that are in the store; accounts are counted apart. */
const LOADED = 'stillwatch_loaded_total{kind="native"}'
const LEAST_INGEST_RATIO = 0.5
/** Memory of the last third of a run over that of the first, from which on it is called growing. */
const MOST_GROWTH = 1.2

export async function benchIngest({ scale, minutes }: LiveOptions, say: Say): Promise<SectionResult> {
  const { exchanges, accounts } = await traffic(scale)
  say('the same rows from a file')
  const file = await loadedFromFile(exchanges)
  return withService(async (service) => {
    await service.send('/v1/accounts?wait=60', { body: readFileSync(accounts) })
    await untilSettledIn(service)
    say('over HTTP')
    const started = performance.now()
    const { records } = await feed(service, batchesOf(exchanges))
    const acknowledgedMs = performance.now() - started
    await settled(service)
    const ms = performance.now() - started
    const loaded = await metric(service, LOADED)
    const ratio = file.ms / ms
    const sustained = await sustain(service, exchanges, minutes, say)
    const all = await metric(service, LOADED)
    const lost = records + sustained.records - all
    const isMet = ratio >= LEAST_INGEST_RATIO && lost === 0 && sustained.growth <= MOST_GROWTH
    const rate = (rows: number, time: number) => Math.round(rows / (time / 1000)).toLocaleString('en')
    const text = `Ingest: ${records.toLocaleString('en')} exchanges
${formatTable(
  ['', 'seconds', 'exchanges/s'],
  [
    ['from a file (peer)', (file.ms / 1000).toFixed(1), rate(file.rows, file.ms)],
    ['over HTTP, acknowledged', (acknowledgedMs / 1000).toFixed(1), rate(records, acknowledgedMs)],
    ['over HTTP, in the store', (ms / 1000).toFixed(1), rate(loaded, ms)],
  ],
)}ratio ${ratio.toFixed(2)}, at least ${LEAST_INGEST_RATIO}: ${verdictOf(ratio >= LEAST_INGEST_RATIO)}
${minutes} minutes with ${sustained.analyses} analyses: ${sustained.records.toLocaleString('en')} more taken, ${lost} lost, ${sustained.waits} times told to wait
memory of the service ${sustained.firstMb} MB in the first third, ${sustained.lastMb} MB in the last (x ${sustained.growth.toFixed(2)}): ${verdictOf(sustained.growth <= MOST_GROWTH)}
`
    return { text, exitCode: isMet ? 0 : 1 }
  })
}

const ANALYSE_EVERY_MS = 30_000
const LOOK_EVERY_MS = 2000

async function sustain(service: RunningService, exchanges: string, minutes: number, say: Say) {
  const stop = new AbortController()
  const until = Date.now() + minutes * 60_000
  const memory: number[] = []
  let analyses = 0
  const watch = async () => {
    let analysed = Date.now() - ANALYSE_EVERY_MS
    while (!stop.signal.aborted) {
      if (Date.now() - analysed >= ANALYSE_EVERY_MS) {
        await service.send('/v1/analyses', { method: 'POST' })
        analysed = Date.now()
        analyses++
      }
      memory.push(await metric(service, 'process_resident_memory_bytes'))
      const left = Math.max(0, Math.round((until - Date.now()) / 1000))
      say(`sustained ingest: ${left} s left, ${Math.round((memory.at(-1) ?? 0) / 1e6)} MB`)
      await sleep(LOOK_EVERY_MS)
    }
  }
  const watching = watch()
  const over = AbortSignal.timeout(minutes * 60_000)
  const fed = await feed(service, endless(exchanges, over))
  stop.abort()
  await watching
  say('waiting until all of it is in the store')
  await settled(service)
  const third = Math.ceil(memory.length / 3)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [first, last] = [mean(memory.slice(0, third)), mean(memory.slice(-third))]
  const mb = (bytes: number) => Math.round(bytes / 1e6)
  return { ...fed, analyses, growth: last / first, firstMb: mb(first), lastMb: mb(last) }
}
