// Whether anybody honest is accused in four weeks in which everything that looks coordinated happens at once.
import { measureWorld } from '../judged-world.js'
import { inPool } from '../pool.js'
import type { DetectionSection } from '../section.js'
import { describe, draw } from './report.js'
import { summarise } from './summary.js'

const SCENARIO = 'four-weeks'
const WEEKS = 4
const FULL = { seeds: 20, scale: 1 }
const QUICK = { seeds: 1, scale: 0.25 }

export const LOOK_ALIKES: DetectionSection = {
  id: 'look-alikes',
  says: 'four honest weeks with every look-alike at several sizes: who is accused, who is cleared and why',
  async run({ seed: first, quick, signal, say }) {
    const { seeds, scale } = quick ? QUICK : FULL
    let done = 0
    const worlds = await inPool(
      Array.from({ length: seeds }, (_, index) => first + index),
      async (seed) => {
        const world = await measureWorld(SCENARIO, seed, scale, signal)
        say(`${++done} of ${seeds} worlds`)
        return world
      },
    )
    const summary = summarise(worlds, WEEKS)
    const failed = [...new Set(worlds.flatMap(({ judged }) => judged.failedDetectors))]
    return {
      text: describe(summary, failed),
      exitCode: failed.length > 0 ? 2 : summary.accusations.length > 0 ? 1 : 0,
      figures: {
        scale,
        ...summary,
        failedDetectors: failed,
        runs: worlds.map(({ judged: { groups }, ...world }) => ({ ...world, judged: groups.length })),
      },
      charts: quick ? [] : draw(worlds, summary),
    }
  },
}
