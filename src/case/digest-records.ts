// One number for the records that a case rests on: whoever holds the same log gets the same one, and a changed, added or
// missing record gives another.
import type { Campaign } from '../model/analysis.js'
import type { Store } from '../store/store.js'
import type { CaseLog } from './case-file.js'

/** More would not fit into the memory of one query. */
const MOST_RECORDS = 20_000_000

/**
 * SHA-256 over the sorted SHA-256 of the campaign's exchanges, or of one account's among them: of each its id, time,
 * account, model, tokens and the hash of its text.
 */
export async function digestRecords(
  store: Store,
  analysis: string,
  { id: campaign, exchanges }: Pick<Campaign, 'id' | 'exchanges'>,
  account: string | undefined,
): Promise<Pick<CaseLog, 'records'>> {
  if (exchanges > MOST_RECORDS) return {}
  const query = recordsQuery(analysis, campaign, account)
  const [row] = await store.query<{ exchanges: number; sha256: string }>(query)
  return row ? { records: { ...row, query } } : {}
}

/** The query as it stands in the file. Ids are quoted, as they may hold anything. */
function recordsQuery(analysis: string, campaign: string, account: string | undefined): string {
  const only = account === undefined ? '' : ` AND account = ${quoted(account)}`
  return `SELECT count() AS exchanges, lower(hex(SHA256(arrayStringConcat(arraySort(groupArray(record)))))) AS sha256
FROM (
  SELECT SHA256(concat(id, '\\t', toString(toUnixTimestamp64Milli(ts)), '\\t', account, '\\t', model, '\\t', toString(input_tokens), '\\t', toString(output_tokens), '\\t', toString(prompt_hash))) AS record
  FROM exchange
  WHERE cityHash64(id) IN (SELECT exchange FROM campaign_exchange WHERE analysis = ${quoted(analysis)} AND campaign = ${quoted(campaign)})${only}
)`
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
