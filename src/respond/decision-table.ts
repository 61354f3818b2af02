// The decisions in memory, asked before each call of a model. It knows no engine and no clock but the one it is given,
// so it answers in microseconds, also while the engine is busy or gone.
import { randomBytes } from 'node:crypto'
import { AddressIndex } from './address-index.js'
import type { Answer, Decision, DecisionRequest, Exemption } from './decision.js'
import { rankOf } from './ladder.js'
import { RateLimits } from './rate-limits.js'

/** What a reader needs to know that it has all: its sum over the ids is the digest, and their number the count. */
export interface TableState {
  /** Of this table in this process; another one's sequence numbers say nothing. */
  readonly epoch: string
  /** Number of changes so far. */
  readonly sequence: number
  /** Decisions held. */
  readonly count: number
  /** Ids added up as numbers of 128 bits without carry beyond, in 32 hexadecimal digits. */
  readonly digest: string
}

export interface Snapshot extends TableState {
  readonly decisions: readonly Decision[]
}

/** A change, with the state after it. */
export interface Change extends TableState {
  readonly added: readonly Decision[]
  readonly removed: readonly Decision[]
}

interface Entry {
  readonly decision: Decision
  readonly rank: number
  readonly from: number
  readonly until: number
}

/** Decisions in changes that are kept for readers who fell behind; who is further behind reads everything anew. */
const MOST_REMEMBERED = 200_000

const ALLOW: Answer = { action: 'allow', parameters: {}, isRefused: false }
const DIGEST_RANGE = 1n << 128n

export class DecisionTable {
  private readonly epoch = randomBytes(8).toString('hex')
  private readonly entries = new Map<string, Entry>()
  private readonly byAccount = new Map<string, Entry[]>()
  private readonly byKey = new Map<string, Entry[]>()
  private readonly byAddress = new AddressIndex<Entry>()
  private readonly rates = new RateLimits()
  private exempt = new Map<string, number>()
  private changes: Change[] = []
  private sequence = 0
  private sum = 0n

  /**
   * What to do with a request. A throttled one counts against its rate.
   * @param now milliseconds since 1970
   */
  decide(request: DecisionRequest, now = Date.now()): Answer {
    const answer = this.find(request, now)
    if (answer.action !== 'throttle' || !answer.decision) return answer
    const wait = this.rates.take(answer.decision, now)
    return wait === 0 ? answer : { ...answer, isRefused: true, retryAfterSeconds: Math.ceil(wait / 1000) }
  }

  /** The same without counting: what is in force. */
  find(request: DecisionRequest, now = Date.now()): Answer {
    let enforced: Entry | undefined
    let shadow: Entry | undefined
    this.visit(request, now, (entry) => {
      if (entry.decision.mode === 'enforce') enforced = harder(enforced, entry)
      else shadow = harder(shadow, entry)
    })
    return answerOf(enforced, shadow)
  }

  /** Every decision that is about a request, those in shadow among them. */
  about(request: DecisionRequest, now = Date.now()): Decision[] {
    const found: Decision[] = []
    this.visit(request, now, ({ decision }) => found.push(decision))
    return found
  }

  private visit(
    { account, otherAccounts, key, otherKeys, ip }: DecisionRequest,
    now: number,
    tell: (entry: Entry) => void,
  ): void {
    const isExempt = (name: string) => (this.exempt.get(name) ?? 0) > now
    const consider = (entry: Entry) => {
      if (entry.from <= now && entry.until > now) tell(entry)
    }
    if (otherAccounts)
      for (const other of otherAccounts) if (!isExempt(other)) this.byAccount.get(other)?.forEach(consider)
    if (isExempt(account)) return
    this.byAccount.get(account)?.forEach(consider)
    if (key !== undefined) this.byKey.get(key)?.forEach(consider)
    if (otherKeys) for (const other of otherKeys) this.byKey.get(other)?.forEach(consider)
    if (ip !== undefined) for (const entry of this.byAddress.find(ip)) consider(entry)
  }

  /**
   * Makes these the decisions and exemptions, and no others; those that ended are left out.
   * @returns the change, with nothing in it when all were there
   */
  replace(decisions: readonly Decision[], exemptions: readonly Exemption[] = [], now = Date.now()): Change {
    this.excuse(exemptions)
    const wanted = new Map(decisions.map((decision) => [decision.id, decision]))
    const added: Decision[] = []
    for (const [id, decision] of wanted) {
      if (this.entries.has(id) || entryOf(decision).until <= now) continue
      this.add(decision)
      added.push(decision)
    }
    const removed = this.removeIf(({ decision, until }) => until <= now || !wanted.has(decision.id))
    this.rates.forget(now)
    return this.record(added, removed)
  }

  /** What would make these the decisions, and no others: for `amend`, in parts where it is a lot. */
  difference(
    decisions: readonly Decision[],
    now = Date.now(),
  ): { readonly added: readonly Decision[]; readonly removed: readonly Decision[] } {
    const wanted = new Map(decisions.map((decision) => [decision.id, decision]))
    const isOver = ({ until }: Decision) => timeOf(until) <= now
    return {
      added: [...wanted.values()].filter((one) => !this.entries.has(one.id) && !isOver(one)),
      removed: [...this.entries.values()]
        .filter(({ decision, until }) => until <= now || !wanted.has(decision.id))
        .map(({ decision }) => decision),
    }
  }

  /** Adds decisions to those that are there, as of an account that was just recognised. */
  extend(decisions: readonly Decision[]): Change {
    const added = decisions.filter(({ id }) => !this.entries.has(id))
    for (const decision of added) this.add(decision)
    return this.record(added, [])
  }

  /** Adds and removes decisions, as another table that it follows did. */
  amend(added: readonly Decision[], removed: readonly Decision[]): Change {
    const gone = removed.flatMap(({ id }) => this.entries.get(id) ?? [])
    for (const entry of gone) this.remove(entry)
    const fresh = added.filter(({ id }) => !this.entries.has(id))
    for (const decision of fresh) this.add(decision)
    return this.record(
      fresh,
      gone.map(({ decision }) => decision),
    )
  }

  /** Makes these the exemptions, and no others. */
  excuse(exemptions: readonly Exemption[]): void {
    this.exempt = new Map(exemptions.map(({ account, until }) => [account, Date.parse(until)]))
  }

  /** Removes what has ended. An ended decision does nothing before either; this tells readers so. */
  expire(now = Date.now()): Change {
    this.rates.forget(now)
    return this.record(
      [],
      this.removeIf(({ until }) => until <= now),
    )
  }

  state(): TableState {
    return {
      epoch: this.epoch,
      sequence: this.sequence,
      count: this.entries.size,
      digest: this.sum.toString(16).padStart(32, '0'),
    }
  }

  snapshot(): Snapshot {
    return { ...this.state(), decisions: [...this.entries.values()].map(({ decision }) => decision) }
  }

  /** Changes after a sequence number of this epoch; undefined when they are not kept any more: take a snapshot then. */
  changesSince(sequence: number): readonly Change[] | undefined {
    if (sequence > this.sequence || sequence < this.sequence - this.changes.length) return undefined
    return this.changes.filter((change) => change.sequence > sequence)
  }

  private add(decision: Decision): void {
    const entry = entryOf(decision)
    const { id, account, key, address } = decision
    this.entries.set(id, entry)
    if (account !== '') file(this.byAccount, account, entry)
    else if (key !== undefined) file(this.byKey, key, entry)
    else if (address !== undefined) this.byAddress.add(address, entry)
    this.sum = (this.sum + BigInt(`0x${id}`)) % DIGEST_RANGE
  }

  private removeIf(isGone: (entry: Entry) => boolean): Decision[] {
    const gone = [...this.entries.values()].filter(isGone)
    for (const entry of gone) this.remove(entry)
    return gone.map(({ decision }) => decision)
  }

  private remove(entry: Entry): void {
    const { id, account, key, address } = entry.decision
    this.entries.delete(id)
    if (account !== '') unfile(this.byAccount, account, entry)
    else if (key !== undefined) unfile(this.byKey, key, entry)
    else if (address !== undefined) this.byAddress.remove(address, entry)
    this.sum = (this.sum - BigInt(`0x${id}`) + DIGEST_RANGE) % DIGEST_RANGE
  }

  private record(added: readonly Decision[], removed: readonly Decision[]): Change {
    if (added.length + removed.length === 0) return { ...this.state(), added, removed }
    this.sequence++
    const change = { ...this.state(), added, removed }
    this.changes.push(change)
    let kept = this.changes.reduce((sum, one) => sum + one.added.length + one.removed.length, 0)
    while (kept > MOST_REMEMBERED && this.changes.length > 0) {
      const first = this.changes.shift()
      kept -= (first?.added.length ?? 0) + (first?.removed.length ?? 0)
    }
    return change
  }
}

/** A decision without an end, or with an id that can't be added up, is a defect of who made it. */
function entryOf(decision: Decision): Entry {
  const { id, action } = decision
  const entry = {
    decision,
    rank: rankOf(action),
    from: timeOf(decision.from),
    until: timeOf(decision.until),
  }
  if (!/^[0-9a-f]{32}$/.test(id) || entry.rank < 0 || Number.isNaN(entry.from + entry.until))
    throw new TypeError(`no decision: ${JSON.stringify(decision)}`)
  return entry
}

/** Times that were read lately: the decisions of one evaluation have few between them. */
const times = new Map<string, number>()
const MOST_TIMES = 1000

function timeOf(text: string): number {
  const known = times.get(text)
  if (known !== undefined) return known
  if (times.size >= MOST_TIMES) times.clear()
  const time = Date.parse(text)
  times.set(text, time)
  return time
}

/** The harder step wins; of equal ones that which lasts longer, then the lower id, so that the order is no matter. */
function harder(one: Entry | undefined, other: Entry): Entry {
  if (!one) return other
  if (one.rank !== other.rank) return one.rank > other.rank ? one : other
  if (one.until !== other.until) return one.until > other.until ? one : other
  return one.decision.id < other.decision.id ? one : other
}

function answerOf(enforced: Entry | undefined, shadow: Entry | undefined): Answer {
  if (!enforced) return shadow ? { ...ALLOW, shadow: shadow.decision } : ALLOW
  const { decision } = enforced
  return {
    action: decision.action,
    parameters: decision.parameters,
    isRefused: decision.action === 'suspend' || decision.action === 'step-up',
    decision,
    ...(shadow && { shadow: shadow.decision }),
  }
}

function file(index: Map<string, Entry[]>, name: string, entry: Entry): void {
  const entries = index.get(name)
  if (entries) entries.push(entry)
  else index.set(name, [entry])
}

function unfile(index: Map<string, Entry[]>, name: string, entry: Entry): void {
  const left = (index.get(name) ?? []).filter((one) => one !== entry)
  if (left.length > 0) index.set(name, left)
  else index.delete(name)
}
