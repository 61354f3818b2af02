// Traffic for a service: the lines of a file in batches, sent by several senders that wait when they are told to.
import { createReadStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningService } from './running-service.js'

/** About so many bytes go together. */
const BATCH_BYTES = 1024 * 1024
const SENDERS = 8

export interface Fed {
  readonly records: number
  /** Times that a batch was refused with 429 and sent again. */
  readonly waits: number
}

export async function* batchesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: BATCH_BYTES }) as AsyncIterable<Buffer>) {
    const all = Buffer.concat([rest, chunk])
    const end = all.lastIndexOf(10) + 1
    if (end > 0) yield all.subarray(0, end)
    rest = all.subarray(end)
  }
  if (rest.length > 0) yield rest
}

/** The batches of a file again and again, with other ids each time, and under each name. */
export async function* endless(file: string, signal: AbortSignal, name = 'again'): AsyncGenerator<Buffer> {
  for (let round = 1; ; round++)
    for await (const batch of batchesOf(file)) {
      if (signal.aborted) return
      yield Buffer.from(batch.toString('latin1').replaceAll('"id":"', `"id":"${name}-${round}-`), 'latin1')
    }
}

/** Something that batches can be sent to. */
export type Posting = Pick<RunningService, 'post'>

/** Sends all batches; resolves when each is acknowledged. */
export async function feed(
  service: Posting,
  batches: AsyncIterable<Buffer>,
  signal?: AbortSignal,
): Promise<Fed> {
  const iterator = batches[Symbol.asyncIterator]()
  let records = 0
  let waits = 0
  const send = async () => {
    for (;;) {
      const { value, done } = await iterator.next()
      if (done === true || signal?.aborted) return
      for (;;) {
        const { status, headers, body } = await service.post('/v1/exchanges', value)
        if (status < 300) {
          records += Number(body.records)
          break
        }
        if (status !== 429) throw new Error(`a batch was answered with ${status}: ${JSON.stringify(body)}`)
        waits++
        await sleep(1000 * Number(headers['retry-after'] ?? 1))
      }
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, send))
  return { records, waits }
}

/** Value of a metric of the service, all its series added up. */
export async function metric(service: RunningService, name: string): Promise<number> {
  const { body } = await service.send<string>('/metrics')
  return body
    .split('\n')
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
}

/** Waits until all that was acknowledged is in the store. */
export async function settled(service: RunningService, mostMs = 30 * 60_000): Promise<void> {
  await service.until(async () => (await metric(service, 'stillwatch_inbox_batches')) === 0, mostMs)
}
