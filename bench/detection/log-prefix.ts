// What a provider's log was at an earlier time: the first days of simulated traffic, without the accounts that had
// not come yet, the bans that had not been spoken, and what banned accounts would have sent afterwards.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccountRecord } from '../../simulate/records.js'
import type { Traffic } from '../tasks.js'

export interface Prefix {
  readonly files: Traffic
  /** Exchanges in it, by the truth's kind of their account. */
  readonly sent: ReadonlyMap<string, number>
}

export interface PrefixOptions {
  /** End of the log, exclusive, in epoch milliseconds. */
  readonly until: number
  /** Accounts that the provider suspended by then, and when: nothing follows, and their records say so. */
  readonly suspended?: ReadonlyMap<string, number>
}

/** Enough of a line to hold its time and its account, which are written first. */
const HEAD_BYTES = 200

/** Writes the log as it was at a time to a directory. Attack accounts that had sent nothing are not in its truth. */
export function writePrefix(whole: Traffic, out: string, { until, suspended }: PrefixOptions): Prefix {
  const truth = JSON.parse(readFileSync(whole.truth, 'utf8')) as Readonly<Record<string, string>>
  const { kept, senders, sent } = readLog(whole.exchanges, truth, until, suspended ?? new Map())
  mkdirSync(out, { recursive: true })
  const files = {
    exchanges: join(out, 'exchanges.jsonl'),
    accounts: join(out, 'accounts.jsonl'),
    truth: join(out, 'truth.json'),
  }
  writeFileSync(files.exchanges, kept)
  const records = readFileSync(whole.accounts, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AccountRecord)
    .filter((record) => Date.parse(record.created_at) < until)
    .map((record) => asOf(record, until, suspended?.get(record.account)))
  writeFileSync(files.accounts, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  const known = records
    .map(({ account }) => [account, truth[account] ?? ''] as const)
    .filter(([account, kind]) => kind.startsWith('benign:') || senders.has(account))
  writeFileSync(files.truth, JSON.stringify(Object.fromEntries(known)))
  return { files, sent }
}

function asOf(record: AccountRecord, until: number, suspendedAt: number | undefined): AccountRecord {
  const { suspended_at: banned, ...rest } = record
  const at = Math.min(
    banned === undefined ? Number.POSITIVE_INFINITY : Date.parse(banned),
    suspendedAt ?? Number.POSITIVE_INFINITY,
  )
  if (at >= until) return { ...rest, status: 'active' }
  return { ...rest, status: 'suspended', suspended_at: new Date(at).toISOString() }
}

function readLog(
  path: string,
  truth: Readonly<Record<string, string>>,
  until: number,
  suspended: ReadonlyMap<string, number>,
) {
  const log = readFileSync(path)
  const pieces: Buffer[] = []
  const senders = new Set<string>()
  const sent = new Map<string, number>()
  for (let start = 0; start < log.length; ) {
    const end = log.indexOf(10, start) + 1
    const head = log.toString('latin1', start, Math.min(end, start + HEAD_BYTES))
    const [, time = '', account = ''] = /"ts":"([^"]+)","account":"([^"]+)"/.exec(head) ?? []
    const ts = Date.parse(time)
    if (Number.isNaN(ts)) throw new Error(`${path} has a line without a time at its start`)
    if (ts >= until) break
    if (ts < (suspended.get(account) ?? Number.POSITIVE_INFINITY)) {
      pieces.push(log.subarray(start, end))
      senders.add(account)
      const kind = truth[account] ?? ''
      sent.set(kind, (sent.get(kind) ?? 0) + 1)
    }
    start = end
  }
  return { kept: Buffer.concat(pieces), senders, sent }
}
