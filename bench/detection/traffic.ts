// Traffic that is there while it is needed: made, used, deleted.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { OUT } from '../machine.js'
import { type Measured, runWorker } from '../run-worker.js'

export interface TrafficOptions {
  readonly scenario: string
  readonly seed: number
  readonly scale: number
}

/** Simulates a scenario in a process of its own and hands its files on; they are deleted afterwards. */
export async function withTraffic<Answer>(
  { scenario, seed, scale }: TrafficOptions,
  signal: AbortSignal,
  use: (made: Measured<'simulate'>) => Promise<Answer>,
): Promise<Answer> {
  mkdirSync(OUT, { recursive: true })
  const out = mkdtempSync(join(OUT, 'detection-'))
  try {
    return await use(await runWorker('simulate', { scenario, out, seed, scale }, signal))
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
