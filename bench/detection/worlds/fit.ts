// `node dist/bench/detection/worlds/fit.js`: the curves of src/campaigns/calibration.ts, from worlds that no figure is
// reported of.
import { reportFailure, writeOut } from '../../../src/cli/output.js'
import { fitLogistic } from './logistic.js'
import { knownGroups, measureWorlds, type WorldPlan } from './unseen.js'

const SEEDS: Readonly<Record<string, number>> = { drawn: 6, validation: 4, practice: 1, quiet: 1 }
const FIRST = 31
const PLANS: readonly WorldPlan[] = Object.entries(SEEDS).flatMap(([scenario, seeds]) =>
  Array.from({ length: seeds }, (_, index) => ({ scenario, seed: FIRST + index, scale: 1 })),
)

try {
  const worlds = await measureWorlds(PLANS, new AbortController().signal, (line) =>
    process.stderr.write(`${line}\n`),
  )
  const groups = knownGroups(worlds)
  for (const standing of ['accused', 'open', 'cleared-by-identity', 'cleared-by-conduct'] as const) {
    const own = groups.filter((group) => group.standing === standing)
    const { intercept, slope } = fitLogistic(own)
    const campaigns = own.filter(({ isCampaign }) => isCampaign).length
    await writeOut(
      `${standing}: { intercept: ${intercept.toFixed(2)}, slope: ${slope.toFixed(3)} }  ${campaigns} of ${own.length} groups are campaigns\n`,
    )
  }
} catch (error) {
  process.exitCode = reportFailure(error)
}
