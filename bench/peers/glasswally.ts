// Glasswally itself, the one open program for this purpose (github.com/m0rs3c0d3/Glasswally, Rust, MIT): its own
// `replay` mode reads the exchanges in its own event format, and whoever it takes an action against is accused, together
// with those of its cluster that it acted against too.
//
// What it can't be given: JA3 (logs have JA4; under JA3 it would also join everybody with a popular client), the order of
// headers, HTTP/2 settings, operators of networks, and countries, which it raises scores by. Replay sets each event's
// time to the moment of reading, so two weeks in seconds look like haste; its windows of an hour know no other clock.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { contentOf, firstMessage, type LogRecord, logLines, textOf } from '../../simulate/log-lines.js'
import type { Peer, PeerFiles, PeerRun, Setting } from './peer.js'
import { numberIn } from './peer.js'
import { GLASSWALLY } from './places.js'

/** Seconds in which the log is played. */
const PLAYED_IN = 5
const POLL_MS = 250
/** Polls without work after the log was played: it is done, for it never ends by itself. */
const QUIET_POLLS = 8

function absent(): string | undefined {
  if (!existsSync(GLASSWALLY)) return 'no program .peers/glasswally'
  return existsSync('/proc/self/stat') ? undefined : 'its end is told from /proc, which this system lacks'
}

/** One exchange in Glasswally's event format; undefined without an address, which the format demands. */
export function eventOf(record: LogRecord, payment: string | undefined): object | undefined {
  const system = textOf(record.system)
  const ip = textOf(record.ip)
  if (ip === undefined) return undefined
  const messages = Array.isArray(record.messages) ? record.messages.map(contentOf) : [firstMessage(record)]
  return {
    request_id: record.id,
    account_id: record.account,
    timestamp: record.ts,
    ip_address: ip,
    user_agent: textOf(record.user_agent) ?? '',
    model: textOf(record.model) ?? '',
    prompt: [system, ...messages].filter((part) => part !== undefined).join('\n'),
    token_count: (Number(record.input_tokens) || 0) + (Number(record.output_tokens) || 0),
    payment_method_hash: payment ?? null,
    org_id: textOf(record.org) ?? null,
    country_code: '',
    header_order: [],
    max_tokens: record.max_tokens ?? null,
    system_prompt_hash:
      system === undefined ? null : createHash('sha256').update(system).digest('hex').slice(0, 16),
  }
}

interface Written {
  readonly events: number
  /** From the first to the last event, in seconds. */
  readonly span: number
}

async function writeEvents(files: PeerFiles, path: string): Promise<Written> {
  const payments = new Map<unknown, string | undefined>()
  for await (const record of logLines(files.accounts)) payments.set(record.account, textOf(record.payment))
  const out = createWriteStream(path)
  let events = 0
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for await (const record of logLines(files.exchanges)) {
    const event = eventOf(record, payments.get(record.account))
    if (event === undefined) continue
    const ts = Date.parse(textOf(record.ts) ?? '')
    events++
    first = Math.min(first, ts)
    last = Math.max(last, ts)
    if (!out.write(`${JSON.stringify(event)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  return { events, span: (last - first) / 1000 }
}

interface Played {
  readonly ms: number
  readonly peakBytes: number
  /** Events that it said it had read when it was stopped before its end. */
  readonly stoppedAt?: number
}

/** Runs the program until it has nothing left to do or the limit, in seconds, is over. */
async function play(directory: string, { span }: Written, limit: number): Promise<Played> {
  const started = performance.now()
  const child = spawn(
    GLASSWALLY,
    ['--mode', 'replay', '--path', 'events.jsonl', '--speed', String(span / PLAYED_IN), '--output', 'out'],
    { cwd: directory, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-100_000)
  })
  try {
    await once(child, 'spawn')
    let work = ''
    let quiet = 0
    let busyUntil = 0
    let peakBytes = 0
    while (performance.now() - started < 1000 * limit) {
      await sleep(POLL_MS)
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      peakBytes = 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
      const now = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ').slice(13, 15).join(' ')
      const elapsed = performance.now() - started
      if (now !== work) busyUntil = elapsed
      quiet = now === work && elapsed > 1000 * (PLAYED_IN + 1) ? quiet + 1 : 0
      work = now
      if (quiet >= QUIET_POLLS) return { ms: busyUntil, peakBytes }
    }
    const stoppedAt = Number([...said.matchAll(/events=(\d+)/g)].at(-1)?.[1] ?? 0)
    return { ms: 1000 * limit, peakBytes, stoppedAt }
  } finally {
    child.kill('SIGKILL')
  }
}

/** Accounts it acted against, by its own clusters. */
export function groupsOfActions(log: string): readonly (readonly string[])[] {
  const groups = new Map<string, Set<string>>()
  for (const line of log.split('\n').filter((one) => one !== '')) {
    const action = JSON.parse(line) as {
      readonly account_id: string | null
      readonly cluster_id: number | null
      readonly affected_accounts: readonly string[]
    }
    const key = String(action.cluster_id ?? action.account_id)
    const known = groups.get(key) ?? new Set()
    groups.set(key, known)
    for (const account of action.affected_accounts) known.add(account)
  }
  return [...groups.values()].map((group) => [...group])
}

async function watch(files: PeerFiles, setting: Setting): Promise<PeerRun> {
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-glasswally-'))
  try {
    const written = await writeEvents(files, join(directory, 'events.jsonl'))
    const { ms, peakBytes, stoppedAt } = await play(directory, written, numberIn(setting, 'limit'))
    const actions = join(directory, 'out', 'audit_log.jsonl')
    const groups = existsSync(actions) ? groupsOfActions(readFileSync(actions, 'utf8')) : []
    const note = `stopped after ${ms / 1000} s with about ${stoppedAt} of ${written.events} events read`
    return { groups, ms, peakBytes, ...(stoppedAt === undefined ? {} : { note }) }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

export const GLASSWALLY_PEER: Peer = {
  id: 'glasswally',
  title: 'Glasswally',
  source: 'github.com/m0rs3c0d3/Glasswally, 0.1.0, replay mode',
  standard: { limit: 61 },
  grid: [],
  isSlow: true,
  absent,
  async accuse(files, settings) {
    const runs: PeerRun[] = []
    for (const setting of settings) runs.push(await watch(files, setting))
    return runs
  },
}
