// `npm run bench`: the figures that the project is held to, each beside its peer from the same run.
import { mkdirSync } from 'node:fs'
import { createProgress, reportFailure, writeOut } from '../src/cli/output.js'
import { Problem } from '../src/model/problem.js'
import { OUT, readMachine } from './machine.js'
import { helpText, readOptions, type Section } from './options.js'
import { benchQuality } from './quality.js'
import { benchSpeed } from './speed.js'
import { gigabytes } from './text-table.js'

const RUN: Readonly<Record<Section, typeof benchSpeed>> = { speed: benchSpeed, quality: benchQuality }

const INTERRUPTED = new Problem(
  'bench-interrupted',
  'the bench was interrupted',
  'Run it again: quality goes on where it was.',
)

async function bench(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  if (options.help) return writeOut(helpText())
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort(INTERRUPTED))
  mkdirSync(OUT, { recursive: true })
  const { cores, processor, memoryBytes, node } = readMachine()
  await writeOut(`${cores} cores (${processor}), ${gigabytes(memoryBytes)} memory, Node ${node}\n\n`)
  let exitCode = 0
  for (const section of options.sections) {
    const progress = createProgress(false)
    try {
      const result = await RUN[section](options, progress.say, interrupted.signal)
      progress.done()
      await writeOut(`${result.text}\n`)
      exitCode = Math.max(exitCode, result.exitCode)
    } finally {
      progress.done()
    }
  }
  process.exitCode = exitCode
}

try {
  await bench(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportFailure(error)
}
