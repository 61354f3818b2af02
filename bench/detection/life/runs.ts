// The worlds of the experiment, and their runs in processes of their own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runWorker } from '../../run-worker.js'
import { inPool } from '../pool.js'
import type { DetectionContext } from '../section.js'
import type { ExposureAnswer, ExposureInput } from './exposure.js'
import type { RecognitionAnswer, RecognitionInput } from './recognition.js'
import type { ReplacementAnswer, ReplacementInput } from './replacement.js'

/**
 * Hours at which analyses run: every hour for half a day, then at growing distances. An analysis depends on the log
 * alone and not on earlier ones, so leaving some out can only delay the first report: the figures are upper bounds of
 * those for every hour.
 */
const HOURS = [
  ...Array.from({ length: 12 }, (_, hour) => hour + 1),
  ...[14, 16, 18, 21, 24, 30, 36, 48, 72, 168, 336],
]
const SIZES = [20, 50, 100, 200, 500, 800]

type Exposure = Omit<ExposureInput, 'out'>
type Replacement = Omit<ReplacementInput, 'out'>
type Recognition = Omit<RecognitionInput, 'out'>

function exposureRuns({ seed, quick }: DetectionContext): Exposure[] {
  if (quick)
    return [{ seed, honest: 1500, sizes: [20, 50, 100, 200, 500], cleanDays: 0, hours: [1, 2, 4, 8, 16, 24] }]
  return [0, 7, 0, 7].map((cleanDays, index) => ({
    seed: seed + index,
    honest: 2000,
    sizes: SIZES,
    cleanDays,
    hours: HOURS,
  }))
}

function replacementRuns({ seed, quick }: DetectionContext): Replacement[] {
  if (quick)
    return [{ seed, honest: 700, styles: ['same-cards', 'new-cards'], seats: 25, cleanDays: 1, hours: 5 }]
  return [
    ['same-cards', 'new-network', 'staggered'],
    ['new-cards', 'new-text', 'fast'],
  ].map((styles, index) => ({ seed: seed + index, honest: 1500, styles, seats: 40, cleanDays: 1, hours: 16 }))
}

function recognitionRuns(context: DetectionContext): Recognition[] {
  return replacementRuns(context).map(({ seed, honest, styles, seats, cleanDays }) => ({
    seed,
    honest,
    styles,
    seats,
    cleanDays,
    before: context.quick ? 5 : 12,
    after: context.quick ? 2 : 6,
  }))
}

type Run =
  | { readonly kind: 'recognition'; readonly input: Recognition }
  | { readonly kind: 'exposure'; readonly input: Exposure }
  | { readonly kind: 'replacement'; readonly input: Replacement }

export interface Answers {
  readonly recognition: { readonly input: Recognition; readonly answer: RecognitionAnswer }[]
  readonly exposure: { readonly input: Exposure; readonly answer: ExposureAnswer }[]
  readonly replacement: { readonly input: Replacement; readonly answer: ReplacementAnswer }[]
}

/** Runs all worlds; answers stand in the order of the plans. */
export async function runAll(context: DetectionContext): Promise<Answers> {
  const { signal, say } = context
  const runs: Run[] = [
    ...recognitionRuns(context).map((input): Run => ({ kind: 'recognition', input })),
    ...replacementRuns(context).map((input): Run => ({ kind: 'replacement', input })),
    ...exposureRuns(context).map((input): Run => ({ kind: 'exposure', input })),
  ]
  const answers: Answers = { recognition: [], exposure: [], replacement: [] }
  const out = mkdtempSync(join(tmpdir(), 'stillwatch-life-'))
  try {
    let done = 0
    await inPool(runs, async (run) => {
      if (run.kind === 'recognition') {
        const { answer } = await runWorker('recognition', { ...run.input, out }, signal)
        answers.recognition.push({ input: run.input, answer })
      } else if (run.kind === 'exposure') {
        const { answer } = await runWorker('exposure', { ...run.input, out }, signal)
        answers.exposure.push({ input: run.input, answer })
      } else {
        const { answer } = await runWorker('replacement', { ...run.input, out }, signal)
        answers.replacement.push({ input: run.input, answer })
      }
      say(`${++done} of ${runs.length} worlds`)
    })
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
  for (const list of [answers.recognition, answers.exposure, answers.replacement])
    list.sort((a, b) => a.input.seed - b.input.seed)
  return answers
}
