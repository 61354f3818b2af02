// TLS and user-agent fingerprints that independent owners share.
import type { Detector, Trait } from './detector.js'
import { measureSharing } from './sharing.js'

const trait: Trait = {
  code: 6,
  kind: 'client',
  sql: `SELECT a.aid AS aid, cityHash64(e.ja4, e.user_agent) AS value, toUInt32(count()) AS uses FROM exchange AS e INNER JOIN work_account AS a ON a.account = e.account WHERE e.ja4 != '' OR e.user_agent != '' GROUP BY aid, value HAVING uses * 4 >= any(a.exchanges)`,
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
  measure: measureSharing(trait, range, {
    plural: 'a client fingerprint',
    innocent: ({ topInside, topOutside }) => [
      `a popular client: the commonest fingerprint is also used by ${topOutside} owners elsewhere (${topInside} here)`,
    ],
  }),
  shows: `SELECT ja4, user_agent, uniqExactIf(account, account IN {members}) AS members, uniqExactIf(account, account NOT IN {members}) AS others
FROM exchange
WHERE ja4 != '' OR user_agent != ''
GROUP BY ja4, user_agent
HAVING members > 1
ORDER BY members DESC, ja4, user_agent
LIMIT 100`,
}
