// Threads among which the pieces of a long list are dealt. A short list is done without them.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type MatchTasks, performTask, type TaskName } from './tasks.js'
import { BadElement, BadProof } from './voprf.js'

/** Compiled code only: from the sources everything is done in one thread. */
const WORKER = new URL('task-worker.js', import.meta.url)
const MOST_THREADS = 16

interface Reply {
  readonly id: number
  readonly result?: never
  readonly failed?: { readonly kind: string; readonly message: string }
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

export class WorkForce {
  private readonly workers: Worker[] = []
  private readonly waiting = new Map<number, Waiting>()
  private next = 0

  /** @param pieces how many pieces there will be: no more threads are started */
  constructor(pieces: number, threads = availableParallelism()) {
    const wanted = Math.min(pieces, threads, MOST_THREADS)
    if (wanted < 2 || !existsSync(fileURLToPath(WORKER))) return
    for (let count = 0; count < wanted; count++) this.workers.push(this.start())
  }

  get threads(): number {
    return Math.max(1, this.workers.length)
  }

  /** Does a piece, on the next thread. @throws BadElement, BadProof */
  do<Name extends TaskName>(
    name: Name,
    input: MatchTasks[Name]['input'],
  ): Promise<MatchTasks[Name]['result']> {
    const worker = this.workers[this.next % Math.max(1, this.workers.length)]
    if (worker === undefined) return performTask(name, input)
    const id = this.next++
    return new Promise<MatchTasks[Name]['result']>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      worker.postMessage({ id, name, input })
    })
  }

  /** Ends the threads, and with them the copies of secrets that they were given. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }

  private start(): Worker {
    const worker = new Worker(WORKER)
    worker.on('message', ({ id, result, failed }: Reply) => {
      const waiting = this.waiting.get(id)
      this.waiting.delete(id)
      if (failed) waiting?.reject(errorOf(failed))
      else waiting?.resolve(result as never)
    })
    worker.on('error', (error) => {
      for (const { reject } of this.waiting.values()) reject(error)
      this.waiting.clear()
    })
    return worker
  }
}

/** Does every piece of a list, with no more than a few underway, and hands each result on in order. */
export async function inPieces<Piece, Result>(
  pieces: readonly Piece[],
  force: WorkForce,
  work: (piece: Piece) => Promise<Result>,
  say: (done: number) => void = () => {},
): Promise<Result[]> {
  const results: Result[] = []
  let at = 0
  let done = 0
  const lane = async () => {
    for (let index = at++; index < pieces.length; index = at++) {
      results[index] = await work(pieces[index] as Piece)
      say(++done)
    }
  }
  // Two pieces a thread, so that none waits for the next.
  await Promise.all(Array.from({ length: force.threads * 2 }, lane))
  return results
}

/** A list cut into pieces of at most so many. */
export function piecesOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

function errorOf({ kind, message }: { readonly kind: string; readonly message: string }): Error {
  if (kind === 'element') return new BadElement(message)
  return kind === 'proof' ? new BadProof(message) : new Error(message)
}
