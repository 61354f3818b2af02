// A program that is started, fed, and waited for: what it prints is the answer.
import { spawn } from 'node:child_process'

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** What it reads from standard input; nothing when left out. */
  readonly input?: string
}

/** Resolves to what it printed. Rejects with its last words when it fails, and when it is aborted. */
export async function runProgram(
  name: string,
  command: string,
  args: readonly string[],
  { env, signal, input }: ProgramOptions,
): Promise<string> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env, signal })
  let printed = ''
  let words = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2000)
  })
  const ended = new Promise<number | string>((resolve) => {
    child.on('error', (error) => {
      words += error.message
    })
    child.on('close', (status, killedBy) => resolve(status ?? killedBy ?? 'unknown'))
  })
  child.stdin.on('error', () => {
    // A program that ends before it has read everything says why itself.
  })
  child.stdin.end(input)
  const code = await ended
  signal.throwIfAborted()
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${words.trim()}`)
  return printed
}
