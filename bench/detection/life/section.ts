// Life: how much a campaign gets before it is first reported, and how much an account gets that replaces a banned one,
// when the log is analysed every hour in one kept store.
import { percent, verdictOf } from '../../text-table.js'
import { median } from '../median.js'
import type { DetectionResult, DetectionSection } from '../section.js'
import {
  exposureBySize,
  honestOf,
  LIFE_TARGETS,
  largeCampaigns,
  type MeasuredCampaign,
  replacementFigures,
  stabilityOf,
} from './figures.js'
import { type Answers, runAll } from './runs.js'
import {
  exposureChart,
  exposureTable,
  recognitionTable,
  replacementChart,
  replacementTable,
  unreported,
} from './tables.js'

function measured({ exposure }: Answers): MeasuredCampaign[] {
  return exposure.flatMap(({ input: { sizes, cleanDays, seed }, answer }) =>
    answer.campaigns.map((campaign, index) => ({ ...campaign, size: sizes[index] ?? 0, cleanDays, seed })),
  )
}

function summarise(answers: Answers): DetectionResult {
  const campaigns = measured(answers)
  const bySize = exposureBySize(campaigns)
  const large = largeCampaigns(campaigns)
  const replacementAnswers = answers.replacement.map(({ answer }) => answer)
  const styles = replacementAnswers.flatMap((answer) => answer.styles.map(replacementFigures))
  const exposureAnswers = answers.exposure.map(({ answer }) => answer)
  const honest = honestOf(exposureAnswers, replacementAnswers)
  const stable = stabilityOf(campaigns)
  const recognition = answers.recognition.flatMap(({ answer }) => answer.styles)
  const recognised = {
    fresh: answers.recognition.reduce((sum, { answer }) => sum + answer.honestNew, 0),
    matched: answers.recognition.reduce((sum, { answer }) => sum + answer.honestMatched, 0),
    told: answers.recognition.reduce((sum, { answer }) => sum + answer.honestTold, 0),
  }
  const failed = [
    ...new Set([...exposureAnswers, ...replacementAnswers].flatMap((one) => one.failedDetectors)),
  ]
  const isExposureMet = large.within === large.campaigns
  const isReplacementMet = styles.every(
    ({ median: middle }) => middle !== null && middle <= LIFE_TARGETS.exchanges,
  )
  const durations = exposureAnswers.flatMap(({ looks }) => looks.map(({ ms }) => ms))
  const text = `Exposure: exchanges of a campaign's fortnight sent before its first report, of all of them.
${exposureTable(bySize)}
${large.within} of ${large.campaigns} campaigns of ${LIFE_TARGETS.large} accounts or more were under ${percent(LIFE_TARGETS.exposure)} (95 % interval of the share ${percent(large.interval.low)} to ${percent(large.interval.high)}): ${verdictOf(isExposureMet)}.
${unreported(campaigns)}After the first report ${stable.campaigns} campaigns were analysed ${stable.analyses} times more: at ${stable.lapses} no accused campaign held half of one. ${stable.keepName} had the name of the first report at the end; identities told of each: median ${stable.medianIdentities}, most ${stable.mostIdentities}.

Replacement: exchanges of a new account until the analysis that accused it.
${replacementTable(styles)}
Median of every style at most ${LIFE_TARGETS.exchanges}: ${verdictOf(isReplacementMet)}.

Recognition: exchanges of a new account until what it shows is recognised, without another analysis.
${recognitionTable(recognition)}
${recognised.matched} of ${recognised.fresh} new honest accounts were recognised by mistake, ${recognised.told} by what a gateway tells.

${honest.accused} of ${honest.accounts} honest accounts were accused by at least one of ${honest.analyses} analyses; one took ${(median(durations) / 1000).toFixed(1)} s (median).
${failed.length === 0 ? '' : `Detectors failed: ${failed.join(', ')}.\n`}`
  return {
    figures: {
      exposure: {
        bySize,
        large,
        campaigns,
        runs: answers.exposure.map(({ input, answer: { looks } }) => ({ ...input, looks })),
      },
      replacement: { styles, runs: answers.replacement.map(({ input }) => input) },
      recognition: { styles: recognition, honest: recognised, runs: answers.recognition },
      stability: stable,
      honest,
      failedDetectors: failed,
    },
    charts: [exposureChart(campaigns, bySize), replacementChart(styles)],
    text,
    exitCode: failed.length > 0 ? 2 : isExposureMet && isReplacementMet ? 0 : 1,
  }
}

export const LIFE: DetectionSection = {
  id: 'life',
  says: 'how much campaigns and replaced accounts get before hourly analyses accuse them',
  async run(context) {
    return summarise(await runAll(context))
  },
}
