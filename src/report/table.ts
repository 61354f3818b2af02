// The result for a terminal: what was found, what was cleared, and what did not run, in that order. Numbers line up,
// wide characters count as two columns, and nothing in a name can move the cursor or change a colour.
import stringWidth from 'string-width'
import { type Analysis, type Campaign, NOBODY_TO_MEASURE, type Verdict } from '../model/analysis.js'
import { detectorTitle } from './detector-words.js'
import { analysisOutcome, explanationName, headline, isAccused, isUndecided } from './headline.js'
import { infrastructureSentence } from './infrastructure-words.js'
import { formatCount, formatPeriod, formatPlural, formatProbability } from './quantities.js'
import { orderCampaigns } from './reading-order.js'
import { clipColumns, padColumns, visibleLine } from './visible-text.js'

export interface TableOptions {
  /** Whether the output understands ANSI colours; false unless it is a terminal. */
  readonly colour: boolean
  /** Columns of the output; taken as 60 when less and as 200 when more. */
  readonly width: number
}

type Tone = Verdict | 'strong' | 'quiet' | 'warning'
type Paint = (text: string, tone: Tone) => string

const MARKS: Readonly<Record<Verdict, string>> = { distillation: '●', coordinated: '◐', explained: '○' }
const TONES: Readonly<Record<Tone, string>> = {
  distillation: '31',
  coordinated: '33',
  explained: '36',
  strong: '1',
  quiet: '2',
  warning: '33',
}

/** The analysis as lines for people, ending with a line break. */
export function renderTable(analysis: Analysis, options: TableOptions): string {
  const width = Math.min(200, Math.max(60, Math.floor(options.width) || 80))
  const paint: Paint = (text, tone) => (options.colour ? `\u001b[${TONES[tone]}m${text}\u001b[0m` : text)
  const campaigns = orderCampaigns(analysis.campaigns)
  const blocks = [
    introduction(analysis, width, paint),
    campaignBlock(campaigns.filter(isAccused), width, paint),
    infrastructureBlock(analysis, campaigns, width, paint),
    groupBlock(
      'Left open: too alike for chance, not enough to accuse, and no innocent explanation holds',
      campaigns.filter(isUndecided),
      width,
      paint,
    ),
    groupBlock(
      'Cleared: looks alike, but an innocent explanation holds',
      campaigns.filter((campaign) => !isAccused(campaign) && !isUndecided(campaign)),
      width,
      paint,
    ),
    detectorBlock(analysis, width, paint),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

/** Breaks text into lines of at most `width` columns, at spaces where there are any. */
export function wrapColumns(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`
    if (stringWidth(joined) <= width) {
      line = joined
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const character of word) {
      if (stringWidth(line + character) > width && line !== '') {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

function introduction(analysis: Analysis, width: number, paint: Paint): readonly string[] {
  const { input } = analysis
  const { found, cleared } = headline(analysis)
  const tone: Tone = analysisOutcome(analysis) === 'unclear' ? 'warning' : 'strong'
  const rejected = input.rejected > 0 ? `, ${formatPlural(input.rejected, 'line')} rejected` : ''
  const period = input.from === '' ? '' : `, ${formatPeriod(input.from, input.to)}`
  const scope = `Looked at ${formatPlural(input.exchanges, 'exchange')} of ${formatPlural(input.accounts, 'account')}${period}${rejected}.`
  return [
    ...wrapColumns(found, width).map((line) => paint(line, tone)),
    ...(cleared === '' ? [] : wrapColumns(cleared, width)),
    ...wrapColumns(visibleLine(scope), width).map((line) => paint(line, 'quiet')),
  ]
}

interface Column {
  readonly title: string
  readonly cells: readonly string[]
  readonly isNumber: boolean
}

function campaignBlock(campaigns: readonly Campaign[], width: number, paint: Paint): readonly string[] {
  if (campaigns.length === 0) return []
  const numbers: readonly Column[] = [
    column(
      'Accounts',
      campaigns.map((campaign) => formatCount(campaign.accounts.length)),
    ),
    column(
      'Exchanges',
      campaigns.map((campaign) => formatCount(campaign.exchanges)),
    ),
    column(
      width < 80 ? 'Prob.' : 'Probability',
      campaigns.map((campaign) => formatProbability(campaign.probability)),
    ),
  ]
  const verdicts: Column = {
    title: 'Verdict',
    cells: campaigns.map((campaign) => campaign.verdict),
    isNumber: false,
  }
  const taken = 2 + columnWidth(verdicts) + numbers.reduce((sum, item) => sum + 2 + columnWidth(item), 0) + 2
  const isWhyBeside = width >= 110
  const nameWidth = Math.max(8, Math.min(isWhyBeside ? 28 : 44, width - taken))
  const names: Column = {
    title: 'Campaign',
    cells: campaigns.map((campaign) => clipColumns(nameOf(campaign), nameWidth)),
    isNumber: false,
  }
  const columns = [verdicts, names, ...numbers]
  const whyLeft = isWhyBeside
    ? 2 + columns.reduce((sum, item) => sum + columnWidth(item) + 2, 0)
    : 2 + columnWidth(verdicts) + 2
  const head = `  ${columns.map((item) => padColumns(item.title, columnWidth(item), item.isNumber)).join('  ')}${isWhyBeside ? '  Why' : ''}`
  const rows = campaigns.flatMap((campaign, row) => {
    const cells = columns.map((item, index) => {
      const cell = padColumns(item.cells[row] ?? '', columnWidth(item), item.isNumber)
      return index === 0 ? paint(cell, campaign.verdict) : index === 1 ? paint(cell, 'strong') : cell
    })
    const line = `${paint(MARKS[campaign.verdict], campaign.verdict)} ${cells.join('  ')}`
    const why = wrapColumns(reasons(campaign), width - whyLeft)
    const indent = ' '.repeat(whyLeft)
    if (!isWhyBeside) return [line, ...why.map((text) => indent + paint(text, 'quiet'))]
    return [`${line}  ${why[0] ?? ''}`, ...why.slice(1).map((text) => indent + text)]
  })
  return [paint(head, 'quiet'), ...rows]
}

function infrastructureBlock(
  { infrastructure = [] }: Analysis,
  campaigns: readonly Campaign[],
  width: number,
  paint: Paint,
): readonly string[] {
  if (infrastructure.length === 0) return []
  const rows = infrastructure.flatMap((one) => {
    const names = campaigns.filter(({ id }) => one.campaigns.includes(id)).map(nameOf)
    return wrapColumns(infrastructureSentence(names, one), width - 2).map((line) => `  ${line}`)
  })
  return [paint('Common means: whose purpose accounts serve, and who lends them the means', 'quiet'), ...rows]
}

/** Groups that are not accused, of a kind, that a terminal shows; the largest say most. */
const MOST_SHOWN = 12

function groupBlock(
  title: string,
  campaigns: readonly Campaign[],
  width: number,
  paint: Paint,
): readonly string[] {
  if (campaigns.length === 0) return []
  const nameWidth = Math.min(
    Math.floor(width / 3),
    campaigns.reduce((most, campaign) => Math.max(most, stringWidth(nameOf(campaign))), 0),
  )
  const left = nameWidth + 4
  const shown = campaigns.slice(0, MOST_SHOWN)
  // One sentence is told once.
  const told = new Map<string, string>()
  const rows = shown.flatMap((campaign) => {
    const reason =
      campaign.evidence.find((item) => item.detector === 'explanation') ??
      campaign.evidence.toSorted((a, b) => a.bits - b.bits).find((item) => item.bits < 0)
    const counts = formatPlural(campaign.accounts.length, 'account')
    const title = isUndecided(campaign) ? counts : `${explanationName(campaign)} (${counts})`
    const why = reason === undefined ? '' : visibleLine(reason.summary)
    const sentence = `${campaign.explanation}: ${why}`
    const same = told.get(sentence)
    if (same === undefined) told.set(sentence, nameOf(campaign))
    const text = why === '' ? title : same === undefined ? `${title}: ${why}` : `${title}, as ${same}`
    const lines = wrapColumns(text, width - left)
    const name = padColumns(clipColumns(nameOf(campaign), nameWidth), nameWidth, false)
    return [
      `${paint(MARKS.explained, 'explained')} ${name}  ${lines[0] ?? ''}`,
      ...lines.slice(1).map((line) => ' '.repeat(left) + line),
    ]
  })
  const rest = campaigns.length - shown.length
  const more =
    rest === 0
      ? []
      : [paint(`  and ${formatPlural(rest, 'smaller group')}, in the report and the JSON`, 'quiet')]
  return [paint(title, 'quiet'), ...rows, ...more]
}

const WITHOUT_GROUPS: ReadonlySet<string | undefined> = new Set(Object.values(NOBODY_TO_MEASURE))

function detectorBlock(analysis: Analysis, width: number, paint: Paint): readonly string[] {
  const missing = analysis.detectors
    .filter((run) => run.state !== 'ran' && !WITHOUT_GROUPS.has(run.reason))
    .toSorted((a, b) => (a.state < b.state ? -1 : a.state > b.state ? 1 : 0))
  if (missing.length === 0) return []
  const rows = missing.flatMap((run) => {
    const state = padColumns(run.state, 7, false)
    const lines = wrapColumns(visibleLine(`${run.id}: ${run.reason ?? 'no reason given'}`), width - 11)
    return lines.map((line, index) =>
      index === 0
        ? `  ${paint(state, run.state === 'failed' ? 'warning' : 'quiet')}  ${line}`
        : ' '.repeat(11) + line,
    )
  })
  return [paint('Did not run: what only these would show may be missing', 'quiet'), ...rows]
}

function reasons(campaign: Campaign): string {
  const strongest = campaign.evidence
    .filter((item) => item.bits > 0)
    .toSorted((a, b) => b.bits - a.bits)
    .slice(0, 3)
    .map((item) => lowerFirst(visibleLine(detectorTitle(item.detector))))
  return strongest.length === 0 ? 'no evidence recorded' : strongest.join(', ')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function nameOf(campaign: Campaign): string {
  return visibleLine(campaign.name.trim() === '' ? campaign.id : campaign.name)
}

function column(title: string, cells: readonly string[]): Column {
  return { title, cells, isNumber: true }
}

function columnWidth({ title, cells }: Column): number {
  return cells.reduce((most, cell) => Math.max(most, stringWidth(cell)), stringWidth(title))
}
