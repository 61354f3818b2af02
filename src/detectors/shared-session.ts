// Session ids and API keys under several owners.
import { say } from '../model/sentence.js'
import type { Detector, Trait } from './detector.js'
import { EXPECTED_SHARING, measureSharing, sharesSql, sharingQueries } from './sharing.js'

const trait: Trait = {
  code: 10,
  kind: 'session',
  sql: `SELECT aid, value, toUInt32(count()) AS uses FROM work_exchange ARRAY JOIN arrayFilter(v -> v != 0, [session, key]) AS value GROUP BY aid, value`,
  isDrawn: true,
  membership: { most: 8, least: 0 },
  recruits: true,
  says: 'bond',
  seeds: true,
}
const range = { least: 0, most: 8 }

export const sharedSession: Detector = {
  id: 'shared-session',
  group: 'network',
  raises: 'session ids or API keys that appear under several owners',
  nullModel:
    'As many owners drawn from everyone else: the chance that an owner shares a value with another of them, from the sizes of all values outside of the group. One-sided likelihood ratio of the count.',
  innocent: ['staff with two accounts', 'a session id that a client sets to a constant'],
  needs: ['clients'],
  parameters: [],
  range,
  trait,
  early: sharingQueries,
  measure: measureSharing(trait, range, {
    plural: say`session ids or keys`,
    innocent: ({ topInside, topOutside }) => [
      say`a constant set by a client: the commonest value is used by ${topInside} owners here and ${topOutside} elsewhere`,
    ],
  }),
  shows:
    sharesSql(`SELECT DISTINCT account, concat('session ', toString(session)) AS value, value AS seen FROM exchange WHERE session != 0
    UNION ALL
    SELECT DISTINCT account, concat('key ', key) AS value, value AS seen FROM exchange WHERE key != ''`),
  computed: EXPECTED_SHARING,
}
