// The indicators of a campaign as CSV (RFC 4180), for spreadsheets and tables.
import type { SharedCampaign } from './shared-campaign.js'
import { keyedIds } from './stix/identifiers.js'
import type { TlpLevel } from './stix/tlp.js'

const COLUMNS = [
  'campaign',
  'name',
  'verdict',
  'kind',
  'form',
  'value',
  'accounts',
  'confidence',
  'valid_from',
  'valid_until',
  'tlp',
  'key_id',
] as const

/** A row an indicator, under the names of the columns; `key_id` is empty where nobody holds the key. */
export function writeIndicatorCsv(campaign: SharedCampaign, tlp: TlpLevel): string {
  const id = keyedIds(campaign.key)('campaign', campaign.id)
  const rows = campaign.indicators.map(
    ({ kind, form, value, accounts, confidence, validFrom, validUntil }) => [
      id,
      campaign.name,
      campaign.verdict,
      kind,
      form,
      value,
      String(accounts),
      String(Math.min(99, Math.floor(100 * confidence))),
      validFrom,
      validUntil,
      `TLP:${tlp.toUpperCase()}`,
      campaign.key.isShared ? campaign.key.id : '',
    ],
  )
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** A cell that no spreadsheet takes for a formula: what begins as one gets an apostrophe in front. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
