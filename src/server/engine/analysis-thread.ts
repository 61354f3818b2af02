// The thread of the engine's process in which analyses compute. It has connections of its own to the same store, so that
// whoever asks the engine something else is answered meanwhile.
import { parentPort } from 'node:worker_threads'
import { addSkeletons } from '../../campaigns/skeletons.js'
import type { Analysis } from '../../model/analysis.js'
import type { Sentence } from '../../model/sentence.js'
import { type AnalyseOptions, analyseAndKeep } from '../../pipeline.js'
import type { Response } from '../../respond/respond.js'
import { type Looked, lookForReceived } from '../../share/received/match/look.js'
import { LiveMatching, type NewMatches } from '../../share/received/match/match-newer.js'
import type { Received } from '../../share/received/match/suggest.js'
import { openStore, type StoreOptions } from '../../store/open-store.js'
import type { Store } from '../../store/store.js'
import { type Failed, failedOf } from './failure.js'

/** An analysis that the store keeps, as the thread tells it. */
export interface AnalysedThere {
  readonly id: string
  readonly madeAt: string
  readonly analysis: Analysis
  readonly caveats: readonly Sentence[]
  readonly response: Response | undefined
}

export type AnalysisOrder =
  | {
      readonly id: number
      readonly name: 'analyse'
      readonly store: StoreOptions
      readonly keepText: boolean
      readonly options: Pick<AnalyseOptions, 'rejected' | 'pace' | 'received'>
    }
  /** What matches of what partners say, templates among it. */
  | { readonly id: number; readonly name: 'look'; readonly store: StoreOptions; readonly received: Received }
  /** What matches of what came since the newest whole analysis. */
  | { readonly id: number; readonly name: 'newer'; readonly store: StoreOptions; readonly received: Received }
  | { readonly id: number; readonly name: 'close' }

export type AnalysisReply =
  | { readonly id: number; readonly got: AnalysedThere | Looked | NewMatches | undefined }
  | { readonly id: number; readonly failed: Failed }
  | { readonly id: number; readonly step: string }

let opened: Store | undefined
const live = new LiveMatching()

async function obey(order: AnalysisOrder): Promise<AnalysedThere | Looked | NewMatches | undefined> {
  if (order.name === 'close') {
    await opened?.close()
    opened = undefined
    return undefined
  }
  opened ??= await openStore(order.store)
  const store = opened
  if (order.name === 'look') return lookForReceived(store, order.received)
  if (order.name === 'newer') return live.look(store, order.received)
  const { findings, madeAt, analysis, caveats, response } = await analyseAndKeep(store, {
    ...order.options,
    onProgress: (step) => parentPort?.postMessage({ id: order.id, step } satisfies AnalysisReply),
    // Skeletons come from what the store kept: what was loaded is gone.
    ...(order.keepText && {
      complete: (campaigns) => addSkeletons(store, { readings: [], ignored: [] }, campaigns),
    }),
  })
  return { id: findings.analysis, madeAt, analysis, caveats, response }
}

parentPort?.on('message', (order: AnalysisOrder) => {
  obey(order).then(
    (got) => parentPort?.postMessage({ id: order.id, got } satisfies AnalysisReply),
    (error: unknown) =>
      parentPort?.postMessage({ id: order.id, failed: failedOf(error) } satisfies AnalysisReply),
  )
})
