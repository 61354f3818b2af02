// The way of a body into the inbox: unpacked, in shape, under its id, on disk.
import { setTimeout as sleep } from 'node:timers/promises'
import type { BatchState, Inbox } from '../inbox/inbox.js'
import { ACCOUNTS } from '../inbox/kinds.js'
import type { BatchKind } from '../inbox/segment.js'
import type { Metrics } from '../metrics.js'
import { batchId, linesOf } from './batch.js'
import { unpack } from './content.js'
import { mostUnpacked, UNPACKED_BYTES } from './limits.js'
import { MemoryBudget } from './memory-budget.js'
import type { Shaper } from './shaper.js'
import type { Shape } from './shapes.js'

export interface Sent {
  readonly body: Buffer
  /** The header Content-Encoding. */
  readonly encoding: string | undefined
  /** Id that its sender gave it. */
  readonly id: string | undefined
  /** Id of the key that sent it. */
  readonly key: string
  readonly kind: BatchKind
  /** `lines`, or what it must be brought from. */
  readonly shape: 'lines' | Shape
  /** Seconds to wait until it is in the store. */
  readonly wait: number
}

export interface Taken {
  /** The id as its sender knows it. */
  readonly batch: string
  readonly records: number
  readonly isRepeated: boolean
  /** Absent when there was nothing in it to take. */
  readonly state: BatchState | undefined
}

const LOOK_MS = 50
const OPEN_BRACKET = 91

export class Intake {
  private readonly memory = new MemoryBudget(UNPACKED_BYTES)

  constructor(
    private readonly inbox: Inbox,
    private readonly shaper: Shaper,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Takes a body; resolves when it is on disk, or later when that was asked for.
   * @throws Problem of what is wrong with it, or `inbox-full`
   */
  async take(sent: Sent): Promise<Taken> {
    const { kind, key, wait, body, encoding } = sent
    const received = await this.memory.use(mostUnpacked(body.length, encoding), async (settle) => {
      const { content, bytes, records } = await this.shaped(sent)
      settle(bytes.length)
      const own = await batchId(sent.id, content, kind === ACCOUNTS)
      if (records === 0) return { own }
      return { own, ...(await this.inbox.receive({ id: nameOf(key, own), kind, lines: bytes, records })) }
    })
    const { own } = received
    if (!('batch' in received)) return { batch: own, records: 0, isRepeated: false, state: undefined }
    const { batch, isRepeated } = received
    const { records } = batch
    const id = nameOf(key, own)
    this.metrics.add('stillwatch_batches_total', { kind, repeated: String(isRepeated) })
    if (!isRepeated) this.metrics.add('stillwatch_records_total', { kind }, records)
    return { batch: own, records: batch.records, isRepeated, state: await this.untilLoaded(id, wait) }
  }

  /** What became of a batch that a key sent. */
  find(key: string, batch: string): BatchState | undefined {
    return this.inbox.find(nameOf(key, batch))
  }

  private async shaped({ body, encoding, shape }: Sent) {
    const isZstd = encoding?.trim().toLowerCase() === 'zstd'
    const content = isZstd ? body : await unpack(body, encoding)
    if (shape !== 'lines') return { content, ...(await this.reshaped(content, shape, isZstd)) }
    const plain = isZstd ? (await this.reshaped(content, 'as-it-is', true)).bytes : content
    if (beginning(plain) === OPEN_BRACKET)
      return { content: plain, ...(await this.reshaped(plain, 'array', false)) }
    const lines = linesOf(plain)
    return { content: lines.bytes, ...lines }
  }

  private async reshaped(body: Buffer, shape: Shape, isZstd: boolean) {
    const { bytes, records } = await this.shaper.shape(body, shape, isZstd)
    return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), records }
  }

  private async untilLoaded(id: string, seconds: number): Promise<BatchState | undefined> {
    const until = Date.now() + seconds * 1000
    for (;;) {
      const state = this.inbox.find(id)
      if (state?.state !== 'held' || Date.now() >= until) return state
      await sleep(LOOK_MS)
    }
  }
}

/** In the inbox a batch has the name of its key in front: two senders may use the same id. */
const nameOf = (key: string, batch: string) => `${key}/${batch}`

/** The first byte that is no white space. */
function beginning(bytes: Buffer): number | undefined {
  for (const byte of bytes.subarray(0, 4096)) if (byte !== 32 && (byte < 9 || byte > 13)) return byte
  return undefined
}
