// A file of acknowledged batches on their way into the store, and beside it the list of its batches. Both are on disk
// before a batch is acknowledged; what was written behind the last listed batch was promised to nobody.
import { existsSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What a batch holds: the id of a format, or rows of accounts. */
export type BatchKind = string

export interface Batch {
  /** With the key that sent it in front, so that two senders can use the same id. */
  readonly id: string
  readonly records: number
  readonly bytes: number
  /** RFC 3339. */
  readonly at: string
}

/** A line of the list: the batch, and where it ends in the file. */
interface Listed extends Batch {
  readonly end: number
}

/** A file that takes no more batches. */
export interface Segment {
  readonly number: number
  readonly kind: BatchKind
  /** JSON objects, one a line. */
  readonly path: string
  readonly bytes: number
  readonly batches: readonly Batch[]
}

const NAME = /^(\d{10})-([a-z-]+)\.jsonl$/

export function segmentPath(folder: string, number: number, kind: BatchKind): string {
  return join(folder, `${String(number).padStart(10, '0')}-${kind}.jsonl`)
}

function listPath(path: string): string {
  return path.replace(/\.jsonl$/, '.batches')
}

/** A segment that takes batches. */
export class OpenSegment {
  private size = 0
  private readonly listed: Batch[] = []
  readonly openedAt = Date.now()

  private constructor(
    readonly number: number,
    readonly kind: BatchKind,
    readonly path: string,
    private readonly data: FileHandle,
    private readonly list: FileHandle,
  ) {}

  static async create(folder: string, number: number, kind: BatchKind): Promise<OpenSegment> {
    const path = segmentPath(folder, number, kind)
    const [data, list] = [await open(path, 'wx'), await open(listPath(path), 'wx')]
    const parent = await open(folder, 'r')
    await parent.sync().finally(() => parent.close())
    return new OpenSegment(number, kind, path, data, list)
  }

  get bytes(): number {
    return this.size
  }

  get isEmpty(): boolean {
    return this.listed.length === 0
  }

  /** Writes batches and brings them to disk. When it fails, none of them is in the segment. */
  async append(
    batches: readonly { readonly batch: Batch; readonly lines: readonly Buffer[] }[],
  ): Promise<void> {
    const start = this.size
    let end = start
    const rows: Listed[] = batches.map(({ batch }) => {
      end += batch.bytes
      return { ...batch, end }
    })
    const buffers = batches.flatMap(({ lines }) => lines)
    try {
      await writeAll(this.data, buffers, start)
      await this.list.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      await Promise.all([this.data.datasync(), this.list.datasync()])
    } catch (error) {
      await this.data.truncate(start).catch(() => {})
      throw error
    }
    this.size = end
    this.listed.push(...batches.map(({ batch }) => batch))
  }

  async seal(): Promise<Segment> {
    await Promise.all([this.data.close(), this.list.close()])
    const { number, kind, path, size, listed } = this
    return { number, kind, path, bytes: size, batches: listed }
  }
}

/** Buffers that one call of the system takes. */
const MOST_BUFFERS = 512

async function writeAll(file: FileHandle, buffers: readonly Buffer[], start: number): Promise<void> {
  let at = start
  for (let from = 0; from < buffers.length; from += MOST_BUFFERS) {
    const some = buffers.slice(from, from + MOST_BUFFERS)
    const length = some.reduce((sum, { byteLength }) => sum + byteLength, 0)
    const { bytesWritten } = await file.writev(some, at)
    // A disk that fills up takes a part; the next write says so.
    if (bytesWritten < length)
      await file.write(Buffer.concat(some).subarray(bytesWritten), 0, null, at + bytesWritten)
    at += length
  }
}

/**
 * A segment that an earlier process left, cut to what it acknowledged; undefined when that is nothing, and its files are
 * gone then.
 */
export function recoverSegment(folder: string, name: string): Segment | undefined {
  const parts = NAME.exec(name)
  if (!parts) return undefined
  const path = join(folder, name)
  const size = statSync(path).size
  const listed = readList(listPath(path)).filter(({ end }) => end <= size)
  const end = listed.at(-1)?.end ?? 0
  if (end === 0) {
    void removeSegment(path).catch(() => {})
    return undefined
  }
  if (end < size) truncateSync(path, end)
  return { number: Number(parts[1]), kind: parts[2] ?? '', path, bytes: end, batches: listed }
}

function readList(path: string): Listed[] {
  if (!existsSync(path)) return []
  const rows: Listed[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue
    try {
      rows.push(JSON.parse(line) as Listed)
    } catch {
      // The last line of a process that was killed.
      break
    }
  }
  return rows
}

/** Removes both files; what is loaded is in the store. */
export async function removeSegment(path: string): Promise<void> {
  // A large file takes the system a while: not while somebody waits.
  await Promise.all([rm(path, { force: true }), rm(listPath(path), { force: true })])
}
