// TLS and user-agent fingerprints that independent owners share.
import { say } from '../model/sentence.js'
import type { Detector, Trait } from './detector.js'
import { EXPECTED_SHARING, measureSharing, sharesSql, sharingQueries } from './sharing.js'

const trait: Trait = {
  code: 6,
  kind: 'client',
  sql: `SELECT e.aid AS aid, e.client AS value, e.uses AS uses FROM (SELECT aid, client, toUInt32(count()) AS uses FROM work_exchange WHERE client != 0 GROUP BY aid, client) AS e INNER JOIN (SELECT aid, drawn FROM work_account) AS a ON a.aid = e.aid WHERE e.uses * 4 >= a.drawn`,
  isDrawn: true,
  membership: { most: 2, least: -1 },
  recruits: false,
  says: 'style',
  seeds: true,
}
const range = { least: 0, most: 4 }

export const sharedClient: Detector = {
  id: 'shared-client',
  group: 'network',
  raises: 'independent owners whose client software leaves the same uncommon fingerprint',
  nullModel:
    'As many owners drawn from everyone else: the chance that an owner shares a value with another of them, from the sizes of all values outside of the group. One-sided likelihood ratio of the count.',
  innocent: ['a popular library or application', 'one agent framework'],
  needs: ['clients'],
  parameters: [],
  range,
  trait,
  early: sharingQueries,
  measure: measureSharing(trait, range, {
    plural: say`a client fingerprint`,
    innocent: ({ topInside, topOutside }) => [
      say`a popular client: the commonest fingerprint is also used by ${topOutside} of the owners elsewhere (${topInside} here)`,
    ],
  }),
  shows: sharesSql(`SELECT e.account AS account, e.value AS value, e.value AS seen
    FROM (SELECT account, concat(ja4, ' ', user_agent) AS value, count() AS uses FROM exchange WHERE ja4 != '' OR user_agent != '' GROUP BY account, value) AS e
    INNER JOIN (SELECT account, count() AS sent FROM exchange GROUP BY account) AS a ON a.account = e.account
    WHERE e.uses * 4 >= a.sent`),
  computed: EXPECTED_SHARING,
}
