// The group ristretto255 and checks of Ed25519 points, from libsodium compiled to WebAssembly: constant in time, and an
// order of magnitude faster than arithmetic on big integers (docs/decisions/0027).
import sodium from 'libsodium-wrappers-sumo'

export type Sodium = typeof sodium

/** libsodium, once its code is compiled. */
export async function loadSodium(): Promise<Sodium> {
  await sodium.ready
  return sodium
}
