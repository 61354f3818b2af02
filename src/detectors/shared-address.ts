// Address blocks that independent owners use.
import { say } from '../model/sentence.js'
import type { Detector, Trait } from './detector.js'
import { EXPECTED_SHARING, measureSharing, sharesSql, sharingQueries } from './sharing.js'

const trait: Trait = {
  code: 5,
  kind: 'address',
  sql: `SELECT e.aid AS aid, cityHash64('block', e.block) AS value, e.uses AS uses FROM (SELECT aid, block, toUInt32(count()) AS uses FROM work_exchange WHERE block != 0 GROUP BY aid, block) AS e INNER JOIN (SELECT aid, drawn FROM work_account) AS a ON a.aid = e.aid WHERE e.uses >= least(3, a.drawn / 20)`,
  isDrawn: true,
  membership: { most: 6, least: -1 },
  recruits: true,
  says: 'bond',
  seeds: true,
}
const range = { least: 0, most: 8 }

export const sharedAddress: Detector = {
  id: 'shared-address',
  group: 'network',
  raises: 'independent owners that come from the same address blocks',
  nullModel:
    'As many owners drawn from everyone else: the chance that an owner shares a value with another of them, from the sizes of all values outside of the group. One-sided likelihood ratio of the count.',
  innocent: [
    'a carrier’s or campus’s shared address',
    'a public VPN',
    'a company’s egress',
    'a cloud’s translation address',
  ],
  needs: ['addresses'],
  parameters: [],
  range,
  trait,
  early: sharingQueries,
  measure: measureSharing(trait, range, {
    plural: say`address blocks`,
    innocent: ({ topInside, topOutside }) => [
      topOutside > topInside
        ? say`a shared exit: the most used block serves ${topOutside} owners outside of the group too`
        : say`a shared exit: the most used block serves ${topInside} owners of the group and only ${topOutside} others`,
    ],
  }),
  shows: sharesSql(`SELECT e.account AS account, e.value AS value, e.seen AS seen
    FROM (SELECT account, toString(block) AS value, concat('block of ', any(ip)) AS seen, count() AS uses FROM exchange WHERE block != 0 GROUP BY account, value) AS e
    INNER JOIN (SELECT account, count() AS sent FROM exchange GROUP BY account) AS a ON a.account = e.account
    WHERE e.uses >= least(3, a.sent / 20)`),
  computed: EXPECTED_SHARING,
}
