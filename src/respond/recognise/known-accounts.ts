// Accounts that an analysis has seen, as sorted hashes: eight bytes each, so that a process without a store can tell for
// millions who is new.
import { createHash } from 'node:crypto'
import type { Store } from '../../store/store.js'

/** Bits of a hash: exact as a number of JSON. Of a million accounts one new one in five billion looks known. */
const BITS = 52n
const MASK = (1n << BITS) - 1n

export class KnownAccounts {
  /** @param hashes ascending */
  constructor(readonly hashes: Float64Array) {}

  has(account: string): boolean {
    const hash = hashOf(account)
    let [from, to] = [0, this.hashes.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.hashes[middle] ?? 0) < hash) from = middle + 1
      else to = middle
    }
    return this.hashes[from] === hash
  }
}

/**
 * Accounts that sent something before a time.
 * @param before milliseconds since 1970
 */
export async function readKnownAccounts(store: Store, before: number): Promise<Float64Array> {
  const [row] = await store.query<{ hashes: number[] }>(
    `SELECT arraySort(groupUniqArray(bitAnd(reinterpretAsUInt64(reverse(substring(SHA256(account), 1, 8))), ${MASK}))) AS hashes
FROM (SELECT DISTINCT account FROM exchange WHERE ts < fromUnixTimestamp64Milli({before: Int64}))`,
    { parameters: { before } },
  )
  return Float64Array.from(row?.hashes ?? [])
}

function hashOf(account: string): number {
  return Number(createHash('sha256').update(account).digest().readBigUInt64BE(0) & MASK)
}
