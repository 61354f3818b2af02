// Runs the compiled command line as a person would. `npm test` compiles before the tests.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../repository/tree.js'

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly input?: string
  /** Variables of the environment, beside this process's own. */
  readonly env?: Readonly<Record<string, string>>
  /** File that standard output goes to; the outcome's `stdout` is empty then. */
  readonly outputTo?: string
  /** Called with each piece of standard error; `kill` ends the process at once, with no chance to tidy up. */
  readonly onWords?: (words: string, kill: () => void) => void
}

/** Runs `stillwatch` with these arguments to its end. */
export function runStillwatch(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const entry = join(ROOT, 'bin/stillwatch.js')
  if (!existsSync(join(ROOT, 'dist/src/cli/main.js'))) throw new Error('not compiled: run `npm run build`')
  return new Promise((resolve, reject) => {
    const output = options.outputTo === undefined ? undefined : openSync(options.outputTo, 'w')
    const child = spawn(process.execPath, [entry, ...args], {
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['pipe', output ?? 'pipe', 'pipe'],
    })
    if (output !== undefined) closeSync(output)
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      stdout += piece
    })
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      stderr += piece
      options.onWords?.(stderr, () => child.kill('SIGKILL'))
    })
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, stdout, stderr }))
    child.stdin?.end(options.input ?? '')
  })
}

/** A directory that goes away with `remove`. */
export function makeFolder(): { readonly path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'stillwatch-cli-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A line of the native format, different for each number. */
export function exchangeLine(number: number, fields: Readonly<Record<string, unknown>> = {}): string {
  const ts = new Date(Date.UTC(2026, 1, 20) + number * 60_000).toISOString()
  const account = `account-${number % 7}`
  return JSON.stringify({ id: `ex-${number}`, ts, account, prompt: `tell me about ${number}`, ...fields })
}

/** So many different lines, from `first` on, ending in a line break. */
export function exchangeLines(count: number, first = 0): string {
  return Array.from({ length: count }, (_, index) => `${exchangeLine(first + index)}\n`).join('')
}
