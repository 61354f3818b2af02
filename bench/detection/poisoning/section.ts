// Whether partners who lie about a provider's honest customers have any of them accused, and what lies cost the truth.
import { join } from 'node:path'
import { makeParts, type Part, type PartFiles, type SplitCase } from '../../federation/split-world.js'
import { OUT } from '../../machine.js'
import { runWorker } from '../../run-worker.js'
import type { DetectionSection } from '../section.js'
import type { PoisoningAnswer } from './measure.js'
import { describe } from './report.js'

/** The receiver has two fifths of two campaigns, the partner who tells the truth the rest. */
const CAMPAIGN = { campaign: 'api,size=12+api,cards=3,addresses=hosts,size=12', split: [40, 60] }
const FOUR_WEEKS = { scenario: 'four-weeks', scale: 0.3 }

const FULL = { honest: 1500, worlds: 2, targets: 3000 }
const QUICK = { honest: 600, worlds: 1, targets: 300 }

export const POISONING: DetectionSection = {
  id: 'poisoning',
  says: 'partners with valid keys publish campaigns that name honest customers: who is accused, and what the truth still finds',
  async run({ seed: first, quick, signal, say }) {
    const { honest, worlds, targets } = quick ? QUICK : FULL
    const cases: SplitCase[] = Array.from({ length: worlds }, (_, index) => ({
      ...CAMPAIGN,
      seed: first + index,
      honest,
    }))
    if (!quick) cases.push({ ...CAMPAIGN, seed: first + worlds, honest, people: FOUR_WEEKS })
    const answers: { readonly name: string; readonly answer: PoisoningAnswer }[] = []
    for (const one of cases) {
      signal.throwIfAborted()
      const name = `${one.people?.scenario ?? `levers:honest=${honest}`}, seed ${one.seed}`
      say(name)
      const [receiver, teller] = await makeParts(one, join(OUT, 'federation', 'worlds'))
      const { answer } = await runWorker(
        'poisoning',
        { receiver: filesOf(receiver), teller: filesOf(teller), seed: one.seed, targets },
        signal,
      )
      answers.push({ name, answer })
    }
    const accused = answers.reduce(
      (sum, { answer: { lies, bounds } }) =>
        sum + Math.max(...lies.map(({ honest: some }) => some), ...bounds.map(({ accounts }) => accounts)),
      0,
    )
    return {
      text: describe(answers),
      exitCode: accused === 0 ? 0 : 1,
      figures: answers,
      charts: [],
    }
  },
}

function filesOf(part: Part | undefined): PartFiles {
  if (part === undefined) throw new Error('a world of two providers has one')
  const { sent: _, ...files } = part
  return files
}
