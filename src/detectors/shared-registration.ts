// Sign-up addresses and mail domains that independent owners share.
import { blockSql } from '../fingerprint/fingerprint-sql.js'
import { say } from '../model/sentence.js'
import type { Detector, Trait } from './detector.js'
import { EXPECTED_SHARING, measureSharing, sharesSql, sharingQueries } from './sharing.js'

const trait: Trait = {
  code: 2,
  kind: 'registration',
  sql: `SELECT aid, value, uses FROM (
  SELECT aid, cityHash64('block', ${blockSql('signup_ip')}) AS value, toUInt32(exchanges) AS uses FROM work_account WHERE signup_ip != ''
  UNION ALL
  SELECT aid, cityHash64('domain', email_domain) AS value, toUInt32(exchanges) AS uses FROM work_account WHERE email_domain != '' AND mail_kind = 'other'
)`,
  membership: { most: 8, least: -1 },
  recruits: true,
  says: 'bond',
  seeds: true,
}
const range = { least: 0, most: 10 }

export const sharedRegistration: Detector = {
  id: 'shared-registration',
  group: 'registration',
  raises:
    'independent owners that signed up from the same address block or under the same uncommon mail domain',
  nullModel:
    'As many owners drawn from everyone else: the chance that an owner shares a value with another of them, from the sizes of all values outside of the group. One-sided likelihood ratio of the count.',
  innocent: [
    'class enrolment or single sign-on',
    'a company that provisions accounts',
    'a carrier’s shared address',
  ],
  needs: ['accounts'],
  parameters: [],
  range,
  trait,
  early: sharingQueries,
  measure: measureSharing(trait, range, {
    plural: say`a sign-up block or mail domain`,
    innocent: ({ topInside }) => [
      say`enrolment by an institution: look at whose domain or network the ${topInside} owners share`,
    ],
  }),
  shows:
    sharesSql(`SELECT account, toString(${blockSql('signup_ip')}) AS value, concat('block of ', signup_ip) AS seen FROM account FINAL WHERE signup_ip != ''
    UNION ALL
    SELECT account, lower(email_domain) AS value, value AS seen FROM account FINAL
    WHERE account IN (SELECT account FROM analysed_account FINAL WHERE mail_kind = 'other')`),
  computed: EXPECTED_SHARING,
}
