// The result of an analysis in one or two sentences, the same for terminal and report.
import type { Analysis, Campaign, Verdict } from '../model/analysis.js'
import { formatCount, formatPlural, formatShare, readableName } from './quantities.js'
import { visibleLine } from './visible-text.js'

export type Outcome = 'found' | 'nothing' | 'unclear'

/** `unclear` when nothing was found but a detector failed: that is never a clean result. */
export function analysisOutcome(analysis: Analysis): Outcome {
  if (analysis.campaigns.some(isAccused)) return 'found'
  return analysis.detectors.some((run) => run.state === 'failed') ? 'unclear' : 'nothing'
}

/** Whether the campaign is an accusation, not a look-alike that was cleared. */
export function isAccused(campaign: Campaign): boolean {
  return campaign.verdict !== 'explained'
}

/** What was found, in one sentence; what was cleared, in a second. */
export function headline(analysis: Analysis): { readonly found: string; readonly cleared: string } {
  return { found: foundSentence(analysis), cleared: clearedSentence(analysis) }
}

/** What a verdict means, in the words of a sentence about accounts. */
export function verdictMeaning(verdict: Verdict): string {
  if (verdict === 'distillation') return 'act as one, and to extract'
  if (verdict === 'coordinated') return 'act as one; the purpose is not shown'
  return 'look alike, but an innocent explanation holds'
}

/** The explanation that cleared a campaign, for people. */
export function explanationName(campaign: Campaign): string {
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
    return input.exchanges === 0
      ? 'Nothing was analysed: the input held no exchange.'
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
  const cleared = analysis.campaigns.filter((campaign) => !isAccused(campaign)).length
  if (cleared === 0) return ''
  return cleared === 1
    ? '1 group looked alike and was cleared, with the reason named.'
    : `${formatCount(cleared)} groups looked alike and were cleared, each with the reason named.`
}
