// What became of each object of a sending, as events that are on disk before the next step is taken: who reads them after
// a process was killed knows what went out, what was answered, and what nobody knows of.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import type { Said } from '../../model/sentence.js'
import { linesOfFile } from '../../store/lines-of-file.js'

/** Places of objects in the sending. */
type Places = readonly number[]

export type JournalEvent =
  /** The collection was found and takes the objects. */
  | { readonly event: 'opened'; readonly url: string; readonly title: string }
  /** These go out now; until an answer stands behind it nobody knows whether they arrived. */
  | { readonly event: 'posting'; readonly places: Places }
  /** What a status says of objects that it is about. */
  | {
      readonly event: 'told'
      readonly status: string
      readonly accepted: Places
      readonly refused: readonly (readonly [place: number, message: string])[]
      readonly pending: Places
    }
  /** The server doesn't know the status any more. */
  | { readonly event: 'forgotten'; readonly status: string }
  /** The collection was asked for what nobody knew of: it has these, and lacks those. */
  | { readonly event: 'looked'; readonly there: Places; readonly lacking: Places }
  /** The server took nothing of what went out. */
  | { readonly event: 'untaken'; readonly places: Places }
  /** A round ended before all was settled. Times are milliseconds since 1970. */
  | {
      readonly event: 'stopped'
      readonly at: number
      readonly code: string
      readonly message: string
      /** What the message was made of; journals of older versions have none. */
      readonly said?: Said
      readonly retryAt: number
    }

/** Times that an object is sent which a server refuses: a status doesn't tell passing reasons from others. */
const MOST_REFUSALS = 3

export class Journal {
  readonly accepted = new Set<number>()
  readonly uncertain = new Set<number>()
  readonly pending = new Map<string, readonly number[]>()
  readonly refusals = new Map<number, { readonly message: string; readonly times: number }>()
  opened: { readonly url: string; readonly title: string } | undefined
  /** Why the newest round ended early, and when the next one is due. */
  stopped: Extract<JournalEvent, { event: 'stopped' }> | undefined
  /** Rounds that ended early one after the other. */
  attempts = 0

  private constructor(
    private readonly path: string,
    private readonly size: number,
  ) {}

  /** @param size objects of the sending */
  static read(path: string, size: number): Journal {
    const journal = new Journal(path, size)
    for (const line of linesOfFile(path)) {
      try {
        journal.apply(JSON.parse(line) as JournalEvent)
      } catch {
        // Half a line of a process that was killed: what it was about to do it had not begun.
      }
    }
    return journal
  }

  /** Writes an event down; it is on disk when this returns. */
  note(event: JournalEvent): void {
    const file = openSync(this.path, 'a', 0o600)
    try {
      // A line break in front ends what a killed process left.
      writeSync(file, `\n${JSON.stringify(event)}\n`)
      fdatasyncSync(file)
    } finally {
      closeSync(file)
    }
    this.apply(event)
  }

  /** Objects that are to go out, without those of which nobody knows whether they did. */
  get unsent(): number[] {
    const pending = new Set([...this.pending.values()].flat())
    return Array.from({ length: this.size }, (_, place) => place).filter(
      (place) =>
        !this.accepted.has(place) &&
        !this.uncertain.has(place) &&
        !pending.has(place) &&
        !this.isRefused(place),
    )
  }

  /** Objects that the server refused as often as they are sent. */
  get refused(): number[] {
    return [...this.refusals.keys()].filter((place) => this.isRefused(place))
  }

  get pendingCount(): number {
    return [...this.pending.values()].reduce((sum, places) => sum + places.length, 0)
  }

  /** Whether nothing is left to be done for it. */
  get isSettled(): boolean {
    return this.accepted.size + this.refused.length === this.size
  }

  private isRefused(place: number): boolean {
    return (this.refusals.get(place)?.times ?? 0) >= MOST_REFUSALS && !this.accepted.has(place)
  }

  private apply(event: JournalEvent): void {
    switch (event.event) {
      case 'opened':
        this.opened = { url: event.url, title: event.title }
        return
      case 'posting':
        for (const place of event.places) this.uncertain.add(place)
        return
      case 'told':
        for (const place of event.accepted) this.accept(place)
        for (const [place, message] of event.refused) {
          this.uncertain.delete(place)
          this.refusals.set(place, { message, times: (this.refusals.get(place)?.times ?? 0) + 1 })
        }
        for (const place of event.pending) this.uncertain.delete(place)
        if (event.pending.length > 0) this.pending.set(event.status, event.pending)
        else this.pending.delete(event.status)
        return
      case 'forgotten':
        for (const place of this.pending.get(event.status) ?? []) this.uncertain.add(place)
        this.pending.delete(event.status)
        return
      case 'looked':
        for (const place of event.there) this.accept(place)
        for (const place of event.lacking) this.uncertain.delete(place)
        return
      case 'untaken':
        for (const place of event.places) this.uncertain.delete(place)
        return
      case 'stopped':
        this.stopped = event
        this.attempts++
    }
  }

  private accept(place: number): void {
    this.uncertain.delete(place)
    this.refusals.delete(place)
    this.accepted.add(place)
    // Something went on: the next wait is short again.
    this.attempts = 0
  }
}
