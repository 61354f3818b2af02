// A program from PyPI beside the product, in the environment that `node scripts/peers.mjs` makes.
import { PYTHON, peerScript } from '../../peers/places.js'
import { runProgram } from '../../run-program.js'

export const PEER_TOOLS = ['drain3', 'datasketch'] as const
export type PeerTool = (typeof PEER_TOOLS)[number]

export interface PeerGrouping {
  /** Group of each prompt, in the order given. */
  readonly groups: readonly number[]
  readonly seconds: number
  readonly peakBytes: number
  readonly version: string
}

/** Rejects with the program's last words when it fails, and when it is aborted. */
export async function groupByPeer(
  tool: PeerTool,
  threshold: number,
  prompts: readonly string[],
  signal: AbortSignal,
): Promise<PeerGrouping> {
  const printed = await runProgram(tool, PYTHON, [peerScript('group-prompts.py'), tool, String(threshold)], {
    // The order of sets of words must not differ from run to run.
    env: { ...process.env, PYTHONHASHSEED: '0' },
    signal,
    input: prompts.map((prompt) => `${JSON.stringify(prompt)}\n`).join(''),
  })
  return JSON.parse(printed) as PeerGrouping
}
