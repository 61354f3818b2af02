// The whole path in flow order: read, fingerprint, detect, link, judge, decide, report. The command line and later the service
// call this; nothing here knows a terminal.
import { analyzeStore, type Findings } from './campaigns/analyze.js'
import type { Complete } from './campaigns/describe.js'
import { chooseBase, type Pace } from './campaigns/increments/choose.js'
import { addIncrement } from './campaigns/increments/increment.js'
import { keepState, readExtent } from './campaigns/increments/state.js'
import { keepAnalysis } from './campaigns/life/keep.js'
import type { Caveat } from './campaigns/life/origin.js'
import { addSkeletons } from './campaigns/skeletons.js'
import { describeDoubts } from './fingerprint/doubts.js'
import { type FactsOptions, type FactsReport, loadFacts, namesTables } from './fingerprint/facts/facts.js'
import { loadAccounts } from './fingerprint/load-accounts.js'
import { describeReject, loadExchanges } from './fingerprint/load-exchanges.js'
import { ANALYSIS_SCHEMA, type Analysis, type AnalysisReport } from './model/analysis.js'
import { type Sentence, say } from './model/sentence.js'
import { formatPlural } from './report/quantities.js'
import type { Response } from './respond/respond.js'
import type { Received } from './share/received/match/suggest.js'
import { describeLeftOut, openInputs } from './sources/input.js'
import { planReadings } from './sources/reading.js'
import { planTable } from './sources/table.js'
import type { TableMap } from './sources/table-map.js'
import { migrate } from './store/migrate.js'
import { beginWhole } from './store/newer.js'
import { openStore } from './store/open-store.js'
import type { Store } from './store/store.js'

export interface PipelineOptions {
  /** Files, none where a table is read instead. */
  readonly inputs: readonly string[]
  /** A table that the store can read, and the map that says what its columns are. */
  readonly table?: { readonly from: string; readonly map: TableMap } | undefined
  readonly accounts?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly store?: string | undefined
  readonly database?: string | undefined
  readonly cluster?: string | undefined
  readonly keepText?: boolean | undefined
  readonly rejectsFile?: string | undefined
  readonly facts?: FactsOptions | undefined
  /** What partners’ indicators are compared with. */
  readonly received?: Received | undefined
  /** How often the whole log of a kept store is analysed; left out, it is now. */
  readonly pace?: Pace | undefined
  /** The command as typed, for the report. */
  readonly command: string
  readonly version: string
  readonly onProgress?: ((line: string) => void) | undefined
}

/** Runs everything and leaves the store closed. Account names in the result are real. */
export async function runPipeline(options: PipelineOptions): Promise<AnalysisReport> {
  const progress = options.onProgress ?? (() => {})
  const store = await openStore({
    location: options.store,
    database: options.database,
    cluster: options.cluster,
  })
  let facts: Promise<FactsReport> | undefined
  try {
    await migrate(store)
    // Beside the logs: packaged tables are in order, and nothing needs them before. Those that a user named may be
    // wrong, which is told before hours of logs are read.
    facts = loadFacts(store, options.facts)
    facts.catch(() => {})
    if (namesTables(options.facts)) await facts
    const inputs = await openInputs(options.inputs, store)
    try {
      const { table } = options
      const plan = table
        ? await planTable(store, table.from, table.map)
        : planReadings(store, inputs, options.from)
      const accountFiles = await openInputs(options.accounts ?? [], store)
      try {
        const accounts = await loadAccounts(store, accountFiles.files)
        if (accounts.accepted > 0) progress(`accounts: ${accounts.accepted.toLocaleString('en')} loaded`)
        const caveats: string[] = []
        if (accounts.rejected > 0)
          caveats.push(
            `${formatPlural(accounts.rejected, 'line')} of the accounts files had no account id and ${accounts.rejected === 1 ? 'was' : 'were'} left out.`,
          )
        caveats.push(...accountFiles.leftOut.map(describeLeftOut))
        for (const { detail } of accountFiles.files.flatMap(({ damage }) => damage))
          caveats.push(`${detail}.`)
        if (accounts.unreadableTimes > 0)
          caveats.push(
            `${formatPlural(accounts.unreadableTimes, 'time')} in the accounts files could not be read (created_at, suspended_at) and ${accounts.unreadableTimes === 1 ? 'counts' : 'count'} as not known.`,
          )
        if (accounts.accepted === 0)
          caveats.push(
            `${accountFiles.files.length === 0 ? 'No account facts were given (--accounts)' : 'The accounts files are empty'}: payment, sign-up and programme could neither accuse nor clear anyone.`,
          )
        const loaded = await loadExchanges(store, plan, {
          keepText: options.keepText,
          rejectsFile: options.rejectsFile,
          onProgress: ({ files, bytes, of, rows }) =>
            progress(`read ${files} · ${percent(bytes, of)} · ${rows.toLocaleString('en')} exchanges`),
        })
        const { caveats: known } = await facts
        caveats.unshift(...known.map(({ text }) => text))
        const rejected = Object.values(loaded.rejected).reduce((sum, count) => sum + count, 0)
        for (const [reason, count] of Object.entries(loaded.rejected))
          caveats.push(`${count} rejected as ${reason}: ${describeReject(reason)}.`)
        for (const [reason, count] of Object.entries(loaded.skipped))
          caveats.push(`${formatPlural(count, 'document')} skipped: ${reason}.`)
        for (const [reason, count] of Object.entries(loaded.shortened))
          caveats.push(`${formatPlural(count, 'document')} read in part: ${reason}.`)
        caveats.push(...loaded.notes)
        const kept = await analyseAndKeep(store, {
          rejected,
          pace: options.pace,
          received: options.received,
          caveats: caveats.map((text) => known.find((one) => one.text === text) ?? { text }),
          onProgress: progress,
          complete: (campaigns) => addSkeletons(store, plan, campaigns),
        })
        caveats.push(...kept.caveats.map(({ text }) => text))
        const { findings, analysis } = kept
        return {
          analysis,
          details: findings.details,
          population: findings.population,
          identify: true,
          caveats,
          provenance: {
            command: options.command,
            version: options.version,
            engine: await engineVersion(store),
            madeAt: new Date().toISOString(),
          },
        }
      } finally {
        accountFiles.close()
      }
    } finally {
      inputs.close()
    }
  } finally {
    await facts?.catch(() => {})
    await store.close()
  }
}

export interface AnalyseOptions {
  /** How often the whole log is analysed; left out, it is now. */
  readonly pace?: Pace | undefined
  /** What partners’ indicators are compared with; left out, they are not looked for. */
  readonly received?: Received | undefined
  /** Rows that were refused on loading, for the result. */
  readonly rejected: number
  /** What was not known before it began. */
  readonly caveats?: readonly Caveat[] | undefined
  /** Adds to the campaigns what the store doesn't hold. */
  readonly complete?: Complete | undefined
  readonly onProgress?: ((line: string) => void) | undefined
}

/** An analysis that the store keeps. */
export interface KeptFindings {
  readonly findings: Findings
  readonly analysis: Analysis
  /** When it ended: RFC 3339, milliseconds. */
  readonly madeAt: string
  /** What was not known. */
  readonly caveats: readonly Sentence[]
  /** Decisions that follow, where anybody asked for some. */
  readonly response: Response | undefined
}

/**
 * Analyses what is in the store and keeps the result there: the whole log, or what came since that was analysed. The
 * tables of facts must be loaded.
 */
export async function analyseAndKeep(store: Store, options: AnalyseOptions): Promise<KeptFindings> {
  const progress = (step: string) => options.onProgress?.(`analysing: ${step}`)
  const chosen = await chooseBase(store, options.pace)
  if ('whole' in chosen) return analyseWhole(store, options, progress)
  const increment = await addIncrement(store, chosen.state, options.rejected, progress)
  if ('due' in increment) {
    const due = say`The whole log was analysed: ${increment.due}.`
    const before = [...(options.caveats ?? []), due]
    const kept = await analyseWhole(store, { ...options, caveats: before }, progress)
    return { ...kept, caveats: [due, ...kept.caveats] }
  }
  const { findings, analysis } = increment
  const came = analysis.increment?.exchanges ?? 0
  const caveat = say`${came === 1 ? say`1 exchange` : say`${came.toLocaleString('en')} exchanges`} that came since were added to the whole analysis of ${minute(chosen.state.madeAt)}: verdicts, evidence and notes are as it found them, and groups of which most is new are found by the next one.`
  return keepFindings(store, findings, analysis, { before: options.caveats, caveats: [caveat] })
}

/** Analyses the whole log; increments may follow. */
async function analyseWhole(
  store: Store,
  options: AnalyseOptions,
  progress: (step: string) => void,
): Promise<KeptFindings> {
  const started = performance.now()
  await beginWhole(store)
  const caveats = await describeDoubts(store)
  const extent = store.isKept ? await readExtent(store) : undefined
  // Few have partners, and the code that reads what they sent takes long to load.
  const suggest =
    options.received && (await import('./share/received/match/suggest.js')).suggestReceived(options.received)
  const findings = await analyzeStore(store, progress, options.complete, undefined, suggest)
  const failed = findings.detectors
    .filter(({ state }) => state === 'failed')
    .map(
      ({ id, reason }) =>
        say`Detector ${id} failed: ${reason ?? say`no reason`}. What it would have found is not known.`,
    )
  const analysis = await describeAnalysis(store, findings, options.rejected)
  const kept = await keepFindings(store, findings, analysis, {
    before: options.caveats,
    caveats: [...caveats, ...failed],
  })
  // A detector that failed is tried again at once, and not by what is added to what it left out.
  if (extent !== undefined && failed.length === 0)
    await keepState(store, {
      analysis: findings.analysis,
      madeAt: Date.parse(kept.madeAt),
      ms: Math.round(performance.now() - started),
      ...extent,
      groups: findings.left,
    })
  return kept
}

async function keepFindings(
  store: Store,
  findings: Findings,
  analysis: Analysis,
  {
    before = [],
    caveats,
  }: { readonly before?: readonly Caveat[] | undefined; readonly caveats: readonly Sentence[] },
): Promise<KeptFindings> {
  const madeAt = await keepAnalysis(store, findings, analysis, [...before, ...caveats])
  // What reads policy is loaded where there may be one: a store that goes away holds none.
  const response = store.isKept
    ? await (await import('./respond/respond.js')).respondIfAsked(store)
    : undefined
  return { findings, analysis, madeAt, caveats, response }
}

const minute = (time: number) => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`

function percent(part: number, whole: number): string {
  return whole === 0 ? '100 %' : `${Math.floor((100 * part) / whole)} %`
}

async function describeAnalysis(store: Store, findings: Findings, rejected: number): Promise<Analysis> {
  const [row] = await store.query<{ exchanges: number; accounts: number; from: string; to: string }>(`SELECT
  count() AS exchanges,
  uniqExact(account) AS accounts,
  if(exchanges = 0, '', formatDateTime(min(ts), '%Y-%m-%dT%H:%i:%SZ')) AS from,
  if(exchanges = 0, '', formatDateTime(max(ts), '%Y-%m-%dT%H:%i:%SZ')) AS to
FROM exchange`)
  return {
    schema: ANALYSIS_SCHEMA,
    input: {
      exchanges: row?.exchanges ?? 0,
      accounts: row?.accounts ?? 0,
      rejected,
      from: row?.from ?? '',
      to: row?.to ?? '',
    },
    campaigns: findings.campaigns,
    ...(findings.infrastructure.length > 0 && { infrastructure: findings.infrastructure }),
    detectors: findings.detectors,
  }
}

async function engineVersion(store: Store): Promise<string> {
  const [row] = await store.query<{ version: string }>('SELECT version() AS version')
  return `ClickHouse ${row?.version ?? ''} (${store.kind})`
}
