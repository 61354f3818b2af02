// Makes a case file of what was gathered: who, when, under which marking; the page in a language, the data, and the seal.
import { randomBytes } from 'node:crypto'
import type { TlpLevel } from '../share/stix/tlp.js'
import { readVersion } from '../version.js'
import { CASE_SCHEMA, type CaseCustody, type CaseFile } from './case-file.js'
import type { CaseGround } from './gather-case.js'
import { renderCase } from './render-case.js'
import { type Seal, type Sealer, sealCase } from './seal.js'
import type { CaseLanguage } from './teller.js'

export interface CaseMaking {
  readonly by: string
  readonly tlp: TlpLevel
  readonly language: CaseLanguage
  readonly custody: CaseCustody
  readonly sealer: Sealer | undefined
}

export interface MadeCase {
  readonly file: CaseFile
  readonly seal: Seal
  /** The page and the data as files. */
  readonly html: string
  readonly json: string
}

export function makeCase(ground: CaseGround, making: CaseMaking, now = Date.now()): MadeCase {
  const { by, tlp, language, custody, sealer } = making
  const file: CaseFile = {
    schema: CASE_SCHEMA,
    id: `case-${randomBytes(8).toString('hex')}`,
    made_at: new Date(now).toISOString(),
    made_by: by,
    version: readVersion(),
    tlp,
    ...ground,
    custody,
  }
  return { file, ...sealCase(file, renderCase(file, language, sealer), sealer) }
}

/** Ids by which a line of the audit log concerns a case. */
export function idsOf({ subject, done, accounts }: CaseGround): ReadonlySet<string> {
  const { campaign, name, account } = subject
  return new Set([
    campaign,
    name,
    ...(account === undefined ? accounts.map(({ id }) => id) : [account]),
    ...done.acts.map(({ id }) => id),
    ...done.policies.map(({ version }) => version),
  ])
}

/** What the audit log holds of a case that was made. */
export const auditOf = ({ file, seal }: MadeCase) => ({
  case: file.id,
  campaign: file.subject.campaign,
  ...(file.subject.account !== undefined && { account: file.subject.account }),
  analysis: file.origin.analysis,
  tlp: file.tlp,
  values: file.with_values,
  page: seal.page,
  data: seal.data,
})
