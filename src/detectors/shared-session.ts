// Session ids and API keys under several owners.
import type { Detector, Trait } from './detector.js'
import { measureSharing, sharingQueries } from './sharing.js'

const trait: Trait = {
  code: 10,
  kind: 'session',
  sql: `SELECT aid, value, toUInt32(count()) AS uses FROM work_exchange ARRAY JOIN arrayFilter(v -> v != 0, [session, key]) AS value GROUP BY aid, value`,
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
    plural: 'session ids or keys',
    innocent: ({ topInside, topOutside }) => [
      `a constant set by a client: the commonest value is used by ${topInside} owners here and ${topOutside} elsewhere`,
    ],
  }),
  shows: `SELECT session, key, uniqExact(account) AS accounts, count() AS exchanges
FROM exchange
WHERE account IN {members} AND (session != 0 OR key != '')
GROUP BY GROUPING SETS ((session), (key))
HAVING accounts > 1 AND (session != 0 OR key != '')
ORDER BY accounts DESC, session, key
LIMIT 100`,
}
