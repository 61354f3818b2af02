// Exchanges on their way: each is written to the open file at once, so that a process that is killed loses none that
// was finished; the file is closed after a second or a megabyte, brought to disk, and is a batch with an id then.
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

export interface SpoolOptions {
  readonly folder: string
  readonly mostBytes: number
}

export interface Batch {
  /** The Idempotency-Key that it is sent with. */
  readonly id: string
  readonly path: string
  readonly bytes: number
}

const BATCH_BYTES = 1024 * 1024
const BATCH_MS = 1000
const OPEN = /^open-(.+)\.jsonl$/
const CLOSED = /^(\d{15}-.+)\.jsonl$/
const REFUSED = 'refused'
const NEWLINE = 10

export class Spool {
  private fd: number | undefined
  private open = { id: '', path: '', bytes: 0, at: 0 }
  private readonly closed: Batch[] = []
  private held = 0
  /** Bytes that were put aside: they take room until a person removes them. */
  private aside = 0

  private constructor(private readonly options: SpoolOptions) {}

  /** Opens the folder, and makes batches of what an earlier process left. */
  static start(options: SpoolOptions): Spool {
    const spool = new Spool(options)
    const { folder } = options
    const refused = join(folder, REFUSED)
    mkdirSync(refused, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(refused)) spool.aside += statSync(join(refused, name)).size
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name)
      const id = CLOSED.exec(name)?.[1]
      if (id !== undefined) spool.add({ id, path, bytes: statSync(path).size })
      const left = OPEN.exec(name)?.[1]
      if (left !== undefined) spool.takeUp(path, left)
    }
    return spool
  }

  /** Bytes that wait. */
  get bytes(): number {
    return this.held + this.aside + this.open.bytes
  }

  get batches(): readonly Batch[] {
    return this.closed
  }

  get isFull(): boolean {
    return this.bytes >= this.options.mostBytes
  }

  /**
   * Writes a record down. False when there is no room: nothing was written then.
   * @throws what the file system says
   */
  append(line: string): boolean {
    const bytes = Buffer.from(`${line}\n`)
    if (this.bytes + bytes.length > this.options.mostBytes) return false
    const fd = this.opened()
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
    this.open.bytes += bytes.length
    if (this.open.bytes >= BATCH_BYTES) this.close()
    return true
  }

  /** Closes the open file once it is old enough. */
  tick(now = Date.now()): void {
    if (this.fd !== undefined && now - this.open.at >= BATCH_MS) this.close()
  }

  /** Makes a batch of the open file, on disk from then on. */
  close(): void {
    if (this.fd === undefined) return
    fsyncSync(this.fd)
    closeSync(this.fd)
    this.fd = undefined
    this.seal(this.open)
    this.open = { id: '', path: '', bytes: 0, at: 0 }
  }

  /** What was sent goes. */
  remove(batch: Batch): void {
    rmSync(batch.path, { force: true })
    this.forget(batch)
  }

  /** What the service will never take is put aside, for a person to look at. */
  putAside(batch: Batch): string {
    const path = join(this.options.folder, REFUSED, `${batch.id}.jsonl`)
    renameSync(batch.path, path)
    this.aside += batch.bytes
    this.forget(batch)
    return path
  }

  private opened(): number {
    if (this.fd !== undefined) return this.fd
    const id = `${String(Date.now()).padStart(15, '0')}-${randomUUID()}`
    const path = join(this.options.folder, `open-${id}.jsonl`)
    this.open = { id, path, bytes: 0, at: Date.now() }
    this.fd = openSync(path, 'ax', 0o600)
    return this.fd
  }

  private seal({ id, path, bytes }: Batch): void {
    const sealed = join(this.options.folder, `${id}.jsonl`)
    renameSync(path, sealed)
    this.add({ id, path: sealed, bytes })
  }

  /** A record that was being written when its process was killed was not finished, and is cut off. */
  private takeUp(path: string, id: string): void {
    const bytes = readFileSync(path)
    const end = bytes.lastIndexOf(NEWLINE) + 1
    if (end === 0) {
      rmSync(path, { force: true })
      return
    }
    if (end < bytes.length) {
      const fd = openSync(`${path}.new`, 'w', 0o600)
      writeSync(fd, bytes.subarray(0, end))
      fsyncSync(fd)
      closeSync(fd)
      renameSync(`${path}.new`, path)
    }
    this.seal({ id, path, bytes: end })
  }

  private add(batch: Batch): void {
    this.closed.push(batch)
    this.held += batch.bytes
  }

  private forget(batch: Batch): void {
    const at = this.closed.indexOf(batch)
    if (at < 0) return
    this.closed.splice(at, 1)
    this.held -= batch.bytes
  }
}
