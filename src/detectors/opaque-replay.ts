// Opaque reasoning references shown by more than one owner.
import { say } from '../model/sentence.js'
import type { Detector, Trait } from './detector.js'
import { EXPECTED_SHARING, measureSharing, sharesSql, sharingQueries } from './sharing.js'

/** Trait code of opaque references, and of the rings that they make (src/campaigns/rings.ts). */
export const OPAQUE_TRAIT = 8

const trait: Trait = {
  code: OPAQUE_TRAIT,
  kind: 'opaque reference',
  sql: 'SELECT aid, ref AS value, toUInt32(count()) AS uses FROM work_exchange ARRAY JOIN opaque_refs AS ref GROUP BY aid, ref',
  isDrawn: true,
  membership: { most: 12, least: 0 },
  recruits: true,
  says: 'bond',
  seeds: true,
}
/**
 * Two accounts of one person share a reference now and then: bits at most for each doubling of the owners that one
 * value or a ring joins, counting no more owners than the shared references can join one by one. A reference printed in
 * somebody's documentation is one, however many present it.
 */
const BITS_PER_DOUBLING = 4
const range = { least: 0, most: 14 }

export const opaqueReplay: Detector = {
  id: 'opaque-replay',
  group: 'content',
  raises: 'opaque reasoning blobs minted for one account and presented by another',
  nullModel:
    'Blobs are bound to the session that made them; the rate at which owners outside of the group present another owner’s blob is the null.',
  innocent: ['a conversation moved between two accounts of one person', 'support staff who replay a case'],
  needs: ['opaque-refs'],
  parameters: [],
  range,
  trait,
  early: sharingQueries,
  measure: measureSharing(trait, range, {
    // The ring itself is among the shared values.
    mostFor: (topInside, shared) => BITS_PER_DOUBLING * Math.log2(Math.max(Math.min(topInside, shared), 1)),
    plural: say`opaque reasoning references`,
    innocent: ({ topInside }) => [
      topInside <= 2
        ? say`one person with two accounts: stays open for a pair`
        : say`one person with two accounts: references join ${topInside} owners`,
    ],
  }),
  shows: sharesSql(
    `SELECT DISTINCT account, toString(ref) AS value, value AS seen FROM exchange ARRAY JOIN opaque_refs AS ref`,
  ),
  // Rings are among the values, and no table keeps them.
  computed: [
    ...EXPECTED_SHARING,
    'owners_sharing',
    'values_shared',
    'largest_value_inside',
    'largest_value_outside',
  ],
}
