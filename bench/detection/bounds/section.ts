// What bounds recall: finding groups, judging them, or the evidence itself? Every kind of the truth is given to the
// judgement as one group, which leaves the search out, and classifiers that learnt from known groups read the same evidence.
import type { DetectionSection } from '../section.js'
import type { TrafficOptions } from '../traffic.js'
import { classifiersAbsent, classify, examinedGroups } from './classifiers.js'
import { type Bounds, describe, drawAll, isOutdone } from './report.js'
import { ablate, measureStages, tellReasons } from './stages.js'
import { BLIND, type BoundsWorld, measureWorlds } from './world.js'

/** Far from any seed that was looked at. */
const FIRST = 200
const FULL: readonly { readonly scenario: string; readonly seeds: number }[] = [
  { scenario: 'drawn', seeds: 3 },
  { scenario: 'validation', seeds: 2 },
  { scenario: 'held-out', seeds: 2 },
  { scenario: 'practice', seeds: 1 },
  { scenario: 'four-weeks', seeds: 2 },
]
const SCALE = 1
const QUICK = [{ scenario: 'drawn', seeds: 1 }]
const QUICK_SCALE = 0.3

export const BOUNDS: DetectionSection = {
  id: 'bounds',
  says: 'what bounds recall: finding groups, judging them, or the evidence; and what each protection costs and saves',
  async run({ seed, quick, signal, say }) {
    const plans: readonly TrafficOptions[] = (quick ? QUICK : FULL).flatMap(({ scenario, seeds }) =>
      Array.from({ length: seeds }, (_, index) => ({
        scenario,
        seed: FIRST + seed + index,
        scale: quick ? QUICK_SCALE : SCALE,
      })),
    )
    const worlds = await measureWorlds(plans, signal, say)
    const absent = classifiersAbsent()
    if (absent === undefined) say('classifiers')
    const examined = examinedGroups(worlds.flatMap(({ groups }) => groups))
    const classified = absent ?? (await classify(examined, quick, signal))
    const bounds = summarise(worlds, classified)
    const failed = [...new Set(worlds.flatMap(({ judged }) => judged.failedDetectors))]
    const isMet = typeof classified === 'string' || !isOutdone(classified)
    return {
      text: describe(bounds, failed),
      exitCode: failed.length > 0 ? 2 : isMet ? 0 : 1,
      figures: { ...bounds, worlds: worlds.map(tellWorld) },
      charts: quick ? [] : drawAll(bounds),
    }
  },
}

function summarise(worlds: readonly BoundsWorld[], classified: Bounds['classified']): Bounds {
  const groups = worlds.flatMap((world) => world.groups)
  const honest = groups.filter(({ isAttack }) => !isAttack)
  const accused = honest.filter(({ isAccused }) => isAccused)
  const accountsOf = (list: typeof honest) => list.reduce((sum, { accounts }) => sum + accounts, 0)
  const scenarios = [...new Set(worlds.map(({ scenario }) => scenario))]
  return {
    worlds,
    sets: scenarios
      .map((name) => ({
        name,
        stages: measureStages(
          worlds.filter(({ scenario }) => scenario === name).flatMap((world) => world.groups),
        ),
      }))
      .filter(({ stages }) => stages.product.attacks.of > 0),
    all: measureStages(groups),
    honest: {
      groups: honest.length,
      accused: accused.length,
      accusedAccounts: accountsOf(accused),
      accounts: accountsOf(honest),
      honestAccounts: worlds.reduce((sum, { judged }) => sum + judged.honestAccounts, 0),
      falselyAccused: worlds.reduce((sum, { judged }) => sum + judged.falselyAccused, 0),
    },
    reasons: tellReasons(groups),
    ablations: ablate(groups),
    classified,
  }
}

/** As it is written down. */
function tellWorld({ groups, ...world }: BoundsWorld): object {
  return world.scenario === BLIND ? world : { ...world, groups }
}
