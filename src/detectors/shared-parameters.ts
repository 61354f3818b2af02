// Request parameters (limits, sampling, tools) that independent owners share.
import { say } from '../model/sentence.js'
import type { Detector, Trait } from './detector.js'
import { EXPECTED_SHARING, measureSharing, sharesSql, sharingQueries } from './sharing.js'

const trait: Trait = {
  code: 7,
  kind: 'parameters',
  sql: `SELECT e.aid AS aid, e.value AS value, e.uses AS uses FROM (SELECT aid, cityHash64(params, model) AS value, toUInt32(count()) AS uses FROM work_exchange WHERE params != 0 GROUP BY aid, value) AS e INNER JOIN (SELECT aid, drawn FROM work_account) AS a ON a.aid = e.aid WHERE e.uses * 4 >= a.drawn`,
  isDrawn: true,
  membership: { most: 2, least: -1 },
  recruits: false,
  says: 'style',
  seeds: true,
}
const range = { least: 0, most: 4 }

export const sharedParameters: Detector = {
  id: 'shared-parameters',
  group: 'load',
  raises: 'independent owners that ask with the same uncommon request parameters',
  nullModel:
    'As many owners drawn from everyone else: the chance that an owner shares a value with another of them, from the sizes of all values outside of the group. One-sided likelihood ratio of the count.',
  innocent: ['a tool’s defaults', 'a documentation example'],
  needs: ['parameters'],
  parameters: [],
  range,
  trait,
  early: sharingQueries,
  measure: measureSharing(trait, range, {
    plural: say`request parameters`,
    innocent: ({ topOutside }) => [
      say`defaults of a tool: the commonest set is used by ${topOutside} of the owners elsewhere`,
    ],
  }),
  shows: sharesSql(`SELECT e.account AS account, e.value AS value, e.value AS seen
    FROM (SELECT account, concat(toString(params), ' ', model) AS value, count() AS uses FROM exchange WHERE params != 0 GROUP BY account, value) AS e
    INNER JOIN (SELECT account, count() AS sent FROM exchange GROUP BY account) AS a ON a.account = e.account
    WHERE e.uses * 4 >= a.sent`),
  computed: EXPECTED_SHARING,
}
