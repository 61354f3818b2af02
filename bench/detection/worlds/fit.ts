// `node dist/bench/detection/worlds/fit.js`: the curves of src/campaigns/calibration.ts, from worlds that no figure is
// reported of.
import { reportFailure, writeOut } from '../../../src/cli/output.js'
import { fitLogistic } from './logistic.js'
import { knownGroups, measureWorlds, type WorldPlan } from './unseen.js'

const SEEDS = 10
const PLANS: readonly WorldPlan[] = [
  ...Array.from({ length: SEEDS }, (_, index) => ({ scenario: 'drawn', seed: 31 + index, scale: 1 })),
  { scenario: 'practice', seed: 31, scale: 1 },
  { scenario: 'practice', seed: 32, scale: 1 },
  { scenario: 'quiet', seed: 31, scale: 1 },
]

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
