// What the proxy knows of decisions: a table as the service's stream tells it, event by event. Number and digest after
// each change show whether one was lost.
import { z } from 'zod'
import { type Answer, type Decision, type DecisionRequest, DecisionTable } from '../../respond/decision.js'
import { DECISION, TERMS, type WhenUnsure } from '../../server/decision-desk.js'

const STATE = z.object({
  epoch: z.string(),
  sequence: z.number().int(),
  count: z.number().int(),
  digest: z.string(),
})
const PIECE = STATE.extend({ isFirst: z.boolean(), isLast: z.boolean(), decisions: z.array(DECISION) })
const CHANGE = STATE.extend({ added: z.array(DECISION), removed: z.array(DECISION) })

type State = z.infer<typeof STATE>

const DIGEST_RANGE = 1n << 128n

/** What an event of the stream means for who reads it. */
export type Taken =
  /** It fits; everything is known. */
  | 'in-step'
  /** More of it comes. */
  | 'partial'
  /** Something was lost: all must be read anew. */
  | 'out-of-step'

export class HeldDecisions {
  private readonly table = new DecisionTable()
  private readonly held = new Map<string, Decision>()
  private sum = 0n
  private at: Pick<State, 'epoch' | 'sequence'> | undefined
  private pieces: Decision[] = []
  private terms: z.infer<typeof TERMS> = { sure: true, exemptions: [], words: {} }

  constructor(private readonly whenUnsure: WhenUnsure) {}

  /** Whether it is known which decisions are in force. */
  get isSure(): boolean {
    return this.at !== undefined
  }

  get count(): number {
    return this.held.size
  }

  /** What a customer may read, by reason code. */
  get words(): Readonly<Record<string, string>> {
    return this.terms.words
  }

  /** Where a customer appeals. */
  get appealUrl(): string | undefined {
    return this.terms.appealUrl
  }

  /** EPOCH:SEQUENCE of what is known, from which a stream can go on. */
  get position(): string | undefined {
    return this.at && `${this.at.epoch}:${this.at.sequence}`
  }

  /** What to do with a request. `isCounted`: a throttled one counts against its rate. */
  decide(request: DecisionRequest, isCounted: boolean): Answer {
    const answer = isCounted ? this.table.decide(request) : this.table.find(request)
    if (this.isSure || answer.decision) return answer
    return { ...answer, isRefused: this.whenUnsure === 'closed' }
  }

  /**
   * Takes an event.
   * @throws z.ZodError of one that is none of the stream
   */
  take(event: string, data: unknown): Taken {
    if (event === 'terms') return this.takeTerms(TERMS.parse(data))
    if (!this.terms.sure) return 'partial'
    if (event === 'decisions') return this.takePiece(PIECE.parse(data))
    if (event === 'change') return this.takeChange(CHANGE.parse(data))
    if (event === 'state') return this.fits(STATE.parse(data)) ? 'in-step' : 'out-of-step'
    return 'partial'
  }

  /** Makes these all there are, of a source without a stream. */
  replace(decisions: readonly Decision[], terms: Omit<z.infer<typeof TERMS>, 'sure'>): void {
    this.terms = { ...terms, sure: true }
    this.hold(decisions)
    this.at = { epoch: 'own', sequence: (this.at?.sequence ?? 0) + 1 }
  }

  /** Knows nothing any more. */
  forget(): void {
    this.hold([])
    this.at = undefined
  }

  /** What the service itself doesn't know says nothing; once it does, all is read anew. */
  private takeTerms(terms: z.infer<typeof TERMS>): Taken {
    const wasSure = this.terms.sure
    if (!terms.sure) {
      this.terms = { ...this.terms, sure: false }
      return 'partial'
    }
    this.terms = terms
    this.table.excuse(terms.exemptions)
    return wasSure ? 'partial' : 'out-of-step'
  }

  private takePiece({ isFirst, isLast, decisions, ...state }: z.infer<typeof PIECE>): Taken {
    if (isFirst) this.pieces = []
    this.pieces.push(...(decisions as Decision[]))
    if (!isLast) return 'partial'
    this.hold(this.pieces)
    this.pieces = []
    this.at = state
    return this.fits(state) ? 'in-step' : 'out-of-step'
  }

  private takeChange({ added, removed, ...state }: z.infer<typeof CHANGE>): Taken {
    if (state.epoch !== this.at?.epoch || state.sequence !== this.at.sequence + 1) return 'out-of-step'
    this.table.amend(added as Decision[], removed as Decision[])
    for (const decision of removed) this.remove(decision.id)
    for (const decision of added as Decision[]) this.add(decision)
    this.at = state
    return this.fits(state) ? 'in-step' : 'out-of-step'
  }

  private hold(decisions: readonly Decision[]): void {
    this.table.replace(decisions, this.terms.exemptions)
    this.held.clear()
    this.sum = 0n
    for (const decision of decisions) this.add(decision)
  }

  private add(decision: Decision): void {
    if (this.held.has(decision.id)) return
    this.held.set(decision.id, decision)
    this.sum = (this.sum + BigInt(`0x${decision.id}`)) % DIGEST_RANGE
  }

  private remove(id: string): void {
    if (!this.held.delete(id)) return
    this.sum = (this.sum - BigInt(`0x${id}`) + DIGEST_RANGE) % DIGEST_RANGE
  }

  private fits({ epoch, sequence, count, digest }: State): boolean {
    return (
      this.at?.epoch === epoch &&
      this.at.sequence === sequence &&
      this.held.size === count &&
      this.sum.toString(16).padStart(32, '0') === digest
    )
  }
}
