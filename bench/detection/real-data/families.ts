// The product's own answer to "which texts are of one template": exchanges are loaded and fingerprinted, anchors are
// brought together into families, and each exchange carries the families whose anchors it holds.

import { buildTemplates, familiesSql, KNOWN_ANCHORS } from '../../../src/campaigns/templates.js'
import { migrate } from '../../../src/store/migrate.js'
import { openStore } from '../../../src/store/open-store.js'
import { loadFile } from '../../load-file.js'

export interface FamiliesOf {
  /** From the opened store to the families of every exchange, loading included, in milliseconds. */
  readonly ms: number
  readonly families: number
  /** Exchanges that carry no family, one, several. */
  readonly carried: { readonly none: number; readonly one: number; readonly several: number }
  readonly exchanges: readonly Carrier[]
}

/** An exchange, the families that it carries from the widest to the rarest, and its anchors. */
export interface Carrier {
  readonly id: string
  readonly families: readonly number[]
  readonly anchors: readonly number[]
}

interface Row extends Carrier {
  readonly account: string
}

export async function findFamilies(exchanges: string): Promise<FamiliesOf> {
  const store = await openStore()
  try {
    await migrate(store)
    const started = performance.now()
    await loadFile(store, exchanges)
    const families = await buildTemplates(store)
    const rows = await store.query<Row>(`WITH (${KNOWN_ANCHORS}) AS known
SELECT id, account, anchors, ${familiesSql('anchors', 'known')} AS families
FROM exchange
ORDER BY id`)
    const ms = performance.now() - started
    return { ms, families: families.length, carried: countCarried(rows), exchanges: inOrderOfSpread(rows) }
  } finally {
    await store.close()
  }
}

function countCarried(rows: readonly Row[]): FamiliesOf['carried'] {
  const count = (isSo: (families: number) => boolean) =>
    rows.filter(({ families }) => isSo(families.length)).length
  return {
    none: count((families) => families === 0),
    one: count((families) => families === 1),
    several: count((families) => families > 1),
  }
}

/** A family is as wide as it has accounts. */
function inOrderOfSpread(rows: readonly Row[]): Carrier[] {
  const holders = new Map<number, Set<string>>()
  for (const { account, families } of rows)
    for (const family of families) holders.set(family, (holders.get(family) ?? new Set()).add(account))
  const spread = (family: number): number => holders.get(family)?.size ?? 0
  return rows.map(({ id, anchors, families }) => ({
    id,
    anchors,
    families: families.toSorted((a, b) => spread(b) - spread(a) || a - b),
  }))
}
