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
import { batchesOf, feed, metric, settled } from './feed.js'
import { type Hammered, hammer, quantile, requestOf } from './hammer.js'
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

/** A service of its own for a section, on an empty store. */
export async function withService<Result>(
  work: (service: RunningService, key: string) => Promise<Result>,
  args: readonly string[] = [],
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-live-'))
  const store = join(folder, 'store')
  const key = makeKey(store, '--scope', 'admin')
  const service = await RunningService.start(store, key, args)
  try {
    return await work(service, key)
  } finally {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function traffic(scale: number): Promise<{ exchanges: string; accounts: string }> {
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
  const endless = async function* () {
    for (let round = 1; ; round++)
      for await (const batch of batchesOf(exchanges)) {
        if (Date.now() > until) return
        yield Buffer.from(batch.toString('latin1').replaceAll('"id":"', `"id":"again-${round}-`), 'latin1')
      }
  }
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
  const fed = await feed(service, endless())
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

const MOST_SLOWER = 1.3
const LEAST_THROUGHPUT = 0.8
const ROUNDS = 5
const ROUND_MS = 3000
const CONNECTIONS = 16

export async function benchDecide({ scale, accounts }: LiveOptions, say: Say): Promise<SectionResult> {
  const { exchanges } = await traffic(scale)
  return withService(async (service, key) => {
    const decisions = Array.from({ length: accounts }, (_, i) => ({
      account: `account-${i}`,
      campaign: `campaign-${i % 50}`,
      action: (['observe', 'tag', 'degrade', 'suspend'] as const)[i % 4],
      parameters: i % 4 === 1 ? { tag: 'look' } : {},
      mode: i % 2 === 0 ? 'enforce' : 'shadow',
      reason: 'automated-use',
      rule: 'bench',
      policyVersion: '1',
      from: '2026-01-01T00:00:00Z',
      until: '2100-01-01T00:00:00Z',
    }))
    const put = await service.send('/v1/decisions', { method: 'PUT', body: { decisions } })
    if (put.status !== 200) throw new Error(`decisions were answered with ${put.status}`)
    const port = Number(new URL(service.url).port)
    const body = JSON.stringify({ account: `account-${accounts >> 1}`, ip: '192.0.2.7', model: 'm' })
    const requests = {
      empty: requestOf('GET', '/healthz', key),
      decide: requestOf('POST', '/v1/decide', key, body),
    }
    const stop = new AbortController()
    const feeding = feed(service, batchesOf(exchanges), stop.signal)
    const rows: Record<'empty' | 'decide', Hammered[]> = { empty: [], decide: [] }
    for (const name of ['empty', 'decide'] as const)
      await hammer({ port, request: requests[name], connections: CONNECTIONS, ms: 1000 })
    for (let round = 1; round <= ROUNDS; round++)
      for (const name of ['empty', 'decide'] as const) {
        say(`${name}, round ${round} of ${ROUNDS}`)
        rows[name].push(
          await hammer({ port, request: requests[name], connections: CONNECTIONS, ms: ROUND_MS }),
        )
      }
    stop.abort()
    await feeding
    const summed = (name: 'empty' | 'decide') => {
      const times = Float64Array.from(rows[name].flatMap((one) => [...one.times])).sort()
      const perSecond = rows[name].reduce((sum, one) => sum + one.perSecond, 0) / ROUNDS
      return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), perSecond, answers: times.length }
    }
    const [empty, decide] = [summed('empty'), summed('decide')]
    const wrong = rows.decide.some((one) => Object.keys(one.statuses).some((status) => status !== '200'))
    if (wrong) throw new Error('decide was not answered with 200')
    const [slower, throughput] = [decide.p99 / empty.p99, decide.perSecond / empty.perSecond]
    const line = (name: string, { p50, p99, perSecond }: typeof empty) => [
      name,
      p50.toFixed(2),
      p99.toFixed(2),
      Math.round(perSecond).toLocaleString('en'),
    ]
    const text = `Decide: ${accounts.toLocaleString('en')} accounts under decision, ingest running, ${CONNECTIONS} connections
${formatTable(['', 'p50 ms', 'p99 ms', 'answers/s'], [line('empty route (peer)', empty), line('/v1/decide', decide)])}p99 x ${slower.toFixed(2)}, at most ${MOST_SLOWER}: ${verdictOf(slower <= MOST_SLOWER)}
throughput x ${throughput.toFixed(2)}, at least ${LEAST_THROUGHPUT}: ${verdictOf(throughput >= LEAST_THROUGHPUT)}
`
    return { text, exitCode: slower <= MOST_SLOWER && throughput >= LEAST_THROUGHPUT ? 0 : 1 }
  })
}
