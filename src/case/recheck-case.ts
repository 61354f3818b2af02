// Holds the data of a case against the store that it was made of.
import type { Store } from '../store/store.js'
import type { CaseFile } from './case-file.js'
import { digestRecords } from './digest-records.js'
import { sha256 } from './seal.js'

/** `same`: as the case says. `other`: it is there and differs. `gone`: there is nothing to compare with. */
export type Recheck = 'same' | 'other' | 'gone'

export interface Rechecked {
  /** The analysis's result, by its hash. */
  readonly result: Recheck
  /** The case's records in the log, by count and hash. */
  readonly records: Recheck
}

/** The query that stands in the file is not run: whoever wrote it could have asked for anything. */
export async function recheckCase(store: Store, file: CaseFile): Promise<Rechecked> {
  const { origin, log, subject, claim, unknown } = file
  const [row] = await store.query<{ result: string }>(
    'SELECT result FROM analysis WHERE id = {analysis: String} LIMIT 1',
    { parameters: { analysis: origin.analysis } },
  )
  const whole = unknown.increment?.of ?? origin.analysis
  const { exchanges } = claim
  const { records } = await digestRecords(store, whole, { id: subject.campaign, exchanges }, subject.account)
  return {
    result: compare(row && sha256(row.result), origin.result_sha256),
    records: compare(
      records === undefined || records.exchanges === 0 ? undefined : records.sha256,
      log.records?.sha256,
    ),
  }
}

function compare(found: string | undefined, wanted: string | undefined): Recheck {
  if (found === undefined || wanted === undefined) return 'gone'
  return found === wanted ? 'same' : 'other'
}
