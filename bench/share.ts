// What private matching costs: 25,000 values asked of a million, in time, bytes and memory.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashCode, OUT, readMachine } from './machine.js'
import type { BenchOptions } from './options.js'
import { runWorker } from './run-worker.js'
import { formatTable, gigabytes, type SectionResult, seconds } from './text-table.js'

const HELD = 1_000_000
const ASKED = 25_000

/** Measures, prints and writes `share.json`. */
export async function benchShare(
  options: BenchOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SectionResult> {
  const scale = options.scale ?? 1
  const input = { held: Math.round(HELD * scale), asked: Math.round(ASKED * scale) }
  say(`${input.asked} values asked of ${input.held}`)
  const { answer, peakBytes } = await runWorker('match', input, signal)
  const result = {
    schema: 'stillwatch.bench-share/1',
    machine: readMachine(),
    code: hashCode('src/share'),
    madeAt: new Date().toISOString(),
    ...input,
    ...answer,
    peakBytes,
  }
  writeFileSync(join(OUT, 'share.json'), `${JSON.stringify(result, null, 2)}\n`)
  const { ms, bytes } = answer
  const rows = [
    ['offer: the holder evaluates its values', seconds(ms.offer), megabytes(bytes.offer)],
    ['ask: the asker blinds', seconds(ms.ask), megabytes(bytes.requests)],
    ['answer: the holder evaluates, with proofs', seconds(ms.answer), megabytes(bytes.answers)],
    ['finish: the asker checks, unblinds, looks up', seconds(ms.finish), ''],
  ]
  const isRight = answer.matches === answer.expected
  return {
    text: `${formatTable([`${input.asked} of ${input.held}, ${answer.threads} threads`, 'seconds', 'MB sent'], rows)}
${answer.matches} matches of ${answer.expected}; peak memory of both sides ${gigabytes(peakBytes)}
`,
    exitCode: isRight ? 0 : 1,
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
