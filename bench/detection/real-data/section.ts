// `real-data`: what holds when texts, arrivals, bursts and labels are real ones that nobody here wrote. No public set
// joins them: which text goes with which account, address and time is this experiment's doing.

import { wilson } from '../../../src/model/proportion.js'
import { TARGETS } from '../../targets.js'
import { formatTable, percent, verdictOf } from '../../text-table.js'
import type { Chart } from '../chart.js'
import type { DetectionContext, DetectionResult, DetectionSection } from '../section.js'
import { ACCOUNT_PLANS } from './campaigns.js'
import { measureRealWorlds, type RealWorlds } from './real-worlds.js'
import { recallByText } from './recall.js'
import { measureTemplateGrouping, type TemplateGrouping } from './template-grouping.js'

export const REAL_DATA: DetectionSection = {
  id: 'real-data',
  says: 'real prompts, arrivals and bursts of a corpus: templates told apart beside drain3 and datasketch, honest clients, campaigns of real texts',
  async run(context: DetectionContext): Promise<DetectionResult> {
    const { corpus } = context
    if (corpus === undefined)
      return {
        figures: { skipped: 'no --corpus' },
        charts: [],
        text: 'Real data: SKIPPED, as it needs real texts and traces. Give --corpus DIR with the folders text, traces, net and coord.\n',
        exitCode: 0,
      }
    const grouping = await measureTemplateGrouping(corpus, context)
    const worlds = await measureRealWorlds(corpus, context)
    const { text, isMet } = describe(grouping, worlds)
    return {
      figures: { grouping, ...worlds },
      charts: [chartLengths(grouping), chartRecall(worlds)],
      text,
      exitCode: worlds.worlds.some(({ failedDetectors }) => failedDetectors.length > 0) ? 2 : isMet ? 0 : 1,
    }
  },
}

function describe(grouping: TemplateGrouping, worlds: RealWorlds): { text: string; isMet: boolean } {
  const accused = worlds.honest.reduce((sum, one) => sum + one.accused, 0)
  const missed = recallByText(worlds.campaigns).filter(({ share }) => share < TARGETS.recall)
  const text = [
    'Real data. Texts, arrivals, bursts and labels are real; their joining to accounts and addresses is ours.',
    describeGrouping(grouping),
    describeHonest(worlds),
    describeCampaigns(worlds),
    [
      `no honest account accused: ${verdictOf(accused === 0)} (${accused})`,
      `every text's campaigns found to ${percent(TARGETS.recall)}: ${verdictOf(missed.length === 0)}${missed.map(({ text: id, share }) => ` ${id} ${percent(share)}`).join(',')}`,
    ].join('\n'),
  ]
  return { text: `${text.join('\n\n')}\n`, isMet: accused === 0 && missed.length === 0 }
}

const three = (value: number): string => value.toFixed(3)

function describeGrouping(grouping: TemplateGrouping): string {
  const { tools, byAnchors, families } = grouping
  const scores = formatTable(
    [
      'grouping of P3 prompts',
      'accuracy',
      'pair F1',
      'B3 F1',
      'ARI',
      'best match',
      'accuracy by id',
      'B3 by id',
      'groups',
      'seconds',
      'memory',
    ],
    tools.map(({ tool, isDefault, byWording, byId, bestMatch, seconds, peakBytes }) => [
      isDefault ? tool : `  ${tool}`,
      three(byWording.groupingAccuracy),
      three(byWording.pairs.f1),
      three(byWording.bCubed.f1),
      three(byWording.adjustedRand),
      three(bestMatch),
      three(byId.groupingAccuracy),
      three(byId.bCubed.f1),
      String(byWording.groups),
      seconds.toFixed(1),
      `${(peakBytes / 1e6).toFixed(0)} MB`,
    ]),
  )
  const lengths = formatTable(
    [
      'best match by fixed three-word runs',
      ...(tools[0]?.byLength ?? []).map(({ from, to, templates }) => `${rangeOf(from, to)} (${templates})`),
    ],
    tools
      .filter(({ isDefault }) => isDefault)
      .map(({ tool, byLength }) => [tool, ...byLength.map(({ bestMatch }) => three(bestMatch))]),
  )
  const anchors = formatTable(
    [
      'stillwatch by fixed anchors',
      ...byAnchors.map(({ from, to, templates }) => `${rangeOf(from, to)} (${templates})`),
    ],
    [['best match', ...byAnchors.map(({ bestMatch }) => three(bestMatch))]],
  )
  const { none, one, several } = families.carried
  return [
    `${grouping.prompts} prompts of ${grouping.templates} template ids in ${grouping.wordings} wordings, each template dealt over ${grouping.accountsPerTemplate} accounts; ${grouping.ambiguous} prompts stand under several ids. ${families.families} families; ${none} prompts carry none, ${one} one, ${several} several.`,
    ...(grouping.skipped === undefined ? [] : [`SKIPPED: ${grouping.skipped}`]),
    scores,
    lengths,
    anchors,
  ]
    .map((part) => part.trimEnd())
    .join('\n\n')
}

function rangeOf(from: number, to: number): string {
  return to === 99 ? `${from}+` : from === to ? String(from) : `${from}-${to}`
}

function describeHonest({ honest, worlds }: RealWorlds): string {
  const table = formatTable(
    ['honest accounts', 'campaigns around', 'accounts', 'accused', '95 % interval'],
    honest.map(({ group, withCampaigns, accounts, accused }) => {
      const { low, high } = wilson(accused / accounts, accounts)
      return [
        group,
        withCampaigns ? 'yes' : 'no',
        String(accounts),
        String(accused),
        `${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)} %`,
      ]
    }),
  )
  const size = worlds.map(({ accounts, exchanges }) => `${accounts}/${exchanges}`).join(', ')
  return `${table.trimEnd()}\n\n${worlds.length} worlds, accounts/exchanges: ${size}. The same clients, runs and people of traces come again in every world, with other texts and places: worlds are no independent samples of them.`
}

function describeCampaigns({ campaigns }: RealWorlds): string {
  const rows = campaigns
    .toSorted((a, b) => a.text.localeCompare(b.text) || a.seed - b.seed)
    .map((one) => [
      one.text,
      String(one.seed),
      one.accountPlan,
      one.network,
      String(one.active),
      `${(one.span / 3600).toFixed(0)} h`,
      `${one.gap} s`,
      percent(one.accused / Math.max(1, one.active)),
      String(one.campaigns),
      Object.entries(one.cleared)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    ])
  const single = formatTable(
    [
      'campaign of real texts',
      'seed',
      'accounts',
      'network',
      'active',
      'burst',
      'median gap',
      'recall',
      'found as',
      'members in cleared groups',
    ],
    rows,
  )
  const together = formatTable(
    ['recall by text', 'all', '95 % over campaigns', ...ACCOUNT_PLANS],
    recallByText(campaigns).map(({ text, share, count, byPlan }) => {
      const { low, high } = wilson(share, count)
      return [
        text,
        percent(share),
        `${percent(low)} to ${percent(high)}`,
        ...byPlan.map((own) => (own === undefined ? '-' : percent(own))),
      ]
    }),
  )
  return `${single}\n${together.trimEnd()}`
}

function chartLengths({ tools }: TemplateGrouping): Chart {
  return {
    id: 'real-data-templates',
    title: 'P3 templates: F1 of the group that meets each best',
    shape: 'bar',
    x: { name: 'fixed text of the template, in runs of three words', kind: 'category' },
    y: { name: 'mean F1 over templates', min: 0, max: 1 },
    series: tools
      .filter(({ isDefault }) => isDefault)
      .map(({ tool, byLength }) => ({
        name: tool,
        points: byLength.map(({ from, to, bestMatch }) => [rangeOf(from, to), bestMatch] as const),
      })),
  }
}

function chartRecall({ campaigns }: RealWorlds): Chart {
  const recalls = recallByText(campaigns)
  return {
    id: 'real-data-campaigns',
    title: 'Campaigns with the timing of bought stars, by real text',
    shape: 'bar',
    x: { name: 'text (codegen, roleplay and toolformer are GPTeacher’s)', kind: 'category' },
    y: { name: 'share of accounts accused', min: 0, max: 1 },
    series: ACCOUNT_PLANS.map((plan, index) => ({
      name: plan === 'fresh' ? 'signed up with the stars' : 'bought, years old',
      points: recalls.map(
        ({ text, byPlan }) => [text.replace('gpteacher-', ''), byPlan[index] ?? null] as const,
      ),
    })),
  }
}
