// One measurement in a process of its own: `node worker.js MODE INPUT`, where INPUT is JSON. Prints one line of JSON.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runBaseline } from '../simulate/baseline.js'
import { score, scoreAccusations } from '../simulate/score.js'
import { simulate } from '../simulate/simulate.js'
import { reportFailure, writeOut } from '../src/cli/output.js'
import { LANDING_COLUMNS } from '../src/model/exchange.js'
import { runPipeline } from '../src/pipeline.js'
import { renderHtml } from '../src/report/html.js'
import { renderJson } from '../src/report/json.js'
import { pseudonymise } from '../src/report/pseudonyms.js'
import { literal } from '../src/sources/landing-select.js'
import { FAST_SETTINGS } from '../src/sources/native.js'
import { migrate } from '../src/store/migrate.js'
import { openStore } from '../src/store/open-store.js'
import { readVersion } from '../src/version.js'
import { judgeTruth } from './detection/bounds/truth-groups.js'
import { measureExposure } from './detection/life/exposure.js'
import { measureRecognition } from './detection/life/recognition.js'
import { measureReplacement } from './detection/life/replacement.js'
import { measurePoisoning } from './detection/poisoning/measure.js'
import { findFamilies } from './detection/real-data/families.js'
import { makeRealTraffic } from './detection/real-data/traffic.js'
import { measureTurnover } from './detection/replacements/measure.js'
import { measureSharing } from './detection/split/measure.js'
import { loadFile } from './load-file.js'
import { measureOutcome } from './outcome.js'
import { findPeer } from './peers/catalog.js'
import { analyseIncrements } from './scale/increments.js'
import { analyseScaleWorld, makeScaleWorld } from './scale/measure.js'
import { matchRound } from './share-round.js'
import { TARGETS } from './targets.js'
import type { Judged, Mode, Reply, Tasks, Traffic } from './tasks.js'

type Perform<M extends Mode> = (input: Tasks[M]['input']) => Promise<Tasks[M]['answer']>

const PERFORM: { readonly [M in Mode]: Perform<M> } = {
  simulate: async (input) => {
    const { files, exchanges, accounts, bytes } = await simulate(input)
    return { files, exchanges, accounts, bytes }
  },
  match: matchRound,
  plain: loadPlainly,
  load: loadWithFingerprints,
  whole: analyseAndWrite,
  analyse: async (traffic) => (await judge(traffic)).judged,
  judge: async (traffic) => {
    const { judged, truth, analysis, details } = await judge(traffic)
    const bits = new Map(details.map((detail) => [detail.id, detail.bits]))
    const groups = analysis.campaigns.map((campaign) => ({
      verdict: campaign.verdict,
      explanation: campaign.explanation,
      probability: campaign.probability,
      bits: bits.get(campaign.id) ?? 0,
      qValue: campaign.q_value,
      accounts: campaign.accounts.length,
      kinds: countKinds(truth, campaign.accounts),
    }))
    const accused = analysis.campaigns
      .filter(({ verdict }) => verdict !== 'explained')
      .flatMap(({ accounts }) => accounts.map(({ id }) => id))
    const infrastructure = (analysis.infrastructure ?? []).map(({ campaigns, means }) => ({
      means: means.map(({ kind }) => kind),
      kinds: countKinds(
        truth,
        analysis.campaigns.filter(({ id }) => campaigns.includes(id)).flatMap(({ accounts }) => accounts),
      ),
    }))
    return {
      ...judged,
      groups,
      accused: [...new Set(accused)],
      infrastructure,
      kinds: score(truth, analysis).kinds,
    }
  },
  'judge-truth': judgeTruth,
  families: ({ exchanges }) => findFamilies(exchanges),
  'real-traffic': makeRealTraffic,
  naive: async (traffic) => {
    const started = performance.now()
    const { groups } = await runBaseline(traffic)
    const ms = performance.now() - started
    const campaigns = groups.map((ids) => ({ verdict: 'coordinated', accounts: ids.map((id) => ({ id })) }))
    return { ms, outcome: measureOutcome(readTruth(traffic), campaigns, TARGETS.recall) }
  },
  exposure: measureExposure,
  recognition: measureRecognition,
  replacement: measureReplacement,
  turnover: measureTurnover,
  poisoning: measurePoisoning,
  sharing: measureSharing,
  'scale-world': makeScaleWorld,
  'scale-analysis': analyseScaleWorld,
  'scale-increments': analyseIncrements,
  peer: async ({ peer, settings, ...traffic }) => {
    const runs = await findPeer(peer).accuse(traffic, settings)
    const truth = readTruth(traffic)
    return runs.map(({ groups, ...run }) => ({ ...run, score: scoreAccusations(truth, groups) }))
  },
}

/**
 * The peer: every landing column, text too, into a table without an order, by the loader's own settings and on all
 * cores, or as the engine does by itself. Messages are the JSON that they are.
 */
async function loadPlainly({
  exchanges,
  isTuned,
}: Tasks['plain']['input']): Promise<Tasks['plain']['answer']> {
  const store = await openStore()
  try {
    const columns = LANDING_COLUMNS.filter(({ name }) => name !== 'raw')
    const structure = columns
      .map(({ name, type }) => `${name} ${name === 'messages' ? 'String' : type}`)
      .join(', ')
    await store.command(`CREATE TABLE plain (${structure}) ENGINE = MergeTree ORDER BY tuple()`)
    const started = performance.now()
    await store.command(
      `INSERT INTO plain
SELECT ${columns.map(({ name }) => name).join(', ')}
FROM file(${literal(resolve(exchanges))}, 'JSONEachRow', ${literal(structure)})`,
      { settings: isTuned ? { ...FAST_SETTINGS, max_insert_threads: '2' } : {} },
    )
    const ms = performance.now() - started
    const [row] = await store.query<{ rows: number }>('SELECT count() AS rows FROM plain')
    return { ms, rows: row?.rows ?? 0 }
  } finally {
    await store.close()
  }
}

/** The product's loader, from opening the file to rows that are in the store for good. */
async function loadWithFingerprints({ exchanges }: Tasks['load']['input']): Promise<Tasks['load']['answer']> {
  const store = await openStore()
  try {
    await migrate(store)
    const started = performance.now()
    const rows = await loadFile(store, exchanges)
    return { ms: performance.now() - started, rows }
  } finally {
    await store.close()
  }
}

async function analyseAndWrite(input: Tasks['whole']['input']): Promise<Tasks['whole']['answer']> {
  const report = await analyse(input)
  mkdirSync(input.out, { recursive: true })
  writeFileSync(join(input.out, 'result.json'), renderJson(report.analysis))
  writeFileSync(join(input.out, 'report.html'), renderHtml(pseudonymise(report, 'bench')))
  return {
    campaigns: report.analysis.campaigns.length,
    failedDetectors: failed(report.analysis.detectors),
  }
}

async function judge(traffic: Traffic) {
  const started = performance.now()
  const { analysis, details } = await analyse(traffic)
  const ms = performance.now() - started
  const truth = readTruth(traffic)
  const judged: Judged = {
    ms,
    outcome: measureOutcome(truth, analysis.campaigns, TARGETS.recall),
    campaigns: analysis.campaigns.length,
    failedDetectors: failed(analysis.detectors),
  }
  return { judged, truth, analysis, details }
}

function countKinds(
  truth: Readonly<Record<string, string>>,
  accounts: readonly { readonly id: string }[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { id } of accounts) {
    const kind = truth[id] ?? 'unknown'
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

function analyse({ exchanges, accounts }: Traffic): ReturnType<typeof runPipeline> {
  return runPipeline({
    inputs: [exchanges],
    accounts: [accounts],
    command: 'stillwatch analyze exchanges.jsonl --accounts accounts.jsonl',
    version: readVersion(),
  })
}

function failed(detectors: readonly { readonly id: string; readonly state: string }[]): readonly string[] {
  return detectors.filter(({ state }) => state === 'failed').map(({ id }) => id)
}

function readTruth({ truth }: Traffic): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(truth, 'utf8')) as Readonly<Record<string, string>>
}

/** The system's own high-water mark: a child's `maxRSS` on Linux may be what its parent held when it was started. */
function peakMemory(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    if (kilobytes !== undefined) return Number(kilobytes) * 1024
  } catch {
    // No /proc on this system.
  }
  return process.resourceUsage().maxRSS * 1024
}

async function perform<M extends Mode>(mode: M, input: string): Promise<Reply<M>> {
  const answer = await PERFORM[mode](JSON.parse(input) as Tasks[M]['input'])
  return { answer, peakBytes: peakMemory() }
}

const [mode = '', input = ''] = process.argv.slice(2)
try {
  if (!(mode in PERFORM))
    throw new Error(`no mode "${mode}"; choose one of ${Object.keys(PERFORM).join(', ')}`)
  await writeOut(`${JSON.stringify(await perform(mode as Mode, input))}\n`)
} catch (error) {
  process.exitCode = reportFailure(error)
}
