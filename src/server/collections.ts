// The collections that the service offers: the protocol with the engine behind it, and who was given what. Each write is
// a line of the audit log at once; what is read is summed up, as a reader asks for thousands of pages.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from '../model/problem.js'
import { signPart } from '../share/publish/sign-part.js'
import type { StixObject } from '../share/stix/stix-object.js'
import type { Archive } from '../share/taxii/server/archive.js'
import type { TaxiiConfiguration } from '../share/taxii/server/configuration.js'
import { type PageAnswer, TaxiiServer } from '../share/taxii/server/taxii-server.js'
import { openIdentity } from '../share/trust/identity.js'
import type { AuditLog } from './access/audit-log.js'
import type { Engine } from './engine/engine.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'

const SECRET_BYTES = 32
/** How long somebody who posts waits before they are told that it is pending. */
const PATIENCE_MS = 20_000
/** How often what was read is written down. */
const NOTE_READS_MS = 60_000

interface Reads {
  readonly actor: string
  readonly collection: string
  pages: number
  objects: number
  /** Versions that they were not given: too closed for them, and withheld. */
  closed: number
  withheld: number
  /** When the newest object that they were given was added. */
  upTo: string
}

export class OfferedCollections {
  readonly server: TaxiiServer
  private readonly reads = new Map<string, Reads>()
  private readonly timer: NodeJS.Timeout

  constructor(
    configuration: TaxiiConfiguration,
    private readonly options: {
      readonly engine: Engine
      readonly audit: AuditLog
      readonly log: Log
      readonly metrics: Metrics
      readonly secretFile: string
      /** File of own keys. */
      readonly identityFile: string
    },
  ) {
    this.server = new TaxiiServer({
      configuration,
      archive: archiveOf(options.engine),
      secret: readSecret(options.secretFile),
      patienceMs: PATIENCE_MS,
      sign: (part, whole) => signAgain(options.identityFile, part, whole),
    })
    this.timer = setInterval(() => void this.noteReads(), NOTE_READS_MS)
    this.timer.unref()
  }

  /** Somebody was given a page. */
  countRead(actor: string, { collection, rows, last, closed, withheld }: PageAnswer): void {
    const name = `${actor} ${collection}`
    const none = { pages: 0, objects: 0, closed: 0, withheld: 0, upTo: '' }
    const reads = this.reads.get(name) ?? { actor, collection, ...none }
    reads.pages++
    reads.objects += rows
    reads.closed += closed
    reads.withheld += withheld
    this.options.metrics.add('stillwatch_taxii_withheld_total', { why: 'tlp' }, closed)
    this.options.metrics.add('stillwatch_taxii_withheld_total', { why: 'client' }, withheld)
    if (last !== undefined && last > reads.upTo) reads.upTo = last
    this.reads.set(name, reads)
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.noteReads()
  }

  private async noteReads(): Promise<void> {
    const all = [...this.reads.values()]
    this.reads.clear()
    for (const { actor, ...details } of all)
      await this.options.audit
        .add({ actor, action: 'taxii.read', details: { ...details } })
        .catch((error: unknown) =>
          this.options.log.error({ error: String(error) }, 'the audit log cannot be written'),
        )
  }
}

function archiveOf(engine: Engine): Archive {
  return {
    page: (asked) => engine.request('taxiiPage', asked),
    has: (asked) => engine.request('taxiiHas', asked),
    add: (asked) => engine.request('taxiiAdd', asked),
    remove: (asked) => engine.request('taxiiRemove', asked),
    status: (root, id) => engine.request('taxiiStatus', { root, id }),
  }
}

/** The secret that cursors are signed with: made once, so that readers go on after a restart. */
function readSecret(file: string): Buffer {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, randomBytes(SECRET_BYTES), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const secret = readFileSync(file)
    if (secret.length === SECRET_BYTES) return secret
    throw new Error(`it has ${secret.length} bytes`)
  } catch (error) {
    throw new Problem(
      'taxii-secret',
      `cannot use the secret of cursors in ${file}: ${error instanceof Error ? error.message : String(error)}`,
      'Remove the file, so that another is made; who reads page by page begins again then.',
      { cause: error },
    )
  }
}

/** The part of an object that a client is given, with a signature over it where the whole has one of ours. */
async function signAgain(identityFile: string, part: StixObject, whole: StixObject): Promise<StixObject> {
  return existsSync(identityFile) ? signPart(part, whole, await openIdentity(identityFile)) : part
}
