// Ingest beside what partners said: services on equal stores, one for each size of what is in force, take the same traffic
// in turns; those whose turn it isn't are stopped, so that they take nothing from the one whose it is.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { statePaths } from '../../src/server/state-folder.js'
import { keyOf, writtenKey } from '../../src/share/community-key.js'
import { migrate } from '../../src/store/migrate.js'
import { beginWhole } from '../../src/store/newer.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { median } from '../detection/median.js'
import { loadFile } from '../load-file.js'
import { hashCode, OUT } from '../machine.js'
import { formatTable, type SectionResult, verdictOf } from '../text-table.js'
import { endless, feed, settled } from './feed.js'
import { hearPartner, PARTNER, type Word } from './partner-word.js'
import { makeKey, RunningService } from './running-service.js'
import { type LiveOptions, type Say, traffic } from './sections.js'

const LEAST_INGEST = 0.9
/** What is in force, the first the peer. */
const SIZES = [
  { title: 'no partners (peer)', sketches: 0, plain: 0 },
  { title: '1,000 sketches', sketches: 1000, plain: 0 },
  { title: '10,000 sketches', sketches: 10_000, plain: 0 },
  { title: '10,000 sketches, 100,000 others', sketches: 10_000, plain: 100_000 },
] as const
/** Own values among them: what is looked for is found. */
const OWN = { templates: 5, blocks: 200 } as const
const ROUNDS = 3
const ROUND_MS = 8000
/** How long a service reads what partners say before it is measured. */
const WARM_MS = 30_000
/**
 * The log is doubled so often: what came is kept for live matching as long as a load brings no twentieth of the log, and a
 * load reads 256 MB at most.
 */
const DOUBLED = 4

interface Side {
  readonly title: string
  readonly service: RunningService
  /** Exchanges a second, and seconds of the engine's processor time for a million, by round. */
  readonly rates: number[]
  readonly costs: number[]
}

export async function benchPartners({ scale }: LiveOptions, say: Say): Promise<SectionResult> {
  const { exchanges } = await traffic(scale)
  const prepared = await prepare(exchanges, scale, say)
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-live-partners-'))
  const sides: Side[] = []
  try {
    for (const [index, { title }] of SIZES.entries()) {
      say(`starting the service with ${title}`)
      const service = await start(join(prepared, String(index)), join(folder, String(index)), index > 0)
      sides.push({ title, service, rates: [], costs: [] })
      await warm(service, exchanges, index)
      suspend(service)
    }
    for (let round = 1; round <= ROUNDS; round++)
      for (const [index, side] of sides.entries()) {
        say(`${side.title}, round ${round} of ${ROUNDS}`)
        await measure(side, exchanges, `${round}-${index}`)
      }
    return report(sides)
  } finally {
    for (const { service } of sides) {
      resume(service)
      await service.stop()
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

const KEY = keyOf(Buffer.alloc(32, 5), true)

/** The stores, made once for each size of the traffic and each version of what makes them. */
async function prepare(exchanges: string, scale: number, say: Say): Promise<string> {
  const made = join(OUT, `live-partners-${scale}-${hashCode('src/fingerprint', 'src/store')}`)
  if (existsSync(made)) return made
  const draft = `${made}.part`
  rmSync(draft, { recursive: true, force: true })
  const base = join(draft, 'base')
  mkdirSync(base, { recursive: true })
  say('the log')
  const store = await openStore({ location: base })
  let own: Word['own']
  try {
    await migrate(store)
    await loadFile(store, exchanges)
    for (let time = 0; time < DOUBLED; time++)
      await store.command(
        `INSERT INTO exchange SELECT * REPLACE (concat(id, '-', '${time}') AS id) FROM exchange`,
      )
    await beginWhole(store)
    own = await readOwn(store)
  } finally {
    await store.close()
  }
  for (const [index, { title, ...size }] of SIZES.entries()) {
    const location = join(draft, String(index))
    cpSync(base, location, { recursive: true })
    if (size.sketches + size.plain === 0) continue
    const copy = await openStore({ location })
    try {
      const { partners: cards } = statePaths(join(location, 'service'))
      await hearPartner(
        copy,
        { ...size, own },
        { key: KEY, folder: join(draft, `keys-${index}`), cards },
        (line) => say(`${title}: ${line}`),
      )
    } finally {
      await copy.close()
    }
  }
  rmSync(base, { recursive: true })
  renameSync(draft, made)
  return made
}

/** Templates and address blocks of the log that many show: where few did, what is found would have the log analysed. */
async function readOwn(store: Store): Promise<Word['own']> {
  const templates = await store.query<{ anchors: number[] }>(
    `SELECT groupArraySorted(24)(anchor) AS anchors
FROM (
  SELECT account, arrayJoin(anchors) AS anchor, count() AS uses, any(of_account) AS sent
  FROM (SELECT account, anchors, count() OVER (PARTITION BY account) AS of_account FROM exchange)
  WHERE of_account BETWEEN 200 AND 2000
  GROUP BY account, anchor
  HAVING uses >= 0.5 * sent
)
GROUP BY account
HAVING length(anchors) >= 16
ORDER BY cityHash64(account)
LIMIT ${OWN.templates}`,
  )
  const blocks = await store.query<{ block: string }>(
    `SELECT concat(substring_index(ip, '.', 3), '.0/24') AS block
FROM exchange
WHERE position(ip, ':') = 0 AND ip != ''
GROUP BY block
HAVING uniqExact(account) >= 250
ORDER BY cityHash64(block)
LIMIT ${OWN.blocks}`,
  )
  return { anchors: templates.map(({ anchors }) => anchors), blocks: blocks.map(({ block }) => block) }
}

async function start(prepared: string, store: string, hasPartners: boolean): Promise<RunningService> {
  cpSync(prepared, store, { recursive: true })
  const key = makeKey(store, '--scope', 'admin')
  if (!hasPartners) return RunningService.start(store, key)
  const file = join(store, 'partners.yaml')
  writeFileSync(join(store, 'community.key'), `${writtenKey(KEY)}\n`)
  writeFileSync(
    file,
    `partners:\n  - { name: ${PARTNER}, url: "http://127.0.0.1:9/", collection: a, community-key: community.key, signatures: required }\n`,
  )
  return RunningService.start(store, key, ['--partners', file, '--pull-every', '0', '--producer', 'own'])
}

const suspend = (service: RunningService) => signal(service, 'SIGSTOP')
const resume = (service: RunningService) => signal(service, 'SIGCONT')

function signal({ pid, enginePid }: RunningService, name: NodeJS.Signals): void {
  for (const one of [pid, enginePid]) process.kill(one, name)
}

/** Takes a little in, and waits until what partners say is read and the engine rests. */
async function warm(service: RunningService, exchanges: string, index: number): Promise<void> {
  await feed(service, endless(exchanges, AbortSignal.timeout(500), `warm-${index}`))
  await settled(service)
  const end = Date.now() + WARM_MS
  for (let quiet = 0; quiet < 3 && Date.now() < end; ) {
    const before = processorMs(service.enginePid)
    await sleep(1000)
    quiet = processorMs(service.enginePid) - before < 150 ? quiet + 1 : 0
  }
}

async function measure({ service, rates, costs }: Side, exchanges: string, name: string): Promise<void> {
  resume(service)
  // Connections that it closes as it wakes are noticed.
  await sleep(500)
  const [begun, before] = [performance.now(), processorMs(service.enginePid)]
  const { records } = await feed(service, endless(exchanges, AbortSignal.timeout(ROUND_MS), name))
  await settled(service)
  rates.push(records / ((performance.now() - begun) / 1000))
  costs.push((processorMs(service.enginePid) - before) / 1000 / (records / 1e6))
  suspend(service)
}

/** Processor time that a process and its threads took so far, milliseconds; ticks are a hundredth of a second. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

function report(sides: readonly Side[]): SectionResult {
  const [peer] = sides
  if (!peer) throw new Error('nothing was measured')
  const ratioOf = (side: Side) => median(side.rates) / median(peer.rates)
  const rows = sides.map((side) => [
    side.title,
    Math.round(median(side.rates)).toLocaleString('en'),
    side.rates.map((rate) => Math.round(rate / 1000)).join(', '),
    median(side.costs).toFixed(1),
    `x ${ratioOf(side).toFixed(2)}`,
  ])
  const worst = Math.min(...sides.map(ratioOf))
  const text = `Ingest beside partners: ${ROUNDS} rounds of ${ROUND_MS / 1000} s each, in turns
${formatTable(['in force', 'exchanges/s', 'thousands, by round', 'engine s a million', 'beside peer'], rows)}worst x ${worst.toFixed(2)}, at least ${LEAST_INGEST}: ${verdictOf(worst >= LEAST_INGEST)}
`
  return { text, exitCode: worst >= LEAST_INGEST ? 0 : 1 }
}
