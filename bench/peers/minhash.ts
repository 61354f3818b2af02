// What people would write with Python: templates by MinHash LSH (datasketch), and accounts that send one together by
// connected components (networkx); `minhash-campaigns.py` says how. Nothing is published about which values to take for
// that, so they are chosen on a world of another seed.
import { spawnSync } from 'node:child_process'
import { type Peer, type PeerFiles, type PeerRun, type Setting, settingsOf } from './peer.js'
import { PYTHON, peerScript, pythonAbsent } from './places.js'

const MOST_OUTPUT = 256 * 1024 * 1024

interface Answer {
  readonly answers: readonly { readonly groups: readonly (readonly string[])[]; readonly seconds: number }[]
  readonly peakBytes: number
}

async function accuse(files: PeerFiles, settings: readonly Setting[]): Promise<readonly PeerRun[]> {
  const { status, stdout, stderr, error } = spawnSync(
    PYTHON,
    [peerScript('minhash-campaigns.py'), files.exchanges, JSON.stringify(settings)],
    { encoding: 'utf8', maxBuffer: MOST_OUTPUT, env: { ...process.env, PYTHONHASHSEED: '0' } },
  )
  if (status !== 0) throw new Error(`datasketch failed: ${error?.message ?? stderr.slice(-2000)}`)
  const { answers, peakBytes } = JSON.parse(stdout) as Answer
  return answers.map(({ groups, seconds }) => ({ groups, ms: 1000 * seconds, peakBytes }))
}

/** Why it can't run: the environment is there and lacks a package when it was made for an older list. */
function absent(): string | undefined {
  const missing = pythonAbsent()
  if (missing !== undefined) return missing
  const { status } = spawnSync(PYTHON, ['-c', 'import datasketch, networkx'])
  return status === 0
    ? undefined
    : 'no datasketch or networkx in .peers/python; run `node scripts/peers.mjs` again'
}

export const MINHASH: Peer = {
  id: 'minhash',
  title: 'MinHash LSH and components',
  source: 'datasketch 2.0.0 and networkx 3.6.1; Broder, SEQUENCES 1997',
  standard: { threshold: 0.5, num_perm: 128, share: 0.5, together: 0.5 },
  grid: settingsOf({
    threshold: [0.3, 0.4, 0.5, 0.6],
    num_perm: [128],
    share: [0.02, 0.05, 0.1, 0.5],
    together: [0, 0.5],
  }),
  absent,
  accuse,
}
