// Previews, backtests and histories of policies for a terminal.
import type { Backtest } from '../respond/backtest.js'
import type { KeptPolicy } from '../respond/kept/policies.js'
import type { PolicyChange } from '../respond/policy/diff.js'
import type { Preview } from '../respond/preview.js'
import { formatCompact, formatCount, formatMinute, formatPlural, formatShare } from './quantities.js'
import { renderRows } from './rows.js'
import { visibleLine } from './visible-text.js'

export function renderPreview({ policy, rules, accounts, cleared }: Preview): string {
  const rows = rules.map((rule) => ({
    rule: rule.rule,
    action: rule.action,
    mode: rule.mode,
    accounts: rule.accounts,
    campaigns: rule.campaigns,
    exchanges: formatCount(rule.exchanges),
    'other exchanges': formatCount(rule.otherExchanges),
    tokens: formatCompact(rule.tokens),
    'look-alikes': listed(rule.lookAlikes),
    tiers: listed(rule.tiers),
    programs: listed(rule.programs),
    declared: listed(rule.declared),
  }))
  return `Policy ${visibleLine(policy)}: of ${formatPlural(accounts.all, 'account')} of accused campaigns it would act on ${formatCount(accounts.enforced)}, count ${formatCount(accounts.shadow)} more in shadow and leave ${formatCount(accounts.none)} alone.
Of ${formatPlural(cleared.all, 'account')} of cleared groups, ${formatCount(cleared.hit)} would be met, as they stand in an accused campaign too.

${rows.length === 0 ? 'No rule is about anybody.\n' : renderRows(rows)}`
}

export function renderBacktest({ analyses, rules, campaigns, accounts }: Backtest): string {
  const first =
    analyses < 2
      ? `The store holds ${formatPlural(analyses, 'analysis', 'analyses')}: nothing came after its decisions. Analyse as the log grows, with the same --store, to see what they would have met.\n`
      : `${formatCount(analyses)} analyses decided in turn, each at the end of the log that it saw.\n`
  const rows = rules.map((rule) => ({
    rule: rule.rule,
    mode: rule.mode,
    accounts: rule.accounts,
    'exchanges met': formatCount(rule.exchanges),
    'other exchanges met': formatCount(rule.otherExchanges),
    tokens: formatCompact(rule.tokens),
  }))
  const lives = campaigns.map(({ campaign, secondsToDecision, exchanges, unmet }) => ({
    campaign,
    'first decision after':
      secondsToDecision === undefined ? 'never' : `${(secondsToDecision / 3600).toFixed(1)} h`,
    exchanges: formatCount(exchanges),
    met: exchanges === 0 ? '' : formatShare((exchanges - unmet) / exchanges),
  }))
  return `${first}\n${rows.length === 0 ? 'No rule would have met anything.\n' : renderRows(rows)}${lives.length === 0 ? '' : `\n${renderRows(lives)}`}\nAgainst the policy in force: ${formatPlural(accounts.more, 'account')} met by more, ${formatCount(accounts.less)} by less, ${formatCount(accounts.same)} alike; --format json lists them.\n`
}

export function renderPolicyChanges(changes: readonly PolicyChange[]): string {
  if (changes.length === 0) return 'no difference\n'
  return changes
    .map(({ what, change, details }) =>
      [`${change}  ${visibleLine(what)}`, ...details.map((detail) => `         ${visibleLine(detail)}`)].join(
        '\n',
      ),
    )
    .map((block) => `${block}\n`)
    .join('')
}

export function renderHistory(policies: readonly KeptPolicy[]): string {
  if (policies.length === 0) return 'no policy was ever in force\n'
  return renderRows(
    policies.map(({ version, adoptedAt, by, note }) => ({
      version,
      since: formatMinute(adoptedAt),
      by,
      note,
    })),
  )
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${formatCount(count)} ${name}`)
    .join(', ')
}
