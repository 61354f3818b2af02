// One world of a scenario: made, judged, and its traffic deleted.
import { runWorker } from '../run-worker.js'
import type { JudgedTraffic } from '../tasks.js'
import { withTraffic } from './traffic.js'

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
  return withTraffic({ scenario, seed, scale }, signal, async ({ answer: made, wallMs: simulateMs }) => {
    const judged = await runWorker('judge', made.files, signal)
    return {
      seed,
      exchanges: made.exchanges,
      accounts: made.accounts,
      simulateMs,
      judgeMs: judged.wallMs,
      judged: judged.answer,
    }
  })
}
