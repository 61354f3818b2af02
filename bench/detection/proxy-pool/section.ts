// Whether a pool and its customers are told apart: three buyers as three campaigns, honest people left alone.
import { measureWorld } from '../judged-world.js'
import { inPool } from '../pool.js'
import type { DetectionSection } from '../section.js'
import { describe, draw, type Run, sumUp } from './report.js'
import { BUYERS, readSeparation } from './separation.js'

const VARIANTS = [
  'pool-three-buyers',
  'pool-three-buyers-overlapping',
  'pool-three-buyers-in-turn',
  'pool-three-buyers-relay',
] as const
const FULL = { seeds: 5, scale: 1 }
const QUICK = { seeds: 1, scale: 0.25 }

export const PROXY_POOL: DetectionSection = {
  id: 'proxy-pool',
  says: 'one pool of accounts and exits, three buyers, honest people behind it: who is told apart from whom',
  async run({ seed: first, quick, signal, say }) {
    const { seeds, scale } = quick ? QUICK : FULL
    // The short version takes the two variants at the ends: everything apart, everything shared.
    const variants = quick ? [VARIANTS[0], VARIANTS[3]] : VARIANTS
    const wanted = variants.flatMap((variant) =>
      Array.from({ length: seeds }, (_, index) => ({ variant, seed: first + index })),
    )
    let done = 0
    const runs = await inPool(wanted, async ({ variant, seed }): Promise<Run> => {
      const { judged, exchanges, judgeMs } = await measureWorld(variant, seed, scale, signal)
      say(`${++done} of ${wanted.length} pools`)
      const { failedDetectors } = judged
      return { variant, seed, exchanges, judgeMs, failedDetectors, ...readSeparation(judged) }
    })
    const rows = variants.map((variant) =>
      sumUp(
        variant,
        runs.filter((run) => run.variant === variant),
      ),
    )
    const isLeftAlone = runs.every(
      ({ honestAccused, bystandersAccused }) => honestAccused + bystandersAccused === 0,
    )
    const isApart = runs.every(({ separated }) => separated === BUYERS.length)
    const hasFailed = runs.some(({ failedDetectors }) => failedDetectors.length > 0)
    return {
      text: describe(rows, runs, isLeftAlone, isApart),
      exitCode: hasFailed ? 2 : isLeftAlone && isApart ? 0 : 1,
      figures: { scale, seeds, variants: rows, runs },
      charts: quick ? [] : [draw(rows)],
    }
  },
}
