// Probabilistic record linkage of accounts by their traits with splink 5 (PyPI), the model of Fellegi and Sunter, "A
// Theory for Record Linkage", JASA 64, 1969, trained without labels. Pairs above the threshold are linked, and clusters
// of five accounts are accused. The setting `threshold` is a probability; 0.95 is what splink's own examples use.
//
// Traits: payment, mail domain, block of the sign-up and of most requests, TLS fingerprint of most requests, and how
// close the sign-ups are in time.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addressBlock, logLines, textOf } from '../../simulate/log-lines.js'
import { LEAST_GROUP, numberIn, type Peer, type PeerFiles, type PeerRun, type Setting } from './peer.js'
import { PYTHON, peerScript, pythonAbsent } from './places.js'

const MOST_OUTPUT = 256 * 1024 * 1024

/** The value that most exchanges of each account have. */
function createMostUsed() {
  const counts = new Map<string, Map<string, number>>()
  return {
    add(account: string, value: string | undefined) {
      if (value === undefined) return
      const own = counts.get(account) ?? new Map<string, number>()
      counts.set(account, own.set(value, (own.get(value) ?? 0) + 1))
    },
    of: (account: string) => [...(counts.get(account) ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0],
  }
}

/** A JSON object a line, an account each, as `splink-link.py` reads them. */
async function traitLines(files: PeerFiles): Promise<string> {
  const blocks = createMostUsed()
  const clients = createMostUsed()
  for await (const record of logLines(files.exchanges)) {
    const account = textOf(record.account)
    if (account === undefined) continue
    blocks.add(account, addressBlock(textOf(record.ip)))
    clients.add(account, textOf(record.ja4))
  }
  const lines: string[] = []
  for await (const record of logLines(files.accounts)) {
    const account = textOf(record.account)
    if (account === undefined) continue
    const { payment, email_domain, created_at } = record
    const signup_block = addressBlock(textOf(record.signup_ip))
    const traits = { account, payment, email_domain, created_at, signup_block }
    lines.push(JSON.stringify({ ...traits, block: blocks.of(account), client: clients.of(account) }))
  }
  return `${lines.join('\n')}\n`
}

async function link(files: PeerFiles, settings: readonly Setting[]): Promise<readonly PeerRun[]> {
  const started = performance.now()
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-splink-'))
  try {
    const traits = join(directory, 'traits.jsonl')
    writeFileSync(traits, await traitLines(files))
    const thresholds = settings.map((setting) => String(numberIn(setting, 'threshold')))
    const { status, stdout, stderr, error } = spawnSync(
      PYTHON,
      [peerScript('splink-link.py'), traits, ...thresholds],
      { encoding: 'utf8', maxBuffer: MOST_OUTPUT },
    )
    if (status !== 0) throw new Error(`splink failed: ${error?.message ?? stderr.slice(-2000)}`)
    const answer = JSON.parse(stdout) as {
      readonly clusters: readonly (readonly (readonly string[])[])[]
      readonly peakBytes: number
    }
    const ms = performance.now() - started
    return answer.clusters.map((clusters) => ({
      groups: clusters.filter((cluster) => cluster.length >= LEAST_GROUP),
      ms,
      peakBytes: answer.peakBytes,
    }))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

export const SPLINK: Peer = {
  id: 'splink',
  title: 'splink',
  source: 'splink 5.0.0; Fellegi and Sunter, JASA 64, 1969',
  standard: { threshold: 0.95 },
  grid: [0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999, 0.9999].map((threshold) => ({ threshold })),
  absent: pythonAbsent,
  accuse: link,
}
