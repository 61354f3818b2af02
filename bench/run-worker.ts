// Starts a worker process, waits for its answer and measures it from outside.
import { spawn } from 'node:child_process'
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
  const started = performance.now()
  const child = spawn(process.execPath, [WORKER, mode, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'pipe'],
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
  const code = await new Promise<number | string>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, killedBy) => resolve(status ?? killedBy ?? 'unknown'))
  })
  const wallMs = performance.now() - started
  if (code !== 0) throw new Error(`${mode} ended with ${code}: ${words.trim()}`)
  return { ...(JSON.parse(printed) as Reply<M>), wallMs }
}
