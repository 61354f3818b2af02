// What made an analysis, kept with it: who asks later for the numbers again must know by which version, engine and
// thresholds they came about, and what was not known then.
import { createHash } from 'node:crypto'
import { DETECTORS } from '../../detectors/catalog.js'
import type { Sentence } from '../../model/sentence.js'
import type { Store } from '../../store/store.js'
import { readVersion } from '../../version.js'
import { CALIBRATION } from '../calibration.js'
import { ACCUSATION, CLEARING, FAMILY_CAPS, ONE_HAND } from '../thresholds.js'

export interface Origin {
  /** Version of this package. */
  readonly version: string
  readonly engine: string
  /** SHA-256 of all that evidence is measured and judged by, as `judgementHash` makes it. */
  readonly judgement: string
  /** What was not known. */
  readonly caveats: readonly Caveat[]
}

/** A sentence; with what it was made of where other languages can tell it. */
export type Caveat = Pick<Sentence, 'text'> & Partial<Sentence>

/**
 * SHA-256 (64 hexadecimal digits) of detectors with parameters and ranges, thresholds, caps and curves: the same in two
 * versions that judge by the same numbers.
 */
export function judgementHash(): string {
  const detectors = DETECTORS.map(({ id, group, range, parameters }) => ({
    id,
    group,
    range,
    parameters: parameters.map(({ name, value }) => ({ name, value })),
  }))
  const judged = { detectors, ACCUSATION, FAMILY_CAPS, CLEARING, ONE_HAND, CALIBRATION }
  return createHash('sha256').update(JSON.stringify(judged)).digest('hex')
}

/** Of an analysis that this process makes. */
export async function originHere(store: Store, caveats: readonly Caveat[]): Promise<Origin> {
  const [row] = await store.query<{ version: string }>('SELECT version() AS version')
  return {
    version: readVersion(),
    engine: `ClickHouse ${row?.version ?? ''} (${store.kind})`,
    judgement: judgementHash(),
    caveats,
  }
}

/** Of a kept analysis; undefined where an earlier version made it, which kept none. */
export async function readOrigin(store: Store, analysis: string): Promise<Origin | undefined> {
  const [row] = await store.query<{ origin: string }>(
    'SELECT origin FROM analysis WHERE id = {analysis: String} LIMIT 1',
    { parameters: { analysis } },
  )
  return row === undefined || row.origin === '' ? undefined : (JSON.parse(row.origin) as Origin)
}
