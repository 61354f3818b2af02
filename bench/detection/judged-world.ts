// One world of a scenario: made, judged, and its traffic deleted.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { OUT } from '../machine.js'
import { runWorker } from '../run-worker.js'
import type { JudgedTraffic } from '../tasks.js'

export interface JudgedWorld {
  readonly seed: number
  readonly exchanges: number
  readonly accounts: number
  readonly simulateMs: number
  readonly judgeMs: number
  readonly judged: JudgedTraffic
}

/** Simulates a scenario and judges it, each in a process of its own; the traffic is deleted. */
export async function measureWorld(
  scenario: string,
  seed: number,
  scale: number,
  signal: AbortSignal,
): Promise<JudgedWorld> {
  mkdirSync(OUT, { recursive: true })
  const out = mkdtempSync(join(OUT, 'detection-'))
  try {
    const made = await runWorker('simulate', { scenario, out, seed, scale }, signal)
    const judged = await runWorker('judge', made.answer.files, signal)
    return {
      seed,
      exchanges: made.answer.exchanges,
      accounts: made.answer.accounts,
      simulateMs: made.wallMs,
      judgeMs: judged.wallMs,
      judged: judged.answer,
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
