// The engine's side of the thread in which analyses compute. A thread that ends fails what was asked of it, and another is
// started for what is asked next.
import { Worker } from 'node:worker_threads'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import type { AnalyseOptions } from '../../pipeline.js'
import type { Looked } from '../../share/received/match/look.js'
import type { NewMatches } from '../../share/received/match/match-newer.js'
import type { Received } from '../../share/received/match/suggest.js'
import type { StoreOptions } from '../../store/open-store.js'
import type { AnalysedThere, AnalysisOrder, AnalysisReply, ToldNow } from './analysis-thread.js'
import type { Failed } from './failure.js'
import type { ReceivedView, ViewedPartners } from './received-view.js'

interface Pending {
  readonly resolve: (got: never) => void
  readonly reject: (error: Error) => void
  readonly onStep: ((step: string) => void) | undefined
}

type Order = AnalysisOrder extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never

export class Analyst {
  private worker: Worker | undefined
  private readonly pending = new Map<number, Pending>()
  private next = 1
  isClosing = false

  constructor(
    private readonly store: StoreOptions,
    private readonly keepText: boolean,
  ) {}

  /** Analyses what is in the store and keeps the result there. @throws Problem of the analysis */
  analyse(
    options: Pick<AnalyseOptions, 'rejected' | 'pace' | 'received' | 'caveats'>,
    onStep: (step: string) => void,
  ): Promise<AnalysedThere> {
    const { store, keepText } = this
    return this.ask({ name: 'analyse', store, keepText, options }, onStep)
  }

  /** What matches of what partners say, templates among it. */
  look(received: Received): Promise<Looked> {
    return this.ask({ name: 'look', store: this.store, received })
  }

  /** What matches of what came since the newest whole analysis; beside an analysis too. */
  newer(received: Received): Promise<NewMatches> {
    return this.ask({ name: 'newer', store: this.store, received })
  }

  /** What partners say now; beside an analysis too. @throws Problem `partners-unreadable` */
  told(received: Received): Promise<ToldNow> {
    return this.ask({ name: 'told', store: this.store, received })
  }

  /** What partners shared, for people; beside an analysis too. @throws Problem `partners-unreadable` */
  view(partners: ViewedPartners): Promise<ReceivedView> {
    return this.ask({ name: 'view', store: this.store, partners })
  }

  /** Closes its connections, after what it is doing. */
  async close(): Promise<void> {
    this.isClosing = true
    if (!this.worker) return
    await this.ask({ name: 'close' })
    await this.worker.terminate()
  }

  private ask<Got>(order: Order, onStep?: (step: string) => void): Promise<Got> {
    this.worker ??= this.start()
    const { worker } = this
    const id = this.next++
    return new Promise<Got>((resolve, reject) => {
      this.pending.set(id, { resolve, reject, onStep })
      worker.postMessage({ id, ...order } as AnalysisOrder)
    })
  }

  private start(): Worker {
    const worker = new Worker(new URL('./analysis-thread.js', import.meta.url))
    worker.on('message', (reply: AnalysisReply) => this.hear(reply))
    worker.on('error', (error) => this.lose(worker, error.message))
    worker.on('exit', (code) => this.lose(worker, `code ${code}`))
    return worker
  }

  private hear(reply: AnalysisReply): void {
    const pending = this.pending.get(reply.id)
    if (!pending) return
    if ('step' in reply) {
      pending.onStep?.(reply.step)
      return
    }
    this.pending.delete(reply.id)
    if ('failed' in reply) {
      pending.reject(revived(reply.failed))
    } else pending.resolve(reply.got as never)
  }

  private lose(worker: Worker, how: string): void {
    if (this.worker !== worker) return
    this.worker = undefined
    for (const { reject } of this.pending.values())
      reject(
        new Problem(
          'analysis-ended',
          say`the thread that analyses ended by itself: ${how}`,
          'It is started again with the next analysis; give the machine more memory if it repeats.',
        ),
      )
    this.pending.clear()
  }
}

/** A problem that was told by the thread: its code was listed where it arose. */
function revived({ code, message, next, mistakes = [] }: Failed): Problem {
  return new Problem(code, message, next, { mistakes })
}
