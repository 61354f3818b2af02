// What fingerprints and the whole analysis cost, over a plain load of the same file into the same engine. The three
// take turns, so that what else the machine does hits them alike.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashCode, type Machine, OUT, readMachine } from './machine.js'
import type { BenchOptions } from './options.js'
import { runWorker } from './run-worker.js'
import { TARGETS } from './targets.js'
import type { Made } from './tasks.js'
import { formatTable, gigabytes, type SectionResult, seconds, verdictOf } from './text-table.js'

const SCENARIO = 'practice'
const SCALE = 1.05

export interface SpeedResult {
  readonly schema: 'stillwatch.bench-speed/1'
  readonly machine: Machine
  readonly code: string
  readonly madeAt: string
  readonly traffic: {
    readonly scenario: string
    readonly seed: number
    readonly scale: number
    readonly isFromCorpus: boolean
    readonly exchanges: number
    readonly accounts: number
    readonly bytes: number
  }
  readonly runs: number
  /** Every run, in order: the plain peer at its fastest, the loader, the whole analysis. */
  readonly plainMs: readonly number[]
  /** The plain peer by the engine's defaults, on one core where it writes. */
  readonly untunedMs: readonly number[]
  readonly loadMs: readonly number[]
  readonly wholeMs: readonly number[]
  /** Best over best. */
  readonly loadRatio: number
  readonly wholeRatio: number
  /** Most memory of any run. */
  readonly plainPeakBytes: number
  readonly loadPeakBytes: number
  readonly wholePeakBytes: number
  readonly campaigns: number
  readonly failedDetectors: readonly string[]
}

/** Measures, prints and writes `speed.json`. */
export async function benchSpeed(
  options: BenchOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SectionResult> {
  const seed = options.seed
  const scale = options.scale ?? SCALE
  const made = await makeTraffic({ seed, scale, corpus: options.corpus }, say, signal)
  const { files, exchanges, accounts, bytes } = made
  const plain: { ms: number; peak: number }[] = []
  const untuned: typeof plain = []
  const load: typeof plain = []
  const whole: typeof plain = []
  let campaigns = 0
  const failedDetectors = new Set<string>()
  for (let run = 1; run <= options.runs; run++) {
    say(`speed · run ${run} of ${options.runs} · plain load`)
    const a = await runWorker('plain', { exchanges: files.exchanges, isTuned: true }, signal)
    assertWhole('plain load', a.answer.rows, exchanges)
    plain.push({ ms: a.answer.ms, peak: a.peakBytes })
    say(`speed · run ${run} of ${options.runs} · plain load by the engine's defaults`)
    const d = await runWorker('plain', { exchanges: files.exchanges, isTuned: false }, signal)
    assertWhole('plain load by defaults', d.answer.rows, exchanges)
    untuned.push({ ms: d.answer.ms, peak: d.peakBytes })
    say(`speed · run ${run} of ${options.runs} · load with fingerprints`)
    const b = await runWorker('load', { exchanges: files.exchanges }, signal)
    assertWhole('load with fingerprints', b.answer.rows, exchanges)
    load.push({ ms: b.answer.ms, peak: b.peakBytes })
    say(`speed · run ${run} of ${options.runs} · whole analysis`)
    const c = await runWorker('whole', { ...files, out: join(OUT, 'analysis') }, signal)
    whole.push({ ms: c.wallMs, peak: c.peakBytes })
    campaigns = c.answer.campaigns
    for (const id of c.answer.failedDetectors) failedDetectors.add(id)
  }
  const best = (runs: typeof plain) => Math.min(...runs.map(({ ms }) => ms))
  const peak = (runs: typeof plain) => Math.max(...runs.map((one) => one.peak))
  const result: SpeedResult = {
    schema: 'stillwatch.bench-speed/1',
    machine: readMachine(),
    code: hashCode('src', 'simulate'),
    madeAt: new Date().toISOString(),
    traffic: {
      scenario: SCENARIO,
      seed,
      scale,
      isFromCorpus: options.corpus !== undefined,
      exchanges,
      accounts,
      bytes,
    },
    runs: options.runs,
    plainMs: plain.map(({ ms }) => ms),
    untunedMs: untuned.map(({ ms }) => ms),
    loadMs: load.map(({ ms }) => ms),
    wholeMs: whole.map(({ ms }) => ms),
    loadRatio: best(load) / best(plain),
    wholeRatio: best(whole) / best(plain),
    plainPeakBytes: peak(plain),
    loadPeakBytes: peak(load),
    wholePeakBytes: peak(whole),
    campaigns,
    failedDetectors: [...failedDetectors].sort(),
  }
  writeFileSync(join(OUT, 'speed.json'), `${JSON.stringify(result, null, 2)}\n`)
  return describeSpeed(result)
}

function assertWhole(what: string, rows: number, wanted: number): void {
  if (rows !== wanted) throw new Error(`${what} kept ${rows} of ${wanted} exchanges: not the same work`)
}

/** The traffic of an earlier run is used again when the same code would make the same. */
async function makeTraffic(
  wanted: { readonly seed: number; readonly scale: number; readonly corpus: string | undefined },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Made> {
  const { seed, scale, corpus } = wanted
  const out = join(OUT, 'speed-traffic')
  const marker = join(out, 'made.json')
  const key = JSON.stringify({ SCENARIO, seed, scale, corpus, code: hashCode('simulate') })
  if (existsSync(marker)) {
    const known = JSON.parse(readFileSync(marker, 'utf8')) as { key: string; made: Made }
    const isThere =
      existsSync(known.made.files.exchanges) && statSync(known.made.files.exchanges).size === known.made.bytes
    if (known.key === key && isThere) return known.made
  }
  say(`speed · making traffic · ${SCENARIO}, scale ${scale}, seed ${seed}`)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const { answer } = await runWorker(
    'simulate',
    { scenario: SCENARIO, out, seed, scale, ...(corpus !== undefined && { corpus }) },
    signal,
  )
  writeFileSync(marker, JSON.stringify({ key, made: answer }))
  return answer
}

/** The table for people. */
export function describeSpeed(result: SpeedResult): SectionResult {
  const { exchanges, accounts, bytes, scenario, seed, scale, isFromCorpus } = result.traffic
  const list = (times: readonly number[]) => times.map((ms) => (ms / 1000).toFixed(2)).join(' ')
  const ratio = (value: number) => `${value.toFixed(2)} x`
  const isLoadMet = result.loadRatio <= TARGETS.loadRatio
  const isWholeMet = result.wholeRatio <= TARGETS.wholeRatio
  const isPeakMet = result.wholePeakBytes < TARGETS.peakBytes
  const best = (times: readonly number[]) => seconds(Math.min(...times))
  const overUntuned = (times: readonly number[]) => ratio(Math.min(...times) / Math.min(...result.untunedMs))
  const table = formatTable(
    [
      ...['what', 'best', 'over plain', 'target', '', 'over defaults'],
      ...['peak memory', 'target', '', 'every run (s)'],
    ],
    [
      [
        'plain load (peer)',
        best(result.plainMs),
        ratio(1),
        '',
        '',
        overUntuned(result.plainMs),
        gigabytes(result.plainPeakBytes),
        '',
        '',
        list(result.plainMs),
      ],
      [
        'the same by the engine’s defaults',
        best(result.untunedMs),
        ratio(Math.min(...result.untunedMs) / Math.min(...result.plainMs)),
        '',
        '',
        ratio(1),
        '',
        '',
        '',
        list(result.untunedMs),
      ],
      [
        'load with fingerprints',
        best(result.loadMs),
        ratio(result.loadRatio),
        `<= ${ratio(TARGETS.loadRatio)}`,
        verdictOf(isLoadMet),
        overUntuned(result.loadMs),
        gigabytes(result.loadPeakBytes),
        '',
        '',
        list(result.loadMs),
      ],
      [
        'whole analysis',
        best(result.wholeMs),
        ratio(result.wholeRatio),
        `<= ${ratio(TARGETS.wholeRatio)}`,
        verdictOf(isWholeMet),
        overUntuned(result.wholeMs),
        gigabytes(result.wholePeakBytes),
        `< ${gigabytes(TARGETS.peakBytes)}`,
        verdictOf(isPeakMet),
        list(result.wholeMs),
      ],
    ],
  )
  const size = `${exchanges.toLocaleString('en')} exchanges of ${accounts.toLocaleString('en')} accounts, ${(bytes / 1e6).toFixed(0)} MB`
  const origin = `${scenario}, scale ${scale}, seed ${seed}${isFromCorpus ? ', from a corpus' : ''}`
  const failures = result.failedDetectors.length
  const note = failures === 0 ? '' : `${failures} detectors failed: ${result.failedDetectors.join(', ')}\n`
  return {
    text: `Speed: ${size} (${origin})\n\n${table}${note}`,
    exitCode: isLoadMet && isWholeMet && isPeakMet && failures === 0 ? 0 : 1,
  }
}
