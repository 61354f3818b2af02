// One campaign for a terminal: what it is, what happened to it, and each reason with its bits, its sentence and what
// would explain it.
import type { Campaign, Evidence } from '../model/analysis.js'
import { evidenceLines } from './evidence-lines.js'
import { explanationName, isAccused, isUndecided, verdictMeaning } from './headline.js'
import { eventWords, stateWords } from './life-words.js'
import {
  formatCompact,
  formatCount,
  formatMinute,
  formatPeriod,
  formatPlural,
  formatProbability,
  formatQValue,
} from './quantities.js'
import { wrapColumns } from './table.js'
import { visibleLine } from './visible-text.js'

/** Accounts that are listed, those with most exchanges first. */
const MOST_ACCOUNTS = 20

/**
 * The campaign as lines, ending with a line break. Account ids are shown as they are in it.
 * @param options columns of the output, and whether the query behind each reason is printed
 */
export function renderCampaign(
  campaign: Campaign,
  { width, queries = false }: { readonly width: number; readonly queries?: boolean },
): string {
  const columns = Math.min(120, Math.max(60, width))
  const lines = [
    `${visibleLine(campaign.name)}  ${visibleLine(campaign.id)}`,
    ...wrapColumns(summaryOf(campaign), columns),
    '',
    ...historyLines(campaign, columns),
    isAccused(campaign) ? 'Evidence' : 'What was weighed',
    ...campaign.evidence.flatMap((evidence) => [
      ...evidenceLines(evidence, columns),
      ...(queries ? queryLines(evidence) : []),
    ]),
    '',
    `Accounts (${formatCount(campaign.accounts.length)}), those with most exchanges first`,
    ...accountLines(campaign),
  ]
  return `${lines.join('\n')}\n`
}

function summaryOf(campaign: Campaign): string {
  const state = stateWords(campaign)
  const cleared = isAccused(campaign) || isUndecided(campaign) ? '' : ` (${explanationName(campaign)})`
  return [
    `${formatPlural(campaign.accounts.length, 'account')} ${verdictMeaning(campaign)}${cleared}.`,
    `${formatPlural(campaign.exchanges, 'exchange')} from ${formatPeriod(campaign.first_seen, campaign.last_seen)}, ${formatCompact(campaign.input_tokens)} tokens in and ${formatCompact(campaign.output_tokens)} out.`,
    `Probability ${formatProbability(campaign.probability)}, q-value ${formatQValue(campaign.q_value)}.`,
    ...(state === '' ? [] : [`Now ${state}.`]),
  ].join(' ')
}

function historyLines({ history = [] }: Campaign, width: number): readonly string[] {
  if (history.length === 0) return []
  const left = 24
  const rows = history.flatMap((event) => {
    const words = wrapColumns(eventWords(event), width - left - 2)
    return words.map((text, line) => `  ${(line === 0 ? formatMinute(event.at) : '').padEnd(left)}${text}`)
  })
  return ['History', ...rows, '']
}

/** As it stands, to be copied. */
function queryLines({ query }: Evidence): readonly string[] {
  return query === undefined ? [] : ['', query, '']
}

function accountLines({ accounts }: Campaign): readonly string[] {
  const shown = accounts.slice(0, MOST_ACCOUNTS)
  const longest = shown.reduce((most, { exchanges }) => Math.max(most, formatCount(exchanges).length), 0)
  const rest = accounts.length - shown.length
  return [
    ...shown.map(
      ({ id, exchanges, probability }) =>
        `  ${formatCount(exchanges).padStart(longest)}  ${formatProbability(probability).padStart(6)}  ${visibleLine(id)}`,
    ),
    ...(rest > 0 ? [`  and ${formatPlural(rest, 'account')} more; --format json lists them all`] : []),
  ]
}
