// Starts a worker process, waits for its answer and measures it from outside.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from './run-program.js'
import type { Mode, Reply, Tasks } from './tasks.js'

export interface Measured<M extends Mode> extends Reply<M> {
  /** From the start of the process to its end. */
  readonly wallMs: number
}

const WORKER = fileURLToPath(new URL('worker.js', import.meta.url))

/** Rejects with the worker's last words when it fails, and when it is aborted. */
export async function runWorker<M extends Mode>(
  mode: M,
  input: Tasks[M]['input'],
  signal: AbortSignal,
): Promise<Measured<M>> {
  signal.throwIfAborted()
  // A worker that is stopped can't remove its store: it gets a directory that goes away with it.
  const temporary = mkdtempSync(join(tmpdir(), 'stillwatch-bench-'))
  try {
    const started = performance.now()
    const printed = await runProgram(mode, process.execPath, [WORKER, mode, JSON.stringify(input)], {
      env: { ...process.env, TMPDIR: temporary },
      signal,
    })
    const wallMs = performance.now() - started
    return { ...(JSON.parse(printed) as Reply<M>), wallMs }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}
