// Accounts of which a route tells or takes something: what the engine knows of them, if it has the time.
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'

/** What the engine answers; null when it fails or takes longer. */
export function inTime<Answer>(answer: Promise<Answer>, ms: number): Promise<Answer | null> {
  return Promise.race([answer.catch(() => null), sleep(ms, null, { ref: false })])
}

export function noAccount(id: string): Problem {
  return new Problem('no-account', say`nothing is known of ${id}`, 'Check the id; it is as in the log.')
}
