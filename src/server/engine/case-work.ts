// Makes a case file where the store is: page and hashes of many accounts take time that the service needs for gateways.

import { type CaseAsked, gatherCase } from '../../case/gather-case.js'
import { auditOf, idsOf, makeCase } from '../../case/make-case.js'
import type { Seal } from '../../case/seal.js'
import { sealerOf } from '../../case/sealer-of.js'
import type { CaseLanguage } from '../../case/teller.js'
import type { TlpLevel } from '../../share/stix/tlp.js'
import type { Store } from '../../store/store.js'
import { names, readCustody } from '../access/read-custody.js'

export interface CaseOrder extends CaseAsked {
  readonly by: string
  readonly tlp: TlpLevel
  readonly language: CaseLanguage
  /** Files of the audit log and of the provider's identity. */
  readonly auditFile: string
  readonly identityFile: string
}

export interface CaseMade {
  readonly html: string
  readonly json: string
  readonly seal: Seal
  /** What the audit log is to hold of it. */
  readonly noted: ReturnType<typeof auditOf>
}

export async function makeCaseHere(store: Store, order: CaseOrder): Promise<CaseMade> {
  const { by, tlp, language, auditFile, identityFile, ...asked } = order
  const ground = await gatherCase(store, asked)
  const custody = await readCustody(auditFile, names(idsOf(ground)))
  const sealer = await sealerOf(identityFile)
  const made = makeCase(ground, { by, tlp, language, custody, sealer })
  return { html: made.html, json: made.json, seal: made.seal, noted: auditOf(made) }
}
