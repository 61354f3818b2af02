// The thread that reads what passed and writes it down: the one that passes requests on never waits for it.
import { appendFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { type ExchangeFacts, recordLine } from './record.js'
import { Shipper, type ShipperEvent } from './shipper.js'
import { Spool } from './spool.js'

/** Where exchanges go: to a service by way of a folder, to a file, or to both. */
export interface LogTargets {
  readonly service:
    | { readonly url: string; readonly key: string; readonly folder: string; readonly mostBytes: number }
    | undefined
  readonly file: string | undefined
}

export type LogOrder =
  | {
      readonly kind: 'exchange'
      readonly number: number
      readonly facts: ExchangeFacts
      readonly request: Uint8Array | undefined
      readonly response: Uint8Array | undefined
    }
  /** Everything before it is written down, and sent for so long. */
  | { readonly kind: 'close'; readonly mostMs: number }

export type LogReply =
  | { readonly kind: 'written'; readonly number: number; readonly why: string | undefined }
  | { readonly kind: 'state'; readonly bytes: number; readonly batches: number; readonly isFull: boolean }
  | { readonly kind: 'shipper'; readonly event: ShipperEvent }
  | { readonly kind: 'closed' }

const TICK_MS = 200
/** How much nicer this thread is than the one that passes requests on. */
const NICER = 10
const NICEST = 19

// On Linux a priority is a thread's; elsewhere it would be the whole process's.
if (process.platform === 'linux')
  try {
    setPriority(Math.min(NICEST, getPriority() + NICER))
  } catch {
    // Where it isn't allowed, both are equal.
  }

const { service, file } = workerData as LogTargets
const tell = (reply: LogReply) => parentPort?.postMessage(reply)
const spool = service && Spool.start(service)
const shipper =
  service &&
  spool &&
  new Shipper({
    url: service.url,
    key: service.key,
    spool,
    tell: (event) => tell({ kind: 'shipper', event }),
  })
shipper?.start()

function tellState(): void {
  if (!spool) return
  tell({ kind: 'state', bytes: spool.bytes, batches: spool.batches.length, isFull: spool.isFull })
}

/** Why a record could not be written; undefined when it was. */
function write(line: string): string | undefined {
  try {
    if (file !== undefined) appendFileSync(file, `${line}\n`, { mode: 0o600 })
    if (spool && !spool.append(line)) return 'the folder of what waits for the service is full'
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const timer = setInterval(() => {
  try {
    spool?.tick()
  } catch (error) {
    // It is tried again at the next tick; what can't be written then is told with its record.
    tell({ kind: 'shipper', event: { kind: 'failed', why: error instanceof Error ? error.message : '' } })
  }
  tellState()
}, TICK_MS)
tellState()

async function close(mostMs: number): Promise<void> {
  clearInterval(timer)
  spool?.close()
  await shipper?.close(mostMs)
  tellState()
  tell({ kind: 'closed' })
  parentPort?.close()
}

parentPort?.on('message', (order: LogOrder) => {
  if (order.kind === 'close') {
    void close(order.mostMs)
    return
  }
  const { number, facts, request, response } = order
  tell({ kind: 'written', number, why: write(recordLine(facts, request, response)) })
})
