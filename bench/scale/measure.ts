// Makes a scale world and analyses it, each in a process of its own: what making it took of memory is not the
// analysis's.
import { analyzeStore } from '../../src/campaigns/analyze.js'
import { loadFacts } from '../../src/fingerprint/facts/facts.js'
import type { Campaign } from '../../src/model/analysis.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { makeWorld, TRUTH } from './world/make-world.js'

export interface WorldInput {
  /** Directory of the store, which is new. */
  readonly store: string
  readonly seed: number
  readonly part: number
}

export interface WorldAnswer {
  readonly exchanges: number
  readonly accounts: number
  readonly campaignExchanges: number
  readonly campaignAccounts: number
  /** The table of exchanges on disk. */
  readonly bytes: number
  readonly ms: number
}

/** Makes a world in a new store. */
export async function makeScaleWorld({ store: location, seed, part }: WorldInput): Promise<WorldAnswer> {
  const store = await openStore({ location })
  try {
    await migrate(store)
    await loadFacts(store)
    const started = performance.now()
    await makeWorld(store, { seed, part })
    const ms = performance.now() - started
    const [row] = await store.query<
      Omit<WorldAnswer, 'ms' | 'bytes'>
    >(`SELECT sum(e.n) AS exchanges, count() AS accounts,
  sumIf(e.n, startsWith(t.label, 'attack:')) AS campaignExchanges, countIf(startsWith(t.label, 'attack:')) AS campaignAccounts
FROM ${TRUTH} AS t
INNER JOIN (SELECT account, count() AS n FROM exchange GROUP BY account) AS e ON e.account = t.account`)
    const [disk] = await store.query<{ bytes: number }>(
      "SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase() AND table = 'exchange'",
    )
    if (!row || !disk) throw new Error('the world is empty')
    return { ...row, bytes: disk.bytes, ms }
  } finally {
    await store.close()
  }
}

export interface ScaleAnswer {
  /** Every run of the peer, `SELECT account, count() … GROUP BY account`. */
  readonly peerMs: readonly number[]
  readonly ms: number
  /** Processor time of the analysis, all threads. */
  readonly cpuMs: number
  /** Milliseconds by step of the analysis. */
  readonly steps: Readonly<Record<string, number>>
  /** Most memory that JavaScript held, sampled twice a second and at each step. */
  readonly scriptPeakBytes: number
  /** Accounts of each campaign, and how many of them were accused. */
  readonly campaigns: Readonly<Record<string, { readonly accounts: number; readonly found: number }>>
  readonly honestAccounts: number
  readonly honestAccused: number
  /** Honest accounts accused, by kind. */
  readonly accusedKinds: Readonly<Record<string, number>>
  readonly failedDetectors: readonly string[]
}

const PEER_RUNS = 3

/** Measures the peer and the analysis of a store that holds a world. */
export async function analyseScaleWorld({
  store: location,
}: Pick<WorldInput, 'store'>): Promise<ScaleAnswer> {
  const store = await openStore({ location })
  const watch = watchScript()
  try {
    await migrate(store)
    await loadFacts(store)
    const peerMs: number[] = []
    for (let run = 0; run < PEER_RUNS; run++) peerMs.push(await timePeer(store))
    const steps: Record<string, number> = {}
    const before = process.cpuUsage()
    const started = performance.now()
    let step = 'start'
    let since = started
    const close = (next: string) => {
      const now = performance.now()
      steps[step] = (steps[step] ?? 0) + now - since
      since = now
      step = next
      watch.look()
    }
    const { campaigns, detectors } = await analyzeStore(store, close)
    const ms = performance.now() - started
    close('end')
    const { user, system } = process.cpuUsage(before)
    return {
      peerMs,
      ms,
      cpuMs: (user + system) / 1000,
      steps,
      scriptPeakBytes: watch.most(),
      ...(await scoreCampaigns(store, campaigns)),
      failedDetectors: detectors.filter(({ state }) => state === 'failed').map(({ id }) => id),
    }
  } finally {
    watch.stop()
    await store.close()
  }
}

/** What is summed keeps the engine from leaving the counts out. */
async function timePeer(store: Store): Promise<number> {
  const started = performance.now()
  await store.query('SELECT sum(n) AS n FROM (SELECT account, count() AS n FROM exchange GROUP BY account)')
  return performance.now() - started
}

function watchScript() {
  let peak = 0
  const look = () => {
    const { heapUsed, external } = process.memoryUsage()
    peak = Math.max(peak, heapUsed + external)
  }
  const timer = setInterval(look, 500)
  return { look, most: () => peak, stop: () => clearInterval(timer) }
}

type Scored = Pick<ScaleAnswer, 'campaigns' | 'honestAccounts' | 'honestAccused' | 'accusedKinds'>

async function scoreCampaigns(store: Store, campaigns: readonly Campaign[]): Promise<Scored> {
  const accused = new Set(
    campaigns
      .filter(({ verdict }) => verdict !== 'explained')
      .flatMap(({ accounts }) => accounts.map(({ id }) => id)),
  )
  await store.command('CREATE OR REPLACE TABLE scale_accused (account String) ENGINE = Memory')
  await store.insert(
    'scale_accused',
    [...accused].map((account) => ({ account })),
  )
  const rows = await store.query<{ label: string; accounts: number; found: number }>(
    `SELECT label, count() AS accounts, countIf(account IN (SELECT account FROM scale_accused)) AS found
FROM ${TRUTH}
WHERE account IN (SELECT account FROM exchange)
GROUP BY label
ORDER BY label`,
  )
  await store.command('DROP TABLE scale_accused')
  const isAttack = ({ label }: { readonly label: string }) => label.startsWith('attack:')
  const honest = rows.filter((row) => !isAttack(row))
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  return {
    campaigns: Object.fromEntries(
      rows.filter(isAttack).map(({ label, accounts, found }) => [label, { accounts, found }]),
    ),
    honestAccounts: sum(honest.map(({ accounts }) => accounts)),
    honestAccused: sum(honest.map(({ found }) => found)),
    accusedKinds: Object.fromEntries(
      honest.filter(({ found }) => found > 0).map(({ label, found }) => [label, found]),
    ),
  }
}
