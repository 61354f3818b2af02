// Batches that were acknowledged and aren't in the store yet. An acknowledgement is a promise: the batch is on disk and
// survives this process, and a second batch of the same id changes nothing. Batches that come while others are being
// brought to disk go together in the next write.
import { mkdirSync, readdirSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../model/problem.js'
import { DoneBatches, type LoadOutcome } from './done-batches.js'
import {
  type Batch,
  type BatchKind,
  OpenSegment,
  recoverSegment,
  removeSegment,
  type Segment,
} from './segment.js'

export interface InboxOptions {
  readonly folder: string
  /** Bytes that may wait for the store; more are refused. */
  readonly mostBytes: number
}

/** A batch as it came: complete lines, each a JSON object. */
export interface Incoming {
  readonly id: string
  readonly kind: BatchKind
  readonly lines: Buffer
  readonly records: number
}

export interface Receipt {
  readonly batch: Batch
  /** Whether a batch of this id was acknowledged before. */
  readonly isRepeated: boolean
}

/** What became of a batch: `held` on disk, or `loaded` into the store with others. */
export type BatchState =
  | { readonly state: 'held'; readonly batch: Batch }
  | { readonly state: 'loaded'; readonly batch: Batch; readonly outcome: LoadOutcome }

/** Bytes of a segment that is loaded by itself, however many come. */
const SEGMENT_BYTES = 32 * 1024 * 1024
/** Segments that are loaded at once. */
const MOST_TOGETHER = 64
/** How long what was loaded stays here: the system has it on disk by then, whatever happens to the machine. */
const LINGER_MS = 60_000
/** Bytes of a disk that are left to others. */
const SPARE_BYTES = 256 * 1024 * 1024

interface Waiting {
  readonly incoming: Incoming
  readonly batch: Batch
  readonly resolve: (receipt: Receipt) => void
  readonly reject: (error: unknown) => void
}

export class Inbox {
  private readonly open = new Map<BatchKind, OpenSegment>()
  private sealed: Segment[] = []
  private removing: Promise<void> = Promise.resolve()
  private lingering: { readonly segment: Segment; readonly until: number }[] = []
  private waiting: Waiting[] = []
  private readonly promised = new Map<string, Promise<Receipt>>()
  private readonly held = new Map<string, Batch>()
  private flushing: Promise<void> | undefined
  private last: Promise<void> = Promise.resolve()
  private bytes = 0
  private spare = Number.POSITIVE_INFINITY
  private onArrival: () => void = () => {}

  private constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
    private next: number,
    private readonly done: DoneBatches,
  ) {}

  /**
   * Opens the inbox and takes up what an earlier process left.
   * @throws Problem `inbox-unwritable`
   */
  static async open({ folder, mostBytes }: InboxOptions): Promise<Inbox> {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const left = readdirSync(folder)
        .sort()
        .map((name) => recoverSegment(folder, name))
        .filter((segment) => segment !== undefined)
      const done = DoneBatches.open(join(folder, 'done'))
      const newest = Math.max(0, ...left.map(({ number }) => number), done.newest)
      const inbox = new Inbox(folder, mostBytes, newest + 1, done)
      for (const segment of left) inbox.add(segment)
      await inbox.measureDisk()
      return inbox
    } catch (error) {
      throw new Problem(
        'inbox-unwritable',
        `cannot keep batches in ${folder}: ${error instanceof Error ? error.message : String(error)}`,
        'Name a directory that you may write to, with some space, with --state.',
        { cause: error },
      )
    }
  }

  /** Bytes that wait for the store. */
  get backlogBytes(): number {
    return this.bytes
  }

  get heldBatches(): number {
    return this.held.size
  }

  /** Whether another batch of so many bytes would be refused. */
  isFull(bytes: number): boolean {
    return this.bytes + bytes > this.mostBytes || bytes + SPARE_BYTES > this.spare
  }

  /**
   * Takes a batch; resolves when it is on disk.
   * @throws Problem `inbox-full` when too much waits, `batch-above-inbox` when it is more than may ever wait,
   *   `inbox-unwritable` when the disk fails
   */
  receive(incoming: Incoming): Promise<Receipt> {
    const known = this.held.get(incoming.id) ?? this.done.find(incoming.id)?.batch
    if (known !== undefined) return Promise.resolve({ batch: known, isRepeated: true })
    const promised = this.promised.get(incoming.id)
    if (promised !== undefined) return promised.then(({ batch }) => ({ batch, isRepeated: true }))
    const bytes = incoming.lines.byteLength
    if (bytes > this.mostBytes) return Promise.reject(aboveInbox(bytes, this.mostBytes))
    if (this.isFull(bytes)) return Promise.reject(full())
    const batch: Batch = {
      id: incoming.id,
      records: incoming.records,
      bytes,
      at: new Date().toISOString(),
    }
    this.bytes += batch.bytes
    const receipt = new Promise<Receipt>((resolve, reject) =>
      this.waiting.push({ incoming, batch, resolve, reject }),
    ).finally(() => this.promised.delete(incoming.id))
    this.promised.set(incoming.id, receipt)
    this.flushing ??= this.flush()
    return receipt
  }

  find(id: string): BatchState | undefined {
    const held = this.held.get(id)
    if (held) return { state: 'held', batch: held }
    const done = this.done.find(id)
    return done && { state: 'loaded', ...done }
  }

  /** Segments of one kind that wait, oldest first; empty when nothing does. They stay until `release`. */
  async take(): Promise<readonly Segment[]> {
    if (this.sealed.length === 0) await this.alone(() => this.sealAll())
    const [first] = this.sealed
    if (!first) return []
    const together: Segment[] = []
    for (const segment of this.sealed) {
      if (segment.kind !== first.kind || together.length === MOST_TOGETHER) break
      together.push(segment)
    }
    return together
  }

  /** Notes what became of segments; their files go when the store is sure to have them on disk. */
  async release(segments: readonly Segment[], outcome: LoadOutcome): Promise<void> {
    await this.done.add(
      segments[0]?.number ?? 0,
      segments.flatMap(({ batches }) => batches),
      outcome,
    )
    const numbers = new Set(segments.map(({ number }) => number))
    this.sealed = this.sealed.filter(({ number }) => !numbers.has(number))
    for (const segment of segments) {
      this.bytes -= segment.bytes
      for (const { id } of segment.batches) this.held.delete(id)
      this.lingering.push({ segment, until: Date.now() + LINGER_MS })
    }
    this.forgetLingering(Date.now())
    await this.measureDisk()
  }

  /** Resolves when a batch waits, after so many milliseconds, or when it is told to. */
  async arrival(mostMs: number, signal: AbortSignal): Promise<void> {
    if (this.held.size > 0 || signal.aborted) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => end(), mostMs)
      const end = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      this.onArrival = end
      signal.addEventListener('abort', end)
    })
    this.forgetLingering(Date.now())
  }

  /** Ends in order: what is promised is on disk, and what is loaded is gone. */
  async close(): Promise<void> {
    await this.flushing
    await this.alone(() => this.sealAll())
    this.forgetLingering(Number.POSITIVE_INFINITY)
    await this.removing
  }

  /** Work on the open segments, one piece at a time: none is closed while it is written to. */
  private alone(work: () => Promise<unknown>): Promise<void> {
    const turn = this.last.then(async () => {
      await work()
    })
    this.last = turn.catch(() => {})
    return turn
  }

  private async sealAll(): Promise<void> {
    for (const kind of [...this.open.keys()]) await this.seal(kind)
  }

  private add(segment: Segment): void {
    this.sealed.push(segment)
    this.bytes += segment.bytes
    for (const batch of segment.batches) this.held.set(batch.id, batch)
  }

  private forgetLingering(now: number): void {
    const over = this.lingering.filter(({ until }) => until <= now)
    if (over.length === 0) return
    this.lingering = this.lingering.filter(({ until }) => until > now)
    const gone = [this.removing, ...over.map(({ segment }) => removeSegment(segment.path))]
    this.removing = Promise.all(gone).then(
      () => {},
      () => {},
    )
  }

  private async measureDisk(): Promise<void> {
    const disk = await statfs(this.folder)
    this.spare = disk.bavail * disk.bsize
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting
      this.waiting = []
      const byKind = groupByKind(group)
      await this.alone(() => Promise.all([...byKind].map(([kind, some]) => this.write(kind, some))))
      this.onArrival()
    }
    this.flushing = undefined
  }

  private async write(kind: BatchKind, group: readonly Waiting[]): Promise<void> {
    try {
      const segment = await this.segmentFor(kind)
      await segment.append(group.map(({ batch, incoming }) => ({ batch, lines: [incoming.lines] })))
      for (const { batch, resolve } of group) {
        this.held.set(batch.id, batch)
        this.spare -= batch.bytes
        resolve({ batch, isRepeated: false })
      }
    } catch (error) {
      const problem = new Problem(
        'inbox-unwritable',
        `a batch could not be written to disk: ${error instanceof Error ? error.message : String(error)}`,
        'Send it again when the disk has space and works.',
        { cause: error },
      )
      for (const { batch, reject } of group) {
        this.bytes -= batch.bytes
        reject(problem)
      }
      // What follows a failed write goes to files of its own.
      await this.seal(kind).catch(() => {})
      await this.measureDisk().catch(() => {})
    }
  }

  private async segmentFor(kind: BatchKind): Promise<OpenSegment> {
    const open = this.open.get(kind)
    if (open !== undefined && open.bytes < SEGMENT_BYTES) return open
    if (open !== undefined) await this.seal(kind)
    const segment = await OpenSegment.create(this.folder, this.next++, kind)
    this.open.set(kind, segment)
    return segment
  }

  private async seal(kind: BatchKind): Promise<void> {
    const open = this.open.get(kind)
    if (!open) return
    this.open.delete(kind)
    const segment = await open.seal()
    if (segment.batches.length === 0) await removeSegment(segment.path)
    else {
      this.sealed.push(segment)
      this.sealed.sort((a, b) => a.number - b.number)
    }
  }
}

function groupByKind(group: readonly Waiting[]): Map<BatchKind, Waiting[]> {
  const groups = new Map<BatchKind, Waiting[]>()
  for (const one of group) {
    const same = groups.get(one.incoming.kind)
    if (same) same.push(one)
    else groups.set(one.incoming.kind, [one])
  }
  return groups
}

/** No waiting makes room for it. */
function aboveInbox(bytes: number, most: number): Problem {
  return new Problem(
    'batch-above-inbox',
    `the batch has ${bytes} bytes, and ${most} are all that may wait for the store`,
    'Send it in smaller batches, or have the operator raise --inbox-limit.',
  )
}

function full(): Problem {
  return new Problem(
    'inbox-full',
    'more waits for the store than this service may hold',
    'Send the batch again after the time in Retry-After; it was not taken.',
  )
}
