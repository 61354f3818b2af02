// Who took whose place, held against the truth: campaigns that lose accounts and get others in several ways.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runWorker } from '../../run-worker.js'
import { inPool } from '../pool.js'
import type { DetectionSection } from '../section.js'
import type { TurnoverAnswer } from './measure.js'
import { describe, drawReliability, type Figures, isMet } from './report.js'
import { figuresOf, reliabilityOf, styleFigures } from './score.js'
import { STYLES } from './styles.js'

const FULL = { seeds: 5, honest: 1000, heads: 40 }
const QUICK = { seeds: 1, honest: 500, heads: 25 }

export const REPLACEMENTS: DetectionSection = {
  id: 'replacements',
  says: 'who took whose place in campaigns that lose accounts: are pairs right as often as is said',
  async run({ seed: first, seeds: asked, quick, signal, say }) {
    const { seeds, honest, heads } = quick ? QUICK : FULL
    const wanted = Array.from({ length: asked ?? seeds }, (_, index) => first + index).flatMap((seed) =>
      STYLES.map((_, world) => ({ seed, world, honest, heads })),
    )
    const out = mkdtempSync(join(tmpdir(), 'stillwatch-replacements-'))
    try {
      let done = 0
      const answers = await inPool(wanted, async (plan) => {
        const { answer } = await runWorker('turnover', { ...plan, out }, signal)
        rmSync(join(out, `turnover-${plan.seed}-${plan.world}`), { recursive: true, force: true })
        say(`${++done} of ${wanted.length} worlds`)
        return answer
      })
      const figures = sumUp(answers)
      const failed = [...new Set(answers.flatMap(({ failedDetectors }) => failedDetectors))]
      return {
        text: describe(figures, failed),
        exitCode: failed.length > 0 ? 2 : isMet(figures) ? 0 : 1,
        figures: { seeds: asked ?? seeds, honest, heads, ...figures },
        charts: quick ? [] : [drawReliability(figures)],
      }
    } finally {
      rmSync(out, { recursive: true, force: true })
    }
  },
}

function sumUp(answers: readonly TurnoverAnswer[]): Figures {
  const all = answers.flatMap(({ styles }) => styles)
  const members = all.map((answer) => answer.members)
  const alone = all.map((answer) => answer.timesAlone)
  return {
    styles: STYLES.flat().map(({ id }) =>
      styleFigures(
        id,
        all.filter(({ style }) => style === id),
      ),
    ),
    members: figuresOf(members),
    timesAlone: figuresOf(alone),
    found: figuresOf(all.map(({ found }) => found)),
    heirs: all.reduce((sum, { heirs }) => sum + heirs, 0),
    reliability: reliabilityOf(members),
    reliabilityOfTimes: reliabilityOf(alone),
  }
}
