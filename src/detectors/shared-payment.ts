// Payment instruments that independent owners share.
import { say } from '../model/sentence.js'
import type { Detector, Trait } from './detector.js'
import { EXPECTED_SHARING, measureSharing, sharesSql, sharingQueries } from './sharing.js'

const trait: Trait = {
  code: 1,
  kind: 'payment',
  sql: `SELECT aid, cityHash64(payment) AS value, toUInt32(exchanges) AS uses FROM work_account WHERE payment != ''`,
  membership: { most: 12, least: -1 },
  recruits: true,
  says: 'bond',
  seeds: true,
}
const range = { least: 0, most: 12 }

export const sharedPayment: Detector = {
  id: 'shared-payment',
  group: 'registration',
  raises: 'independent owners that pay with the same instruments',
  nullModel:
    'As many owners drawn from everyone else: the chance that an owner shares a value with another of them, from the sizes of all values outside of the group. One-sided likelihood ratio of the count.',
  innocent: ['a family or small firm with one card', 'a corporate card', 'a reseller with a contract'],
  needs: ['accounts'],
  parameters: [],
  range,
  trait,
  early: sharingQueries,
  measure: measureSharing(trait, range, {
    plural: say`payment instruments`,
    innocent: ({ topInside }) => [
      topInside <= 5
        ? say`families and small firms: the largest card is shared by few, so this stays open`
        : say`families and small firms: one instrument serves ${topInside} owners, more than a household`,
      say`a corporate card: ruled out where the owners are different organisations`,
    ],
  }),
  shows: sharesSql(
    `SELECT account, payment AS value, payment AS seen FROM account FINAL WHERE payment != ''`,
  ),
  computed: EXPECTED_SHARING,
}
