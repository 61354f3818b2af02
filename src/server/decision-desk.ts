// The decisions that gateways are told, held in memory and written to a file at each change: a service that starts
// answers from that file at once, before its engine is there, and also when it never is.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Standing } from '../respond/act-effect.js'
import {
  type Answer,
  type Decision,
  type DecisionRequest,
  DecisionTable,
  type Exemption,
} from '../respond/decision.js'
import type { Change, Snapshot, TableState } from '../respond/decision-table.js'
import { ACTIONS } from '../respond/ladder.js'
import type { InForce } from './engine/messages.js'
import type { Log } from './log.js'

/** What is answered when it isn't known which decisions are in force: `open` lets pass, `closed` refuses. */
export const WHEN_UNSURE = ['open', 'closed'] as const
export type WhenUnsure = (typeof WHEN_UNSURE)[number]

const TIME = z.iso.datetime()

/** A decision as it is written, sent and received. */
export const DECISION = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  account: z.string(),
  key: z.string().optional(),
  address: z.string().optional(),
  campaign: z.string(),
  action: z.enum(ACTIONS),
  parameters: z.object({
    tag: z.string().optional(),
    requestsPerMinute: z.number().positive().optional(),
    tokensPerMinute: z.number().positive().optional(),
    per: z.enum(['account', 'campaign']).optional(),
    model: z.string().optional(),
    maxTokens: z.number().int().positive().optional(),
    withholdReasoning: z.boolean().optional(),
    withholdLogprobs: z.boolean().optional(),
    url: z.url().optional(),
  }),
  mode: z.enum(['shadow', 'enforce']),
  reason: z.string().describe('a code that the customer may see'),
  rule: z.string(),
  policyVersion: z.string(),
  from: TIME,
  until: TIME.describe('in force no longer from then on'),
})

const EXEMPTIONS = z.array(z.object({ account: z.string(), until: TIME }))
const WORDS = z.record(z.string(), z.string())
const APPEALS = z.url().optional().describe('where a customer appeals')

/** What a reader must know beside the decisions to enforce them. */
export const TERMS = z.object({
  sure: z.boolean().describe('whether it is known which decisions are in force'),
  exemptions: EXEMPTIONS.describe('accounts that no decision reaches'),
  words: WORDS.describe('what a customer may read, by reason code'),
  appealUrl: APPEALS,
})
export type Terms = z.infer<typeof TERMS>

/** The file of what is in force. */
export const KEPT = z.object({
  decisions: z.array(DECISION),
  exemptions: EXEMPTIONS,
  words: WORDS,
  appealUrl: APPEALS,
  keys: z
    .array(z.tuple([z.string(), z.string()]))
    .default([])
    .describe('hashes of keys, with their accounts'),
})

const EXPIRE_MS = 10_000
/** Decisions that are put in force or written without a pause: a few milliseconds' work. */
const PART = 500

function* partsOf(decisions: readonly Decision[]): Generator<readonly Decision[]> {
  for (let from = 0; from < decisions.length; from += PART) yield decisions.slice(from, from + PART)
}

/** State after a change, and how many decisions came and went. */
export interface Replaced extends TableState {
  readonly added: number
  readonly removed: number
}

/** What listeners are told: changes, and before them the terms when these changed. */
export interface DeskListener {
  change(change: Change): void
  terms(terms: Terms): void
}

export class DecisionDesk {
  readonly table = new DecisionTable()
  /** Whether decisions follow from a policy, or from what analysts did. */
  hasPolicy = false
  /** What a customer may read, by reason code. */
  words: Readonly<Record<string, string>> = {}
  /** Where a customer appeals. */
  appealUrl: string | undefined
  private keys: ReadonlyMap<string, string> = new Map()
  private isSure = false
  private exemptions: readonly Exemption[] = []
  private saving: Promise<void> | undefined
  /** Whether the file doesn't say all of what is in force. */
  private isDirty = false
  private readonly listeners = new Set<DeskListener>()
  private readonly probes = new Map<string, Decision>()
  private toldTerms = ''
  private turn: Promise<unknown> = Promise.resolve()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly path: string,
    private readonly whenUnsure: WhenUnsure,
    private readonly log: Log,
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  }

  /** Whether decisions were ever in force here. */
  get isOld(): boolean {
    return existsSync(this.path)
  }

  /** Takes up the decisions that were in force. A file that is damaged leaves the desk unsure until it is told anew. */
  start(): void {
    try {
      const text = readFileSync(this.path, 'utf8')
      const { decisions, exemptions, words, appealUrl, keys } = KEPT.parse(JSON.parse(text))
      this.keys = new Map(keys)
      this.words = words
      this.appealUrl = appealUrl
      this.exemptions = exemptions
      this.table.replace(decisions as Decision[], exemptions)
      this.isSure = true
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') this.isSure = true
      else
        this.log.error(
          { file: this.path, answers: this.whenUnsure, error: error instanceof Error ? error.message : '' },
          'the decisions that were in force cannot be read',
        )
    }
    this.timer = setInterval(() => this.tell(this.table.expire()), EXPIRE_MS)
    this.timer.unref()
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.saving
  }

  /** Whether it is known which decisions are in force. */
  get sure(): boolean {
    return this.isSure
  }

  /** What to do with a request. */
  decide(request: DecisionRequest): Answer & { readonly isUnsure?: true } {
    const answer = this.table.decide(request)
    if (this.isSure || answer.decision) return answer
    return { ...answer, isRefused: this.whenUnsure === 'closed', isUnsure: true }
  }

  /** The account that a key is of, by its hash, where a decision is about it; of others it isn't known. */
  accountOfKey(hash: string): string | undefined {
    return this.keys.get(hash)
  }

  /** Takes what the store says is in force; nothing where nobody asked for decisions there. */
  async follow(inForce: InForce): Promise<void> {
    if (!inForce) return
    this.hasPolicy = true
    this.words = inForce.words
    this.appealUrl = inForce.appealUrl
    const keys = new Map(inForce.keys)
    const isSame =
      keys.size === this.keys.size && [...keys].every(([key, account]) => this.keys.get(key) === account)
    this.keys = keys
    if (!isSame) this.isDirty = true
    await this.replace(inForce.decisions, inForce.exemptions)
  }

  /** Changes what is in force, as an act does that the store doesn't know of yet; resolves when it is on disk. */
  async change(how: (before: Standing) => Standing): Promise<void> {
    this.hasPolicy = true
    await this.inTurn(() => {
      const decisions = this.table.snapshot().decisions.filter(({ id }) => !this.probes.has(id))
      const after = how({ decisions, exemptions: this.exemptions })
      return this.put(after.decisions, after.exemptions)
    })
  }

  /** The same for one that only adds decisions, made part by part. */
  async grow(parts: (exemptions: readonly Exemption[]) => Iterable<readonly Decision[]>): Promise<void> {
    this.hasPolicy = true
    await this.inTurn(async () => {
      for (const part of parts(this.exemptions)) {
        this.tell(this.table.extend(part))
        await nextTurn()
      }
    })
    await this.save()
  }

  /** Adds decisions to those in force; resolves when they are on disk. */
  async extend(decisions: readonly Decision[]): Promise<void> {
    this.tell(this.table.extend(decisions))
    await this.save()
  }

  /** Makes these the decisions in force; resolves when they are on disk. */
  replace(decisions: readonly Decision[], exemptions: readonly Exemption[] = []): Promise<Replaced> {
    return this.inTurn(() => this.put(decisions, exemptions))
  }

  /** In parts, those that are new first, so that many keep nobody waiting and nobody is let through in between. */
  private async put(decisions: readonly Decision[], exemptions: readonly Exemption[]): Promise<Replaced> {
    const { added, removed } = this.table.difference([...decisions, ...this.liveProbes()])
    const isSame =
      this.isSure &&
      added.length + removed.length === 0 &&
      JSON.stringify(exemptions) === JSON.stringify(this.exemptions)
    this.isSure = true
    this.exemptions = exemptions
    this.table.excuse(exemptions)
    this.tellTerms()
    if (!isSame) {
      if (added.length + removed.length <= PART) this.tell(this.table.amend(added, removed))
      else {
        for (const part of partsOf(added)) {
          this.tell(this.table.amend(part, []))
          await nextTurn()
        }
        for (const part of partsOf(removed)) {
          this.tell(this.table.amend([], part))
          await nextTurn()
        }
      }
    }
    if (!isSame || this.isDirty) await this.save()
    return { ...this.table.state(), added: added.length, removed: removed.length }
  }

  /** One change of the whole after the other. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.turn.then(work)
    this.turn = turn.catch(() => {})
    return turn
  }

  /** Puts a decision in force that no policy made and no analysis lifts; it isn't kept, and ends by itself. */
  beginProbe(decision: Decision): TableState {
    this.probes.set(decision.id, decision)
    this.tell(this.table.amend([decision], []))
    return this.table.state()
  }

  endProbe(id: string): Decision | undefined {
    const probe = this.probes.get(id)
    this.probes.delete(id)
    if (probe) this.tell(this.table.amend([], [probe]))
    return probe
  }

  liveProbes(now = Date.now()): readonly Decision[] {
    for (const { id, until } of this.probes.values()) if (Date.parse(until) <= now) this.probes.delete(id)
    return [...this.probes.values()]
  }

  terms(): Terms {
    const { exemptions, words, appealUrl } = this
    return {
      sure: this.isSure,
      exemptions: [...exemptions],
      words,
      ...(appealUrl !== undefined && { appealUrl }),
    }
  }

  /** Tells a listener of changes; the result ends that. */
  subscribe(listener: DeskListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  state(): TableState {
    return this.table.state()
  }

  snapshot(): Snapshot {
    return this.table.snapshot()
  }

  private tell(change: Change): void {
    if (change.added.length + change.removed.length === 0) return
    for (const listener of this.listeners) listener.change(change)
  }

  private tellTerms(): void {
    const terms = this.terms()
    const text = JSON.stringify(terms)
    if (text === this.toldTerms) return
    this.toldTerms = text
    for (const listener of this.listeners) listener.terms(terms)
  }

  private save(): Promise<void> {
    this.isDirty = true
    this.saving ??= this.write().finally(() => {
      this.saving = undefined
    })
    return this.saving
  }

  private async write(): Promise<void> {
    while (this.isDirty) {
      this.isDirty = false
      const beside = `${this.path}.new`
      const file = await open(beside, 'w', 0o600)
      try {
        const decisions = this.table.snapshot().decisions.filter(({ id }) => !this.probes.has(id))
        let before = '{"decisions":['
        for (const part of partsOf(decisions)) {
          await file.appendFile(before + part.map((decision) => JSON.stringify(decision)).join(','))
          before = ','
        }
        const { exemptions, words, appealUrl } = this
        const terms = { exemptions, words, appealUrl, keys: [...this.keys] }
        await file.appendFile(`${decisions.length === 0 ? before : ''}],${JSON.stringify(terms).slice(1)}`)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(beside, this.path)
    }
  }
}
