// Decisions and what analysts did, for a terminal.
import type { Decision } from '../respond/decision.js'
import type { Act } from '../respond/kept/acts.js'
import type { KeptDecision } from '../respond/kept/decisions.js'
import { formatMinute, formatPlural } from './quantities.js'
import { renderRows } from './rows.js'
import { visibleLine } from './visible-text.js'

/** Decisions that are shown one by one; more are counted. */
const MOST_SHOWN = 200

export function renderDecisions(kept: readonly KeptDecision[], now: number): string {
  if (kept.length === 0) return 'no decisions\n'
  const rows = kept.slice(0, MOST_SHOWN).map(({ decision, isLifted, why }) => ({
    about: aboutOf(decision),
    action: actionOf(decision),
    mode: decision.mode,
    campaign: decision.campaign,
    rule: decision.rule,
    reason: decision.reason,
    until: formatMinute(decision.until),
    now: isLifted ? `lifted: ${why}` : Date.parse(decision.until) <= now ? 'ended' : 'in force',
  }))
  const more = kept.length - rows.length
  return `${renderRows(rows)}${more > 0 ? `and ${formatPlural(more, 'decision')} more: --format json has all\n` : ''}`
}

export function renderActs(acts: readonly Act[], closed: ReadonlySet<string>): string {
  if (acts.length === 0) return 'no acts\n'
  return renderRows(
    acts.map(({ id, at, by, kind, account, campaign, refers, note, ends }) => ({
      act: id,
      at: formatMinute(at),
      by,
      kind: closed.has(id) ? `${kind} (closed)` : kind,
      about: account || campaign,
      refers,
      until: ends.startsWith('2200') ? '' : formatMinute(ends),
      note,
    })),
  )
}

export interface AccountExplanation {
  readonly account: string
  readonly decisions: readonly (Decision & { readonly lifted?: string })[]
  readonly acts: readonly Act[]
  /** What a customer may read, by reason. */
  readonly words: Readonly<Record<string, string>>
  readonly appealUrl: string | undefined
}

/** The inside first, then the words that may leave the house. */
export function renderExplanation({
  account,
  decisions,
  acts,
  words,
  appealUrl,
}: AccountExplanation): string {
  const lines = [
    decisions.length === 0
      ? `${visibleLine(account)}: no decision is in force`
      : `${visibleLine(account)}: ${formatPlural(decisions.length, 'decision')} in force`,
    ...decisions.map(
      (decision) =>
        `  ${actionOf(decision)} (${decision.mode}) for campaign ${decision.campaign} by ${decision.rule} of policy ${visibleLine(decision.policyVersion)}, until ${formatMinute(decision.until)}`,
    ),
    ...acts.map(
      ({ kind, by, at, note }) =>
        `  ${kind} by ${visibleLine(by)}, ${formatMinute(at)}: ${visibleLine(note)}`,
    ),
  ]
  const enforced = decisions.filter(({ mode }) => mode === 'enforce')
  if (enforced.length > 0) {
    lines.push('', 'What the customer may be told:')
    for (const reason of new Set(enforced.map((decision) => decision.reason)))
      lines.push(`  ${reason}: ${visibleLine(words[reason] ?? 'no words are set down for this code')}`)
    if (appealUrl !== undefined) lines.push(`  Appeals: ${appealUrl}`)
  }
  return `${lines.join('\n')}\n`
}

const aboutOf = ({ account, key, address }: Decision) =>
  account || (key === undefined ? (address ?? '') : `key ${key}`)

function actionOf({ action, parameters }: Decision): string {
  const told = Object.entries(parameters).map(([name, value]) => (value === true ? name : `${name} ${value}`))
  return told.length === 0 ? action : `${action} (${told.join(', ')})`
}
