// What would leave of a campaign, for the eyes of who decides on it: beside each value what it stands for here.
import type { SharedCampaign } from '../share/shared-campaign.js'
import type { TlpLevel } from '../share/stix/tlp.js'
import { TLP } from '../share/stix/tlp.js'
import { formatCount, formatDay, formatPlural, formatProbability } from './quantities.js'
import { renderRows } from './rows.js'
import { clipColumns, visibleLine } from './visible-text.js'

const WIDEST = 44
const MOST_ROWS = 60

const FORMS = { plain: 'as it is', pseudonym: 'pseudonym', sketch: 'sketch' } as const

/** The preview as lines, ending with a line break. */
export function renderSharePreview(campaign: SharedCampaign, tlp: TlpLevel): string {
  const { indicators, held, key } = campaign
  const leaving = indicators.map(({ kind, form, original, value, accounts, confidence, validUntil }) => ({
    kind,
    here: shown(original),
    leaves: form === 'plain' ? 'as it is' : `${FORMS[form]} ${shown(value).slice(0, 12)}…`,
    accounts,
    confidence: formatProbability(confidence),
    until: formatDay(validUntil),
  }))
  const kept = held.map(({ kind, original, accounts, outside, why }) => ({
    kind,
    here: shown(original),
    accounts,
    others: outside,
    why,
  }))
  return `${visibleLine(campaign.name)}, as TLP:${tlp.toUpperCase()}: for ${TLP[tlp].says}.
${matching(key)}
This preview shows what stays here too: it is for you alone.

Leaves as counts: ${formatPlural(campaign.accounts, 'account')}, ${formatPlural(campaign.exchanges, 'exchange')}, tokens, capability mix, bits by detector, times of the first and last exchange.
Never leaves: ids of accounts, organisations and keys; addresses; payments; mail domains; models’ names; any text; how many others show a value.

${leaving.length === 0 ? 'No indicator leaves.\n' : `Leaves: ${formatPlural(leaving.length, 'indicator')}\n${tableOf(leaving)}`}
${kept.length === 0 ? 'Nothing is held back.\n' : `Held back: ${formatCount(kept.length)}\n${tableOf(kept)}`}`
}

function matching({ isShared, id }: SharedCampaign['key']): string {
  return isShared
    ? `Keyed with the community key ${id}: its members can compare pseudonyms and sketches with their own.`
    : 'No --community-key: pseudonyms and sketches are keyed anew, and nobody can match them.'
}

const shown = (value: string) => clipColumns(visibleLine(value), WIDEST)

/** So many rows as a person reads, and how many more there are. */
function tableOf(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const more = rows.length - MOST_ROWS
  return `${renderRows(rows.slice(0, MOST_ROWS))}${more > 0 ? `… and ${formatCount(more)} more: --format json shows all.\n` : ''}`
}
