// A simulated world's log as its operator sees it grow: the requests that came in up to a moment, and of the accounts
// only what is known by then. What is written is never looked at again, so later events can depend on verdicts.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccountRecord, ExchangeRecord, PlannedExchange } from '../../../simulate/records.js'
import { createRenderer } from '../../../simulate/render.js'
import type { World } from '../../../simulate/world.js'

/** What came in between two moments. */
export interface Growth {
  /** Path of the new exchanges, JSON lines. */
  readonly exchanges: string
  /** Paths of account facts that are new or changed; none when nothing did. */
  readonly accounts: readonly string[]
  readonly rows: number
}

export class GrowingLog {
  /** Exchanges of each account so far. */
  readonly sent = new Map<string, number>()
  /** Time of the first exchange of each label so far, epoch milliseconds. */
  readonly first = new Map<string, number>()
  private readonly render: (planned: PlannedExchange, index: number) => ExchangeRecord
  private readonly labels = new Map<AccountRecord, string>()
  private readonly told = new Map<AccountRecord, string>()
  private waiting: PlannedExchange[] = []
  private rows = 0
  private parts = 0

  /** @param folder an existing directory for the parts of the log */
  constructor(
    private readonly world: World,
    private readonly folder: string,
  ) {
    this.render = createRenderer(world)
  }

  /** Writes what was planned before `to` (epoch milliseconds) and not written yet; suspended accounts send nothing. */
  grow(to: number): Growth {
    const part = this.parts++
    for (const { record, label } of this.world.accounts) this.labels.set(record, label)
    const lines = this.take(to).map((planned) => {
      const { account } = planned.actor
      const label = this.labels.get(account) ?? ''
      this.sent.set(account.account, (this.sent.get(account.account) ?? 0) + 1)
      if (!this.first.has(label)) this.first.set(label, planned.ts)
      return JSON.stringify(this.render(planned, this.rows++))
    })
    const exchanges = join(this.folder, `exchanges-${part}.jsonl`)
    writeFileSync(exchanges, lines.map((line) => `${line}\n`).join(''))
    const facts = this.changedFacts(to)
    const accounts = join(this.folder, `accounts-${part}.jsonl`)
    if (facts.length > 0) writeFileSync(accounts, facts.map((line) => `${line}\n`).join(''))
    return { exchanges, accounts: facts.length > 0 ? [accounts] : [], rows: lines.length }
  }

  private take(to: number): PlannedExchange[] {
    const { planned } = this.world
    if (planned.length > 0) {
      this.waiting = [...this.waiting, ...planned].sort((a, b) => a.ts - b.ts || a.seed - b.seed)
      planned.length = 0
    }
    const end = this.waiting.findIndex(({ ts }) => ts >= to)
    const due = this.waiting.splice(0, end < 0 ? this.waiting.length : end)
    return due.filter(({ ts, actor }) => !(ts >= suspensionOf(actor.account)))
  }

  private changedFacts(to: number): string[] {
    const changed: string[] = []
    for (const { record } of this.world.accounts) {
      const line = factsAt(record, to)
      if (line === undefined || this.told.get(record) === line) continue
      this.told.set(record, line)
      changed.push(line)
    }
    return changed
  }
}

/** Epoch milliseconds; NaN when the account is never suspended. */
function suspensionOf({ suspended_at: at }: AccountRecord): number {
  return at === undefined ? Number.NaN : Date.parse(at)
}

/** An account's line as it is known at a time: none before it was opened, no suspension that is yet to come. */
export function factsAt(record: AccountRecord, at: number): string | undefined {
  if (Date.parse(record.created_at) > at) return undefined
  if (!(suspensionOf(record) > at)) return JSON.stringify(record)
  const { suspended_at: _, ...rest } = record
  return JSON.stringify({ ...rest, status: 'active' })
}
