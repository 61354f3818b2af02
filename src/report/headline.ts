// The result of an analysis in one or two sentences, the same for terminal and report.
import type { Analysis, Campaign } from '../model/analysis.js'
import { formatCount, formatPlural, formatShare, readableName } from './quantities.js'
import { visibleLine } from './visible-text.js'

export type Outcome = 'found' | 'nothing' | 'unclear'

/** `unclear` when nothing was found but a detector failed: that is never a clean result. */
export function analysisOutcome(analysis: Analysis): Outcome {
  if (analysis.campaigns.some(isAccused)) return 'found'
  return analysis.detectors.some((run) => run.state === 'failed') ? 'unclear' : 'nothing'
}

/** Whether the campaign is an accusation, not a look-alike that was cleared. */
export function isAccused(campaign: Pick<Campaign, 'verdict'>): boolean {
  return campaign.verdict !== 'explained'
}

/** Whether no explanation clears the group and the evidence is not enough to accuse it: somebody should look at it. */
export function isUndecided(campaign: Pick<Campaign, 'verdict' | 'explanation'>): boolean {
  return campaign.verdict === 'explained' && campaign.explanation === 'not-enough-evidence'
}

/** What was found, in one sentence; what was cleared or left open, in a second. */
export function headline(analysis: Analysis): { readonly found: string; readonly cleared: string } {
  return { found: foundSentence(analysis), cleared: clearedSentence(analysis) }
}

/** What the verdict on a group means, in the words of a sentence about accounts. */
export function verdictMeaning(campaign: Pick<Campaign, 'verdict' | 'explanation'>): string {
  const { verdict } = campaign
  if (isUndecided(campaign))
    return 'act more alike than chance would have it; that is not enough to accuse them'
  if (verdict === 'distillation') return 'act as one, and to extract'
  if (verdict === 'coordinated') return 'act as one; the purpose is not shown'
  return 'look alike, but an innocent explanation holds'
}

/** The explanation that cleared a campaign, for people. */
export function explanationName(campaign: Pick<Campaign, 'explanation'>): string {
  return campaign.explanation === undefined || campaign.explanation === ''
    ? 'explanation not named'
    : visibleLine(readableName(campaign.explanation))
}

function foundSentence(analysis: Analysis): string {
  const { input } = analysis
  const outcome = analysisOutcome(analysis)
  if (outcome === 'unclear') {
    const failed = analysis.detectors.filter((run) => run.state === 'failed').length
    return `Could not tell: ${formatPlural(failed, 'detector')} failed, and the others found no campaign.`
  }
  if (outcome === 'nothing') {
    if (input.exchanges === 0) return 'Nothing was analysed: the input held no exchange.'
    const open = analysis.campaigns.filter(isUndecided).length
    return open > 0
      ? `Nobody is accused; ${formatPlural(open, 'group')} ${open === 1 ? 'is' : 'are'} neither cleared nor proven: look at ${open === 1 ? 'it' : 'them'}.`
      : 'Nothing found: no group of accounts acts as one without an innocent explanation.'
  }
  const clauses: string[] = []
  for (const verdict of ['distillation', 'coordinated'] as const) {
    const campaigns = analysis.campaigns.filter((campaign) => campaign.verdict === verdict)
    if (campaigns.length === 0) continue
    const accounts = new Set(campaigns.flatMap((campaign) => campaign.accounts.map((account) => account.id)))
    const exchanges = campaigns.reduce((sum, campaign) => sum + campaign.exchanges, 0)
    const what = `${verdict} ${campaigns.length === 1 ? 'campaign' : 'campaigns'}`
    clauses.push(
      `${formatCount(campaigns.length)} ${what} (${formatPlural(accounts.size, 'account')}, ${formatPlural(exchanges, 'exchange')})`,
    )
  }
  const exchanges = analysis.campaigns
    .filter(isAccused)
    .reduce((sum, campaign) => sum + campaign.exchanges, 0)
  const share =
    input.exchanges > 0 ? `, ${formatShare(Math.min(1, exchanges / input.exchanges))} of all traffic` : ''
  return `Found ${clauses.join(' and ')}${share}.`
}

function clearedSentence(analysis: Analysis): string {
  const rest = analysis.campaigns.filter((campaign) => !isAccused(campaign))
  const open = rest.filter(isUndecided).length
  const cleared = rest.length - open
  const sentences = [
    cleared === 1 && '1 group looked alike and was cleared, with the reason named.',
    cleared > 1 &&
      `${formatCount(cleared)} groups looked alike and were cleared, each with the reason named.`,
    open > 0 &&
      `${formatPlural(open, 'group')} ${open === 1 ? 'is' : 'are'} left open: too alike for chance, not enough to accuse.`,
  ]
  return sentences.filter((sentence) => sentence !== false).join(' ')
}
