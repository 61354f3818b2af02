import { setTimeout as sleep } from 'node:timers/promises'

/** What the engine answers; null when it fails or takes longer. */
export function inTime<Answer>(answer: Promise<Answer>, ms: number): Promise<Answer | null> {
  return Promise.race([answer.catch(() => null), sleep(ms, null, { ref: false })])
}
