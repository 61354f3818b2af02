// Loads what the provider knows of its accounts: one JSON object a line. A later row of an account replaces an
// earlier one.
import { Problem } from '../model/problem.js'
import { fileDocuments, stageDocuments } from '../sources/documents.js'
import type { InputFile } from '../sources/input.js'
import type { Store } from '../store/store.js'

const FIELDS =
  'account String, org String, created_at String, payment String, email_domain String, phone_prefix String, country String, tier String, program String, signup_ip String, status String, suspended_at String, declared String'

/** A time given as RFC 3339 or as epoch seconds or milliseconds; 1970 when it is none. */
function timeSql(field: string): string {
  const number = `toFloat64OrNull(${field})`
  return `ifNull(multiIf(
    ${field} = '', NULL,
    ${number} IS NOT NULL AND NOT isFinite(${number}), NULL,
    ${number} IS NOT NULL, fromUnixTimestamp64Milli(toInt64(greatest(least(if(abs(${number}) >= 1e11, ${number}, ${number} * 1000), 9e12), 0)), 'UTC'),
    parseDateTime64BestEffortOrNull(${field}, 3, 'UTC')
  ), toDateTime64(0, 3, 'UTC'))`
}

function isUnreadableTime(field: string): string {
  return `${field} NOT IN ('', '0') AND ${timeSql(field)} = toDateTime64(0, 3, 'UTC')`
}

export interface AccountsReport {
  readonly accepted: number
  readonly rejected: number
  /** Times that were given and are none. */
  readonly unreadableTimes: number
}

/**
 * Loads account files.
 * @throws Problem `accounts-format` when no line of them names an account, or one of the store
 */
export async function loadAccounts(store: Store, files: readonly InputFile[]): Promise<AccountsReport> {
  const filled = files.filter((file) => !file.isEmpty)
  if (filled.length === 0) return { accepted: 0, rejected: 0, unreadableTimes: 0 }
  const documents = store.kind === 'server' ? await stageDocuments(store, filled) : fileDocuments(filled)
  try {
    const parsed = `SELECT JSONExtract(document, 'Tuple(${FIELDS})') AS a FROM ${documents.relation}`
    await store.command(`INSERT INTO account
SELECT
  tupleElement(a, 'account') AS account,
  tupleElement(a, 'org'),
  ${timeSql("tupleElement(a, 'created_at')")},
  tupleElement(a, 'payment'),
  tupleElement(a, 'email_domain'),
  tupleElement(a, 'phone_prefix'),
  tupleElement(a, 'country'),
  tupleElement(a, 'tier'),
  tupleElement(a, 'program'),
  tupleElement(a, 'signup_ip'),
  tupleElement(a, 'status'),
  ${timeSql("tupleElement(a, 'suspended_at')")},
  tupleElement(a, 'declared'),
  toUnixTimestamp64Milli(now64(3))
FROM (${parsed})
WHERE account != ''`)
    const [row] = await store.query<AccountsReport>(`SELECT
  countIf(tupleElement(a, 'account') != '') AS accepted,
  countIf(tupleElement(a, 'account') = '') AS rejected,
  countIf(${isUnreadableTime("tupleElement(a, 'created_at')")}) + countIf(${isUnreadableTime("tupleElement(a, 'suspended_at')")}) AS unreadableTimes
FROM (${parsed})`)
    const report = row ?? { accepted: 0, rejected: 0, unreadableTimes: 0 }
    if (report.accepted === 0)
      throw new Problem(
        'accounts-format',
        `no line of ${filled.map(({ name }) => name).join(', ')} names an account`,
        'Give --accounts one JSON object a line with the field account; docs/data-flow.md lists the others.',
      )
    return report
  } finally {
    await documents.close()
  }
}
