// What accounts show in exchanges of the store, exchange by exchange in the order of time: as an ingest hands it on.
import type { Store } from '../../store/store.js'
import type { ShownTraits } from '../decision.js'
import { FIRST_EXCHANGES, shownSql } from './shown-traits.js'

/** What an account showed first with one of its exchanges. */
export interface Sighting {
  readonly account: string
  /** Number of the exchange among those asked about, from 1. */
  readonly place: number
  readonly traits: ShownTraits
}

interface Row {
  readonly account: string
  readonly place: number
  readonly shown: readonly (readonly [kind: string, value: string])[]
}

/**
 * First exchanges of accounts that sent nothing before a time.
 * @param since milliseconds since 1970
 */
export async function readSightings(
  store: Store,
  since: number,
  templates: readonly (readonly number[])[],
): Promise<Sighting[]> {
  const from = `SELECT id, ts, account, ja4, user_agent, model, params, block, system_hash, opaque_refs, anchors
  FROM exchange
  WHERE account IN (SELECT account FROM exchange GROUP BY account HAVING min(ts) >= fromUnixTimestamp64Milli({since: Int64}))
  ORDER BY account, ts LIMIT ${FIRST_EXCHANGES} BY account`
  const rows = await store.query<Row>(
    `SELECT account, place, groupArray((kind, value)) AS shown
FROM (${shownSql(from)})
GROUP BY account, place
ORDER BY account, place`,
    { parameters: { since, templates } },
  )
  return rows.map(({ account, place, shown }) => ({ account, place, traits: traitsOf(shown) }))
}

function traitsOf(shown: Row['shown']): ShownTraits {
  const traits = new Map<string, string[]>()
  for (const [kind, value] of shown) traits.set(kind, [...(traits.get(kind) ?? []), value])
  return Object.fromEntries(traits)
}
