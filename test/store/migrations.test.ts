// A store of an older version is brought to this one's tables, and what it holds counts as it should have from the beginning.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { TLP, TLP_LEVELS } from '../../src/share/stix/tlp.js'
import { parseFilters } from '../../src/share/taxii/filters.js'
import { StoreArchive } from '../../src/share/taxii/server/store-archive.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { BOUNDS } from '../taxii/collection.js'

const COLLECTION = randomUUID()
const idOf = (number: number) => `indicator--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const RED_OF_1 = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'

/** Objects by the place of their most closed marking. */
const HELD: readonly { readonly rank: number; readonly marks: object }[] = [
  ...TLP_LEVELS.map((level, rank) => ({ rank, marks: { object_marking_refs: [TLP[level].id] } })),
  { rank: 3, marks: {} },
  { rank: 4, marks: { object_marking_refs: [RED_OF_1] } },
  {
    rank: 4,
    marks: {
      object_marking_refs: [TLP.green.id],
      granular_markings: [{ marking_ref: TLP.red.id, selectors: ['name'] }],
    },
  },
]

test('collections of before they knew how closed their objects are give nobody more than they may see', async () => {
  const store = await openStore()
  try {
    await migrate(store, 11)
    // Tables are made as they are now; this column is what the next migration adds.
    await store.command('ALTER TABLE taxii_object DROP COLUMN tlp')
    const version = '2026-09-14T00:00:00.000Z'
    await store.insert(
      'taxii_object',
      HELD.map(({ marks }, number) => {
        const text = JSON.stringify({ type: 'indicator', id: idOf(number), modified: version, ...marks })
        return {
          collection: COLLECTION,
          date_added: `2026-09-15 00:00:0${number}.000000`,
          id: idOf(number),
          type: 'indicator',
          version,
          version_key: '2026-09-14T00:00:00.000000000Z',
          spec_version: '2.1',
          repeats: 0,
          hidden_row: '1970-01-01 00:00:00.000000',
          hidden_by: '1970-01-01 00:00:00.000000',
          digest: String(number),
          bytes: text.length,
          by: 'key:a',
          text,
        }
      }),
    )
    const versions = () => store.query<{ version: number }>('SELECT version FROM migration ORDER BY version')
    expect((await versions()).at(-1)).toEqual({ version: 11 })
    await migrate(store)
    expect((await versions()).filter((one) => one.version === 12)).toHaveLength(1)

    const archive = new StoreArchive(store)
    const given = async (ceiling: number) => {
      const asked = {
        collection: COLLECTION,
        filters: parseFilters({}, []),
        after: 0,
        limit: 100,
        hasTexts: true,
      }
      const { rows, withheld } = await archive.page({ ...asked, ceiling })
      expect(withheld).toBe(HELD.length - rows.length)
      return rows.map(({ id }) => id)
    }
    for (const [ceiling] of TLP_LEVELS.entries())
      expect(await given(ceiling)).toEqual(
        HELD.flatMap(({ rank }, number) => (rank <= ceiling ? [idOf(number)] : [])),
      )
    // What is added now says itself how closed it is.
    await archive.add({
      collection: COLLECTION,
      root: 'r',
      by: 'key:a',
      status: randomUUID(),
      requestedAt: Date.now() * 1000,
      objects: [
        { id: idOf(50), type: 'indicator', version, specVersion: '2.1', digest: 'x', tlp: 1, text: '{}' },
      ],
      failures: [],
      bounds: BOUNDS,
    })
    const asked = { collection: COLLECTION, object: idOf(50) }
    expect([
      await archive.has({ ...asked, ceiling: 0 }),
      await archive.has({ ...asked, ceiling: 1 }),
    ]).toEqual([false, true])
    await migrate(store)
  } finally {
    await store.close()
  }
})
