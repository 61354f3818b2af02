// Who seals cases here: the provider's identity, where it has one.
import { existsSync } from 'node:fs'
import { openIdentity, signerOf } from '../share/trust/identity.js'
import type { Sealer } from './seal.js'

/**
 * @param path of the identity's file
 * @returns undefined where there is none: cases are not signed then
 * @throws Problem `no-identity` when the file can't be used
 */
export async function sealerOf(path: string): Promise<Sealer | undefined> {
  if (!existsSync(path)) return undefined
  const identity = await openIdentity(path)
  return { signer: signerOf(identity), card: identity.card }
}
