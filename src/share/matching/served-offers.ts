// Offers that the service hands out to those they are for: beside each other, the announcement and its set of outputs,
// which is named by its digest so that a reader never gets the one of another announcement for it.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MadeOffer } from './hold.js'
import { KINDS, type Kind } from './kinds.js'

export class ServedOffers {
  constructor(private readonly folder: string) {}

  /** Puts an offer in place of the one before. */
  write({ offer, outputs }: MadeOffer): void {
    const folder = this.folderOf(offer.to, offer.kind)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const set = `${offer.outputs_sha256}.bin`
    writeFileSync(join(folder, set), outputs, { mode: 0o600, flush: true })
    const draft = join(folder, 'offer.json.new')
    writeFileSync(draft, `${JSON.stringify(offer, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(draft, join(folder, 'offer.json'))
    for (const name of readdirSync(folder))
      if (name.endsWith('.bin') && name !== set) rmSync(join(folder, name), { force: true })
  }

  /** Kinds of values that a partner is offered. */
  kinds(partner: string): Kind[] {
    return KINDS.filter((kind) => existsSync(join(this.folderOf(partner, kind), 'offer.json')))
  }

  /** The announcement as text; undefined when there is none. */
  offer(partner: string, kind: Kind): string | undefined {
    return this.read(partner, kind, 'offer.json')?.toString('utf8')
  }

  /** The set of outputs with a digest; undefined when it isn’t the one that is offered. */
  outputs(partner: string, kind: Kind, sha256: string): Buffer | undefined {
    return this.read(partner, kind, `${sha256}.bin`)
  }

  private folderOf(partner: string, kind: Kind): string {
    return join(this.folder, `${partner}_${kind}`)
  }

  private read(partner: string, kind: Kind, name: string): Buffer | undefined {
    try {
      return readFileSync(join(this.folderOf(partner, kind), name))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
  }
}
