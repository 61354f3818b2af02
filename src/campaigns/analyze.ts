// One analysis of what is in the store: link, judge, part, judge again, describe. The steps are those of
// src/README.md; each is a file beside this one.
import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { DETECTORS } from '../detectors/catalog.js'
import type { Candidate, Context, Detector, Measured, Need, Population } from '../detectors/detector.js'
import { SUSPENDED } from '../detectors/suspended.js'
import {
  type Campaign,
  type CampaignDetail,
  type DetectorRun,
  type Infrastructure,
  NOBODY_TO_MEASURE,
} from '../model/analysis.js'
import { Problem } from '../model/problem.js'
import type { Store } from '../store/store.js'
import { dropBystanders } from './bystanders.js'
import { fitCandidates } from './candidates.js'
import { type Complete, describeCampaigns } from './describe.js'
import { readGroupFacts } from './group-facts.js'
import { loadIncidence } from './incidence.js'
import { type Judged, judge } from './judge.js'
import type { Lives } from './life/life.js'
import { measureLikeness, readUsualSizes } from './likeness.js'
import { regroup } from './regroup.js'
import { createSubstreams, fillInside, fillSubstreams } from './substream.js'
import { buildTemplates } from './templates.js'
import { buildTraits } from './traits.js'
import { buildPeople, buildUses, dropWorkspace } from './workspace.js'

export type Progress = (step: string) => void

export interface Findings {
  /** Id of this analysis. */
  readonly analysis: string
  readonly campaigns: readonly Campaign[]
  readonly details: readonly CampaignDetail[]
  readonly infrastructure: readonly Infrastructure[]
  readonly detectors: readonly DetectorRun[]
  readonly population: {
    readonly start: string
    readonly stepSeconds: number
    readonly exchanges: readonly number[]
  }
  readonly lives: Lives
}

/** What the log holds, so that a detector without its data is skipped with a reason and not taken for clean. */
type Presence = Readonly<Record<Need, boolean>>

const LACKS: Readonly<Record<Need, string>> = {
  text: 'the log holds no prompt text',
  accounts: 'no account facts were given (--accounts)',
  addresses: 'the log holds no client addresses',
  clients: 'the log holds no client fingerprints, user agents, sessions or keys',
  parameters: 'the log holds no request parameters',
  'opaque-refs': 'the log holds no opaque references',
  suspensions: 'no account was suspended in the period',
  'model-release': 'no model appeared during the period',
}

/**
 * Analyses every exchange in the store.
 * @param complete adds to the campaigns what the store doesn't hold
 * @throws Problem of the store; a detector that fails is reported as failed instead
 */
export async function analyzeStore(
  store: Store,
  progress: Progress = () => {},
  complete: Complete = async (campaigns) => campaigns,
): Promise<Findings> {
  const analysis = randomUUID()
  await dropWorkspace(store)
  try {
    progress('accounts and templates')
    // Anchors are brought together in this process while the engine makes the accounts.
    await Promise.all([buildTemplates(store), buildPeople(store)])
    const population = await readPopulation(store)
    if (population.accounts < 2)
      return nothing(
        analysis,
        DETECTORS.map(({ id }) => ({ id, state: 'skipped', ms: 0, reason: NOBODY_TO_MEASURE.alone })),
      )
    progress('traits')
    await buildUses(store)
    const [presence] = await Promise.all([readPresence(store), buildTraits(store)])
    progress('candidates')
    const [incidence, usual] = await Promise.all([loadIncidence(store), readUsualSizes(store)])
    // The engine would wait while groups are fitted in this process.
    const answers = new Answers(store)
    const able = DETECTORS.filter((detector) => !lackOf(detector, presence))
    answers.ask(able.flatMap(({ baseline = [] }) => baseline))
    const likeness = measureLikeness(incidence, usual)
    await turn()
    const fitted = await fitCandidates(store, incidence, likeness)
    progress('evidence')
    const runs = new Map<string, DetectorRun>()
    const gather = async () => {
      answers.forgetGroups()
      await fillInside(store)
      answers.ask(able.flatMap(({ early }) => early?.(population) ?? []))
      await fillSubstreams(store, population.accounts)
    }
    await createSubstreams(store)
    await gather()
    const first = await examine(store, population, presence, runs, answers)
    const judged = await regroup(store, first, fitted, progress, async () => {
      await gather()
      if (await dropBystanders(store)) answers.forgetGroups()
      return examine(store, population, presence, runs, answers, first.length)
    })
    progress('report')
    const described = await describeCampaigns(store, judged, population, analysis, complete)
    return {
      analysis,
      ...described,
      detectors: DETECTORS.map(
        ({ id }) => runs.get(id) ?? { id, state: 'skipped', ms: 0, reason: NOBODY_TO_MEASURE.apart },
      ),
    }
  } finally {
    await dropWorkspace(store)
  }
}

function nothing(analysis: string, detectors: readonly DetectorRun[]): Findings {
  return {
    analysis,
    campaigns: [],
    details: [],
    infrastructure: [],
    detectors,
    population: { start: '', stepSeconds: 3600, exchanges: [] },
    lives: { of: new Map(), news: new Map(), gone: [] },
  }
}

/** Detectors that measure at the same time. */
const AT_ONCE = 3

/** Measures and judges the groups in `work_member`. */
async function examine(
  store: Store,
  population: Population,
  presence: Presence,
  runs: Map<string, DetectorRun>,
  answers: Answers,
  considered = 0,
): Promise<Judged[]> {
  const candidates =
    await store.query<Candidate>(`SELECT m.cand AS id, count() AS accounts, uniqExact(m.owner) AS owners, sum(l.exchanges) AS exchanges
FROM work_member AS m
LEFT JOIN (SELECT cand, aid, exchanges FROM work_load) AS l ON l.cand = m.cand AND l.aid = m.aid
GROUP BY id
HAVING exchanges > 0
ORDER BY id`)
  if (candidates.length === 0) return []
  const context: Context = { store, population, candidates, query: (sql) => answers.query(sql) }
  const evidence = new Map<number, Map<string, Measured>>(candidates.map(({ id }) => [id, new Map()]))
  // A few at a time: most of a measure's time is the engine's planning, which one thread does.
  const waiting = [...DETECTORS]
  const work = async () => {
    for (let detector = waiting.shift(); detector !== undefined; detector = waiting.shift()) {
      const run = await runDetector(detector, context, presence, evidence)
      const before = runs.get(detector.id)
      runs.set(detector.id, before?.state === 'failed' ? before : { ...run, ms: run.ms + (before?.ms ?? 0) })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return judge(await readGroupFacts(store), evidence, considered)
}

/** Statements asked ahead that run at a time: what is asked when it is needed shall find a free connection. */
const AHEAD = 2

/** Tables that change with the groups; what is asked of others alone is asked once an analysis. */
const GROUP_TABLES = /work_(member|inside|group_family|sub|sub_mix|load)\b/

/** Answers by statement, kept while what they were drawn from stays: detectors may ask the same. */
class Answers {
  private readonly ofPopulation = new Map<string, Promise<unknown[]>>()
  private readonly ofGroups = new Map<string, Promise<unknown[]>>()
  private ahead: string[] = []
  private running = 0

  constructor(private readonly store: Store) {}

  query<Row>(sql: string): Promise<Row[]> {
    const answers = GROUP_TABLES.test(sql) ? this.ofGroups : this.ofPopulation
    const known = answers.get(sql) ?? this.store.query<Row>(sql)
    answers.set(sql, known)
    return known as Promise<Row[]>
  }

  /** Asks ahead, a few at a time; what fails is told to whoever asks again. */
  ask(queries: readonly string[]): void {
    this.ahead.push(...queries)
    while (this.running < AHEAD && this.ahead.length > 0) void this.work()
  }

  /** To be called when the groups are others. */
  forgetGroups(): void {
    this.ofGroups.clear()
    this.ahead = this.ahead.filter((sql) => !GROUP_TABLES.test(sql))
  }

  private async work(): Promise<void> {
    this.running++
    for (let sql = this.ahead.shift(); sql !== undefined; sql = this.ahead.shift())
      await this.query(sql).catch(() => {})
    this.running--
  }
}

function lackOf({ needs }: Detector, presence: Presence): Need | undefined {
  return needs.find((need) => !presence[need])
}

async function runDetector(
  detector: Detector,
  context: Context,
  presence: Presence,
  evidence: Map<number, Map<string, Measured>>,
): Promise<DetectorRun> {
  const lacking = lackOf(detector, presence)
  if (lacking) return { id: detector.id, state: 'skipped', ms: 0, reason: LACKS[lacking] }
  if (!detector.measure) return { id: detector.id, state: 'ran', ms: 0 }
  const started = performance.now()
  try {
    for (const [cand, measured] of await detector.measure(context))
      evidence.get(cand)?.set(detector.id, measured)
    return { id: detector.id, state: 'ran', ms: Math.round(performance.now() - started) }
  } catch (error) {
    // The engine being gone is the analysis's failure; anything else is this detector's, and is reported as such.
    if (error instanceof Problem && error.code !== 'engine') throw error
    const message = error instanceof Error ? error.message : String(error)
    return {
      id: detector.id,
      state: 'failed',
      ms: Math.round(performance.now() - started),
      reason: message.slice(0, 300),
    }
  }
}

async function readPopulation(store: Store): Promise<Population> {
  const [row] =
    await store.query<Population>(`SELECT count() AS accounts, uniqExact(owner) AS owners, sum(exchanges) AS exchanges,
  toUnixTimestamp(min(first)) AS from, toUnixTimestamp(max(last)) AS to
FROM work_account`)
  return row ?? { accounts: 0, owners: 0, exchanges: 0, from: 0, to: 0 }
}

async function readPresence(store: Store): Promise<Presence> {
  const [row] = await store.query<Record<string, number>>(`SELECT
  countIf(prompt_hash != 0) AS text,
  countIf(block != 0) AS addresses,
  countIf(client != 0 OR session != 0 OR key != 0) AS clients,
  countIf(params != 0) AS parameters,
  countIf(notEmpty(opaque_refs)) AS opaque
FROM work_exchange`)
  const [accounts] = await store.query<Record<string, number>>(`SELECT
  countIf(created_at > toDateTime64(86400, 3) OR payment != '' OR email_domain != '' OR signup_ip != '') AS known,
  countIf(${SUSPENDED}) AS suspended
FROM work_account`)
  const has = (value: number | undefined) => (value ?? 0) > 0
  return {
    text: has(row?.text),
    accounts: has(accounts?.known),
    addresses: has(row?.addresses),
    clients: has(row?.clients),
    parameters: has(row?.parameters),
    'opaque-refs': has(row?.opaque),
    suspensions: has(accounts?.suspended),
    'model-release': true,
  }
}
