// The thread that brings bodies into shape.
import { parentPort } from 'node:worker_threads'
import { Problem } from '../../model/problem.js'
import { type Shape, shape } from './shapes.js'

export interface ShapeOrder {
  readonly id: number
  readonly body: Uint8Array
  readonly as: Shape
  readonly isZstd: boolean
  readonly receivedAt: string
}

export type ShapeReply =
  | { readonly id: number; readonly bytes: Uint8Array; readonly records: number; readonly skipped: number }
  | { readonly id: number; readonly failed: string; readonly isTooLarge: boolean }

parentPort?.on('message', ({ id, body, as, isZstd, receivedAt }: ShapeOrder) => {
  let reply: ShapeReply
  try {
    reply = { id, ...shape(body, as, isZstd, receivedAt) }
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error)
    reply = { id, failed, isTooLarge: error instanceof Problem && error.code === 'body-too-large' }
  }
  parentPort?.postMessage(reply)
})
