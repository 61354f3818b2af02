// Brings what waits in the inbox into the store, in order and for as long as the service runs. What the engine can't take
// for reasons of its own is tried again; a file that it fails on by itself, three times, is put aside for a person.
import { mkdirSync, renameSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../model/problem.js'
import type { Engine } from '../engine/engine.js'
import type { Looked } from '../engine/recognition.js'
import type { Log } from '../log.js'
import type { LoadOutcome } from './done-batches.js'
import type { Inbox } from './inbox.js'
import type { Segment } from './segment.js'

export interface LoaderOptions {
  readonly inbox: Inbox
  readonly engine: Engine
  readonly log: Log
  /** Where refused records and files put aside are kept. */
  readonly refusedFolder: string
  /** Told of accounts that a load let recognise. */
  readonly onRecognised: (looked: Looked) => Promise<void>
  readonly onLoaded: (outcome: LoadOutcome, segments: readonly Segment[], ms: number) => void
}

/** Failures that are about the store and not about what is loaded: they are waited out. */
const OF_THE_STORE = new Set([
  'engine-gone',
  'engine-closed',
  'store-in-use',
  'store-unreachable',
  'store-denied',
  'store-unwritable',
  'disk-full',
])
const MOST_TRIES = 3
/** Times that the engine may end over the same segments before these are suspected. */
const MOST_ENDS = 3
const RETRY_MS = 2000
/**
 * How long batches gather when they come slowly: one statement costs as much for one record as for a thousand. As long as
 * the last load took, within these bounds, so that small batches keep the engine busy half of the time at most.
 */
const GATHER_MS = { least: 300, most: 2000 } as const
/** Bytes that are worth a statement of their own. */
const ENOUGH_BYTES = 4 * 1024 * 1024
const IDLE_MS = 60_000
/** Bytes of refused records that are kept a day. */
const REFUSED_BYTES = 256 * 1024 * 1024

export class Loader {
  private readonly stopping = new AbortController()
  private readonly tries = new Map<number, number>()
  private running: Promise<void> | undefined
  /** What the last load failed with, for whoever asks how the service is. */
  failure: string | undefined
  private gatherMs: number = GATHER_MS.least

  constructor(readonly options: LoaderOptions) {
    mkdirSync(options.refusedFolder, { recursive: true, mode: 0o700 })
  }

  start(): void {
    this.running = this.run()
  }

  /** Ends after the load that is under way; what waits stays for the next process. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async run(): Promise<void> {
    const { inbox, engine, log } = this.options
    const { signal } = this.stopping
    while (!signal.aborted) {
      try {
        await inbox.arrival(IDLE_MS, signal)
        if (signal.aborted) return
        if (inbox.heldBatches === 0) continue
        if (inbox.backlogBytes < ENOUGH_BYTES)
          await sleep(this.gatherMs, undefined, { signal }).catch(() => {})
        await engine.untilReady()
        if (signal.aborted) return
        const segments = await inbox.take()
        if (segments.length > 0) await this.load(this.suspects(segments))
      } catch (error) {
        this.failure = error instanceof Error ? error.message : String(error)
        log.error({ error: this.failure }, 'loading failed; it is tried again')
        await sleep(RETRY_MS)
      }
    }
  }

  /** Segments that have failed before are loaded one at a time, to find the one. */
  private suspects(segments: readonly Segment[]): readonly Segment[] {
    const hasFailed = segments.some(({ number }) => (this.tries.get(number) ?? 0) > 0)
    return hasFailed ? segments.slice(0, 1) : segments
  }

  private async load(segments: readonly Segment[]): Promise<void> {
    const { inbox, engine, log, onLoaded, onRecognised } = this.options
    const started = performance.now()
    try {
      const { outcome: loaded, recognised } = await engine.request('load', {
        kind: segments[0]?.kind ?? '',
        files: segments.map(({ path }) => path),
        rejectsFile: this.refusedFile(),
      })
      const outcome: LoadOutcome = {
        ...loaded,
        batches: segments.reduce((sum, { batches }) => sum + batches.length, 0),
        at: new Date().toISOString(),
      }
      await inbox.release(segments, outcome)
      this.failure = undefined
      for (const { number } of segments) this.tries.delete(number)
      const ms = performance.now() - started
      this.gatherMs = Math.min(Math.max(ms, GATHER_MS.least), GATHER_MS.most)
      onLoaded(outcome, segments, ms)
      if (recognised.recognised.length > 0) await onRecognised(recognised)
    } catch (error) {
      const code = error instanceof Problem ? error.code : 'unexpected'
      const isEnd = code === 'engine-gone'
      if (!OF_THE_STORE.has(code) || isEnd) await this.note(segments, isEnd ? MOST_ENDS : MOST_TRIES)
      log.debug({ code }, 'a load failed')
      throw error
    }
  }

  private async note(segments: readonly Segment[], most: number): Promise<void> {
    for (const { number } of segments) this.tries.set(number, (this.tries.get(number) ?? 0) + 1)
    const [only, ...others] = segments
    if (only && others.length === 0 && (this.tries.get(only.number) ?? 0) > most) await this.putAside(only)
  }

  private async putAside(segment: Segment): Promise<void> {
    const { inbox, log, refusedFolder, onLoaded } = this.options
    const records = segment.batches.reduce((sum, batch) => sum + batch.records, 0)
    const kept = join(refusedFolder, basename(segment.path))
    renameSync(segment.path, kept)
    const outcome: LoadOutcome = {
      accepted: 0,
      rejected: { 'load-failed': records },
      skipped: {},
      batches: segment.batches.length,
      at: new Date().toISOString(),
    }
    await inbox.release([segment], outcome)
    log.error({ file: kept, records }, 'a file could not be loaded and is kept aside; report it')
    onLoaded(outcome, [segment], 0)
  }

  private refusedFile(): string | undefined {
    const path = join(this.options.refusedFolder, `${new Date().toISOString().slice(0, 10)}.jsonl`)
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    return size < REFUSED_BYTES ? path : undefined
  }
}
