// Starts a worker process, waits for its answer and measures it from outside.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
    const child = spawn(process.execPath, [WORKER, mode, JSON.stringify(input)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: temporary },
      signal,
    })
    let printed = ''
    let words = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2000)
    })
    const code = await new Promise<number | string>((resolve) => {
      child.on('error', (error) => {
        words += error.message
      })
      child.on('close', (status, killedBy) => resolve(status ?? killedBy ?? 'unknown'))
    })
    const wallMs = performance.now() - started
    signal.throwIfAborted()
    if (code !== 0) throw new Error(`${mode} ended with ${code}: ${words.trim()}`)
    return { ...(JSON.parse(printed) as Reply<M>), wallMs }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}
