// One analysis of what is in the store: link, judge, part, judge again, describe. The steps are those of
// src/README.md; each is a file beside this one.
import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import {
  type Campaign,
  type CampaignDetail,
  type DetectorRun,
  type Infrastructure,
  NOBODY_TO_MEASURE,
  type PopulationSeries,
} from '../model/analysis.js'
import type { Store } from '../store/store.js'
import { dropBystanders } from './bystanders.js'
import { fitCandidates } from './candidates.js'
import { type Complete, describeCampaigns } from './describe.js'
import { DRAWING, type Drawing } from './drawn-log.js'
import { type Progress, prepareExamination, skippedRuns } from './examination.js'
import { loadIncidence } from './incidence.js'
import type { StateGroup } from './increments/state.js'
import type { Lives } from './life/life.js'
import { measureLikeness, readUsualSizes } from './likeness.js'
import { clearPointedAt } from './pointed-at.js'
import { regroup } from './regroup.js'
import { addSmallGroups, smallGroupsToTell } from './small-groups.js'
import { createSubstreams } from './substream.js'
import { addSuggested, isSmallGroup, type Suggest } from './suggested.js'
import { dropWorkspace } from './workspace.js'

export interface Findings {
  /** Id of this analysis. */
  readonly analysis: string
  readonly campaigns: readonly Campaign[]
  readonly details: readonly CampaignDetail[]
  readonly infrastructure: readonly Infrastructure[]
  readonly detectors: readonly DetectorRun[]
  readonly population: PopulationSeries
  readonly lives: Lives
  /** What increments must know of the groups; none where nothing is kept. */
  readonly left: readonly StateGroup[]
}

/**
 * Analyses every exchange in the store.
 * @param complete adds to the campaigns what the store doesn't hold
 * @param suggest accounts that partners’ indicators point at; groups that may be told to partners are looked for too
 * @param drawing how much of a large log is read of everybody
 * @throws Problem of the store; a detector that fails is reported as failed instead
 */
export async function analyzeStore(
  store: Store,
  progress: Progress = () => {},
  complete: Complete = async (campaigns) => campaigns,
  drawing: Drawing = DRAWING,
  suggest?: Suggest,
): Promise<Findings> {
  const analysis = randomUUID()
  await dropWorkspace(store)
  try {
    const examination = await prepareExamination(store, progress, drawing, suggest)
    if (examination === undefined) return nothing(analysis, skippedRuns(NOBODY_TO_MEASURE.alone))
    const { population } = examination
    progress('candidates')
    const [incidence, usual] = await Promise.all([
      loadIncidence(store, examination.log),
      readUsualSizes(store),
    ])
    examination.askAhead()
    const likeness = measureLikeness(incidence, usual)
    await turn()
    const fitted = await fitCandidates(store, incidence, likeness, examination.log)
    await addSuggested(store)
    if (suggest) await addSmallGroups(store)
    progress('evidence')
    await createSubstreams(store, examination.log)
    await examination.gather()
    const looked = await examination.judge()
    const first = await clearPointedAt(
      store,
      looked.filter(({ cand, verdict }) => !isSmallGroup(cand) || verdict !== 'explained'),
    )
    const beside = smallGroupsToTell(looked)
    const judged = await regroup(store, first, beside, fitted, progress, async () => {
      await examination.gatherLast()
      if (await dropBystanders(store, examination.log)) examination.forgetGroups()
      return examination.judge(first.length)
    })
    progress('report')
    const described = await describeCampaigns(store, judged, population, analysis, complete)
    return { analysis, ...described, detectors: examination.detectorRuns() }
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
    population: { start: '', stepSeconds: 3600, exchanges: [], releases: [] },
    lives: { of: new Map(), news: new Map(), gone: [] },
    left: [],
  }
}
