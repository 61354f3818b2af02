// What both benches do: say what they run on, run one section after the other, and stop in order.
import { createProgress, writeOut } from '../src/cli/output.js'
import { Problem } from '../src/model/problem.js'
import { readMachine } from './machine.js'
import { gigabytes, type SectionResult } from './text-table.js'

/**
 * Runs sections in turn, prints what each says, and sets the exit code to the worst of theirs.
 * @param afterwards what to do after an interruption
 */
export async function runSections<Section>(
  sections: readonly Section[],
  afterwards: string,
  run: (section: Section, say: (line: string) => void, signal: AbortSignal) => Promise<SectionResult>,
): Promise<void> {
  const interrupted = new AbortController()
  const problem = new Problem('bench-interrupted', 'the bench was interrupted', afterwards)
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort(problem))
  const { cores, processor, memoryBytes, node } = readMachine()
  await writeOut(`${cores} cores (${processor}), ${gigabytes(memoryBytes)} memory, Node ${node}\n\n`)
  let exitCode = 0
  for (const section of sections) {
    const progress = createProgress(false)
    try {
      const result = await run(section, progress.say, interrupted.signal)
      progress.done()
      await writeOut(`${result.text}\n`)
      exitCode = Math.max(exitCode, result.exitCode)
    } finally {
      progress.done()
    }
  }
  process.exitCode = exitCode
}
