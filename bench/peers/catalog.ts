// The peers, in the order of the tables.
import { COORTWEET } from './coortweet.js'
import { FRAUDAR } from './fraudar.js'
import { GLASSWALLY_PEER } from './glasswally.js'
import { MINHASH } from './minhash.js'
import { NAIVE } from './naive.js'
import type { Peer } from './peer.js'
import { PRADA } from './prada.js'
import { RULES } from './rules.js'
import { SPLINK } from './splink.js'
import { SYNCHROTRAP } from './synchrotrap.js'

export const PEERS: readonly Peer[] = [
  NAIVE,
  RULES,
  GLASSWALLY_PEER,
  SYNCHROTRAP,
  COORTWEET,
  FRAUDAR,
  PRADA,
  SPLINK,
]

/** Measured at size, on one world (`npm run bench:scale -- --beside python`). */
export const AT_SIZE: Peer = MINHASH

/** The peer of this id, or a mistake in the code that asks. */
export function findPeer(id: string): Peer {
  const peer = [...PEERS, AT_SIZE].find((one) => one.id === id)
  if (peer === undefined) throw new Error(`there is no peer "${id}"`)
  return peer
}
