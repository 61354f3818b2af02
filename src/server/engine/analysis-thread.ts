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
import { type Received, readTrusted } from '../../share/received/match/suggest.js'
import { toldBy } from '../../share/received/received-campaigns.js'
import type { Distrusted } from '../../share/received/standing.js'
import { ToldObjects } from '../../share/received/told-objects.js'
import { openStore, type StoreOptions } from '../../store/open-store.js'
import type { Store } from '../../store/store.js'
import { type Failed, failedOf } from './failure.js'
import { type ReceivedView, readReceivedView, type ViewedPartners } from './received-view.js'

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
      readonly options: Pick<AnalyseOptions, 'rejected' | 'pace' | 'received' | 'caveats'>
    }
  /** What matches of what partners say, templates among it. */
  | { readonly id: number; readonly name: 'look'; readonly store: StoreOptions; readonly received: Received }
  /** What matches of what came since the newest whole analysis. */
  | { readonly id: number; readonly name: 'newer'; readonly store: StoreOptions; readonly received: Received }
  /** What partners say now. */
  | { readonly id: number; readonly name: 'told'; readonly store: StoreOptions; readonly received: Received }
  /** The same for people, with who shows it. */
  | {
      readonly id: number
      readonly name: 'view'
      readonly store: StoreOptions
      readonly partners: ViewedPartners
    }
  | { readonly id: number; readonly name: 'close' }

/** What partners say now. */
export interface ToldNow {
  /** Names of their campaigns, as evidence has them. */
  readonly names: ReadonlySet<string>
  /** Keys that count no more. */
  readonly distrusted: readonly Distrusted[]
}

type Got = AnalysedThere | Looked | NewMatches | ToldNow | ReceivedView | undefined

export type AnalysisReply =
  | { readonly id: number; readonly got: Got }
  | { readonly id: number; readonly failed: Failed }
  | { readonly id: number; readonly step: string }

let opened: Store | undefined
/** What partners sent is parsed once for all that is done here. */
const objects = new ToldObjects()
const live = new LiveMatching(objects)

async function obey(order: AnalysisOrder): Promise<Got> {
  if (order.name === 'close') {
    await opened?.close()
    opened = undefined
    return undefined
  }
  opened ??= await openStore(order.store)
  const store = opened
  if (order.name === 'look') return lookForReceived(store, { ...order.received, objects })
  if (order.name === 'told') return readTold(store, order.received)
  if (order.name === 'view') return readReceivedView(store, order.partners, objects)
  if (order.name === 'newer') return live.look(store, order.received)
  const { findings, madeAt, analysis, caveats, response } = await analyseAndKeep(store, {
    ...order.options,
    ...(order.options.received && { received: { ...order.options.received, objects } }),
    onProgress: (step) => parentPort?.postMessage({ id: order.id, step } satisfies AnalysisReply),
    // Skeletons come from what the store kept: what was loaded is gone.
    ...(order.keepText && {
      complete: (campaigns) => addSkeletons(store, { readings: [], ignored: [] }, campaigns),
    }),
  })
  return { id: findings.analysis, madeAt, analysis, caveats, response }
}

async function readTold(store: Store, received: Received): Promise<ToldNow> {
  const { campaigns, distrusted } = await readTrusted(store, { ...received, objects })
  return { names: new Set(campaigns.map(toldBy)), distrusted }
}

parentPort?.on('message', (order: AnalysisOrder) => {
  obey(order).then(
    (got) => parentPort?.postMessage({ id: order.id, got } satisfies AnalysisReply),
    (error: unknown) =>
      parentPort?.postMessage({ id: order.id, failed: failedOf(error) } satisfies AnalysisReply),
  )
})
