// Sample traffic for a service that holds nothing yet: made by another program, taken in as if somebody had sent it, and
// analysed. Only into an empty store, so that nobody's traffic is ever mixed with it.
import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../model/problem.js'
import type { AnalysisClock } from './analysis-clock.js'
import type { Inbox } from './inbox/inbox.js'
import { ACCOUNTS } from './inbox/kinds.js'
import type { BatchKind } from './inbox/segment.js'
import type { Log } from './log.js'

/** Files of sample traffic, one record a line. */
export interface SampleFiles {
  readonly accounts: string
  readonly exchanges: string
}

/** Makes sample traffic in a folder, without holding up this process. */
export type MakeSample = (folder: string) => Promise<SampleFiles>

export const SAMPLE_STATES = ['none', 'making', 'loading', 'analysing', 'done', 'failed'] as const
export interface SampleState {
  readonly state: (typeof SAMPLE_STATES)[number]
  readonly failure?: string
}

export interface SampleOptions {
  readonly make: MakeSample | undefined
  readonly inbox: Inbox
  readonly clock: AnalysisClock
  readonly log: Log
  /** Where the files are made; they are removed again. */
  readonly folder: string
  /** Whether the store and what waits for it are empty. */
  readonly isEmpty: () => boolean
}

/** Bytes of a batch. */
const BATCH_BYTES = 8 * 1024 * 1024
const LOOK_MS = 200

export class Sample {
  private current: SampleState = { state: 'none' }

  constructor(private readonly options: SampleOptions) {}

  get state(): SampleState {
    return this.current
  }

  /** Whether `begin` would be refused for what is in the store. */
  get isOffered(): boolean {
    return this.options.make !== undefined && this.options.isEmpty() && !this.isUnderWay
  }

  /**
   * Begins; `state` tells how far it is.
   * @param by who asks for the analysis
   * @throws Problem `store-not-empty`, `sample-off`
   */
  begin(by: string): SampleState {
    const { make, isEmpty } = this.options
    if (make === undefined)
      throw new Problem('sample-off', 'this service makes no sample traffic', 'Send exchanges of your own.')
    if (this.isUnderWay) return this.current
    if (!isEmpty())
      throw new Problem(
        'store-not-empty',
        'the store holds exchanges already, and sample traffic would be mixed with them',
        'Start a service on an empty directory with --store to see sample traffic.',
      )
    this.current = { state: 'making' }
    void this.run(make, by)
    return this.current
  }

  private get isUnderWay(): boolean {
    return ['making', 'loading', 'analysing'].includes(this.current.state)
  }

  private async run(make: MakeSample, by: string): Promise<void> {
    const { folder: within, inbox, clock, log } = this.options
    let folder: string | undefined
    try {
      folder = mkdtempSync(join(within, 'sample-'))
      const files = await make(folder)
      this.current = { state: 'loading' }
      await this.send(files.accounts, ACCOUNTS)
      await this.send(files.exchanges, 'native')
      while (inbox.heldBatches > 0) await sleep(LOOK_MS)
      this.current = { state: 'analysing' }
      const { id } = clock.ask(by)
      while (['waiting', 'running'].includes(clock.find(id)?.state ?? '')) await sleep(LOOK_MS)
      const { state, failure } = clock.find(id) ?? {}
      if (state !== 'done') throw new Error(failure ?? 'the analysis did not end')
      this.current = { state: 'done' }
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error)
      this.current = { state: 'failed', failure }
      log.error({ failure }, 'sample traffic could not be brought in')
    } finally {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    }
  }

  /** Brings a file into the inbox, cut at its lines. */
  private async send(path: string, kind: BatchKind): Promise<void> {
    const file = await open(path)
    try {
      const buffer = Buffer.alloc(BATCH_BYTES)
      for (let at = 0, number = 0; ; number++) {
        const { bytesRead } = await file.read(buffer, 0, BATCH_BYTES, at)
        if (bytesRead === 0) return
        const end = buffer.lastIndexOf(10, bytesRead - 1) + 1
        if (end === 0) throw new Error('a line of the sample is longer than a batch')
        const lines = Buffer.from(buffer.subarray(0, end))
        const records = lines.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0)
        await this.options.inbox.receive({ id: `sample/${kind}/${number}`, kind, lines, records })
        at += end
      }
    } finally {
      await file.close()
    }
  }
}
