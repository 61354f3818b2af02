// Batches that are in the store, and what became of them: so that one that is sent again is known, also by the next
// process, and so that its sender can ask. One line a load; files of a day each, kept for some days.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Batch } from './segment.js'

/** What a load of one or several batches came to. */
export interface LoadOutcome {
  readonly accepted: number
  /** Records that were refused, by reason. */
  readonly rejected: Readonly<Record<string, number>>
  /** Documents that are no exchanges or that were read in part, by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** Batches that were loaded together, which the numbers are of. */
  readonly batches: number
  /** RFC 3339. */
  readonly at: string
}

export interface DoneBatch {
  readonly batch: Batch
  readonly outcome: LoadOutcome
}

interface Line {
  readonly segment: number
  readonly batches: readonly Batch[]
  readonly outcome: LoadOutcome
}

/** Days that batches are remembered for, and how many at most. */
const DAYS = 3
const MOST = 1_000_000

export class DoneBatches {
  /** Segment that was done last. */
  newest = 0
  private readonly known = new Map<string, DoneBatch>()

  private constructor(private readonly folder: string) {}

  static open(folder: string): DoneBatches {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const done = new DoneBatches(folder)
    const oldest = dayOf(Date.now() - DAYS * 86_400_000)
    for (const name of readdirSync(folder).sort()) {
      if (name < oldest) rmSync(join(folder, name), { force: true })
      else for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) done.note(parsed(line))
    }
    return done
  }

  find(id: string): DoneBatch | undefined {
    return this.known.get(id)
  }

  /** Writes a load down; it is on disk when this returns. */
  async add(segment: number, batches: readonly Batch[], outcome: LoadOutcome): Promise<void> {
    const line: Line = { segment, batches, outcome }
    const file = await open(join(this.folder, `${dayOf(Date.now())}.jsonl`), 'a', 0o600)
    try {
      // A line break in front ends what a killed process left.
      await file.appendFile(`\n${JSON.stringify(line)}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
    this.note(line)
  }

  private note(line: Line | undefined): void {
    if (!line) return
    this.newest = Math.max(this.newest, line.segment)
    for (const batch of line.batches) {
      const before = this.known.get(batch.id)
      // A load that a killed process had done and not noted says that all of it was there: what it said first counts.
      if (before === undefined) this.known.set(batch.id, { batch, outcome: line.outcome })
    }
    for (const id of this.known.keys()) {
      if (this.known.size <= MOST) break
      this.known.delete(id)
    }
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function parsed(line: string): Line | undefined {
  if (line === '') return undefined
  try {
    return JSON.parse(line) as Line
  } catch {
    return undefined
  }
}
