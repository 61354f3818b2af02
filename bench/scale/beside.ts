// The same task on the same files beside what people would use: accounts that send one template together, by a script of
// Python's datasketch and networkx. Its setting is the best of a grid on a smaller world of another seed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AT_SIZE } from '../peers/catalog.js'
import type { Setting } from '../peers/peer.js'
import { type Measured, runWorker } from '../run-worker.js'
import { TARGETS } from '../targets.js'
import type { Made, PeerScore } from '../tasks.js'
import { formatTable, gigabytes, percent, type SectionResult, seconds, verdictOf } from '../text-table.js'
import type { ScaleOptions } from './options.js'

const SCENARIO = 'demo'
/** Exchanges of the scenario at scale 1. */
const EXCHANGES = 304_000
/** Size of the world that the setting is chosen on, as a share of the other, and its seed after the other's. */
const CHOSEN_ON = 0.1
const OTHER_SEED = 1000

/** One side: accused accounts held against the truth, time from opening the files, peak memory. */
interface Side {
  readonly name: string
  readonly precision: number
  readonly recall: number
  readonly bCubed: number
  readonly ms: number
  readonly peakBytes: number
}

export async function benchBeside(
  { seed, exchanges }: ScaleOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SectionResult> {
  const missing = AT_SIZE.absent?.()
  if (missing !== undefined) return { text: `Beside Python: skipped, ${missing}.`, exitCode: 0 }
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-beside-'))
  try {
    const make = async (name: string, size: number, its: number) => {
      say(`beside Python · making ${name}`)
      const out = join(directory, String(its))
      const input = { scenario: SCENARIO, out, seed: its, scale: size / EXCHANGES }
      return (await runWorker('simulate', input, signal)).answer
    }
    const small = await make('the world to choose on', CHOSEN_ON * exchanges, seed + OTHER_SEED)
    say(`beside Python · choosing among ${AT_SIZE.grid.length} settings`)
    const chosen = chooseSetting(await runPeer(small, AT_SIZE.grid, signal))
    rmSync(join(directory, String(seed + OTHER_SEED)), { recursive: true })
    const world = await make('the world', exchanges, seed)
    say('beside Python · Stillwatch')
    const ours = await runOurs(world, signal)
    say(`beside Python · ${AT_SIZE.title}`)
    const { answer } = await runPeer(world, [chosen], signal)
    const [theirs] = answer
    if (theirs === undefined) throw new Error('the peer said nothing')
    return describe(world, chosen, ours, sideOf(AT_SIZE.title, theirs, theirs.peakBytes ?? 0))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const runPeer = ({ files }: Made, settings: readonly Setting[], signal: AbortSignal) =>
  runWorker('peer', { ...files, peer: AT_SIZE.id, settings }, signal)

async function runOurs({ files }: Made, signal: AbortSignal): Promise<Side> {
  const { answer, peakBytes } = await runWorker('judge', files, signal)
  const { falselyAccused } = answer.outcome
  const accused = answer.accused.length
  return {
    name: 'Stillwatch',
    precision: accused === 0 ? 1 : 1 - falselyAccused / accused,
    recall: answer.outcome.recall ?? 1,
    bCubed: answer.outcome.f1 ?? 1,
    ms: answer.ms,
    peakBytes,
  }
}

function sideOf(name: string, { score, ms }: PeerScore, peakBytes: number): Side {
  const { precision, recall, bCubed } = score
  return { name, precision, recall, bCubed: bCubed.f1, ms, peakBytes }
}

/** Harmonic mean of precision and recall over accounts. */
export function f1Of({ precision, recall }: Pick<Side, 'precision' | 'recall'>): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** The setting of the best F1; of several, the one that took least. */
export function chooseSetting({ answer }: Pick<Measured<'peer'>, 'answer'>): Setting {
  const [best] = AT_SIZE.grid
    .flatMap((setting, index) => {
      const run = answer[index]
      return run === undefined ? [] : [{ setting, f1: f1Of(run.score), ms: run.ms }]
    })
    .sort((a, b) => b.f1 - a.f1 || a.ms - b.ms)
  if (best === undefined) throw new Error('the peer said nothing')
  return best.setting
}

function describe(world: Made, chosen: Setting, ours: Side, theirs: Side): SectionResult {
  const ratio = theirs.ms / ours.ms
  const isFaster = ratio >= TARGETS.besideRatio
  const isAsGood = f1Of(ours) >= f1Of(theirs)
  const table = formatTable(
    ['', 'F1', 'precision', 'recall', 'B-cubed F1', 'time', 'memory'],
    [ours, theirs].map((side) => [
      side.name,
      f1Of(side).toFixed(3),
      percent(side.precision),
      percent(side.recall),
      side.bCubed.toFixed(3),
      seconds(side.ms),
      gigabytes(side.peakBytes),
    ]),
  )
  const values = Object.entries(chosen)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
  const text = `${world.exchanges.toLocaleString('en')} exchanges of ${world.accounts.toLocaleString('en')} accounts (${SCENARIO}), from the files on:

${table}
${ratio.toFixed(1)} times faster (target ${TARGETS.besideRatio}): ${verdictOf(isFaster)}; F1 no worse: ${verdictOf(isAsGood)}
Of ${AT_SIZE.grid.length} settings the best of another seed at ${CHOSEN_ON} of the size: ${values}.
`
  return { text, exitCode: isFaster && isAsGood ? 0 : 1 }
}
