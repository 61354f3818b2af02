// The examination of groups of accounts in a loaded store: the workspace is made, what the groups sent is gathered, the
// detectors measure it, and it is judged. An analysis examines the groups that it finds, `judge-given.ts` those that it is
// given.
import { DETECTORS } from '../detectors/catalog.js'
import type { Candidate, Context, Detector, Measured, Population } from '../detectors/detector.js'
import { type DetectorRun, NOBODY_TO_MEASURE } from '../model/analysis.js'
import { Problem } from '../model/problem.js'
import type { Store } from '../store/store.js'
import { createTurns } from '../store/turns.js'
import { Answers } from './answers.js'
import { DRAWING, type Drawing, drawLog, type Log } from './drawn-log.js'
import { readGroupFacts } from './group-facts.js'
import { type Judged, judge } from './judge.js'
import { LACKS, lackOf, type Presence, readPresence } from './presence.js'
import { countedOf, fillInside, fillSubstreams, sentOf } from './substream.js'
import { fillReceived, type Suggest } from './suggested.js'
import { buildTemplates } from './templates.js'
import { buildTraits } from './traits.js'
import { buildPeople, buildUses, completeMembers, dropMemberExchanges } from './workspace.js'

export type Progress = (step: string) => void

/** Makes the workspace but for the groups; nothing when fewer than two accounts sent anything. */
export async function prepareExamination(
  store: Store,
  progress: Progress,
  drawing: Drawing = DRAWING,
  suggest: Suggest = async () => [],
): Promise<Examination | undefined> {
  progress('accounts and templates')
  const log = await drawLog(store, drawing)
  // Anchors are brought together in this process while the engine makes the accounts.
  await Promise.all([buildTemplates(store, log), buildPeople(store, log)])
  const population = await readPopulation(store)
  if (population.accounts < 2) return undefined
  await fillReceived(store, await suggest(store))
  progress('traits')
  await buildUses(store, log)
  const [presence] = await Promise.all([readPresence(store), buildTraits(store)])
  return new Examination(store, log, population, presence)
}

/** What every detector reports when there was no group that it could look at. */
export function skippedRuns(reason: string): readonly DetectorRun[] {
  return DETECTORS.map(({ id }) => ({ id, state: 'skipped', ms: 0, reason }))
}

/** Detectors that measure at the same time. */
const AT_ONCE = 3

/** Gathers, measures and judges the groups in `work_member`, as often as they change. */
export class Examination {
  private readonly answers: Answers
  private readonly able: readonly Detector[]
  private readonly runs = new Map<string, DetectorRun>()

  constructor(
    private readonly store: Store,
    readonly log: Log,
    readonly population: Population,
    private readonly presence: Presence,
  ) {
    this.answers = new Answers(store)
    this.able = DETECTORS.filter((detector) => !lackOf(detector, presence))
  }

  /** Asks ahead what detectors will ask about everybody: the engine would wait while this process is busy. */
  askAhead(): void {
    this.answers.ask(this.able.flatMap(({ baseline = [] }) => baseline))
  }

  /** Fills the tables of a round, which are there and empty, for the groups in `work_member`. */
  async gather(): Promise<void> {
    this.forgetGroups()
    await fillInside(this.store)
    this.answers.ask(this.able.flatMap(({ early }) => early?.(this.population) ?? []))
    await completeMembers(this.store, this.log)
    await fillSubstreams(this.store, this.population.accounts, this.log)
  }

  /** The same for the last time. */
  async gatherLast(): Promise<void> {
    await this.gather()
    await dropMemberExchanges(this.store)
  }

  /** To be called when members left the groups after these were gathered. */
  forgetGroups(): void {
    this.answers.forgetGroups()
  }

  /**
   * Measures and judges the groups that were gathered; those that sent nothing are left out.
   * @param considered groups looked at in all, when these are what is left of more
   */
  async judge(considered = 0): Promise<Judged[]> {
    const candidates =
      await this.store.query<Candidate>(`SELECT m.cand AS id, count() AS accounts, uniqExact(m.owner) AS owners, sum(l.exchanges) AS exchanges
FROM work_member AS m
LEFT JOIN (SELECT cand, aid, exchanges FROM work_load) AS l ON l.cand = m.cand AND l.aid = m.aid
GROUP BY id
HAVING exchanges > 0
ORDER BY id`)
    if (candidates.length === 0) return []
    const context: Context = {
      store: this.store,
      population: this.population,
      candidates,
      sent: sentOf(this.log),
      ...countedOf(this.log, candidates),
      query: (sql) => this.answers.query(sql),
    }
    const evidence = new Map<number, Map<string, Measured>>(candidates.map(({ id }) => [id, new Map()]))
    // A few at a time: most of a measure's time is the engine's planning, which one thread does.
    const turn = createTurns(AT_ONCE)
    const run = async (detector: Detector) => {
      const ran = await runDetector(detector, context, this.presence, evidence)
      const before = this.runs.get(detector.id)
      this.runs.set(
        detector.id,
        before?.state === 'failed' ? before : { ...ran, ms: ran.ms + (before?.ms ?? 0) },
      )
    }
    await Promise.all(DETECTORS.map((detector) => turn(() => run(detector))))
    return judge(await readGroupFacts(this.store), evidence, considered)
  }

  /** Every detector with what it did in all rounds. */
  detectorRuns(): readonly DetectorRun[] {
    return DETECTORS.map(
      ({ id }) => this.runs.get(id) ?? { id, state: 'skipped', ms: 0, reason: NOBODY_TO_MEASURE.apart },
    )
  }
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
