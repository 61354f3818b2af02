// A program from PyPI beside the product, in the environment that `node scripts/peers.mjs` makes.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout: this file runs compiled and as it is. */
const ROOT = ['../../../../', '../../../']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(join(path, 'package.json'))) as string
const PYTHON = join(ROOT, '.peers/python/bin/python')
const SCRIPT = join(ROOT, 'bench/peers/group-prompts.py')

export const PEER_TOOLS = ['drain3', 'datasketch'] as const
export type PeerTool = (typeof PEER_TOOLS)[number]

export interface PeerGrouping {
  /** Group of each prompt, in the order given. */
  readonly groups: readonly number[]
  readonly seconds: number
  readonly peakBytes: number
  readonly version: string
}

/** Whether the environment is there; without, the comparison is left out and said so. */
export function hasPeers(): boolean {
  return existsSync(PYTHON)
}

/** Rejects with the program's last words when it fails, and when it is aborted. */
export async function groupByPeer(
  tool: PeerTool,
  threshold: number,
  prompts: readonly string[],
  signal: AbortSignal,
): Promise<PeerGrouping> {
  const child = spawn(PYTHON, [SCRIPT, tool, String(threshold)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // The order of sets of words must not differ from run to run.
    env: { ...process.env, PYTHONHASHSEED: '0' },
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
  const ended = new Promise<number | string>((resolve) => {
    child.on('error', (error) => {
      words += error.message
    })
    child.on('close', (status, killedBy) => resolve(status ?? killedBy ?? 'unknown'))
  })
  child.stdin.on('error', () => {
    // A program that ends before it has read everything says why itself.
  })
  child.stdin.end(prompts.map((prompt) => `${JSON.stringify(prompt)}\n`).join(''))
  const code = await ended
  signal.throwIfAborted()
  if (code !== 0) throw new Error(`${tool} ended with ${code}: ${words.trim()}`)
  return JSON.parse(printed) as PeerGrouping
}
