// A thread of a work force: does pieces as they come.
import { parentPort } from 'node:worker_threads'
import { performTask, type TaskName } from './tasks.js'
import { BadElement, BadProof } from './voprf.js'

parentPort?.on('message', ({ id, name, input }: { id: number; name: TaskName; input: never }) => {
  performTask(name, input)
    .then((result) => parentPort?.postMessage({ id, result }))
    .catch((error: unknown) => parentPort?.postMessage({ id, failed: failureOf(error) }))
})

function failureOf(error: unknown): { readonly kind: string; readonly message: string } {
  const kind = error instanceof BadElement ? 'element' : error instanceof BadProof ? 'proof' : 'other'
  return { kind, message: error instanceof Error ? error.message : String(error) }
}
