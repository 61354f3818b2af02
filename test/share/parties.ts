// Providers for tests: each with an identity, a directory of the others, and state in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Holding } from '../../src/share/matching/hold.js'
import { Ledger } from '../../src/share/matching/ledger.js'
import { Periods } from '../../src/share/matching/period.js'
import { fingerprint } from '../../src/share/trust/ed25519-key.js'
import { createIdentity, type Identity, signerOf } from '../../src/share/trust/identity.js'
import { Partners } from '../../src/share/trust/partners.js'

export interface Party extends Holding {
  readonly name: string
  readonly folder: string
  readonly identity: Identity
  readonly directory: Partners
}

/** Parties who all know each other. */
export async function makeParties(
  ...names: readonly string[]
): Promise<{ parties: Party[]; remove: () => void }> {
  const root = mkdtempSync(join(tmpdir(), 'stillwatch-share-'))
  const parties = await Promise.all(
    names.map(async (name) => {
      const folder = join(root, name)
      const identity = createIdentity(join(folder, 'identity.json'), name, join(folder, 'root.json'))
      return {
        name,
        folder,
        identity,
        directory: await Partners.open(join(folder, 'partners.jsonl')),
        signer: signerOf(identity),
        periods: new Periods(join(folder, 'periods')),
        ledger: new Ledger(join(folder, 'ledger.jsonl')),
      }
    }),
  )
  for (const party of parties)
    for (const { identity } of parties.filter((other) => other !== party))
      await party.directory.add(JSON.stringify(identity.card), fingerprint(identity.card.root))
  return { parties, remove: () => rmSync(root, { recursive: true, force: true }) }
}
