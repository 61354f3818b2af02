// The stream of decisions on disk, as it came: a proxy that starts knows what it knew, also while the service is away.
// All decisions begin a new file; changes are added to it.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

export interface StreamEvent {
  readonly event: string
  readonly data: unknown
}

interface Piece {
  readonly isFirst: boolean
  readonly isLast: boolean
}

/** A file of more than this is begun anew, with all decisions. */
const MOST_BYTES = 256 * 1024 * 1024

export class Journal {
  private bytes = 0
  private terms: string | undefined

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  }

  get isLong(): boolean {
    return this.bytes > MOST_BYTES
  }

  /** Events in their order; a last line that was cut off is none. */
  read(): StreamEvent[] {
    if (!existsSync(this.path)) return []
    const events: StreamEvent[] = []
    for (const line of readFileSync(this.path, 'utf8').split('\n')) {
      if (line === '') continue
      try {
        events.push(JSON.parse(line) as StreamEvent)
      } catch {
        break
      }
    }
    this.bytes = statSync(this.path).size
    return events
  }

  /** Writes an event down; those of a snapshot stand beside the file until the last of them is there. */
  write({ event, data }: StreamEvent): void {
    const line = `${JSON.stringify({ event, data })}\n`
    if (event === 'terms') this.terms = line
    if (event === 'decisions') this.writePiece(data as Piece, line)
    else this.append(this.path, line)
  }

  private writePiece({ isFirst, isLast }: Piece, line: string): void {
    const beside = `${this.path}.new`
    if (isFirst) writeFileSync(beside, `${this.terms ?? ''}${line}`, { mode: 0o600 })
    else appendFileSync(beside, line)
    if (!isLast) return
    renameSync(beside, this.path)
    this.bytes = statSync(this.path).size
  }

  /** What is there can't be used. */
  clear(): void {
    rmSync(this.path, { force: true })
    this.bytes = 0
  }

  private append(path: string, line: string): void {
    appendFileSync(path, line, { mode: 0o600 })
    this.bytes += Buffer.byteLength(line)
  }
}
